import { expect, test } from 'vitest';
import { byAge, daysBetween, dueOf, type WaitingItem } from './rules.ts';

const item = (id: string, since: string): WaitingItem => ({
  id,
  work: 'Duyệt',
  title: id,
  detail: '',
  since: new Date(since),
  dueOn: null,
  path: '/',
  verb: 'Duyệt',
});

test.each([
  ['2026-11-19', { state: 'overdue', days: 2 }],
  ['2026-11-20', { state: 'overdue', days: 1 }],
  ['2026-11-21', { state: 'soon', days: 0 }],
  ['2026-11-24', { state: 'soon', days: 3 }],
  ['2026-11-25', { state: 'later', days: 4 }],
  [null, null],
] as const)('due on %s, seen on 2026-11-21', (dueOn, due) => {
  expect(dueOf(dueOn, '2026-11-21')).toEqual(due);
});

test('days are counted across months and years', () => {
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2);
});

test('what waits longest comes first; of the same moment the order is fixed', () => {
  const items = [item('c', '2026-11-20'), item('b', '2026-11-21'), item('a', '2026-11-21')];
  expect(
    items
      .toReversed()
      .sort(byAge)
      .map(({ id }) => id),
  ).toEqual(['c', 'a', 'b']);
});
