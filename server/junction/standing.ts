import { provisionOn, type Registry } from '../law/rules.ts';

/**
 * Provisions among these on which nothing may rest on a day: under review, ended, without data, unconfirmed, unknown. A
 * question is ready when there are none; its author is told which.
 */
export const heldBackBy = (registry: Registry, cites: readonly string[], day: string): string[] =>
  cites.filter((id) => {
    const on = provisionOn(registry, id, day);
    return on?.standing !== 'in-force' || on.period?.confidence === 'unconfirmed';
  });
