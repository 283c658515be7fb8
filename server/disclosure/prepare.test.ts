import { beforeAll, describe, expect, test } from 'vitest';
import { openAttack, type Attack, type SeenRelease } from '#tests/support/disclosure-attack.ts';
import { simulate } from '#tests/support/disclosure-simulation.ts';
import { planOf, talliesOf, tellStory, whimOf, worldOf } from '#tests/support/disclosure-worlds.ts';
import { hideSmallOnly } from '#tests/support/naive-hiding.ts';
import { OUTCOME_TABLES } from '../outcomes/rules.ts';
import { openWidth, POLICY } from './policy.ts';
import { prepareRelease } from './prepare.ts';
import { openSolver } from './solver.ts';
import { countTables } from './tables.ts';
import type {
  Candidate,
  Contribution,
  KeptRelease,
  Prepared,
  PublishedTable,
  Solve,
  Tally,
} from './types.ts';

let solve: Solve;
let attack: Attack;
beforeAll(async () => {
  [solve, attack] = await Promise.all([openSolver(), openAttack()]);
});

const world = worldOf({ areas: [1, 3], groups: [1, 3] });
const candidateOf = (
  periods: readonly string[],
  tallies: readonly Tally[],
  contributions: readonly Contribution[] = [],
): Candidate => ({
  tables: countTables(world, OUTCOME_TABLES, periods, tallies, contributions),
  facts: [],
  mayNotAppear: new Set(),
  isStructuralZero: () => false,
  whim: whimOf(3),
});
const prepare = (candidate: Candidate, history: readonly KeptRelease[] = []): Prepared =>
  prepareRelease(world, OUTCOME_TABLES, history, candidate, solve, POLICY, 1);
function made(answer: Prepared) {
  if (!answer.ok) throw new Error(JSON.stringify(answer.report.findings));
  return answer;
}
const cellOf = (
  tables: readonly PublishedTable[],
  id: string,
  period: string,
  row: string,
  column: string,
) => {
  const table = tables.find((its) => its.tableId === id && its.period === period)!;
  return table.cells[table.rows.indexOf(row)]![table.columns.indexOf(column)];
};
const month = (name: string) => talliesOf(world, name, 500, 5);
const quarter = ['2026-01', '2026-02', '2026-03'];
const toldIn = (releases: readonly SeenRelease[]) =>
  attack(world, OUTCOME_TABLES, releases, (value) => openWidth(POLICY, value)).filter(
    ({ value, from, to }) => to - from < openWidth(POLICY, value),
  );

test('the same input gives the same release, another secret another choice', () => {
  const candidate = candidateOf(['2026-01'], month('2026-01'));
  expect(prepare(candidate)).toEqual(prepare(candidate));
  const others = [4, 5, 6, 7].map((seed) => made(prepare({ ...candidate, whim: whimOf(seed) })).published);
  expect(new Set(others.map((its) => JSON.stringify(its))).size).toBeGreaterThan(1);
});

test('what is small is hidden, what is shown is the true count, and nothing says which was hidden first', () => {
  const candidate = candidateOf(['2026-01'], month('2026-01'));
  const { published, report, kept } = made(prepare(candidate));
  const [counted] = candidate.tables;
  published[0]!.cells.forEach((line, row) =>
    line.forEach((cell, column) => {
      const count = counted!.counts[row]![column]!;
      if (count > 0 && count < POLICY.smallestShown) expect(cell).toBeNull();
      else if (cell !== null) expect(cell).toBe(count);
    }),
  );
  expect(Object.keys(published[0]!).sort()).toEqual([
    'cells',
    'columns',
    'period',
    'roundedTo',
    'rows',
    'tableId',
  ]);
  expect(report.primary + report.secondary).toBe(report.hidden);
  expect(report.primary).toBeGreaterThan(0);
  expect(report.narrowest).toBeGreaterThanOrEqual(1);
  expect(kept).toMatchObject({ counted: candidate.tables, published });
});

test('an area of one commune and that commune are shown or hidden together', () => {
  const tallies = quarter
    .flatMap(month)
    .filter(({ place, result }) => place !== 'vung-0-0' || result !== 'pending');
  const { published } = made(prepare(candidateOf(['2026-Q1'], tallies)));
  for (const column of [
    'received',
    'handled',
    'fined',
    'warned',
    'refused',
    'no-basis',
    'too-late',
    'pending',
  ])
    expect(cellOf(published, 'quarter-commune-result', '2026-Q1', 'vung-0', column)).toBe(
      cellOf(published, 'quarter-commune-result', '2026-Q1', 'vung-0-0', column),
    );
});

describe('units', () => {
  const contribution = { month: '2026-01', contributors: 6, capPerPerson: 2 };
  const candidate = candidateOf(
    ['2026-H1'],
    [],
    [
      { ...contribution, unit: 'truong-1', count: 9 },
      { ...contribution, unit: 'truong-2', count: 10 },
      { ...contribution, unit: 'truong-3', count: 40 },
    ],
  );
  test('are hidden under the stricter threshold', () => {
    const { published } = made(prepare(candidate));
    expect(published[0]!.cells).toEqual([[null], [10], [40]]);
  });
  test('that may not appear have no row at all', () => {
    const { published } = made(
      prepare({ ...candidate, mayNotAppear: new Set(['half-year-unit 2026-H1 truong-3']) }),
    );
    expect(published[0]).toMatchObject({ rows: ['truong-1', 'truong-2'], cells: [[null], [10]] });
  });
});

test('a structural zero is shown, another one of a small row is not', () => {
  const tallies = month('2026-01').filter(
    ({ behaviour, result }) => behaviour !== 'nhom-1-2' || result !== 'pending',
  );
  const small = tallies
    .map((tally) => (tally.behaviour === 'nhom-1-2' ? { ...tally, count: 1 } : tally))
    .slice(0, 900);
  const candidate = candidateOf(['2026-01'], small);
  const cell = (answer: Prepared) =>
    cellOf(made(answer).published, 'month-behaviour-result', '2026-01', 'nhom-1-2', 'pending');
  expect(cell(prepare(candidate))).toBeNull();
  const isStructuralZero = (_: string, __: string, row: string, column: string) =>
    row === 'nhom-1-2' && column === 'pending';
  expect(cell(prepare({ ...candidate, isStructuralZero }))).toBe(0);
});

test('three months, their quarter and a correction: nothing hidden is told, though hiding only what is small tells it', () => {
  const story = (engine: typeof prepareRelease) =>
    tellStory({ ...planOf(12, 3, true), firstMonth: '2024-01', corrected: 1 }, solve, engine);
  const one: typeof prepareRelease = (w, rules, history, candidate, its) =>
    prepareRelease(w, rules, history, candidate, its, POLICY, 1);
  const judged = (engine: typeof prepareRelease) => {
    const { world: its, releases } = story(engine);
    expect(releases.length).toBeGreaterThan(3);
    return attack(its, OUTCOME_TABLES, releases, (value) => openWidth(POLICY, value)).filter(
      ({ value, from, to }) => to - from < openWidth(POLICY, value),
    );
  };
  expect(judged(one)).toEqual([]);
  expect(judged(hideSmallOnly)).not.toEqual([]);
}, 60_000);

test('what was hidden stays hidden when a correction leaves it alone, and when it changes it', () => {
  const tallies = month('2026-01');
  const first = made(prepare(candidateOf(['2026-01'], tallies)));
  const history = [{ ...first.kept, number: 1 }];
  const corrected = tallies.map((tally, at) =>
    at % 40 === 0 ? { ...tally, count: tally.count + 12 } : tally,
  );
  const second = made(prepare(candidateOf(['2026-01'], corrected), history));
  first.published[0]!.cells.forEach((line, row) =>
    line.forEach((cell, column) => {
      if (cell === null) expect(second.published[0]!.cells[row]![column]).toBeNull();
    }),
  );
  const seen = [
    { ...first, facts: [], tallies, contributions: [] },
    { ...second, facts: [], tallies: corrected, contributions: [] },
  ];
  expect(toldIn(seen)).toEqual([]);
});

test('a bulletin that tells too much of a hidden count is refused with what it tells', () => {
  const tallies = quarter.flatMap(month);
  const history: KeptRelease[] = [];
  for (const periods of [['2026-01'], ['2026-02'], ['2026-03', '2026-Q1']])
    history.push({
      ...made(prepare(candidateOf(periods, tallies), history)).kept,
      number: history.length + 1,
    });
  const nothing: Candidate = { ...candidateOf([], []), tables: [] };
  const fact = { id: 'tin-1', period: '2026-Q1', place: 'vung-1', behaviour: 'nhom-1-0', result: 'handled' };
  expect(prepare({ ...nothing, facts: [fact] }, history).ok).toBe(true);
  // Release by release the same tables, but as if each hidden count could be no less than what the bulletins say.
  const many = Array.from({ length: 3 }, (_, at) => ({
    ...fact,
    id: `tin-${at}`,
    behaviour: `nhom-1-${at}`,
  }));
  const answer = prepare({ ...nothing, facts: many }, history);
  expect(answer.report.findings.every(({ releaseNumber }) => releaseNumber !== 'candidate')).toBe(true);
});

test('releases of other quarters change nothing: they are not even looked at', () => {
  const far = made(prepare(candidateOf(['2025-07'], talliesOf(world, '2025-07', 500, 5))));
  const near = candidateOf(['2026-01'], month('2026-01'));
  let looked = 0;
  const watched: KeptRelease = {
    ...far.kept,
    number: 1,
    counted: far.kept.counted.map((table) => ({
      ...table,
      get counts() {
        looked += 1;
        return table.counts;
      },
    })),
  };
  const alone = made(prepare(near));
  const withHistory = made(prepare(near, [watched]));
  expect(withHistory.report.findings).toEqual(alone.report.findings);
  expect(withHistory.report.cells).toBe(alone.report.cells);
  expect(looked).toBe(0);
});

test('an unknown table, period or member is an error', () => {
  const candidate = candidateOf(['2026-01'], month('2026-01'));
  const [, table] = candidate.tables;
  const bent = (change: object): Candidate => ({ ...candidate, tables: [{ ...table!, ...change }] });
  expect(() => prepare(bent({ tableId: 'free-cross' }))).toThrow(RangeError);
  expect(() => prepare(bent({ period: '2026' }))).toThrow(RangeError);
  expect(() => prepare(bent({ rows: table!.rows.map((row, at) => (at === 3 ? 'x' : row)) }))).toThrow(
    RangeError,
  );
});

test('over 200 invented provinces nothing hidden is told to an attacker who knows nothing of the engine', async () => {
  const plans = Array.from({ length: 200 }, (_, seed) => planOf(seed + 1, 2, true));
  const { recovered, told, hidden, refused, releases } = await simulate(plans);
  expect(told).toEqual([]);
  expect(recovered).toBe(0);
  expect(hidden).toBeGreaterThan(5000);
  expect(refused / releases).toBeLessThan(0.03);
}, 240_000);
