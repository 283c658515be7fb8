import { monthsOf, spanOf, WHOLE } from '../outcomes/rules.ts';
import type {
  Contribution,
  CountedTable,
  Dimension,
  Hierarchy,
  TableFrame,
  TableRule,
  Tally,
  World,
} from './types.ts';

type Level = 'single' | 'sums' | 'whole';
/** A table with the members that it shows. */
export type ShownTable = TableRule & {
  show: { rows: readonly Level[]; columns: readonly Level[] };
  /** Its columns, where they are fewer than `show` says. */
  columnsShown?: readonly string[];
};

/**
 * The members of a hierarchy that a table shows: the whole first, every sum followed by its parts. Those that no longer stand
 * count in what they were merged into and do not appear.
 */
function membersShown(hierarchy: Hierarchy, levels: readonly Level[], gone: ReadonlySet<string>): string[] {
  const parts = new Set([...hierarchy.values()].flat());
  const partsOf = (member: string) => (hierarchy.get(member) ?? []).filter((part) => !gone.has(part));
  const roots = hierarchy.has(WHOLE) ? [WHOLE] : [...hierarchy.keys()].filter((member) => !parts.has(member));
  const standing = roots.filter((root) => !gone.has(root));
  const order = new Set<string>();
  const visit = (member: string) => {
    if (order.has(member)) return;
    order.add(member);
    partsOf(member).forEach(visit);
  };
  standing.forEach(visit);
  const whole = standing.length === 1 && partsOf(standing[0]!).length > 0 ? standing[0] : undefined;
  const shown = [...order].filter((member) =>
    member === whole || member === WHOLE
      ? levels.includes('whole')
      : levels.includes(partsOf(member).length > 0 ? 'sums' : 'single'),
  );
  return whole === undefined && !order.has(WHOLE) && levels.includes('whole') ? [WHOLE, ...shown] : shown;
}

/**
 * Rows and columns of a table in a period. The whole of results is their topmost sum; contributions have one column, the whole.
 *
 * @param gone members that no longer stand, such as communes that were merged: they are counted in their heirs
 */
export function frameOf(
  rule: ShownTable,
  world: World,
  period: string,
  gone: ReadonlySet<string> = new Set(),
): TableFrame {
  const members = (dimension: Dimension, levels: readonly Level[]): readonly string[] =>
    rule.measure === 'contributions' && dimension !== 'unit'
      ? [WHOLE]
      : membersShown(world[dimension], levels, gone);
  return {
    tableId: rule.id,
    period,
    rows: members(rule.rows, rule.show.rows),
    columns:
      rule.columnsShown?.filter((column) => world[rule.columns].has(column)) ??
      members(rule.columns, rule.show.columns),
  };
}

const membersOf = (hierarchy: Hierarchy): Set<string> =>
  new Set([...hierarchy].flatMap(([member, parts]) => [member, ...parts]));

/** For each single member, the places in a list at which it counts. */
function placesOf(hierarchy: Hierarchy, listed: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const singles = (member: string): Set<string> => {
    const parts = hierarchy.get(member) ?? [];
    return parts.length === 0 ? new Set([member]) : new Set(parts.flatMap((part) => [...singles(part)]));
  };
  const all = () =>
    new Set([...membersOf(hierarchy)].filter((member) => (hierarchy.get(member) ?? []).length === 0));
  listed.forEach((member, at) => {
    for (const single of member === WHOLE && !hierarchy.has(WHOLE) ? all() : singles(member))
      places.set(single, [...(places.get(single) ?? []), at]);
  });
  return places;
}

/**
 * The tables of these periods with true counts, each for the periods of its own span.
 *
 * @throws RangeError for a tally of a member that the world does not have
 */
export function countTables(
  world: World,
  rules: readonly ShownTable[],
  periods: readonly string[],
  tallies: readonly Tally[],
  contributions: readonly Contribution[],
  gone: ReadonlySet<string> = new Set(),
): CountedTable[] {
  for (const dimension of ['place', 'behaviour', 'result', 'source'] as const) {
    const known = membersOf(world[dimension]);
    for (const tally of tallies)
      if (!known.has(tally[dimension])) throw new RangeError(`No such ${dimension}: ${tally[dimension]}`);
  }
  return rules.flatMap((rule) =>
    periods
      .filter((period) => spanOf(period) === rule.span)
      .map((period) => {
        const frame = frameOf(rule, world, period, gone);
        const counts = frame.rows.map(() => frame.columns.map(() => 0));
        const months = new Set(monthsOf(period));
        const rowsOf = placesOf(world[rule.rows], frame.rows);
        if (rule.measure === 'contributions') {
          for (const { month, unit, count } of contributions)
            if (months.has(month)) for (const row of rowsOf.get(unit) ?? []) counts[row]![0]! += count;
          return { ...frame, counts };
        }
        const columnsOf = placesOf(world[rule.columns], frame.columns);
        const fixed = Object.entries(rule.fixed).map(
          ([dimension, member]) =>
            [dimension as keyof Tally, placesOf(world[dimension as Dimension], [member])] as const,
        );
        for (const tally of tallies) {
          if (!months.has(tally.month)) continue;
          if (!fixed.every(([dimension, singles]) => singles.has(String(tally[dimension])))) continue;
          const columns = columnsOf.get(tally[rule.columns as keyof Tally] as string) ?? [];
          for (const row of rowsOf.get(tally[rule.rows as keyof Tally] as string) ?? [])
            for (const column of columns) counts[row]![column]! += tally.count;
        }
        return { ...frame, counts };
      }),
  );
}
