import { recordEvents, type AuditEntry } from '../audit/record.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { requireScope } from '../scope.ts';
import { endSessions } from './actor.ts';
import { createLink, giveLink, type GivenLink } from './link.ts';
import { readPerson, type Person } from './people.ts';
import { roleFor, type LinkPurpose, type Permission } from './rules.ts';
import type { GrantInput, InviteInput, RevokeInput, StaffInput } from './schema.ts';
import { unitOfCode } from './unit.ts';

export { listPeople, readPerson } from './people.ts';

/** Two administrators who take each other's role away at once do so one after the other. */
const ADMIN_LOCK = 72707370;

type Change = Pick<AuditEntry, 'action' | 'unitId' | 'before' | 'after'>;

const record = (
  tx: Prisma.TransactionClient,
  ctx: StaffContext,
  permission: Permission,
  staffId: string,
  change: Change,
): Promise<void> =>
  recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, permission) }, ctx.now(), [
    { subject: `staff:${staffId}`, ...change },
  ]);

/**
 * Nobody gives themselves anything, nor closes the account they work with.
 * @throws DomainError FORBIDDEN
 */
function requireSomebodyElse(person: Person): void {
  if (person.isSelf)
    throw new DomainError('FORBIDDEN', 'Bạn không đổi vai của chính mình. Hãy nhờ một quản trị khác.');
}

/**
 * What concerns the account itself reaches everywhere its roles do: who holds only a part may not (Person.isWhollyInScope).
 * @throws DomainError FORBIDDEN, NOT_FOUND
 */
async function requireWhole(ctx: StaffContext, id: string): Promise<Person> {
  const person = await readPerson(ctx, { id });
  requireSomebodyElse(person);
  if (!person.isWhollyInScope)
    throw new DomainError(
      'FORBIDDEN',
      'Người này còn vai ở ngoài phạm vi của bạn. Hãy nhờ quản trị cấp trên.',
    );
  return person;
}

/** Keeps the site administered. @throws DomainError CONFLICT when nobody else administers everything */
async function requireAnotherAdmin(tx: Prisma.TransactionClient, person: Person): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADMIN_LOCK}::bigint)`;
  const others = await tx.staff.count({
    where: {
      id: { not: person.id },
      disabledAt: null,
      // Sample accounts vanish before the site goes into service.
      ...(person.isSample ? {} : { isSample: false }),
      accounts: { some: { password: { not: null } } },
      assignments: { some: { role: 'admin', unitId: null } },
    },
  });
  if (others === 0)
    throw new DomainError('CONFLICT', 'Đây là quản trị toàn trang cuối cùng. Hãy mời một người nữa trước.');
}

const isGlobalAdmin = ({ role, unitId }: { role: string; unitId: string | null }): boolean =>
  role === 'admin' && unitId === null;

/**
 * Invites somebody with a first role. They choose their password by a one-time link.
 * @throws DomainError FORBIDDEN for a unit out of scope, or everywhere; NOT_FOUND for a code; CONFLICT for a known e-mail;
 *   TOO_MANY
 */
export async function inviteStaff(
  ctx: StaffContext,
  { email, name, role, unitCode }: InviteInput,
): Promise<GivenLink & { id: string }> {
  const unit = await unitOfCode(ctx, unitCode);
  await requireScope(ctx, 'staff.invite', unit?.id ?? null);
  await ctx.staff.limits.take('invite', { account: ctx.actor.id, address: ctx.visit?.address ?? '' });
  const { id, address } = await ctx.db.prisma.$transaction(async (tx) => {
    if (await tx.staff.findUnique({ where: { email } }))
      throw new DomainError('CONFLICT', 'Thư này đã có tài khoản. Hãy mở trang người đó rồi giao thêm vai.');
    const made = await tx.staff.create({
      data: { email, name, assignments: { create: { role, unitId: unit?.id ?? null } } },
    });
    await record(tx, ctx, 'staff.invite', made.id, {
      action: 'staff.invite',
      unitId: unit?.id ?? null,
      before: null,
      after: { email, name, role, unitId: unit?.id ?? null },
    });
    return { id: made.id, address: await createLink(tx, ctx, made.id, 'invitation', ctx.actor.id) };
  });
  return { id, ...(await giveLink(ctx, { name, email }, 'invitation', address)) };
}

/** Gives somebody a role at a unit, or everywhere, and ends their sessions. @throws DomainError */
export async function grantRole(ctx: StaffContext, { id, role, unitCode }: GrantInput): Promise<void> {
  const unit = await unitOfCode(ctx, unitCode);
  const unitId = unit?.id ?? null;
  await requireScope(ctx, 'staff.edit', unitId);
  const person = await readPerson(ctx, { id });
  requireSomebodyElse(person);
  if (person.assignments.some((held) => held.role === role && held.unitId === unitId))
    throw new DomainError('CONFLICT', 'Người này đã có vai ấy ở đơn vị ấy. Hãy xem lại danh sách vai.');
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.staffAssignment.create({ data: { staffId: id, role, unitId } });
    await endSessions(tx, id);
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.grant',
      unitId,
      before: null,
      after: { role, unitId },
    });
  });
}

/** Takes a role away and ends their sessions. @throws DomainError FORBIDDEN out of scope; CONFLICT for the last admin */
export async function revokeRole(ctx: StaffContext, { id, assignmentId }: RevokeInput): Promise<void> {
  const person = await readPerson(ctx, { id });
  requireSomebodyElse(person);
  const held = person.assignments.find((assignment) => assignment.id === assignmentId);
  if (!held) throw new DomainError('NOT_FOUND', 'Vai này không còn. Hãy tải lại trang.');
  await requireScope(ctx, 'staff.edit', held.unitId);
  await ctx.db.prisma.$transaction(async (tx) => {
    if (isGlobalAdmin(held)) await requireAnotherAdmin(tx, person);
    await tx.staffAssignment.deleteMany({ where: { id: assignmentId, staffId: id } });
    await endSessions(tx, id);
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.revoke',
      unitId: held.unitId,
      before: { role: held.role, unitId: held.unitId },
      after: null,
    });
  });
}

const firstUnit = ({ assignments }: Person): string | null => assignments[0]?.unitId ?? null;

/** Closes an account: it gets in nowhere from this moment on. @throws DomainError FORBIDDEN; CONFLICT for the last admin */
export async function disableStaff(ctx: StaffContext, { id }: StaffInput): Promise<void> {
  const person = await requireWhole(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    if (person.assignments.some(isGlobalAdmin)) await requireAnotherAdmin(tx, person);
    await tx.staff.update({ where: { id }, data: { disabledAt: ctx.now() } });
    await tx.staffLink.deleteMany({ where: { staffId: id } });
    await endSessions(tx, id);
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.disable',
      unitId: firstUnit(person),
      before: { state: person.state },
      after: { state: 'disabled' },
    });
  });
}

/** Opens a closed account again. @throws DomainError FORBIDDEN */
export async function enableStaff(ctx: StaffContext, { id }: StaffInput): Promise<void> {
  const person = await requireWhole(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.staff.update({ where: { id }, data: { disabledAt: null } });
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.enable',
      unitId: firstUnit(person),
      before: { state: 'disabled' },
      after: { state: 'enabled' },
    });
  });
}

/**
 * Makes a one-time link to choose a password: an invitation again for whoever has none, else a reset, of which its owner is
 * told once it was used.
 * @throws DomainError FORBIDDEN; CONFLICT for a closed or a sample account; TOO_MANY
 */
export async function makeLink(
  ctx: StaffContext,
  { id }: StaffInput,
): Promise<GivenLink & { purpose: LinkPurpose }> {
  const person = await requireWhole(ctx, id);
  if (person.state === 'disabled' || person.isSample)
    throw new DomainError('CONFLICT', 'Tài khoản đã đóng hoặc là tài khoản mẫu thì không đặt lại mật khẩu.');
  await ctx.staff.limits.take('invite', { account: ctx.actor.id, address: ctx.visit?.address ?? '' });
  const purpose = person.state === 'invited' ? 'invitation' : 'reset';
  const address = await ctx.db.prisma.$transaction(async (tx) => {
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.link',
      unitId: firstUnit(person),
      before: null,
      after: { purpose },
    });
    return createLink(tx, ctx, id, purpose, ctx.actor.id);
  });
  return { purpose, ...(await giveLink(ctx, person, purpose, address)) };
}

/**
 * Takes away a second factor whose owner lost it, with its recovery codes, passkeys and sessions. The owner is told who did, and
 * approves nothing for a day.
 * @throws DomainError FORBIDDEN
 */
export async function resetSecondFactor(ctx: StaffContext, { id }: StaffInput): Promise<void> {
  const person = await requireWhole(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.staffSecondFactor.deleteMany({ where: { staffId: id } });
    await tx.staffPasskey.deleteMany({ where: { staffId: id } });
    await tx.staff.update({
      where: { id },
      data: { twoFactorEnabled: false, securityResetAt: ctx.now(), securityResetById: ctx.actor.id },
    });
    await endSessions(tx, id);
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.reset-second-factor',
      unitId: firstUnit(person),
      before: { isSet: person.hasSecondFactor },
      after: { isSet: false },
    });
  });
}

/** Signs somebody out everywhere. @throws DomainError FORBIDDEN */
export async function endStaffSessions(ctx: StaffContext, { id }: StaffInput): Promise<void> {
  const person = await requireWhole(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    await endSessions(tx, id);
    await record(tx, ctx, 'staff.edit', id, {
      action: 'staff.end-sessions',
      unitId: firstUnit(person),
      before: { sessions: person.sessionCount },
      after: { sessions: 0 },
    });
  });
}
