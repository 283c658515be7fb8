/*
 * A series recorded unit by unit, asked on the geography of any day. What a unit covers changes on the days of its
 * lineage: a merger adds to it, a split takes from it. Values are carried along these days, forward or back. Where they
 * cannot be told apart they stay together, under the names of all units they belong to.
 */
import { lastDayOfMonth } from './history.ts';

/** The whole of anything, in millionths: shares are whole numbers, so that they can be summed exactly. */
export const WHOLE_PPM = 1_000_000;

/**
 * One unit, or a part of it, went into another on a day. A unit that goes on after a split has a link to itself with
 * the share it kept. `sharePpm` null: nobody knows how it was divided.
 */
export type LineageLink = { fromId: string; toId: string; onDay: string; sharePpm: number | null };

/** When units begin and end; those not named are there always. */
export type Lifetimes = ReadonlyMap<string, { validFrom: string | null; validTo: string | null }>;

/** One value: of a unit, for a day (`YYYY-MM-DD`) or a month (`YYYY-MM`). */
export type SeriesValue = { unitId: string; period: string; value: number };

/** The value of one unit, or the joint value of several that cannot be told apart. Ids in order of the alphabet. */
export type SeriesCell = { unitIds: readonly string[]; period: string; value: number };

type Part = { ids: readonly string[]; ppm: number };

/**
 * A series on the geography of a day. Sums are kept: what the values of a period come to is what the cells of that
 * period come to, and no two cells of a period name the same unit.
 *
 * A value stands for its unit as it was on its day; of a month, on its last day, or on the last day of a unit that
 * ended before it. A whole number that a split divides is divided into whole numbers (largest remainder; ties to the
 * first id). Units without lineage stand for themselves on every day.
 * @param day geography to show, `YYYY-MM-DD`
 */
export function seriesOn(
  links: readonly LineageLink[],
  lifetimes: Lifetimes,
  series: readonly SeriesValue[],
  day: string,
): SeriesCell[] {
  const lineage = indexOf(links, lifetimes);
  const ways = new Map<string, Part[]>();
  const cells: SeriesCell[] = [];
  for (const { unitId, period, value } of series) {
    const recordedOn = recordedDay(lifetimes, unitId, period);
    const key = `${unitId} ${lineage.days.filter((one) => one <= recordedOn).length}`;
    let parts = ways.get(key);
    if (!parts) ways.set(key, (parts = partsOn(lineage, unitId, recordedOn, day)));
    divide(value, parts).forEach((share, at) =>
      cells.push({ unitIds: parts[at]!.ids, period, value: share }),
    );
  }
  return joined(cells);
}

type Lineage = {
  /** Days on which units changed, in their order. */
  days: readonly string[];
  leaving(id: string, onDay: string): readonly LineageLink[];
  arriving(id: string, onDay: string): readonly LineageLink[];
  wasThereBefore(id: string, onDay: string): boolean;
};

function indexOf(links: readonly LineageLink[], lifetimes: Lifetimes): Lineage {
  const from = new Map<string, LineageLink[]>();
  const to = new Map<string, LineageLink[]>();
  const push = (map: Map<string, LineageLink[]>, key: string, link: LineageLink) =>
    void map.set(key, [...(map.get(key) ?? []), link]);
  for (const link of links) {
    push(from, `${link.fromId} ${link.onDay}`, link);
    push(to, `${link.toId} ${link.onDay}`, link);
  }
  return {
    days: [...new Set(links.map(({ onDay }) => onDay))].sort(),
    leaving: (id, onDay) => from.get(`${id} ${onDay}`) ?? [],
    arriving: (id, onDay) => to.get(`${id} ${onDay}`) ?? [],
    wasThereBefore: (id, onDay) => (lifetimes.get(id)?.validFrom ?? '') < onDay,
  };
}

function recordedDay(lifetimes: Lifetimes, unitId: string, period: string): string {
  const day = period.length === 7 ? lastDayOfMonth(period) : period;
  const life = lifetimes.get(unitId);
  if (life?.validTo && life.validTo < day) return life.validTo;
  if (life?.validFrom && day < life.validFrom) return life.validFrom;
  return day;
}

/** What becomes of a unit's value of one day on the geography of another. */
function partsOn(lineage: Lineage, unitId: string, recordedOn: string, day: string): Part[] {
  let parts: Part[] = [{ ids: [unitId], ppm: WHOLE_PPM }];
  if (day >= recordedOn) {
    for (const onDay of lineage.days.filter((one) => recordedOn < one && one <= day))
      parts = parts.flatMap((part) => forward(lineage, part, onDay));
  } else {
    for (const onDay of lineage.days.filter((one) => day < one && one <= recordedOn).reverse())
      parts = parts.map(({ ids, ppm }) => ({
        ids: inOrder(ids.flatMap((id) => before(lineage, id, onDay))),
        ppm,
      }));
  }
  return parts;
}

function forward(lineage: Lineage, { ids, ppm }: Part, onDay: string): Part[] {
  const [only] = ids;
  const leaving = lineage.leaving(only!, onDay);
  if (ids.length === 1 && leaving.length > 0 && leaving.every(({ sharePpm }) => sharePpm !== null))
    return leaving.map(({ toId, sharePpm }) => ({ ids: [toId], ppm: (ppm * sharePpm!) / WHOLE_PPM }));
  const next = ids.flatMap((id) => {
    const own = lineage.leaving(id, onDay);
    return own.length === 0 ? [id] : own.map(({ toId }) => toId);
  });
  return [{ ids: inOrder(next), ppm }];
}

/** The units of the day before whose value a unit's value of a day may hold; itself when it was there and went on. */
function before(lineage: Lineage, id: string, onDay: string): string[] {
  const arriving = lineage.arriving(id, onDay).map(({ fromId }) => fromId);
  if (arriving.length === 0) return [id];
  return lineage.wasThereBefore(id, onDay) ? [id, ...arriving] : arriving;
}

const inOrder = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Divides a value by parts of {@link WHOLE_PPM}; whole numbers into whole numbers. The parts sum to the value. */
function divide(value: number, parts: readonly Part[]): number[] {
  if (parts.length === 1) return [value];
  const exact = parts.map(({ ppm }) => (value * ppm) / WHOLE_PPM);
  if (!Number.isInteger(value)) {
    const first = exact.slice(0, -1);
    return [...first, value - first.reduce((sum, part) => sum + part, 0)];
  }
  const whole = exact.map(Math.floor);
  const left = value - whole.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((part, at) => ({ at, rest: part - whole[at]!, id: parts[at]!.ids[0]! }))
    .sort((a, b) => b.rest - a.rest || (a.id < b.id ? -1 : 1));
  for (let one = 0; one < left; one += 1) whole[order[one % order.length]!.at]! += 1;
  return whole;
}

/** Joins what names the same unit in the same period, and sums it. In the order of periods, then of ids. */
function joined(cells: readonly SeriesCell[]): SeriesCell[] {
  type Group = { unitIds: string[]; period: string; value: number };
  const groupOf = new Map<string, Group>();
  for (const { unitIds, period, value } of cells) {
    const touching = new Set(unitIds.flatMap((id) => groupOf.get(`${period} ${id}`) ?? []));
    const group: Group = { unitIds: [...unitIds], period, value };
    for (const other of touching) {
      group.unitIds.push(...other.unitIds);
      group.value += other.value;
    }
    group.unitIds = inOrder(group.unitIds);
    for (const id of group.unitIds) groupOf.set(`${period} ${id}`, group);
  }
  const keyOf = ({ period, unitIds }: Group) => `${period} ${unitIds[0]}`;
  return [...new Set(groupOf.values())].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
