/*
 * An attacker who works on single cases and knows nothing of the engine: every cell is a sum of single counts (month × place ×
 * behaviour × result × source, and unit × month), every published table a set of bounds on such sums. A linear programme over
 * all single counts at once gives the ends of each hidden cell.
 *
 * He is told more than he could know: which single counts a correction changed.
 */
import loadHighs from 'highs';
import type { Contribution, Dimension, Fact, PublishedTable, TableRule, Tally, World } from '#server/disclosure/types.ts';
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
      return parts.length === 0 ? new Set([member]) : new Set(parts.flatMap((part) => [...singles(dimension, part)]));
    };
    const known = new Map<string, ReadonlySet<string>>();
    const under = (dimension: Dimension, member: string): ReadonlySet<string> => {
      const name = `${dimension} ${member}`;
      const its = known.get(name) ?? singles(dimension, member);
      known.set(name, its);
      return its;
    };
    const all = (dimension: Dimension) => [...under(dimension, WHOLE)];

    // One column for each value that a single count ever had: what a correction left alone stays the same column.
    const columns = new Map<string, number>();
    const truth: number[] = [];
    const columnOf = (name: string, value: number): number => {
      const its = `${name}=${value}`;
      const at = columns.get(its) ?? columns.size;
      if (!columns.has(its)) truth.push(value);
      columns.set(its, at);
      return at;
    };
    const rows: { columns: number[]; lower: number; upper: number }[] = [];
    const hidden = new Map<string, { name: string; columns: number[] }>();

    for (const { published, facts, tallies, contributions } of releases) {
      const counts = new Map<string, number>();
      for (const { month, place, behaviour, result, source, count } of tallies) {
        const name = `${month} ${place} ${behaviour} ${result} ${source}`;
        counts.set(name, (counts.get(name) ?? 0) + count);
      }
      for (const { month, unit, count } of contributions)
        counts.set(`${month} ${unit}`, (counts.get(`${month} ${unit}`) ?? 0) + count);
      const cases = (period: string, of: Partial<Record<Dimension, ReadonlySet<string>>>): number[] => {
        const its: number[] = [];
        for (const month of monthsOf(period))
          for (const place of of.place ?? all('place'))
            for (const behaviour of of.behaviour ?? all('behaviour'))
              for (const result of of.result ?? all('result'))
                for (const source of of.source ?? all('source')) {
                  const name = `${month} ${place} ${behaviour} ${result} ${source}`;
                  its.push(columnOf(name, counts.get(name) ?? 0));
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
                      columnOf(`${month} ${unit}`, counts.get(`${month} ${unit}`) ?? 0),
                    ),
                  )
                : cases(table.period, {
                    ...fixed,
                    [rule.rows]: under(rule.rows, row),
                    [rule.columns]: under(rule.columns, column),
                  });
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
        if (its.reduce((sum, at) => sum + truth[at]!, 0) > 0) rows.push({ columns: its, lower: 1, upper: Infinity });
      }
    }

    const targets = [...hidden.values()];
    const numCols = truth.length + targets.length;
    // Each hidden cell gets a column of its own, the sum of its single counts.
    targets.forEach((target, at) => rows.push({ columns: [...target.columns, truth.length + at], lower: 0, upper: 0 }));
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    rows.forEach((row) => {
      for (const at of row.columns) {
        indices.push(at);
        values.push(at >= truth.length ? -1 : 1);
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
      const column = truth.length + target;
      model.changeColCost(column, cost);
      // Far enough is as good as without end.
      model.changeColBounds(column, 0, sums[target]! + 2 * enough(sums[target]!) + 10);
      model.run();
      const status = model.getModelStatus();
      if (status !== optimal && status !== unbounded) throw new Error(`The attacker's programme ended with ${status}`);
      const { colValue } = model.getSolution();
      targets.forEach((_, at) => {
        from[at] = Math.min(from[at]!, Math.ceil(colValue[truth.length + at]! - CLOSE));
        to[at] = Math.max(to[at]!, Math.floor(colValue[truth.length + at]! + CLOSE));
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
  };
}
