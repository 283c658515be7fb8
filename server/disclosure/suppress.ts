/*
 * Chooses what else to hide so that nothing hidden can be told. For each hidden count the cheapest set of shown ones is sought
 * (linear programming) that, hidden too, lets it be as far from the truth as is asked for; the other counts of such a point
 * move with it, so one point protects many. What needs nothing else to be hidden is found by the same question at no cost.
 */
import { openWidth, spanOfShown, roundedTo, type Policy } from './policy.ts';
import type { System, Variable } from './system.ts';
import type { LinearModel, Solve } from './types.ts';

export type Protection = {
  /** Variables of the candidate that are hidden. */
  hidden: ReadonlySet<number>;
  /** Values of all variables that agree with everything public; together they prove the intervals. */
  points: readonly Float64Array[];
  /** Hidden second, and could not be protected in turn. */
  stuck: readonly number[];
};

type Choice = {
  /** Open variables that are hidden because they are small, or were hidden before. */
  first: ReadonlySet<number>;
  /** What hiding an open variable costs the reader, per unit that it has to give. */
  costOf: (variable: number) => number;
  /** Whether an open variable stands in rounded tables only. */
  isRounded: (variable: number) => boolean;
  /** Open variables that have to be shown: what was published before tells too much of them to hide them. */
  barred: ReadonlySet<number>;
  /** What is asked for beyond the policy, where counting found gaps. */
  more: ReadonlyMap<number, number>;
};

const CLOSE = 1e-6;
/** Per unit, small beside the cost of hiding anything, so that nothing is hidden for it. */
const REWARD = 0.002;
/** How often a cheapest point is sought again with fewer that move. */
const MOST_TURNS = 4;

/** What the points leave open of each variable. */
class Reach {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  constructor(values: Float64Array) {
    this.lower = values.slice();
    this.upper = values.slice();
  }
  add(point: Float64Array): void {
    for (let at = 0; at < point.length; at += 1) {
      if (point[at]! < this.lower[at]!) this.lower[at] = Math.ceil(point[at]! - CLOSE);
      if (point[at]! > this.upper[at]!) this.upper[at] = Math.floor(point[at]! + CLOSE);
    }
  }
  width(at: number): number {
    return this.upper[at]! - this.lower[at]!;
  }
}

/**
 * The columns of the programme that a variable is the sum of, beside a constant: within what would be shown of it, and by how much it
 * is more or less; −1: none. Of a hidden one a single column says all: `zero + mover`.
 */
type Columns = { mover: number; zero: number; main: number; more: number; less: number };
type Solved = { point: Float64Array; at: Float64Array };

/** The system as a programme in which open variables may leave what would be shown of them, at a cost. */
class Board {
  readonly columns = new Map<number, Columns>();
  readonly model: LinearModel;
  readonly #variableCount: number;
  readonly #base: Float64Array;
  readonly #owner: number[] = [];
  readonly #sign: number[] = [];
  readonly #escapes: number[] = [];
  readonly costs: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];

  constructor(system: System, hidden: ReadonlySet<number>, policy: Policy, choice: Choice, solve: Solve) {
    const { variables, relations } = system;
    this.#variableCount = variables.length;
    this.#base = Float64Array.from(variables, ({ value }) => value ?? 0);
    const column = (variable: number, sign: number, lower: number, upper: number, cost: number): number => {
      this.#owner.push(variable);
      this.#sign.push(sign);
      this.lower.push(lower);
      this.upper.push(upper);
      if (cost > 0) this.#escapes.push(this.costs.length);
      return this.costs.push(cost) - 1;
    };
    for (const { variables: members } of relations)
      for (const at of members) {
        const its = variables[at]!;
        if (this.columns.has(at) || its.state === 'known') continue;
        if (its.state !== 'open' || hidden.has(at)) {
          const mover = column(at, 1, its.lower, its.upper, 0);
          this.columns.set(at, { mover, zero: 0, main: mover, more: -1, less: -1 });
          this.#base[at] = 0;
          continue;
        }
        const value = its.value!;
        const cost = choice.costOf(at);
        const isBarred = choice.barred.has(at);
        let [from, to] = [value, value];
        let main = -1;
        if (choice.isRounded(at)) {
          [from, to] = spanOfShown(policy, 5, roundedTo(5, value));
          from = Math.max(from, its.lower);
          to = Math.min(to, its.upper);
          if (from < to) {
            main = column(at, 1, from, to, 0);
            this.#base[at] = 0;
          } else [from, to] = [value, value];
        }
        this.columns.set(at, {
          mover: -1,
          zero: 0,
          main,
          more: column(at, 1, 0, isBarred ? 0 : Math.max(0, its.upper - to), cost),
          less: column(at, -1, 0, isBarred ? 0 : Math.max(0, from - its.lower), cost),
        });
      }
    const starts = [0];
    const indices: number[] = [];
    const coefficients: number[] = [];
    const rowLower: number[] = [];
    const rowUpper: number[] = [];
    for (const relation of relations) {
      let known = 0;
      const before = indices.length;
      relation.variables.forEach((variable, at) => {
        const coefficient = relation.coefficients[at]!;
        const its = this.columns.get(variable);
        known += coefficient * this.#base[variable]!;
        if (!its) return;
        for (const [index, sign] of [
          [its.main, 1],
          [its.more, 1],
          [its.less, -1],
        ] as const)
          if (index >= 0) {
            indices.push(index);
            coefficients.push(sign * coefficient);
          }
      });
      if (indices.length === before) continue;
      starts.push(indices.length);
      rowLower.push(relation.lower - known);
      rowUpper.push(relation.upper - known);
    }
    this.model = solve({
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      costs: Float64Array.from(this.costs),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      starts: Int32Array.from(starts),
      columns: Int32Array.from(indices),
      coefficients: Float64Array.from(coefficients),
    });
  }

  /** The point of all variables at which the programme ends. */
  solve(): Solved | null {
    const at = this.model.solve();
    if (typeof at === 'string') return null;
    const point = this.#base.slice();
    for (let index = 0; index < at.length; index += 1)
      point[this.#owner[index]!] = point[this.#owner[index]!]! + this.#sign[index]! * at[index]!;
    if (point.length !== this.#variableCount) throw new Error('A point has a value for each variable');
    return { point, at };
  }

  /** The open variable may be anything from now on, at no cost. */
  hide(variable: number, { lower, upper, value }: Variable): void {
    const { main, more, less } = this.columns.get(variable)!;
    this.#bound(less, 0, 0);
    this.costs[less] = 0;
    this.costs[more] = 0;
    if (main >= 0) {
      this.#bound(more, 0, 0);
      this.#bound(main, lower, upper);
      this.columns.set(variable, { mover: main, zero: 0, main, more: -1, less: -1 });
    } else {
      this.#bound(more, lower - value!, upper - value!);
      this.model.setCost(more, 0);
      this.columns.set(variable, { mover: more, zero: value!, main: -1, more: -1, less: -1 });
    }
  }
  #bound(column: number, lower: number, upper: number): void {
    this.lower[column] = lower;
    this.upper[column] = upper;
    this.model.setBounds(column, lower, upper);
  }

  /** Whether hiding the variable was what made this point possible. */
  isLeft(variable: number, at: Float64Array): boolean {
    const { more, less } = this.columns.get(variable)!;
    return more >= 0 && (at[more]! > CLOSE || at[less]! > CLOSE);
  }

  /** Rewards moving a hidden variable from its value to another one; null takes the reward back. */
  reward(variable: number, value: number, goal: number | null): void {
    const { mover, zero } = this.columns.get(variable)!;
    const [lower, upper] = [this.lower[mover]!, this.upper[mover]!];
    if (goal === null) {
      this.model.setCost(mover, 0);
      this.model.setBounds(mover, lower, upper);
      return;
    }
    this.model.setCost(mover, goal > value ? -REWARD : REWARD);
    if (goal > value) this.model.setBounds(mover, lower, Math.max(lower, Math.min(upper, goal - zero)));
    else this.model.setBounds(mover, Math.min(upper, Math.max(lower, goal - zero)), upper);
  }

  /** The cheapest point at which a hidden variable is as far from its value as the goal; null: there is none. */
  reach(variable: number, value: number, goal: number): Solved | null {
    const { mover, zero } = this.columns.get(variable)!;
    const [lower, upper] = [this.lower[mover]!, this.upper[mover]!];
    const end = goal - zero;
    if (end > upper || end < lower) return null;
    if (goal > value) this.model.setBounds(mover, end, upper);
    else this.model.setBounds(mover, lower, end);
    const found = this.#fewest(this.solve());
    this.model.setBounds(mover, lower, upper);
    return found;
  }

  /**
   * What moves by little costs as much to hide as what moves by much: what moves already is made cheap by how much it does and the
   * question asked again, as long as less is hidden for it.
   */
  #fewest(found: Solved | null): Solved | null {
    let best = found;
    let bestCost = found ? this.costOf(found) : 0;
    const changed = new Set<number>();
    for (let round = 0, last = found; round < MOST_TURNS && last && bestCost > 0; round += 1) {
      for (const column of changed) this.model.setCost(column, this.costs[column]!);
      for (const column of this.#left(last)) {
        changed.add(column);
        this.model.setCost(column, this.costs[column]! / (1 + last.at[column]!));
      }
      last = this.solve();
      const cost = last ? this.costOf(last) : Infinity;
      if (cost >= bestCost - CLOSE) break;
      [best, bestCost] = [last, cost];
    }
    for (const column of changed) this.model.setCost(column, this.costs[column]!);
    return best;
  }
  /** Columns by which variables that are not hidden yet leave what would be shown of them. */
  #left({ at }: Solved): number[] {
    return this.#escapes.filter((column) => at[column]! > CLOSE && this.costs[column]! > 0);
  }
  costOf(found: Solved): number {
    return this.#left(found).reduce((sum, column) => sum + this.costs[column]!, 0);
  }

  /** The point at which a hidden variable is as far up, or down, as it can be. */
  farthest(variable: number, isUp: boolean, reward: number): Solved | null {
    const { mover } = this.columns.get(variable)!;
    this.model.setCost(mover, isUp ? -reward : reward);
    const found = this.solve();
    this.model.setCost(mover, 0);
    return found;
  }
}

/** How often the whole choice is tried again, by the number of open variables: the costs it starts from decide a lot. */
const triesFor = (open: number): number => (open < 200 ? 3 : open < 700 ? 8 : 3);

/** The best of several choices: each starts from other costs, every second one from what the best so far has hidden. */
export function protectWell(
  system: System,
  policy: Policy,
  choice: Choice,
  whim: (name: string) => number,
  solve: Solve,
  tries = triesFor(system.variables.filter(({ state }) => state === 'open').length),
): Protection {
  const lostIn = ({ hidden }: Protection) => [...hidden].filter((at) => !choice.first.has(at)).length;
  const barred = new Set(choice.barred);
  /** What cannot be protected is shown, as long as it need not be hidden. */
  const attempt = (costOf: Choice['costOf']): Protection => {
    for (;;) {
      const found = protect(system, policy, { ...choice, costOf, barred }, solve);
      const stuck = found.stuck.filter((at) => !barred.has(at));
      if (stuck.length === 0) return found;
      for (const at of stuck) barred.add(at);
    }
  };
  let best = attempt(choice.costOf);
  for (let turn = 1; turn < tries && lostIn(best) > 0; turn += 1) {
    const before = best;
    const next = attempt(
      (variable) =>
        choice.costOf(variable) *
        (0.5 + whim(`${turn} ${variable}`)) *
        (turn % 2 === 0 && before.hidden.has(variable) ? 0.4 : 1),
    );
    if (lostIn(next) < lostIn(best)) best = next;
  }
  return best;
}

/** Hides what has to be hidden, first and second, as far as that is possible; whether it is enough says the audit. */
function protect(system: System, policy: Policy, choice: Choice, solve: Solve): Protection {
  const { variables } = system;
  const hidden = new Set(
    variables.flatMap(({ state }, at) => (state === 'open' && choice.first.has(at) ? [at] : [])),
  );
  const board = new Board(system, hidden, policy, choice, solve);
  try {
    const values = Float64Array.from(variables, ({ value }) => value ?? 0);
    const reach = new Reach(values);
    const points: Float64Array[] = [];
    const isHidden = (at: number) => variables[at]!.state === 'hidden' || hidden.has(at);
    const needOf = (at: number) => openWidth(policy, variables[at]!.value!) + (choice.more.get(at) ?? 0);
    const isOpen = (at: number) =>
      isHidden(at) && board.columns.has(at) && variables[at]!.value !== null && reach.width(at) < needOf(at);
    const take = (found: Solved | null): boolean => {
      if (!found) return false;
      for (const at of board.columns.keys())
        if (!hidden.has(at) && board.isLeft(at, found.at)) {
          hidden.add(at);
          board.hide(at, variables[at]!);
          queue.push(at);
        }
      points.push(found.point);
      reach.add(found.point);
      return true;
    };
    const queue = variables.flatMap((_, at) => (isOpen(at) ? [at] : []));
    // Many at once first: what one point can give without hiding anything more.
    for (let round = 0, before = Infinity; round < 8; round += 1) {
      const left = queue.filter(isOpen);
      if (left.length < 4 || left.length > before * 0.9) break;
      before = left.length;
      for (const at of left) {
        const missing = needOf(at) - reach.width(at);
        const goal = round % 2 === 0 ? reach.upper[at]! + missing : reach.lower[at]! - missing;
        board.reward(at, values[at]!, Math.max(0, goal));
      }
      take(board.solve());
      for (const at of left) board.reward(at, values[at]!, null);
    }
    queue.sort((one, other) => values[other]! - values[one]! || one - other);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (!isOpen(next)) continue;
      const value = values[next]!;
      // First what costs nothing, both ways; then the cheaper way to the rest, or as far as it goes.
      for (const isUp of [true, false]) if (isOpen(next)) take(board.farthest(next, isUp, REWARD));
      if (!isOpen(next)) continue;
      const missing = needOf(next) - reach.width(next);
      const ways = [reach.upper[next]! + missing, reach.lower[next]! - missing].flatMap((goal) => {
        const found = board.reach(next, value, goal);
        return found ? [{ found, cost: board.costOf(found) }] : [];
      });
      ways.sort((one, other) => one.cost - other.cost);
      if (ways.length > 0) take(ways[0]!.found);
      else for (const isUp of [true, false]) if (isOpen(next)) take(board.farthest(next, isUp, 1000));
    }
    const stuck = [...hidden].filter((at) => !choice.first.has(at) && isOpen(at));
    return { hidden, points, stuck };
  } finally {
    board.model.close();
  }
}
