import { expect, test } from 'vitest';
import { dayIn, formatInstant, instantFrom, localOf } from './instant.ts';

test('an instant is shown in Vietnam’s time, whatever zone the machine is in', () => {
  const late = new Date('2026-11-20T17:05:00Z');
  expect([localOf(late), dayIn(late), formatInstant(late)]).toEqual([
    '2026-11-21T00:05',
    '2026-11-21',
    '00:05 21/11/2026',
  ]);
});

test('what was typed comes back as the same instant', () => {
  const instant = new Date('2026-11-21T05:00:00Z');
  expect(new Date(instantFrom(localOf(instant))!)).toEqual(instant);
  expect(instantFrom('')).toBeNull();
});
