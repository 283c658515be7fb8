import { recordEvents } from '../../audit/record.ts';
import type { Context, StaffContext } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { isInScope, requireScope } from '../../scope.ts';
import { visitOf } from '../ask.ts';
import { endSessions } from '../actor.ts';
import { passwordProblem, setPasswordHash } from '../password.ts';
import { roleFor } from '../rules.ts';
import { unitOfCode } from '../unit.ts';
import type { RefuseInput, RegisterInput, RequestInput } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const REFUSED_DAYS = 30;
const WAITING_DAYS = 90;
/** More than this many waiting at one school is nobody's staff room. */
export const MAX_WAITING = 200;

/** Removes requests that nobody waits for any more. */
async function forgetOldRequests(tx: Prisma.TransactionClient, now: Date): Promise<void> {
  const before = (days: number) => ({ lt: new Date(now.getTime() - days * DAY_MS) });
  await tx.teacherRequest.deleteMany({
    where: { OR: [{ refusedAt: before(REFUSED_DAYS) }, { createdAt: before(WAITING_DAYS) }] },
  });
}

/**
 * Takes the request of a teacher to be let in by a school. The answer is the same whether the e-mail is known or not; a
 * request that waits for the same e-mail is kept as it is, so that nobody changes another's password or school.
 * @throws DomainError BAD_INPUT for a password that is too easy; NOT_FOUND for a code that is no school's; TOO_MANY
 */
export async function registerTeacher(
  ctx: Context,
  { email, name, password, unitCode }: RegisterInput,
): Promise<{ school: string }> {
  const visit = visitOf(ctx);
  await ctx.staff.limits.take('register', { account: email, address: visit.address });
  const unit = await unitOfCode(ctx, unitCode);
  const isOver = unit?.validTo != null && unit.validTo < ctx.today;
  if (unit?.kind !== 'school' || isOver)
    throw new DomainError(
      'NOT_FOUND',
      'Mã này không phải của một trường đang hoạt động. Hãy hỏi nhà trường mã đúng.',
    );
  const problem = await passwordProblem(password, [name, email]);
  if (problem) throw new DomainError('BAD_INPUT', problem);
  const passwordHash = await (await ctx.staff.auth.$context).password.hash(password);
  await ctx.db.prisma.$transaction(async (tx) => {
    await forgetOldRequests(tx, ctx.now());
    const waiting = await tx.teacherRequest.count({ where: { unitId: unit.id, refusedAt: null } });
    if (waiting >= MAX_WAITING)
      throw new DomainError('TOO_MANY', 'Trường này đang có quá nhiều yêu cầu chờ. Hãy báo nhà trường.');
    await tx.teacherRequest.deleteMany({ where: { email, refusedAt: { not: null } } });
    await tx.teacherRequest.createMany({
      data: [{ email, name, passwordHash, unitId: unit.id, createdAt: ctx.now() }],
      skipDuplicates: true,
    });
  });
  return { school: unit.shortName };
}

/** Requests that wait for whoever asks, oldest first. */
export async function listTeacherRequests(ctx: StaffContext) {
  const rows = await ctx.db.prisma.teacherRequest.findMany({
    where: {
      refusedAt: null,
      createdAt: { gte: new Date(ctx.now().getTime() - WAITING_DAYS * DAY_MS) },
    },
    orderBy: { createdAt: 'asc' },
    include: { unit: { select: { id: true, code: true, shortName: true } } },
  });
  const units = [...new Set(rows.map(({ unitId }) => unitId))];
  const within = new Map(
    await Promise.all(units.map(async (id) => [id, await isInScope(ctx, 'teacher.confirm', id)] as const)),
  );
  return rows
    .filter(({ unitId }) => within.get(unitId))
    .map(({ id, name, email, unit, createdAt }) => ({ id, name, email, unit, createdAt }));
}

/** A request that waits, if it is in the scope of whoever asks. @throws DomainError NOT_FOUND, FORBIDDEN */
async function waitingRequest(ctx: StaffContext, id: string) {
  const found = await ctx.db.prisma.teacherRequest.findUnique({
    where: { id },
    include: { unit: { select: { shortName: true } } },
  });
  if (!found || found.refusedAt !== null)
    throw new DomainError('NOT_FOUND', 'Yêu cầu này không còn chờ. Hãy tải lại trang.');
  await requireScope(ctx, 'teacher.confirm', found.unitId);
  return found;
}

const doerOf = (ctx: StaffContext) => ({ actor: ctx.actor, role: roleFor(ctx.actor, 'teacher.confirm') });

/**
 * Lets a teacher in: the account with its password, and the role at the school. Somebody who has an account already keeps
 * their password and gains the role.
 * @throws DomainError NOT_FOUND; FORBIDDEN, also for oneself; CONFLICT when the account of that e-mail is closed
 */
export async function confirmTeacher(ctx: StaffContext, { id }: RequestInput): Promise<void> {
  const request = await waitingRequest(ctx, id);
  const { unit } = request;
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.teacherRequest.deleteMany({ where: { id, refusedAt: null } });
    if (count === 0) throw new DomainError('NOT_FOUND', 'Yêu cầu này không còn chờ. Hãy tải lại trang.');
    const present = await tx.staff.findUnique({ where: { email: request.email } });
    if (present?.disabledAt)
      throw new DomainError('CONFLICT', 'Tài khoản của người này đã đóng. Hãy hỏi người quản trị.');
    const { id: staffId } =
      present ?? (await tx.staff.create({ data: { email: request.email, name: request.name } }));
    if (staffId === ctx.actor.id)
      throw new DomainError('FORBIDDEN', 'Bạn không tự xác nhận cho mình. Hãy nhờ người quản trị.');
    if (!present) await setPasswordHash(tx, staffId, request.passwordHash);
    const role = { staffId, role: 'teacher', unitId: request.unitId };
    if (!(await tx.staffAssignment.findFirst({ where: role })))
      await tx.staffAssignment.create({ data: role });
    await endSessions(tx, staffId);
    await recordEvents(tx, doerOf(ctx), ctx.now(), [
      {
        action: 'teacher.confirm',
        subject: `staff:${staffId}`,
        unitId: request.unitId,
        before: null,
        after: { role: 'teacher', unitId: request.unitId },
      },
    ]);
  });
  // Whoever owns the address hears of it, also if somebody else registered it.
  ctx.staff.later(() =>
    ctx.staff.mailer.send({
      to: request.email,
      subject: 'Tài khoản giáo viên Chung Đường',
      text: `Chào ${request.name},\n\n${unit.shortName} đã xác nhận tài khoản giáo viên của bạn. Đăng nhập tại ${ctx.env.siteUrl}/ban-lam-viec/dang-nhap/\n\nNếu bạn không đăng ký, hãy báo nhà trường ngay.\n`,
    }),
  );
}

/** Refuses a teacher's request; whoever knows its password reads the reason at the sign-in page. @throws DomainError */
export async function refuseTeacher(ctx: StaffContext, { id, reason }: RefuseInput): Promise<void> {
  const request = await waitingRequest(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.teacherRequest.update({ where: { id }, data: { refusedAt: ctx.now(), reason } });
    await recordEvents(tx, doerOf(ctx), ctx.now(), [
      {
        action: 'teacher.refuse',
        subject: `teacher-request:${id}`,
        unitId: request.unitId,
        before: { state: 'waiting' },
        after: { state: 'refused', reason },
      },
    ]);
  });
}
