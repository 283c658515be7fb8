import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attemptMark,
  countedAttempt,
  endOf,
  GRACE_MS,
  isKeyShown,
  isOpenAt,
  lastDayKept,
  noStartOf,
  phaseOf,
  seedAt,
  usualDue,
} from './rules.ts';

const at = (ms: number) => new Date(1_000_000_000_000 + ms);
const HOUR = 3_600_000;

test.each([
  [-1, 'waiting'],
  [0, 'open'],
  [HOUR, 'open'],
  [HOUR + 1, 'closed'],
])('%i ms after it opens a homework of an hour is %s', (ms, phase) => {
  expect(phaseOf({ opensAt: at(0), dueAt: at(HOUR) }, at(ms))).toBe(phase);
});

test.each([
  [null, HOUR],
  [59, 59 * 60_000],
  [60, HOUR],
  [61, HOUR],
])('an attempt of %s minutes, started an hour before the deadline, ends after %i ms', (limitMinutes, ms) => {
  expect(endOf(at(0), { dueAt: at(HOUR), limitMinutes })).toEqual(at(ms));
});

test.each([
  [-1, null, true],
  [0, null, true],
  [1, null, false],
  [-1, at(5), false],
])('%i ms from the end of the grace, handed in %s: open is %s', (ms, handedInAt, isOpen) => {
  const attempt = { startedAt: at(0), handedInAt };
  expect(isOpenAt(attempt, { dueAt: at(HOUR), limitMinutes: null }, at(HOUR + GRACE_MS + ms))).toBe(isOpen);
});

test.each([
  [2, 1, false, null],
  [2, 2, false, 'used-up'],
  [2, 3, false, 'used-up'],
  [null, 500, false, null],
  [2, 1, true, 'running'],
] as const)('of %s attempts with %i made, running %s: %s', (attempts, count, isRunning, reason) => {
  const homework = { opensAt: at(0), dueAt: at(HOUR), attempts };
  expect(noStartOf(homework, { count, isRunning }, at(1))).toBe(reason);
  expect(noStartOf(homework, { count, isRunning }, at(-1))).toBe('waiting');
  expect(noStartOf(homework, { count, isRunning }, at(HOUR + 1))).toBe('closed');
});

test('the key is shown after the answer, after the handing in or after the grace, as the teacher chose', () => {
  const shown = (keyShown: 'answer' | 'hand-in' | 'due', isAnswered: boolean, isOver: boolean, ms: number) =>
    isKeyShown({ keyShown, dueAt: at(0) }, { isAnswered, isOver }, at(ms));
  expect([shown('answer', false, false, -1), shown('answer', true, false, -1)]).toEqual([false, true]);
  expect([shown('hand-in', true, false, -1), shown('hand-in', false, true, -1)]).toEqual([false, true]);
  expect([shown('due', true, true, GRACE_MS), shown('due', true, true, GRACE_MS + 1)]).toEqual([false, true]);
});

test('what was not answered is worth nothing; where no question counts there is no mark', () => {
  expect(attemptMark([100, null, 50])).toBe(50);
  expect(attemptMark([null])).toBe(0);
  expect(attemptMark([])).toBeNull();
});

test('the best attempt counts, of equals the first, or the last one whatever it is worth', () => {
  const marks = [40, 80, 80, null, 10].map((markPct, index) => ({ markPct, number: index + 1 }));
  expect(countedAttempt(marks, 'best')?.number).toBe(2);
  expect(countedAttempt(marks, 'last')?.number).toBe(5);
  expect(countedAttempt([], 'best')).toBeNull();
  expect(countedAttempt([{ markPct: null }], 'best')).toEqual({ markPct: null });
});

test.each([
  ['2026-11-28', true, '2027-07-31'],
  ['2026-11-28', false, '2026-12-28'],
  ['2027-07-01', false, '2027-07-31'],
  ['2027-07-02', false, '2027-07-31'],
  ['2027-07-31', true, '2027-07-31'],
  ['2027-08-01', true, '2028-07-31'],
  ['2028-01-31', false, '2028-03-01'],
])('due on %s, kept %s: until %s', (dueOn, isKept, last) => {
  expect(lastDayKept(dueOn, isKept)).toBe(last);
});

test('the usual deadline is 21:00 a week later, over the end of a year too', () => {
  expect(usualDue('2026-12-28')).toBe('2027-01-04T21:00');
});

test('each question of an attempt is mixed by a seed of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const seeds = Array.from({ length: 40 }, (_, position) => seedAt(seed, position));
      expect(new Set(seeds).size).toBe(40);
      expect(seeds.every((each) => Number.isInteger(each) && each >= 0 && each < 2 ** 32)).toBe(true);
    }),
  );
});
