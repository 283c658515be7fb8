import { expect, test } from 'vitest';
import { isFreshlyReset, isResetShown } from './rules.ts';

const RESET = new Date('2026-11-21T05:00:00.000Z');
const later = (hours: number, ms: number) => new Date(RESET.getTime() + hours * 3_600_000 + ms);

test.each([
  [isFreshlyReset, 24],
  [isResetShown, 7 * 24],
])('%s holds for %i hours after a reset and no longer', (rule, hours) => {
  const actor = { securityResetAt: RESET };
  expect([rule(actor, RESET), rule(actor, later(hours, -1))]).toEqual([true, true]);
  expect([rule(actor, later(hours, 0)), rule(actor, later(hours, 1))]).toEqual([false, false]);
  expect(rule({ securityResetAt: null }, RESET)).toBe(false);
});
