import type { PenaltyPeriod, Provision } from '#content/schema.ts';
import type { ActEntry, Mark, PenaltyEntry, ProvisionEntry, Registry } from './registry.ts';

/**
 * How a text of law stands on a day.
 * `no-data`: before the first period we know, or in a gap; it never means that something was allowed.
 * `withheld`: known from one source that asks to be checked; shown without figures.
 */
export type Standing = 'in-force' | 'under-review' | 'ended' | 'no-data' | 'withheld';

/** The act a provision id belongs to: `nd-168-2024:6.9.d` → `nd-168-2024`. */
export const actIdOf = (provisionId: string): string => provisionId.split(':')[0]!;

/** True when `target` is the provision itself or something that holds it (its clause, article or act). */
export function covers(target: string, provisionId: string): boolean {
  return provisionId === target || provisionId.startsWith(target.includes(':') ? `${target}.` : `${target}:`);
}

/** Period of a list that holds a day, both ends included; null when none does. */
export function periodOn<P extends { from: string; to?: string | undefined }>(
  periods: readonly P[],
  day: string,
): P | null {
  return (
    periods.find((period) => period.from <= day && (period.to === undefined || day <= period.to)) ?? null
  );
}

/** Strongest mark on a provision on a day: ended before under review; null when there is none. */
export function markOn(registry: Registry, provisionId: string, day: string): Mark | null {
  const marks = registry.marks.filter((mark) => mark.onDay <= day && covers(mark.target, provisionId));
  return marks.find((mark) => mark.state === 'ended') ?? marks[0] ?? null;
}

function actStanding(act: ActEntry | undefined, day: string): Standing {
  if (!act || (act.inForceFrom !== null && day < act.inForceFrom)) return 'no-data';
  return act.inForceTo !== null && act.inForceTo < day ? 'ended' : 'in-force';
}

function periodsStanding(
  periods: readonly { from: string; to?: string | undefined }[],
  day: string,
): Standing {
  if (periodOn(periods, day)) return 'in-force';
  const last = periods.at(-1)!;
  return last.to !== undefined && last.to < day ? 'ended' : 'no-data';
}

export type ProvisionOn = {
  provision: ProvisionEntry;
  act: ActEntry;
  standing: Standing;
  /** Wording on that day; the last known one when it has ended; null when there is no data. */
  period: Provision['periods'][number] | null;
  mark: Mark | null;
};

/** How a provision stands on a day. null when the registry does not know it. */
export function provisionOn(registry: Registry, provisionId: string, day: string): ProvisionOn | null {
  const provision = registry.provisions.get(provisionId);
  const act = registry.acts.get(actIdOf(provisionId));
  if (!provision || !act) return null;
  const mark = markOn(registry, provisionId, day);
  const known = periodsStanding(provision.periods, day);
  const standing = known === 'in-force' ? worst(actStanding(act, day), mark) : known;
  const period = known === 'ended' ? provision.periods.at(-1)! : periodOn(provision.periods, day);
  return { provision, act, standing, period, mark };
}

export type PenaltyOn = {
  penalty: Omit<PenaltyEntry, 'periods'>;
  standing: Standing;
  /** The row on that day; the last known one when it has ended; null when there is no data. */
  period: PenaltyPeriod | null;
  act: ActEntry | null;
  mark: Mark | null;
};

/** How one penalty row stands on a day. null when the registry does not know it. */
export function penaltyOn(registry: Registry, penaltyId: string, day: string): PenaltyOn | null {
  const entry = registry.penalties.get(penaltyId);
  if (!entry) return null;
  const { periods, ...penalty } = entry;
  const known = periodsStanding(periods, day);
  const period = known === 'ended' ? periods.at(-1)! : periodOn(periods, day);
  if (!period) return { penalty, standing: 'no-data', period: null, act: null, mark: null };

  const act = registry.acts.get(actIdOf(period.provision)) ?? null;
  const mark = markOn(registry, period.provision, day);
  const provisionState = registry.provisions.has(period.provision)
    ? provisionOn(registry, period.provision, day)!.standing
    : actStanding(act ?? undefined, day);
  const standing = penalty.withheld
    ? 'withheld'
    : known === 'ended' || provisionState === 'ended'
      ? 'ended'
      : worst('in-force', mark);
  return { penalty, standing, period, act, mark };
}

function worst(standing: Standing, mark: Mark | null): Standing {
  if (standing !== 'in-force' || !mark) return standing;
  return mark.state;
}

/**
 * Penalty rows of a behaviour on a day, in the registry's order.
 * @param vehicle keep rows of this vehicle, and those that hold for any; null keeps all
 * @returns an empty list only when the behaviour is unknown or has no row for the vehicle; a row without data for that
 *   day stands in the list as `no-data`
 */
export function penaltiesOn(
  registry: Registry,
  behaviour: string,
  vehicle: string | null,
  day: string,
): PenaltyOn[] {
  return (registry.behaviours.get(behaviour)?.penaltyIds ?? [])
    .map((id) => penaltyOn(registry, id, day)!)
    .filter(({ penalty }) => vehicle === null || penalty.vehicle === vehicle || penalty.vehicle === 'any');
}
