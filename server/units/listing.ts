import type { Context } from '../context.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { fold } from '../search/rules.ts';
import { readCode, type SchoolLevel, type UnitKind } from './rules.ts';
import type { ListInput } from './schema.ts';
import { codeOf, heldUnits, withinReach } from './store.ts';

/** Rows of the list on one page. */
const PAGE = 50;
/** Names shown to whoever looks for a unit on the public page. */
const FOUND = 30;

/** A unit in a list. */
export type ListedUnit = {
  code: string;
  kind: UnitKind;
  officialName: string;
  shortName: string;
  schoolLevels: SchoolLevel[];
  parentCode: string | null;
  parentName: string | null;
  validFrom: string | null;
  validTo: string | null;
  isSample: boolean;
  childCount: number;
};

type Filters = Omit<ListInput, 'page'>;

export const ORDERS = {
  ten: Prisma.sql`unit.sort_key, unit.id`,
  '-ten': Prisma.sql`unit.sort_key DESC, unit.id DESC`,
  ma: Prisma.sql`unit.code`,
  '-ma': Prisma.sql`unit.code DESC`,
  loai: Prisma.sql`unit.kind, unit.sort_key, unit.id`,
  '-loai': Prisma.sql`unit.kind DESC, unit.sort_key, unit.id`,
  tu: Prisma.sql`unit.valid_from NULLS FIRST, unit.sort_key, unit.id`,
  '-tu': Prisma.sql`unit.valid_from DESC NULLS LAST, unit.sort_key, unit.id`,
} satisfies Record<ListInput['sort'], Prisma.Sql>;

/** Every word of what was typed stands in a name of the unit, now or once, or is its code. */
function named(query: string): Prisma.Sql {
  const read = readCode(query);
  if (read.ok) return Prisma.sql`unit.code = ${read.code}`;
  const words = fold(query).split(' ').filter(Boolean);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return words.length === 0
    ? Prisma.sql`true`
    : Prisma.join(
        patterns.map((pattern) => Prisma.sql`unit.folded LIKE ${pattern}`),
        ' AND ',
      );
}

/** The units that filters leave, within reach of whoever holds `held`; null: everywhere. From FROM on. */
export function filtered(ctx: Context, filters: Filters, held: string[] | null): Prisma.Sql {
  const { query, kind, parent, state } = filters;
  const isOver = Prisma.sql`(unit.valid_to IS NOT NULL AND unit.valid_to < ${ctx.today})`;
  const conditions = [
    withinReach(held),
    named(query),
    kind === null ? Prisma.sql`true` : Prisma.sql`unit.kind = ${kind}`,
    parent === null ? Prisma.sql`true` : Prisma.sql`parent.code = ${codeOf(parent)}`,
    state === 'all' ? Prisma.sql`true` : state === 'ended' ? isOver : Prisma.sql`NOT ${isOver}`,
  ];
  return Prisma.sql`FROM unit LEFT JOIN unit AS parent ON parent.id = unit.parent_id WHERE ${Prisma.join(conditions, ' AND ')}`;
}

/** Units within reach of whoever asks, 50 a page, in Vietnamese order. */
export async function listUnits(
  ctx: Context,
  { page, ...filters }: ListInput,
): Promise<{ units: ListedUnit[]; total: number; page: number; size: number }> {
  const from = filtered(ctx, filters, heldUnits(ctx, 'unit.read'));
  const [counted] = await ctx.db.prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`;
  const units = await ctx.db.prisma.$queryRaw<ListedUnit[]>`
    SELECT unit.code, unit.kind, unit.official_name AS "officialName", unit.short_name AS "shortName",
      unit.school_levels AS "schoolLevels", parent.code AS "parentCode", parent.official_name AS "parentName",
      unit.valid_from AS "validFrom", unit.valid_to AS "validTo", unit.is_sample AS "isSample",
      (SELECT count(*)::int FROM unit AS child WHERE child.parent_id = unit.id AND child.valid_to IS NULL) AS "childCount"
    ${from} ORDER BY ${ORDERS[filters.sort]} LIMIT ${PAGE} OFFSET ${(page - 1) * PAGE}`;
  return { units, total: counted!.total, page, size: PAGE };
}

/** A unit named beside another one. */
export type UnitRef = { code: string; officialName: string };

/** Units by a word of their names, now or once; at most 30, those that go on first. */
export async function findUnits(
  ctx: Context,
  query: string,
): Promise<(UnitRef & { kind: UnitKind; parentName: string | null; isOver: boolean; isSample: boolean })[]> {
  if (fold(query) === '') return [];
  return ctx.db.prisma.$queryRaw`
    SELECT unit.code, unit.official_name AS "officialName", unit.kind, parent.official_name AS "parentName",
      unit.is_sample AS "isSample", (unit.valid_to IS NOT NULL AND unit.valid_to < ${ctx.today}) AS "isOver"
    FROM unit LEFT JOIN unit AS parent ON parent.id = unit.parent_id
    WHERE ${named(query)} ORDER BY "isOver", unit.sort_key, unit.id LIMIT ${FOUND}`;
}

/** Pages of units for search engines: what is no sample. */
export const publicCodes = async (ctx: Context): Promise<string[]> =>
  (
    await ctx.db.prisma.unit.findMany({
      where: { isSample: false },
      select: { code: true },
      orderBy: { code: 'asc' },
      take: 10_000,
    })
  ).map(({ code }) => code);
