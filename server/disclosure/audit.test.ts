import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countValues } from './count.ts';
import { tell } from './audit.ts';
import { POLICY } from './policy.ts';
import { propagate } from './propagate.ts';
import { openSolver } from './solver.ts';
import type { Relation, System, Variable } from './system.ts';

const solve = await openSolver();

const hidden = (value: number): Variable => ({
  value,
  lower: 0,
  upper: Infinity,
  state: 'hidden',
  wasHidden: true,
  places: [],
});
const known = (value: number): Variable => ({ ...hidden(value), state: 'known' });
const sum = (parent: number, parts: number[]): Relation => ({
  variables: [parent, ...parts],
  coefficients: [1, ...parts.map(() => -1)],
  lower: 0,
  upper: 0,
});
const toldOf = (system: System, points: Float64Array[] = []) =>
  tell(system, POLICY, points, solve).map(({ variable, from, to, width, need }) => [
    variable,
    from,
    to,
    width >= need,
  ]);

test('a row with one hidden cell and a shown total is told', () => {
  const system = { variables: [known(20), known(17), hidden(3)], relations: [sum(0, [1, 2])] };
  expect(toldOf(system)).toEqual([[2, 3, 3, false]]);
});

test.each([
  [4, false],
  [5, true],
  [6, true],
])('two hidden cells that come to %i leave enough open: %s', (total, enough) => {
  const system = {
    variables: [known(20 + total), known(20), hidden(1), hidden(total - 1)],
    relations: [sum(0, [1, 2, 3])],
  };
  expect(toldOf(system)).toEqual([
    [2, 0, total === 4 ? 4 : 5, enough],
    [3, expect.any(Number), expect.any(Number), enough],
  ]);
});

test('a hidden total of shown parts is told', () => {
  const system = { variables: [hidden(12), known(7), known(5)], relations: [sum(0, [1, 2])] };
  expect(toldOf(system)).toEqual([[0, 12, 12, false]]);
});

test('a hidden cell that nothing public says anything of has no end', () => {
  expect(toldOf({ variables: [hidden(3)], relations: [] })).toEqual([[0, 0, Infinity, true]]);
});

test('a total that is rounded leaves open what the rounding does', () => {
  const rounded: Variable = { ...known(23), state: 'rounded', lower: 23, upper: 27 };
  const system = { variables: [rounded, known(20), hidden(3)], relations: [sum(0, [1, 2])] };
  expect(toldOf(system)).toEqual([[2, 3, 7, false]]);
});

test('of what can only be even, the values are counted and not the ends', () => {
  // x = 2y, y hidden in no table: 0, 2, 4, 6 lie far apart and are four values only.
  const inner: Variable = { ...hidden(0), value: null, state: 'inner', upper: 3 };
  const system = {
    variables: [hidden(2), inner],
    relations: [{ variables: [0, 1], coefficients: [1, -2], lower: 0, upper: 0 }],
  };
  expect(tell(system, POLICY, [], solve)).toEqual([
    { variable: 0, from: 0, to: 6, by: 'counting', width: 3, need: 5 },
  ]);
});

test('a point that contradicts what is public proves nothing', () => {
  const variables = [known(4), hidden(1), hidden(3), ...Array.from({ length: 20 }, () => hidden(1))];
  const system = { variables, relations: [sum(0, [1, 2])] };
  const lie = Float64Array.from(variables, ({ value }, at) => (at === 1 ? 90 : value!));
  expect(toldOf(system, [lie]).filter(([variable]) => variable === 1)).toEqual([[1, 0, 4, false]]);
});

/** Tables of small numbers with margins, some cells hidden. */
const grids = fc
  .record({ rows: fc.integer({ min: 2, max: 3 }), columns: fc.integer({ min: 2, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      counts: fc.array(fc.integer({ min: 0, max: 4 }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      }),
      hides: fc.array(fc.boolean(), { minLength: rows * columns, maxLength: rows * columns }),
    }),
  );

function systemOf({
  rows,
  columns,
  counts,
  hides,
}: {
  rows: number;
  columns: number;
  counts: number[];
  hides: boolean[];
}): System {
  const variables = counts.map((count, at) => (hides[at] ? hidden(count) : known(count)));
  const relations: Relation[] = [];
  const total = (cells: number[]) => {
    variables.push(known(cells.reduce((all, at) => all + counts[at]!, 0)));
    relations.push(sum(variables.length - 1, cells));
  };
  for (let row = 0; row < rows; row += 1)
    total(Array.from({ length: columns }, (_, column) => row * columns + column));
  for (let column = 0; column < columns; column += 1)
    total(Array.from({ length: rows }, (_, row) => row * columns + column));
  return { variables, relations };
}

test('propagation never narrows past the truth, and counting finds what going through everything finds', () => {
  fc.assert(
    fc.property(grids, (grid) => {
      const system = systemOf(grid);
      const cells = grid.counts.map((_, at) => at).filter((at) => grid.hides[at]);
      const possible = cells.map(() => new Set<number>());
      const tried = [...grid.counts];
      const most = 16;
      const sums = (its: readonly number[]) =>
        system.relations.map(({ variables }) => variables.slice(1).reduce((all, at) => all + its[at]!, 0));
      const truth = sums(grid.counts);
      const tryAll = (at: number): void => {
        if (at === cells.length) {
          if (sums(tried).every((its, row) => its === truth[row]))
            cells.forEach((cell, place) => possible[place]!.add(tried[cell]!));
          return;
        }
        for (let value = 0; value <= most; value += 1) {
          tried[cells[at]!] = value;
          const before = sums(tried.map((its, cell) => (cells.indexOf(cell) > at ? 0 : its)));
          if (before.some((its, row) => its > truth[row]!)) break;
          tryAll(at + 1);
        }
        tried[cells[at]!] = grid.counts[cells[at]!]!;
      };
      tryAll(0);
      const outer = propagate(system);
      const relationsOf = new Map(
        system.variables.map((_, variable) => [
          variable,
          system.relations.flatMap(({ variables }, at) => (variables.includes(variable) ? [at] : [])),
        ]),
      );
      cells.forEach((cell, place) => {
        const [from, to] = outer[cell]!;
        expect(from).toBeLessThanOrEqual(Math.min(...possible[place]!));
        expect(to).toBeGreaterThanOrEqual(Math.max(...possible[place]!));
        const block = cells.filter((at) => outer[at]![0] < outer[at]![1]);
        if (!block.includes(cell)) return;
        const counted = countValues(system, block, relationsOf, outer, cell, 100);
        expect(new Set(counted)).toEqual(possible[place]);
      });
    }),
    { numRuns: 150, seed: 6 },
  );
});
