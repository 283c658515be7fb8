import { recordEvents } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireScope } from '../scope.ts';
import { roleFor } from '../staff/rules.ts';
import type { UnitRef } from './listing.ts';
import type { LineageKind, Lifetimes, LineageLink, SchoolLevel, UnitKind } from './rules.ts';
import { codeOf, lockUnits } from './store.ts';

export { changeUnits, previewChange, type Preview } from './changes.ts';
export { brokenRows, exportUnits, importTemplate } from './files.ts';
export { acceptImport, beginImport, cancelImport, readImport, type ImportView } from './import.ts';
export { findUnits, listUnits, publicCodes } from './listing.ts';

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
