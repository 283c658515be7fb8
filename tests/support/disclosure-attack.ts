/*
 * An attacker who works on single cases and knows nothing of the engine: every cell is a sum of single counts (month × place ×
 * behaviour × result × source, and unit × month), every published table a set of bounds on such sums. A linear programme over
 * all single counts at once gives the ends of each hidden cell.
 *
 * He is told more than he could know: which months a correction left alone, and which cells of the tables that it published again
 * kept their count, also hidden ones.
 */
import loadHighs from 'highs';
import type {
  Contribution,
  Dimension,
  Fact,
  PublishedTable,
  TableRule,
  Tally,
  World,
} from '#server/disclosure/types.ts';
import { monthsOf, WHOLE } from '#server/outcomes/rules.ts';

/** A release as it went out, with the single counts that were true then. */
export type SeenRelease = {
  published: readonly PublishedTable[];
  facts: readonly Fact[];
  tallies: readonly Tally[];
  contributions: readonly Contribution[];
};

/** What he can say of a hidden cell of which `value` is true. */
export type Guess = { name: string; value: number; from: number; to: number };

const CLOSE = 1e-5;
/** `lower ≤ Σ columns − Σ less ≤ upper`. */
type Bound = { columns: number[]; less?: number[]; lower: number; upper: number };

export type Attack = (
  world: World,
  rules: readonly TableRule[],
  releases: readonly SeenRelease[],
  /** He stops at a cell that leaves so much open. */
  enough: (value: number) => number,
) => Guess[];

export async function openAttack(): Promise<Attack> {
  const highs = await loadHighs();
  const { optimal, unbounded } = highs.constants.modelStatus;

  return (world, rules, releases, enough) => {
    const singles = (dimension: Dimension, member: string): Set<string> => {
      const hierarchy = world[dimension];
      if (member === WHOLE && !hierarchy.has(WHOLE))
        return new Set([...hierarchy].filter(([, parts]) => parts.length === 0).map(([single]) => single));
      const parts = hierarchy.get(member) ?? [];
      return parts.length === 0
        ? new Set([member])
        : new Set(parts.flatMap((part) => [...singles(dimension, part)]));
    };
    const known = new Map<string, ReadonlySet<string>>();
    const under = (dimension: Dimension, member: string): ReadonlySet<string> => {
      const name = `${dimension} ${member}`;
      const its = known.get(name) ?? singles(dimension, member);
      known.set(name, its);
      return its;
    };
    const all = (dimension: Dimension) => [...under(dimension, WHOLE)];

    // One column for each single count of each version of its month.
    const columns = new Map<string, number>();
    const truth: number[] = [];
    const columnOf = (name: string, value: number): number => {
      const at = columns.get(name) ?? columns.size;
      if (!columns.has(name)) truth.push(value);
      columns.set(name, at);
      return at;
    };
    const versions = new Map<string, string[]>();
    const versionOf = (month: string, counts: string): number => {
      const its = versions.get(month) ?? [];
      versions.set(month, its);
      return its.includes(counts) ? its.indexOf(counts) : its.push(counts) - 1;
    };
    /** Cells by what they count, with the columns of each version that had this count. */
    const sameCount = new Map<string, number[]>();
    const rows: Bound[] = [];
    const hidden = new Map<string, { name: string; columns: number[] }>();

    for (const { published, facts, tallies, contributions } of releases) {
      const counts = new Map<string, number>();
      for (const { month, place, behaviour, result, source, count } of tallies) {
        const name = `${month} ${place} ${behaviour} ${result} ${source}`;
        counts.set(name, (counts.get(name) ?? 0) + count);
      }
      for (const { month, unit, count } of contributions)
        counts.set(`${month} ${unit}`, (counts.get(`${month} ${unit}`) ?? 0) + count);
      const version = new Map<string, number>();
      const at = (month: string): number => {
        const its =
          version.get(month) ??
          versionOf(
            month,
            [...counts]
              .flatMap(([name, count]) => (name.startsWith(month) ? [`${name} ${count}`] : []))
              .join(),
          );
        version.set(month, its);
        return its;
      };
      const cases = (period: string, of: Partial<Record<Dimension, ReadonlySet<string>>>): number[] => {
        const its: number[] = [];
        for (const month of monthsOf(period))
          for (const place of of.place ?? all('place'))
            for (const behaviour of of.behaviour ?? all('behaviour'))
              for (const result of of.result ?? all('result'))
                for (const source of of.source ?? all('source')) {
                  const name = `${month} ${place} ${behaviour} ${result} ${source}`;
                  its.push(columnOf(`${at(month)} ${name}`, counts.get(name) ?? 0));
                }
        return its;
      };
      for (const table of published) {
        const rule = rules.find(({ id }) => id === table.tableId)!;
        const fixed = Object.fromEntries(
          Object.entries(rule.fixed).map(([dimension, member]) => [
            dimension,
            under(dimension as Dimension, member),
          ]),
        );
        table.rows.forEach((row, rowAt) =>
          table.columns.forEach((column, columnAt) => {
            const its =
              rule.measure === 'contributions'
                ? monthsOf(table.period).flatMap((month) =>
                    [...under('unit', row)].map((unit) =>
                      columnOf(`${at(month)} ${month} ${unit}`, counts.get(`${month} ${unit}`) ?? 0),
                    ),
                  )
                : cases(table.period, {
                    ...fixed,
                    [rule.rows]: under(rule.rows, row),
                    [rule.columns]: under(rule.columns, column),
                  });
            const count = its.reduce((sum, single) => sum + truth[single]!, 0);
            const cell = `${table.tableId} ${table.period} ${row} ${column} ${count}`;
            const before = sameCount.get(cell);
            if (before && before.join() !== its.join())
              rows.push({ columns: its, less: before, lower: 0, upper: 0 });
            sameCount.set(cell, its);
            const shown = table.cells[rowAt]![columnAt]!;
            if (shown === null)
              hidden.set([...its].sort((a, b) => a - b).join(','), {
                name: `${table.tableId} ${table.period} ${row} ${column}`,
                columns: its,
              });
            else {
              const half = table.roundedTo === 5 && shown > 0 ? 2 : 0;
              rows.push({ columns: its, lower: shown - half, upper: shown + half });
            }
          }),
        );
      }
      for (const { period, place, behaviour, result } of facts) {
        const its = cases(period, {
          place: under('place', place),
          behaviour: under('behaviour', behaviour),
          result: under('result', result),
        });
        if (its.reduce((sum, at) => sum + truth[at]!, 0) > 0)
          rows.push({ columns: its, lower: 1, upper: Infinity });
      }
    }

    // Cells that share no single count, directly or through others, say nothing of each other.
    const parent = truth.map((_, at) => at);
    const rootOf = (at: number): number => {
      let root = at;
      while (parent[root] !== root) root = parent[root]!;
      while (parent[at] !== root) [at, parent[at]] = [parent[at]!, root];
      return root;
    };
    const join = (its: readonly number[]) => {
      for (const at of its) parent[rootOf(at)] = rootOf(its[0]!);
    };
    for (const row of rows) join([...row.columns, ...(row.less ?? [])]);
    for (const target of hidden.values()) join(target.columns);
    const roots = new Set([...hidden.values()].map(({ columns }) => rootOf(columns[0]!)));
    return [...roots].flatMap((root) =>
      seekAll(
        [...truth.keys()].filter((at) => rootOf(at) === root),
        rows.filter(({ columns }) => rootOf(columns[0]!) === root),
        [...hidden.values()].filter(({ columns }) => rootOf(columns[0]!) === root),
        truth,
        enough,
      ),
    );
  };

  function seekAll(
    singleCounts: readonly number[],
    facts: readonly Bound[],
    targets: readonly { name: string; columns: number[] }[],
    truth: readonly number[],
    enough: (value: number) => number,
  ): Guess[] {
    const count = singleCounts.length;
    const placeOf = new Map(singleCounts.map((single, at) => [single, at]));
    const local = (its: readonly number[]) => its.map((single) => placeOf.get(single)!);
    const rows: Bound[] = facts.map(({ columns, less, lower, upper }) => ({
      columns: local(columns),
      less: local(less ?? []),
      lower,
      upper,
    }));
    const numCols = count + targets.length;
    // Each hidden cell gets a column of its own, the sum of its single counts.
    targets.forEach(({ columns }, at) =>
      rows.push({ columns: local(columns), less: [count + at], lower: 0, upper: 0 }),
    );
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    rows.forEach((row) => {
      const plus = new Set(row.columns);
      const less = new Set(row.less);
      for (const at of new Set([...plus, ...less])) {
        indices.push(at);
        values.push((plus.has(at) ? 1 : 0) - (less.has(at) ? 1 : 0));
      }
      starts.push(indices.length);
    });
    const model = highs.createModel({
      numCols,
      numRows: rows.length,
      colCost: new Float64Array(numCols),
      colLower: new Float64Array(numCols),
      colUpper: new Float64Array(numCols).fill(Infinity),
      rowLower: rows.map(({ lower }) => lower),
      rowUpper: rows.map(({ upper }) => upper),
      matrix: { format: 'csr', numRows: rows.length, numCols, starts, indices, values },
    });
    model.options.set({ output_flag: false, presolve: 'off' });
    const sums = targets.map((target) => target.columns.reduce((sum, at) => sum + truth[at]!, 0));
    const from = [...sums];
    const to = [...sums];
    /** Every point that agrees with what is public widens what he must leave open. */
    const seek = (target: number, cost: number): void => {
      const column = count + target;
      model.changeColCost(column, cost);
      // Far enough is as good as without end.
      model.changeColBounds(column, 0, sums[target]! + 2 * enough(sums[target]!) + 10);
      model.run();
      const status = model.getModelStatus();
      if (status !== optimal && status !== unbounded)
        throw new Error(`The attacker's programme ended with ${status}`);
      const { colValue } = model.getSolution();
      targets.forEach((_, at) => {
        from[at] = Math.min(from[at]!, Math.ceil(colValue[count + at]! - CLOSE));
        to[at] = Math.max(to[at]!, Math.floor(colValue[count + at]! + CLOSE));
      });
      model.changeColCost(column, 0);
      model.changeColBounds(column, 0, Infinity);
    };
    try {
      return targets.map(({ name }, at) => {
        for (const cost of [-1, 1]) if (to[at]! - from[at]! < enough(sums[at]!)) seek(at, cost);
        return { name, value: sums[at]!, from: from[at]!, to: to[at]! };
      });
    } finally {
      model.dispose();
    }
  }
}
