import { expect, test } from 'vitest';
import type { IntakeProblem, IntakeRow, SumView } from '#server/outcomes/intake/views.ts';
import { groupedProblems, rowMore, shownChange, sumTables } from './intake-preview.ts';
import { intakeWords } from './outcome-desk-words.ts';

const problem = (
  cell: string,
  column: number,
  sentence: string,
  sheet: string | null = null,
): IntakeProblem => ({
  sheet,
  cell,
  line: 7,
  column,
  header: 'Phạt tiền',
  sentence,
});

test('the same fault of one column stands once, with all its cells', () => {
  const groups = groupedProblems([
    problem('C7', 2, 'không phải số'),
    problem('D7', 3, 'không phải số'),
    problem('C9', 2, 'không phải số'),
    problem('C9', 2, 'âm'),
    problem('C9', 2, 'âm', 'Tháng 9'),
  ]);
  expect(groups.map(({ places, sentence }) => [places.join(', '), sentence])).toEqual([
    ['C7, C9', 'không phải số'],
    ['D7', 'không phải số'],
    ['C9', 'âm'],
    ['C9, trang “Tháng 9”', 'âm'],
  ]);
});

test('sums stand in one table for each kind and month', () => {
  const sum = (kind: SumView['kind'], month: string, what: string): SumView => ({
    kind,
    month,
    what,
    nameVi: what,
    before: null,
    after: 1,
  });
  const tables = sumTables([
    sum('cases', '2026-09', 'fined'),
    sum('cases', '2026-09', 'warned'),
    sum('cases', '2026-10', 'fined'),
    sum('crashes', '2026-09', 'deaths'),
  ]);
  expect(tables.map(({ kind, month, rows }) => [kind, month, rows.length])).toEqual([
    ['cases', '2026-09', 2],
    ['cases', '2026-10', 1],
    ['crashes', '2026-09', 1],
  ]);
});

test.each([
  [null, 12, 'mới'],
  [12, 12, 'không đổi'],
  [0, 1234, '+1.234'],
  [1234, 34, '−1.200'],
])('from %s to %s is shown as %s', (before, after, shown) => {
  expect(shownChange(before, after)).toBe(shown);
});

test('what a row holds beside its count is said with its unit; what it does not hold is not', () => {
  const row = { finesVnd: 60_000_000, points: null, processingDays: 12.5, contributors: 9, capPerPerson: 5 };
  expect(rowMore(row as IntakeRow)).toBe('60.000.000 đồng, 12,5 ngày, 9 người, trần 5');
  const none = { finesVnd: null, points: null, processingDays: null, contributors: null, capPerPerson: null };
  expect(rowMore(none as IntakeRow)).toBe('');
});

test.each([
  [['2026-09'], '9/2026'],
  [['2026-09', '2026-07', '2026-08'], '7–9/2026'],
  [['2026-12', '2027-01'], '12/2026–1/2027'],
  [['2026-01', '2026-03', '2026-04'], '1/2026, 3–4/2026'],
  [[], ''],
])('months %j are listed as %s', (months, shown) => {
  expect(intakeWords.months(months)).toBe(shown);
});
