import { lastDayOf, spanOf } from '../outcomes/rules.ts';
import { POLICY, type Policy } from './policy.ts';
import type { Fact, World } from './types.ts';

export type FactRefusal = 'NO_QUARTER' | 'TOO_EARLY' | 'UNKNOWN' | 'PLACE_TOO_SMALL';

/** The quarters after a quarter. */
function quarterAfter(quarter: string, by: number): string {
  const at = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by;
  return `${String(Math.floor(at / 4)).padStart(4, '0')}-Q${(at % 4) + 1}`;
}

/** The last day on which a bulletin of a quarter may not yet be published: full quarters lie between. */
export const bulletinWaitsUntil = (quarter: string, policy: Policy = POLICY): string =>
  lastDayOf(quarterAfter(quarter, policy.quartersLater));

/**
 * What a bulletin tells, as the engine checks it. Its place is an area or the whole province (also for a stretch of road), never a
 * commune; its behaviour may be a single one.
 *
 * @param onDay calendar day of publication, `YYYY-MM-DD`
 */
export function bulletinFact(
  world: World,
  fact: Fact,
  onDay: string,
  policy: Policy = POLICY,
): { ok: true; fact: Fact } | { ok: false; reason: FactRefusal } {
  if (!/^\d{4}-Q[1-4]$/.test(fact.period) || spanOf(fact.period) !== 'quarter')
    return { ok: false, reason: 'NO_QUARTER' };
  if (onDay <= bulletinWaitsUntil(fact.period, policy)) return { ok: false, reason: 'TOO_EARLY' };
  for (const dimension of ['place', 'behaviour', 'result'] as const)
    if (!world[dimension].has(fact[dimension])) return { ok: false, reason: 'UNKNOWN' };
  if ((world.place.get(fact.place) ?? []).length < 2) return { ok: false, reason: 'PLACE_TOO_SMALL' };
  const { id, period, place, behaviour, result } = fact;
  return { ok: true, fact: { id, period, place, behaviour, result } };
}
