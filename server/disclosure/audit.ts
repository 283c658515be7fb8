/*
 * What an attacker can tell of each hidden count who knows everything public. Nothing of how the hiding was chosen is trusted
 * here: the system is built again from what will be shown, points are checked against it, and what they leave open is sought anew.
 */
import { countValues } from './count.ts';
import { openWidth, type Policy } from './policy.ts';
import { propagate, type Interval } from './propagate.ts';
import type { System } from './system.ts';
import type { LinearModel, Solve } from './types.ts';

export type Told = {
  variable: number;
  /** Whole numbers; `to` Infinity: no end. At least so much is open where `isProof`, exactly so much otherwise. */
  from: number;
  to: number;
  by: 'propagation' | 'programme' | 'counting';
  /** How many values beside the true one are possible, as far as was counted; at most the width. */
  width: number;
  need: number;
};

const CLOSE = 1e-5;
/** Unknown counts of a block that is counted through. */
const SMALL_BLOCK = 12;

/** Whether a point agrees with everything public. */
export function agrees({ variables, relations }: System, point: Float64Array): boolean {
  const areIn = variables.every(({ state, value, lower, upper }, at) => {
    const its = point[at]!;
    if (state === 'known' && value !== null) return Math.abs(its - value) < CLOSE;
    return its > lower - CLOSE && its < upper + CLOSE;
  });
  return (
    areIn &&
    relations.every(({ variables: members, coefficients, lower, upper }) => {
      let sum = 0;
      for (let at = 0; at < members.length; at += 1) sum += coefficients[at]! * point[members[at]!]!;
      return sum > lower - CLOSE && sum < upper + CLOSE;
    })
  );
}

/** Unknown variables that hang together by relations, block by block. */
function blocksOf({ variables, relations }: System, known: readonly Interval[]): number[][] {
  const parent = variables.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[at] !== root) [at, parent[at]] = [parent[at]!, root];
    return root;
  };
  const isUnknown = (at: number) => known[at]![0] < known[at]![1];
  for (const relation of relations) {
    const unknown = relation.variables.filter(isUnknown);
    for (const at of unknown) parent[rootOf(at)] = rootOf(unknown[0]!);
  }
  const blocks = new Map<number, number[]>();
  variables.forEach((_, at) => {
    if (!isUnknown(at)) return;
    const root = rootOf(at);
    const block = blocks.get(root);
    if (block) block.push(at);
    else blocks.set(root, [at]);
  });
  return [...blocks.values()];
}

/** What can be told of every hidden count of the system. */
export function tell(system: System, policy: Policy, points: readonly Float64Array[], solve: Solve): Told[] {
  const { variables, relations } = system;
  const outer = propagate(system);
  const sound = points.filter((point) => agrees(system, point));
  const told: Told[] = [];
  const relationsOf = new Map<number, number[]>();
  relations.forEach(({ variables: members }, at) => {
    for (const member of members)
      if (outer[member]![0] < outer[member]![1]) {
        const its = relationsOf.get(member);
        if (its) its.push(at);
        else relationsOf.set(member, [at]);
      }
  });
  const isAsked = (at: number) => variables[at]!.state === 'hidden';
  variables.forEach(({ value }, at) => {
    if (!isAsked(at) || outer[at]![0] < outer[at]![1]) return;
    const [from, to] = outer[at]!;
    told.push({
      variable: at,
      from,
      to,
      by: 'propagation',
      width: to - from,
      need: openWidth(policy, value!),
    });
  });
  for (const block of blocksOf(system, outer)) {
    const asked = block.filter(isAsked);
    if (asked.length === 0) continue;
    let model: BlockModel | undefined;
    const isSmall = block.length > 1 && block.length <= SMALL_BLOCK;
    for (const variable of asked) {
      const value = variables[variable]!.value!;
      const need = openWidth(policy, value);
      let [from, to] = outer[variable]!;
      if (block.length === 1 || to - from < need) {
        told.push({ variable, from, to, by: 'propagation', width: to - from, need });
        continue;
      }
      if (isSmall) {
        const values = countValues(system, block, relationsOf, outer, variable, need + 1);
        if (values) {
          const width = values.length - 1;
          told.push({
            variable,
            from: Math.min(...values),
            to: Math.max(...values),
            by: 'counting',
            width,
            need,
          });
          continue;
        }
      }
      let [proven, provenTo] = [value, value];
      for (const point of sound) {
        proven = Math.min(proven, Math.ceil(point[variable]! - CLOSE));
        provenTo = Math.max(provenTo, Math.floor(point[variable]! + CLOSE));
      }
      if (provenTo - proven >= need) [from, to] = [proven, provenTo];
      else {
        model ??= new BlockModel(system, block, relationsOf, outer, solve);
        [from, to] = model.range(variable);
      }
      told.push({ variable, from, to, by: 'programme', width: to - from, need });
    }
    model?.close();
  }
  return told;
}

/** A block as a linear programme, asked for the ends of one variable after the other. */
class BlockModel {
  readonly #columns = new Map<number, number>();
  readonly #model: LinearModel;
  constructor(
    system: System,
    block: readonly number[],
    relationsOf: ReadonlyMap<number, readonly number[]>,
    outer: readonly Interval[],
    solve: Solve,
  ) {
    block.forEach((variable, at) => this.#columns.set(variable, at));
    const starts = [0];
    const columns: number[] = [];
    const coefficients: number[] = [];
    const rowLower: number[] = [];
    const rowUpper: number[] = [];
    for (const at of new Set(block.flatMap((variable) => relationsOf.get(variable) ?? []))) {
      const relation = system.relations[at]!;
      let known = 0;
      relation.variables.forEach((variable, member) => {
        const column = this.#columns.get(variable);
        const coefficient = relation.coefficients[member]!;
        if (column === undefined) known += coefficient * outer[variable]![0];
        else {
          columns.push(column);
          coefficients.push(coefficient);
        }
      });
      starts.push(columns.length);
      rowLower.push(relation.lower - known);
      rowUpper.push(relation.upper - known);
    }
    this.#model = solve({
      lower: Float64Array.from(block, (variable) => system.variables[variable]!.lower),
      upper: Float64Array.from(block, (variable) => system.variables[variable]!.upper),
      costs: new Float64Array(block.length),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      starts: Int32Array.from(starts),
      columns: Int32Array.from(columns),
      coefficients: Float64Array.from(coefficients),
    });
  }
  range(variable: number): Interval {
    const column = this.#columns.get(variable)!;
    const end = (cost: number): number => {
      this.#model.setCost(column, cost);
      const found = this.#model.solve();
      this.#model.setCost(column, 0);
      if (found === 'infeasible') throw new Error('What is public contradicts itself');
      return found === 'unbounded' ? Infinity : found[column]!;
    };
    return [Math.ceil(end(1) - CLOSE), Math.floor(end(-1) + CLOSE)];
  }
  close(): void {
    this.#model.close();
  }
}
