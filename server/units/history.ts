import type { SchoolLevel, UnitKind } from './kinds.ts';

/** A name from a day on; `fromOn` null: for as long as the registry goes back. */
export type NamePeriod = { fromOn: string | null; officialName: string; shortName: string };
/** A parent from a day on; `parentId` null: under nothing. */
export type PlacePeriod = { fromOn: string | null; parentId: string | null };

/** A unit with everything it was; periods in the order they were written down, oldest first. */
export type UnitHistory = {
  kind: UnitKind;
  schoolLevels: readonly SchoolLevel[];
  validFrom: string | null;
  /** Last day; null: it goes on. */
  validTo: string | null;
  names: readonly NamePeriod[];
  places: readonly PlacePeriod[];
};

/** Whether a unit is there on a day; both ends belong to it. */
export const isThere = (unit: { validFrom: string | null; validTo: string | null }, day: string): boolean =>
  (unit.validFrom === null || unit.validFrom <= day) && (unit.validTo === null || day <= unit.validTo);

/** The last period that begins on or before a day; of two that begin together the later one corrects the earlier. */
const periodOn = <P extends { fromOn: string | null }>(periods: readonly P[], day: string): P | undefined =>
  periods.filter(({ fromOn }) => fromOn === null || fromOn <= day).at(-1);

/** What a unit was called and where it stood on a day; null: it was not there. */
export function unitOn(
  unit: UnitHistory,
  day: string,
): { officialName: string; shortName: string; parentId: string | null } | null {
  if (!isThere(unit, day)) return null;
  const name = periodOn(unit.names, day) ?? unit.names[0];
  const place = periodOn(unit.places, day) ?? unit.places[0];
  if (!name) return null;
  return { officialName: name.officialName, shortName: name.shortName, parentId: place?.parentId ?? null };
}

/** The calendar day before a day, `YYYY-MM-DD`. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The last day of the month of a day or of a `YYYY-MM`. */
export const lastDayOfMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};
