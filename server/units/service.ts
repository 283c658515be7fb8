import { recordEvents } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { requireScope } from '../scope.ts';
import { fold } from '../search/rules.ts';
import { writeSheet, type SheetFile, type SheetFormat } from '../sheet/write.ts';
import { columnLetter } from '../sheet/rules.ts';
import { roleFor } from '../staff/rules.ts';
import { importProblems } from './import.ts';
import {
  headcountHeader,
  kindWords,
  levelsText,
  levelWords,
  readCode,
  shownCode,
  UNIT_COLUMNS,
  type LineageKind,
  type Lifetimes,
  type LineageLink,
  type SchoolLevel,
  type UnitKind,
} from './rules.ts';
import type { ExportInput, ListInput } from './schema.ts';
import { codeOf, heldUnits, lockUnits, withinReach, type Tx } from './store.ts';

export { changeUnits, previewChange, type Preview } from './changes.ts';
export { acceptImport, beginImport, cancelImport, readImport, type ImportView } from './import.ts';

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

const ORDERS = {
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

function filtered(ctx: Context, filters: Filters, held: string[] | null): Prisma.Sql {
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

/** What everybody may know of a unit. */
export type PublicUnit = {
  id: string;
  code: string;
  kind: UnitKind;
  officialName: string;
  shortName: string;
  schoolLevels: SchoolLevel[];
  validFrom: string | null;
  validTo: string | null;
  endReason: string | null;
  note: string | null;
  isSample: boolean;
  /** Everything above it, nearest first. */
  above: UnitRef[];
  /** Oldest first. */
  names: {
    fromOn: string | null;
    officialName: string;
    shortName: string;
    reason: string;
    acts: string[];
    confidence: string;
  }[];
  /** What went into it and what it went into, oldest first. */
  lineage: {
    kind: LineageKind;
    direction: 'came' | 'went' | 'kept';
    unit: UnitRef;
    onDay: string;
    sharePpm: number | null;
    reason: string;
    acts: string[];
    confidence: string;
  }[];
};

/** A unit by its code, however it was typed. @throws DomainError BAD_INPUT, NOT_FOUND */
export async function readPublicUnit(ctx: Context, typed: string): Promise<PublicUnit> {
  const unit = await ctx.db.prisma.unit.findUnique({
    where: { code: codeOf(typed) },
    include: {
      names: { orderBy: [{ fromOn: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }] },
      wentInto: { include: { to: true }, orderBy: [{ onDay: 'asc' }, { createdAt: 'asc' }] },
      cameFrom: { include: { from: true }, orderBy: [{ onDay: 'asc' }, { createdAt: 'asc' }] },
    },
  });
  if (!unit) throw new DomainError('NOT_FOUND', 'Không có đơn vị mang mã này. Hãy kiểm tra lại mã.');
  const { names, wentInto, cameFrom } = unit;
  const above = await ctx.db.prisma.$queryRaw<UnitRef[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, code, official_name, 0 AS depth FROM unit WHERE id = ${unit.parentId}::uuid
      UNION ALL SELECT unit.id, unit.parent_id, unit.code, unit.official_name, depth + 1
        FROM unit JOIN up ON unit.id = up.parent_id WHERE depth < 20
    ) SELECT code, official_name AS "officialName" FROM up ORDER BY depth`;
  const link = (
    direction: 'came' | 'went',
    of: (typeof wentInto)[number] | (typeof cameFrom)[number],
    other: UnitRef,
  ) => ({
    kind: of.kind as LineageKind,
    direction: of.fromId === of.toId ? ('kept' as const) : direction,
    unit: { code: other.code, officialName: other.officialName },
    onDay: of.onDay,
    sharePpm: of.sharePpm,
    reason: of.reason,
    acts: of.acts,
    confidence: of.confidence,
  });
  return {
    id: unit.id,
    code: unit.code,
    kind: unit.kind as UnitKind,
    officialName: unit.officialName,
    shortName: unit.shortName,
    schoolLevels: unit.schoolLevels as SchoolLevel[],
    validFrom: unit.validFrom,
    validTo: unit.validTo,
    endReason: unit.endReason,
    note: unit.note,
    isSample: unit.isSample,
    above,
    names: names.map(({ fromOn, officialName, shortName, reason, acts, confidence }) => ({
      fromOn,
      officialName,
      shortName,
      reason,
      acts,
      confidence,
    })),
    lineage: [
      ...cameFrom.filter(({ fromId, toId }) => fromId !== toId).map((of) => link('came', of, of.from)),
      ...wentInto.map((of) => link('went', of, of.to)),
    ].sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0)),
  };
}

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

/** A unit as the desk shows it. */
export type DeskUnit = PublicUnit & {
  version: number;
  /** Former and present places, oldest first; `parent` null: under nothing. */
  places: { fromOn: string | null; parent: UnitRef | null; reason: string }[];
  headcounts: { year: number; count: number }[];
  staffCount: number;
  childCount: number;
  /** The first units directly below that go on, in Vietnamese order. */
  children: (UnitRef & { kind: UnitKind })[];
};

/** Everything the desk knows of a unit. @throws DomainError NOT_FOUND, FORBIDDEN when out of scope */
export async function readUnit(ctx: Context, typed: string): Promise<DeskUnit> {
  const unit = await readPublicUnit(ctx, typed);
  await requireScope(ctx, 'unit.read', unit.id);
  const { prisma } = ctx.db;
  const where = { parentId: unit.id, validTo: null };
  const [stored, places, headcounts, staffCount, childCount, children] = await Promise.all([
    prisma.unit.findUniqueOrThrow({ where: { id: unit.id }, select: { version: true } }),
    prisma.$queryRaw<
      { fromOn: string | null; code: string | null; officialName: string | null; reason: string }[]
    >`
      SELECT unit_place.from_on AS "fromOn", code, official_name AS "officialName", reason
      FROM unit_place LEFT JOIN unit ON unit.id = unit_place.parent_id
      WHERE unit_place.unit_id = ${unit.id}::uuid ORDER BY from_on NULLS FIRST, created_at`,
    prisma.unitHeadcount.findMany({ where: { unitId: unit.id }, orderBy: { year: 'desc' } }),
    prisma.staffAssignment.count({ where: { unitId: unit.id } }),
    prisma.unit.count({ where }),
    prisma.unit.findMany({ where, orderBy: [{ sortKey: 'asc' }, { id: 'asc' }], take: 200 }),
  ]);
  return {
    ...unit,
    version: stored.version,
    places: places.map(({ fromOn, code, officialName, reason }) => ({
      fromOn,
      parent: code === null ? null : { code, officialName: officialName! },
      reason,
    })),
    headcounts: headcounts.map(({ year, count }) => ({ year, count })),
    staffCount,
    childCount,
    children: children.map(({ code, officialName, kind }) => ({
      code,
      officialName,
      kind: kind as UnitKind,
    })),
  };
}

/**
 * Writes down how many people a unit has in a year.
 * @throws DomainError CONFLICT when the unit changed since it was seen
 */
export async function setHeadcount(
  ctx: Context,
  input: { code: string; year: number; count: number; version: number },
): Promise<void> {
  const code = codeOf(input.code);
  const unit = await ctx.db.prisma.unit.findUnique({ where: { code }, select: { id: true } });
  if (!unit) throw new DomainError('NOT_FOUND', 'Không có đơn vị mang mã này. Hãy kiểm tra lại mã.');
  await requireScope(ctx, 'unit.edit', unit.id);
  await ctx.db.prisma.$transaction(async (tx) => {
    await lockUnits(tx);
    const isSeen = await tx.unit.updateMany({
      where: { id: unit.id, version: input.version },
      data: { version: { increment: 1 } },
    });
    if (isSeen.count === 0)
      throw new DomainError(
        'CONFLICT',
        'Đơn vị vừa được người khác sửa. Điều bạn ghi vẫn còn: hãy xem lại rồi gửi lần nữa.',
      );
    const where = { unitId_year: { unitId: unit.id, year: input.year } };
    const before = await tx.unitHeadcount.findUnique({ where });
    const { year, count } = input;
    await tx.unitHeadcount.upsert({ where, create: { unitId: unit.id, year, count }, update: { count } });
    await recordEvents(
      tx,
      { actor: ctx.actor, role: ctx.actor && roleFor(ctx.actor, 'unit.edit') },
      ctx.now(),
      [
        {
          action: 'unit.headcount',
          subject: `unit:${unit.id}`,
          unitId: unit.id,
          before: before && { year, count: before.count },
          after: { year, count },
        },
      ],
    );
  });
  await ctx.db.announce(['units']);
}

/** The lineage of all units, to ask any series on any geography (seriesOn). */
export async function readLineage(
  ctx: Pick<Context, 'db'>,
): Promise<{ links: LineageLink[]; lifetimes: Lifetimes }> {
  const links = await ctx.db.prisma.unitLineage.findMany();
  const units = await ctx.db.prisma.unit.findMany({ select: { id: true, validFrom: true, validTo: true } });
  return {
    links: links.map(({ fromId, toId, onDay, sharePpm }) => ({ fromId, toId, onDay, sharePpm })),
    lifetimes: new Map(units.map(({ id, ...life }) => [id, life])),
  };
}

const shownDay = (day: string | null): string | null => day && day.split('-').reverse().join('/');

/** A file of the units that the list shows with the same filters, all pages; the trail remembers who took it. */
export async function exportUnits(ctx: Context, { format, ...filters }: ExportInput): Promise<SheetFile> {
  const held = heldUnits(ctx, 'unit.export');
  const from = filtered(ctx, filters, held);
  type Row = Omit<ListedUnit, 'childCount' | 'isSample' | 'parentName'> & { id: string };
  return ctx.db.prisma.$transaction(
    async (tx) => {
      const units = await tx.$queryRaw<Row[]>`
        SELECT unit.id::text, unit.code, unit.kind, unit.official_name AS "officialName", unit.short_name AS "shortName",
          unit.school_levels AS "schoolLevels", parent.code AS "parentCode", unit.valid_from AS "validFrom",
          unit.valid_to AS "validTo" ${from} ORDER BY ${ORDERS[filters.sort]}`;
      const { years, countOf } = await headcountsOf(
        tx,
        units.map(({ id }) => id),
      );
      const rows = units.map((unit) => [
        shownCode(unit.code),
        unit.officialName,
        unit.shortName,
        kindWords[unit.kind],
        levelsText(unit.schoolLevels),
        unit.parentCode && shownCode(unit.parentCode),
        shownDay(unit.validFrom),
        shownDay(unit.validTo),
        ...years.map((year) => countOf(unit.id, year)),
      ]);
      await recordEvents(
        tx,
        { actor: ctx.actor, role: ctx.actor && roleFor(ctx.actor, 'unit.export') },
        ctx.now(),
        [
          {
            action: 'unit.export',
            subject: 'unit:*',
            unitId: held?.[0] ?? null,
            before: null,
            after: { ...filters, format, rows: rows.length },
          },
        ],
      );
      return writeSheet(format, `don-vi-${ctx.today}`, [
        [...Object.values(UNIT_COLUMNS), ...years.map(headcountHeader)],
        ...rows,
      ]);
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}

async function headcountsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<{ years: number[]; countOf: (id: string, year: number) => number | null }> {
  const rows = await tx.$queryRaw<{ unitId: string; year: number; count: number }[]>`
    SELECT unit_id::text AS "unitId", year, count FROM unit_headcount
    WHERE unit_id::text IN (SELECT jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const counts = new Map(rows.map(({ unitId, year, count }) => [`${unitId} ${year}`, count]));
  return {
    years: [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b),
    countOf: (id, year) => counts.get(`${id} ${year}`) ?? null,
  };
}

/** An empty file to fill in: the columns, one example of a new unit below another, and every kind and level there is. */
export function importTemplate(ctx: Context, format: SheetFormat): Promise<SheetFile> {
  const year = Number(ctx.today.slice(0, 4));
  const head = [...Object.values(UNIT_COLUMNS), headcountHeader(year), 'Ghi chú'];
  const example = (values: readonly (string | number)[], note: string) => [...values, note];
  return writeSheet(format, 'mau-nhap-don-vi', [
    head,
    example(
      [
        'moi-1',
        'Trường THCS Ví Dụ',
        'THCS Ví Dụ',
        kindWords.school,
        levelWords['lower-secondary'],
        '',
        shownDay(ctx.today)!,
        '',
        420,
      ],
      'Xóa dòng này. Đơn vị mới: bỏ trống mã, hoặc ghi moi-1, moi-2 để dòng khác nhắc tới. Đơn vị đã có: ghi mã, ô trống là giữ nguyên.',
    ),
    ...Object.values(kindWords).map((word) => [
      '',
      '',
      '',
      word,
      '',
      '',
      '',
      '',
      '',
      'Một loại đơn vị. Xóa dòng này.',
    ]),
    ...Object.values(levelWords).map((word) => [
      '',
      '',
      '',
      '',
      word,
      '',
      '',
      '',
      '',
      'Một cấp học. Xóa dòng này.',
    ]),
  ]);
}

/** The cells of a file that could not be taken, as a file. @throws DomainError NOT_FOUND */
export async function brokenRows(
  ctx: Context,
  { id, format }: { id: string; format: SheetFormat },
): Promise<SheetFile> {
  const problems = await importProblems(ctx, id);
  return writeSheet(format, 'dong-chua-nhap', [
    ['Dòng', 'Cột', 'Tên cột', 'Vì sao'],
    ...problems.map(({ line, column, header, sentence }) => [
      line,
      column === null ? '' : columnLetter(column),
      header,
      sentence,
    ]),
  ]);
}
