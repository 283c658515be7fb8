import { recordEvents } from '../../audit/record.ts';
import type { Context, StaffContext } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { requireScope, scopeTest } from '../../scope.ts';
import { visitOf } from '../ask.ts';
import { endSessions } from '../actor.ts';
import { createLink, giveLink, hashOf, newLink, type GivenLink } from '../link.ts';
import { roleFor } from '../rules.ts';
import { unitOfCode } from '../unit.ts';
import type { OfferInput, RefuseInput, RegisterInput, RequestInput } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const WAITING_DAYS = 90;
/** More than this many waiting at one school is nobody's staff room. */
export const MAX_WAITING = 200;

/** The day from which on a request still counts. */
const oldest = (now: Date): Date => new Date(now.getTime() - WAITING_DAYS * DAY_MS);

/** Removes requests that nobody waits for any more. */
async function forgetOldRequests(tx: Prisma.TransactionClient, now: Date): Promise<void> {
  await tx.teacherRequest.deleteMany({
    where: { OR: [{ createdAt: { lt: oldest(now) } }, { expiresAt: { lte: now } }] },
  });
}

/**
 * Takes the request of a teacher to be let in by a school. It gives nothing yet and takes nothing away: no password, and the
 * same e-mail may ask at other schools. The answer is the same whether the e-mail has an account or not.
 * @throws DomainError NOT_FOUND for a code that is no school's; TOO_MANY
 */
export async function registerTeacher(
  ctx: Context,
  { email, name, unitCode }: RegisterInput,
): Promise<{ school: string }> {
  await ctx.staff.limits.take('register', { account: email, address: visitOf(ctx).address });
  const unit = await unitOfCode(ctx, unitCode);
  const isOver = unit?.validTo != null && unit.validTo < ctx.today;
  if (unit?.kind !== 'school' || isOver)
    throw new DomainError(
      'NOT_FOUND',
      'Mã này không phải của một trường đang hoạt động. Hãy hỏi nhà trường mã đúng.',
    );
  await ctx.db.prisma.$transaction(async (tx) => {
    await forgetOldRequests(tx, ctx.now());
    const waiting = await tx.teacherRequest.count({ where: { unitId: unit.id } });
    if (waiting >= MAX_WAITING)
      throw new DomainError('TOO_MANY', 'Trường này đang có quá nhiều yêu cầu chờ. Hãy báo nhà trường.');
    await tx.teacherRequest.createMany({
      data: [{ email, name, unitId: unit.id, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
  });
  return { school: unit.shortName };
}

/** A request as the school sees it. */
export type TeacherRequestView = {
  id: string;
  name: string;
  email: string;
  unit: { id: string; code: string; shortName: string };
  createdAt: Date;
  /** Confirmed; the owner of the account has not taken the role yet. */
  isOffered: boolean;
};

/** Requests that wait for whoever asks, oldest first. */
export async function listTeacherRequests(ctx: StaffContext): Promise<TeacherRequestView[]> {
  const rows = await ctx.db.prisma.teacherRequest.findMany({
    where: { createdAt: { gte: oldest(ctx.now()) } },
    orderBy: { createdAt: 'asc' },
    include: { unit: { select: { id: true, code: true, shortName: true } } },
  });
  const isMine = await scopeTest(ctx, 'teacher.confirm');
  return rows
    .filter(({ unitId }) => isMine(unitId))
    .map(({ id, name, email, unit, createdAt, expiresAt }) => ({
      id,
      name,
      email,
      unit,
      createdAt,
      isOffered: expiresAt !== null && expiresAt > ctx.now(),
    }));
}

const GONE = 'Yêu cầu này không còn chờ. Hãy tải lại trang.';

/** A request that waits, if it is in the scope of whoever asks. @throws DomainError NOT_FOUND, FORBIDDEN */
async function waitingRequest(ctx: StaffContext, id: string) {
  const found = await ctx.db.prisma.teacherRequest.findUnique({
    where: { id },
    include: { unit: { select: { shortName: true } } },
  });
  if (!found) throw new DomainError('NOT_FOUND', GONE);
  await requireScope(ctx, 'teacher.confirm', found.unitId);
  return found;
}

const doerOf = (ctx: StaffContext) => ({ actor: ctx.actor, role: roleFor(ctx.actor, 'teacher.confirm') });

const WITH_ROLES = {
  assignments: { select: { role: true, unitId: true } },
  accounts: { where: { password: { not: null } }, select: { id: true } },
} as const satisfies Prisma.StaffInclude;
type Owner = Prisma.StaffGetPayload<{ include: typeof WITH_ROLES }>;

/** Whether an account was made by an earlier confirmation of the same school and nobody has come in by its invitation. */
const isStillInvited = ({ accounts, assignments }: Owner, unitId: string): boolean =>
  accounts.length === 0 &&
  assignments.length > 0 &&
  assignments.every((held) => held.role === 'teacher' && held.unitId === unitId);

/** An account may be offered the role. @throws DomainError FORBIDDEN for oneself; CONFLICT when it is closed or has the role */
function requireOpen(ctx: StaffContext, owner: Owner, unitId: string): void {
  if (owner.disabledAt !== null)
    throw new DomainError('CONFLICT', 'Tài khoản của người này đã đóng. Hãy hỏi người quản trị.');
  if (owner.id === ctx.actor.id)
    throw new DomainError('FORBIDDEN', 'Bạn không tự xác nhận cho mình. Hãy nhờ người quản trị.');
  if (owner.assignments.some((held) => held.role === 'teacher' && held.unitId === unitId))
    throw new DomainError(
      'CONFLICT',
      'Người này đã là giáo viên của trường. Hãy từ chối yêu cầu để bỏ khỏi danh sách.',
    );
}

/**
 * Lets a teacher in by a one-time link, mailed to the e-mail or handed on by whoever confirms. Without an account it is an
 * invitation: they choose a password. An account that exists stays as it is: its owner takes the role by the link, signed in.
 * @throws DomainError NOT_FOUND; FORBIDDEN, also for oneself; CONFLICT when the account of that e-mail is closed or has the role
 */
export async function confirmTeacher(
  ctx: StaffContext,
  { id }: RequestInput,
): Promise<GivenLink & { purpose: 'invitation' | 'teacher'; email: string }> {
  const { unitId, email, name } = await waitingRequest(ctx, id);
  const role = { role: 'teacher', unitId };
  const { purpose, address } = await ctx.db.prisma.$transaction(async (tx) => {
    const record = (subject: string, after: object) =>
      recordEvents(tx, doerOf(ctx), ctx.now(), [
        { action: 'teacher.confirm', subject, unitId, before: null, after },
      ]);
    const owner = await tx.staff.findUnique({ where: { email }, include: WITH_ROLES });
    if (owner && !isStillInvited(owner, unitId)) {
      requireOpen(ctx, owner, unitId);
      const link = newLink(ctx, 'teacher');
      const { count } = await tx.teacherRequest.updateMany({ where: { id }, data: link.kept });
      if (count === 0) throw new DomainError('NOT_FOUND', GONE);
      await record(`teacher-request:${id}`, { offered: role });
      return { purpose: 'teacher' as const, address: link.address };
    }
    const { count } = await tx.teacherRequest.deleteMany({ where: { id } });
    if (count === 0) throw new DomainError('NOT_FOUND', GONE);
    const { id: staffId } =
      owner ?? (await tx.staff.create({ data: { email, name, assignments: { create: role } } }));
    const made = await createLink(tx, ctx, staffId, 'invitation', ctx.actor.id);
    await record(`staff:${staffId}`, role);
    return { purpose: 'invitation' as const, address: made };
  });
  return { purpose, email, ...(await giveLink(ctx, { name, email }, purpose, address)) };
}

/** Refuses a teacher's request; they are told by mail when mail is set up. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function refuseTeacher(ctx: StaffContext, { id, reason }: RefuseInput): Promise<void> {
  const { unitId, unit, email, name } = await waitingRequest(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.teacherRequest.deleteMany({ where: { id } });
    if (count === 0) throw new DomainError('NOT_FOUND', GONE);
    await recordEvents(tx, doerOf(ctx), ctx.now(), [
      {
        action: 'teacher.refuse',
        subject: `teacher-request:${id}`,
        unitId,
        before: { state: 'waiting' },
        after: { state: 'refused', reason },
      },
    ]);
  });
  const why = reason === '' ? '' : ` Lý do: ${reason}`;
  ctx.staff.later(() =>
    ctx.staff.mailer.send({
      to: email,
      subject: 'Yêu cầu vào Chung Đường',
      text: `Chào ${name},\n\n${unit.shortName} không nhận yêu cầu làm giáo viên của bạn.${why}\n\nHãy hỏi nhà trường. Nếu bạn không đăng ký, hãy bỏ qua thư.\n`,
    }),
  );
}

/** What a link offers to whoever is signed in. @throws DomainError NOT_FOUND when it was used, is over or somebody else's; TOO_MANY */
async function findOffer(ctx: StaffContext, token: string) {
  const giveBack = await ctx.staff.limits.take('link', { account: null, address: visitOf(ctx).address });
  const found = await ctx.db.prisma.teacherRequest.findUnique({
    where: { tokenHash: hashOf(token), email: ctx.actor.email, expiresAt: { gt: ctx.now() } },
    include: { unit: { select: { shortName: true } } },
  });
  if (!found)
    throw new DomainError(
      'NOT_FOUND',
      'Đường dẫn này đã dùng, đã hết hạn, hoặc dành cho tài khoản khác. Hãy hỏi nhà trường.',
    );
  await giveBack();
  return found;
}

/** Which school offers the role of a teacher. @throws DomainError NOT_FOUND, TOO_MANY */
export async function readOffer(ctx: StaffContext, { token }: OfferInput): Promise<{ school: string }> {
  const { unit } = await findOffer(ctx, token);
  return { school: unit.shortName };
}

/** Takes the role of a teacher with one's own account; its other sessions end. @throws DomainError NOT_FOUND, TOO_MANY */
export async function acceptOffer(ctx: StaffContext, { token }: OfferInput): Promise<{ school: string }> {
  const { id, tokenHash, unitId, unit } = await findOffer(ctx, token);
  const { actor } = ctx;
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.teacherRequest.deleteMany({ where: { id, tokenHash } });
    if (count === 0) throw new DomainError('NOT_FOUND', 'Đường dẫn này vừa được dùng. Hãy tải lại trang.');
    await tx.staffAssignment.createMany({
      data: [{ staffId: actor.id, role: 'teacher', unitId }],
      skipDuplicates: true,
    });
    await endSessions(tx, actor.id, actor.sessionId);
    await recordEvents(tx, { actor, role: actor.assignments[0]?.role ?? null }, ctx.now(), [
      {
        action: 'teacher.accept',
        subject: `staff:${actor.id}`,
        unitId,
        before: null,
        after: { role: 'teacher', unitId },
      },
    ]);
  });
  return { school: unit.shortName };
}
