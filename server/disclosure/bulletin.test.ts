import { expect, test } from 'vitest';
import { worldOf } from '#tests/support/disclosure-worlds.ts';
import { bulletinFact } from './bulletin.ts';

const world = worldOf({ areas: [1, 2], groups: [2] });
const fact = { id: 'tin-1', period: '2026-Q1', place: 'vung-1', behaviour: 'nhom-0-0', result: 'handled' };

test.each([
  ['2026-06-30', { ok: false, reason: 'TOO_EARLY' }],
  ['2026-07-01', { ok: true, fact }],
  ['2026-07-02', { ok: true, fact }],
])('one full quarter lies between a case and its bulletin: on %s', (onDay, answer) => {
  expect(bulletinFact(world, fact, onDay)).toEqual(answer);
});

test('a case of the last quarter waits until the second quarter of the next year', () => {
  expect(bulletinFact(world, { ...fact, period: '2025-Q4' }, '2026-03-31')).toMatchObject({
    reason: 'TOO_EARLY',
  });
  expect(bulletinFact(world, { ...fact, period: '2025-Q4' }, '2026-04-01').ok).toBe(true);
});

test.each([
  ['a commune', { place: 'vung-1-0' }, 'PLACE_TOO_SMALL'],
  ['an area of one commune', { place: 'vung-0' }, 'PLACE_TOO_SMALL'],
  ['a month', { period: '2026-01' }, 'NO_QUARTER'],
  ['an unknown behaviour', { behaviour: 'x' }, 'UNKNOWN'],
])('%s is refused', (_, change, reason) => {
  expect(bulletinFact(world, { ...fact, ...change }, '2027-01-01')).toEqual({ ok: false, reason });
});
