import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { isInScope, requireScope } from '../scope.ts';
import { assignmentsFor, mayDo, roleFor, type Actor, type Permission } from '../staff/rules.ts';
import { readHeads } from './heads.ts';
import { lockChain, recordEvents } from './record.ts';
import type { Head, KeptEvent } from './rules.ts';
import type { EraseInput, TrailFilter, TrailInput } from './schema.ts';
import { lastVerification, readTrail, verifyAndKeep, type Verification } from './verify.ts';

type StaffContext = Context & { actor: Actor };

/** Events of one page of the table. */
export const PAGE_SIZE = 50;

/** An event as the desk shows it: ids with the names they have today. */
export type ShownEvent = {
  seq: number;
  at: Date;
  /** null: the machine's command line. `name` null: nobody has this id any more. */
  staff: { id: string; name: string | null } | null;
  role: string | null;
  unit: { id: string; code: string | null; name: string | null } | null;
  action: string;
  subject: string;
  /** Name of the subject today, where it is a unit or a member of staff; `code` for a unit. */
  named: { name: string; code: string | null } | null;
};

/**
 * One page of the trail: what concerns the units of whoever asks, and everything for those who may read it everywhere.
 */
export async function listEvents(
  ctx: StaffContext,
  input: z.output<typeof TrailInput>,
): Promise<{ events: ShownEvent[]; total: number; pageSize: number }> {
  const { prisma } = ctx.db;
  const where = await conditionOf(ctx, 'audit.read', input);
  const order = input.order === 'newest' ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await prisma.$queryRaw<EventRow[]>`
    SELECT seq, at, staff_id AS "staffId", role, unit_id AS "unitId", action, subject
    FROM audit_event WHERE ${where}
    ORDER BY seq ${order} LIMIT ${PAGE_SIZE} OFFSET ${(input.page - 1) * PAGE_SIZE}`;
  const [count] = await prisma.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM audit_event WHERE ${where}`;
  return { events: await namedToday(ctx, rows), total: Number(count!.total), pageSize: PAGE_SIZE };
}

type EventRow = {
  seq: bigint;
  at: Date;
  staffId: string | null;
  role: string | null;
  unitId: string | null;
  action: string;
  subject: string;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOf = (subject: string, kind: string): string | null =>
  subject.startsWith(`${kind}:`) ? subject.slice(kind.length + 1) : null;

async function namedToday({ db }: Context, rows: readonly EventRow[]): Promise<ShownEvent[]> {
  const ids = (kind: string, own: (row: EventRow) => string | null) =>
    [
      ...new Set(
        rows
          .flatMap((row) => [own(row), idOf(row.subject, kind)])
          .filter((id) => id !== null && UUID.test(id)),
      ),
    ] as string[];
  const staff = await db.prisma.staff.findMany({
    where: { id: { in: ids('staff', ({ staffId }) => staffId) } },
    select: { id: true, name: true },
  });
  const units = await db.prisma.unit.findMany({
    where: { id: { in: ids('unit', ({ unitId }) => unitId) } },
    select: { id: true, code: true, shortName: true },
  });
  const nameOf = new Map(staff.map(({ id, name }) => [id, name]));
  const unitOf = new Map(units.map(({ id, code, shortName }) => [id, { code, name: shortName }]));
  return rows.map(({ seq, at, staffId, role, unitId, action, subject }) => {
    const unit = unitOf.get(idOf(subject, 'unit') ?? '');
    const name = nameOf.get(idOf(subject, 'staff') ?? '');
    return {
      seq: Number(seq),
      at,
      staff: staffId === null ? null : { id: staffId, name: nameOf.get(staffId) ?? null },
      role,
      unit: unitId === null ? null : { id: unitId, ...(unitOf.get(unitId) ?? { code: null, name: null }) },
      action,
      subject,
      named: unit ?? (name === undefined ? null : { name, code: null }),
    };
  });
}

/** Kinds of subjects that may be asked for by their id alone. */
const SUBJECT_KINDS = ['unit', 'staff', 'publication', 'media', 'law', 'key', 'teacher-request'];
const instantOf = (day: string): Date => new Date(`${day}T00:00:00+07:00`);
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a filter asks for, within what somebody may see. */
async function conditionOf(
  ctx: StaffContext,
  permission: Permission,
  filter: TrailFilter,
): Promise<Prisma.Sql> {
  const conditions = [Prisma.sql`TRUE`];
  if (!(await isInScope(ctx, permission, null))) {
    const held = assignmentsFor(ctx.actor, permission).map(({ unitId }) => unitId);
    conditions.push(Prisma.sql`unit_id IN (
      WITH RECURSIVE down AS (
        SELECT id FROM unit WHERE id = ANY(${held}::uuid[])
        UNION SELECT unit.id FROM unit JOIN down ON unit.parent_id = down.id
      ) SELECT id::text FROM down)`);
  }
  if (filter.action !== undefined) conditions.push(Prisma.sql`action = ${filter.action}`);
  if (filter.person !== undefined)
    conditions.push(Prisma.sql`(staff_id = ${filter.person} OR staff_id IN (
      SELECT id::text FROM staff WHERE strpos(unaccent(lower(name)), unaccent(lower(${filter.person}))) > 0))`);
  if (filter.subject !== undefined)
    conditions.push(Prisma.sql`subject = ANY(${await subjectsMeant(ctx, filter.subject)}::text[])`);
  if (filter.from !== undefined) conditions.push(Prisma.sql`at >= ${instantOf(filter.from)}`);
  if (filter.to !== undefined)
    conditions.push(Prisma.sql`at < ${new Date(instantOf(filter.to).getTime() + DAY_MS)}`);
  return Prisma.join(conditions, ' AND ');
}

async function subjectsMeant({ db }: Context, typed: string): Promise<string[]> {
  if (typed.includes(':')) return [typed];
  const unit = await db.prisma.unit.findUnique({
    where: { code: typed.toUpperCase() },
    select: { id: true },
  });
  return [...(unit ? [`unit:${unit.id}`] : []), ...SUBJECT_KINDS.map((kind) => `${kind}:${typed}`)];
}

/** How the trail is: for those who may read it everywhere. */
export type TrailState = { count: number; lastHead: Head | null; verified: Verification | null };

/** What was sealed and verified last; null for those who read the trail of their units only. */
export async function readTrailState(ctx: StaffContext): Promise<TrailState | null> {
  if (!(await isInScope(ctx, 'audit.read', null))) return null;
  const last = await ctx.db.prisma.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } });
  return {
    count: Number(last?.seq ?? 0),
    lastHead: readHeads(ctx.env.dataDir).findLast(({ head }) => head !== null)?.head ?? null,
    verified: lastVerification(ctx.env.dataDir),
  };
}

/** Looks at the whole trail now. @throws DomainError FORBIDDEN unless the permission holds everywhere */
export async function verifyNow(ctx: StaffContext): Promise<Verification> {
  await requireScope(ctx, 'audit.read', null);
  return verifyAndKeep(ctx);
}

/**
 * Destroys the key of a subject, so that nobody can test a guess against what the trail holds of it. The events stay, and
 * this is one more.
 * @throws DomainError NOT_FOUND when there is no such key (any more); FORBIDDEN when an event of it lies out of scope
 */
export async function eraseSubject(
  ctx: StaffContext,
  { subject }: z.output<typeof EraseInput>,
): Promise<void> {
  const { prisma } = ctx.db;
  const units = await prisma.auditEvent.findMany({
    where: { subject },
    distinct: ['unitId'],
    select: { unitId: true },
  });
  for (const { unitId } of units.length > 0 ? units : [{ unitId: null }])
    await requireScope(ctx, 'privacy.erase', unitId);
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.auditSubjectKey.deleteMany({ where: { subject } });
    if (count === 0)
      throw new DomainError(
        'NOT_FOUND',
        'Nhật ký không giữ khóa của đối tượng này, hoặc khóa đã bị hủy. Hãy xem lại mã đã ghi.',
      );
    await recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, 'privacy.erase') }, ctx.now(), [
      { action: 'privacy.erase', subject, unitId: units[0]?.unitId ?? null, before: null, after: null },
    ]);
  });
}

/**
 * The events a filter asks for, oldest first, to be written into a file; that they were taken out is an event itself.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN
 */
export async function exportEvents(ctx: Context, filter: TrailFilter): Promise<AsyncIterable<KeptEvent>> {
  const { actor } = ctx;
  if (!actor) throw new DomainError('UNAUTHENTICATED', 'Phiên của bạn đã hết. Hãy đăng nhập lại.');
  if (!mayDo(actor, 'audit.export'))
    throw new DomainError('FORBIDDEN', 'Vai của bạn không được tải nhật ký. Hãy hỏi người quản trị.');
  const staff = { ...ctx, actor };
  const where = await conditionOf(staff, 'audit.export', filter);
  const [held] = assignmentsFor(actor, 'audit.export');
  const last = await ctx.db.prisma.$transaction(async (tx) => {
    const { seq } = await lockChain(tx);
    await recordEvents(tx, { actor, role: roleFor(actor, 'audit.export') }, ctx.now(), [
      {
        action: 'audit.export',
        subject: 'audit:events',
        unitId: held!.unitId,
        before: null,
        after: filter,
      },
    ]);
    return seq;
  });
  return readTrail(ctx.db.prisma, 0, last, where);
}
