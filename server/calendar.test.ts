import { expect, test } from 'vitest';
import { dayOf, msUntilNextDay } from './calendar.ts';

test('the day turns at 17:00 UTC', () => {
  expect(dayOf(new Date('2026-11-21T16:59:59.999Z'))).toBe('2026-11-21');
  expect(dayOf(new Date('2026-11-21T17:00:00Z'))).toBe('2026-11-22');
});

test('the rest of a day is counted to midnight in Vietnam', () => {
  expect(msUntilNextDay(new Date('2026-11-21T16:59:59.999Z'))).toBe(1);
  expect(msUntilNextDay(new Date('2026-11-21T17:00:00Z'))).toBe(86_400_000);
});
