import { symmetricDecrypt } from 'better-auth/crypto';
import type { StaffContext } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { recordEvents } from '../../audit/record.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { askAuth, visitOf } from '../ask.ts';
import { SESSION_COOKIE } from '../auth.ts';
import { passwordProblem, setPasswordHash } from '../password.ts';
import { checkCode, checkPassword } from '../prove.ts';
import { isResetShown, SECOND_FACTOR_ROLES, type Role } from '../rules.ts';
import { endSessions } from '../actor.ts';
import type {
  ChangePasswordInput,
  CodeInput,
  OwnedInput,
  PasswordInput,
  ProofInput,
  RenameInput,
} from './schema.ts';

const SHARED =
  'Tài khoản mẫu dùng chung cho mọi người chạy thử nên không đổi được. Hãy mời một tài khoản thật.';

/** Keeps an account as it is whose password everybody knows and shares. @throws DomainError CONFLICT for a sample account */
function requireOwnAccount(ctx: StaffContext): void {
  if (ctx.actor.isSample) throw new DomainError('CONFLICT', SHARED);
}

const firstRole = (ctx: StaffContext): Role | null => ctx.actor.assignments[0]?.role ?? null;

/** Writes down what somebody did to their own account; secrets are never part of it. */
const record = (
  tx: Prisma.TransactionClient,
  ctx: StaffContext,
  action: string,
  before: unknown,
  after: unknown,
) =>
  recordEvents(tx, { actor: ctx.actor, role: firstRole(ctx) }, ctx.now(), [
    {
      action,
      subject: `staff:${ctx.actor.id}`,
      unitId: ctx.actor.assignments[0]?.unitId ?? null,
      before,
      after,
    },
  ]);

/** Everything somebody sees of their own account. */
export async function readOwnAccount(ctx: StaffContext) {
  const { staff, db, actor } = ctx;
  const row = await db.prisma.staff.findUniqueOrThrow({
    where: { id: actor.id },
    include: {
      assignments: { include: { unit: { select: { code: true, shortName: true } } } },
      passkeys: { orderBy: { createdAt: 'asc' } },
      sessions: { where: { expiresAt: { gt: new Date() } }, orderBy: { updatedAt: 'desc' } },
    },
  });
  const codes = row.twoFactorEnabled
    ? await staff.auth.api.viewBackupCodes({ body: { userId: actor.id } })
    : null;
  return {
    name: row.name,
    email: row.email,
    isSample: row.isSample,
    assignments: actor.assignments.map(({ role, unitId }) => ({
      role,
      unit: row.assignments.find((assignment) => assignment.unitId === unitId)?.unit ?? null,
    })),
    hasSecondFactor: row.twoFactorEnabled,
    mustHaveSecondFactor: actor.assignments.some(({ role }) => SECOND_FACTOR_ROLES.includes(role)),
    recoveryCodesLeft: codes?.backupCodes.length ?? 0,
    passkeys: row.passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt })),
    sessions: row.sessions.map(({ id, createdAt, updatedAt, ipAddress, userAgent }) => ({
      id,
      createdAt,
      lastUsedAt: updatedAt,
      address: ipAddress ?? '',
      userAgent: userAgent ?? '',
      isCurrent: id === actor.sessionId,
    })),
  };
}

/**
 * Who last gave this account a new way in, as long as its owner is told of it; null: nobody.
 * `by` null: their account is gone.
 */
export async function readSecurityReset(ctx: StaffContext): Promise<{ at: Date; by: string | null } | null> {
  const at = ctx.actor.securityResetAt;
  if (at === null || !isResetShown(ctx.actor, ctx.now())) return null;
  const { prisma } = ctx.db;
  const { securityResetById } = await prisma.staff.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  const by = securityResetById && (await prisma.staff.findUnique({ where: { id: securityResetById } }));
  return { at, by: by ? by.name : null };
}

/** Changes one's own name. @throws DomainError CONFLICT for a sample account */
export async function renameSelf(ctx: StaffContext, { name }: RenameInput): Promise<void> {
  requireOwnAccount(ctx);
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.staff.update({ where: { id: ctx.actor.id }, data: { name } });
    await record(tx, ctx, 'account.rename', { name: ctx.actor.name }, { name });
  });
}

/**
 * Changes one's own password and ends every other session. Passkeys go too unless they are kept on purpose: whoever had the old
 * password may have added one.
 * @throws DomainError BAD_INPUT, CONFLICT, TOO_MANY
 */
export async function changePassword(
  ctx: StaffContext,
  { password, newPassword, keepsPasskeys }: ChangePasswordInput,
): Promise<void> {
  requireOwnAccount(ctx);
  await checkPassword(ctx, password);
  const problem = await passwordProblem(newPassword, [ctx.actor.name, ctx.actor.email]);
  if (problem) throw new DomainError('BAD_INPUT', problem);
  const hash = await (await ctx.staff.auth.$context).password.hash(newPassword);
  await ctx.db.prisma.$transaction(async (tx) => {
    await setPasswordHash(tx, ctx.actor.id, hash);
    await tx.staffLink.deleteMany({ where: { staffId: ctx.actor.id } });
    if (!keepsPasskeys) await tx.staffPasskey.deleteMany({ where: { staffId: ctx.actor.id } });
    await endSessions(tx, ctx.actor.id, ctx.actor.sessionId);
    await record(tx, ctx, 'account.password', null, { keepsPasskeys });
  });
}

/** What an authenticator app is given: as a picture's address, and to be typed. */
export type SecondFactorSecret = { uri: string; secret: string };

/**
 * Begins to set up an authenticator app; it counts once {@link confirmSecondFactor} has seen a code of it.
 * @throws DomainError BAD_INPUT for a wrong password; CONFLICT when one is set up; TOO_MANY
 */
export async function beginSecondFactor(
  ctx: StaffContext,
  { password }: PasswordInput,
): Promise<SecondFactorSecret> {
  requireOwnAccount(ctx);
  await checkPassword(ctx, password);
  const begun = await askAuth(visitOf(ctx), SESSION_COOKIE, (asked) =>
    ctx.staff.auth.api.enableTwoFactor({ body: { password }, ...asked }),
  );
  const pending = begun && (await readPendingSecondFactor(ctx));
  if (!pending)
    throw new DomainError('CONFLICT', 'Bước xác minh thứ hai đã có. Hãy bỏ cái cũ trước khi đặt cái mới.');
  return pending;
}

/** The secret that waits for its first code; null: none does. */
export async function readPendingSecondFactor(ctx: StaffContext): Promise<SecondFactorSecret | null> {
  const found = await ctx.db.prisma.staffSecondFactor.findUnique({ where: { staffId: ctx.actor.id } });
  if (!found || found.verified !== false) return null;
  const context = await ctx.staff.auth.$context;
  const key = await symmetricDecrypt({ key: context.secretConfig, data: found.secret });
  const secret = base32(key);
  const label = encodeURIComponent(`Chung Đường:${ctx.actor.email}`);
  const issuer = encodeURIComponent('Chung Đường');
  return { uri: `otpauth://totp/${label}?secret=${secret}&issuer=${issuer}&digits=6&period=30`, secret };
}

/** RFC 4648, without padding, as authenticator apps read it. */
function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/**
 * Takes the first code of the authenticator app: from now on signing in asks for one. Every other session ends, this one
 * goes on under a new id.
 * @returns the recovery codes, which are not shown again
 * @throws DomainError BAD_INPUT, CONFLICT, TOO_MANY
 */
export async function confirmSecondFactor(
  ctx: StaffContext,
  { code }: CodeInput,
): Promise<{ recoveryCodes: string[] }> {
  requireOwnAccount(ctx);
  const pending = await readPendingSecondFactor(ctx);
  if (!pending) throw new DomainError('CONFLICT', 'Chưa có mã nào chờ xác nhận. Hãy bắt đầu lại.');
  await checkCode(ctx, code);
  await ctx.db.prisma.$transaction(async (tx) => {
    const [newest] = await tx.staffSession.findMany({
      where: { staffId: ctx.actor.id },
      orderBy: { createdAt: 'desc' },
      take: 1,
    });
    await endSessions(tx, ctx.actor.id, newest?.id ?? null);
    await record(tx, ctx, 'account.second-factor', { isSet: false }, { isSet: true });
  });
  const { backupCodes } = await ctx.staff.auth.api.viewBackupCodes({ body: { userId: ctx.actor.id } });
  return { recoveryCodes: backupCodes };
}

/** Takes the second factor away, for another device. @throws DomainError BAD_INPUT, TOO_MANY */
export async function removeSecondFactor(ctx: StaffContext, { password, code }: ProofInput): Promise<void> {
  requireOwnAccount(ctx);
  await checkPassword(ctx, password);
  await checkCode(ctx, code);
  await askAuth(visitOf(ctx), SESSION_COOKIE, (asked) =>
    ctx.staff.auth.api.disableTwoFactor({ body: { password }, ...asked }),
  );
  await ctx.db.prisma.$transaction((tx) =>
    record(tx, ctx, 'account.second-factor', { isSet: true }, { isSet: false }),
  );
}

/**
 * Makes new recovery codes in place of the old ones; asks for a code, since each of the new ones takes the second factor away.
 * @throws DomainError BAD_INPUT, also when no second factor is set up; TOO_MANY
 */
export async function renewRecoveryCodes(
  ctx: StaffContext,
  { password, code }: ProofInput,
): Promise<{ recoveryCodes: string[] }> {
  requireOwnAccount(ctx);
  await checkPassword(ctx, password);
  await checkCode(ctx, code);
  const made = await askAuth(visitOf(ctx), SESSION_COOKIE, (asked) =>
    ctx.staff.auth.api.generateBackupCodes({ body: { password }, ...asked }),
  );
  if (!made) throw new DomainError('CONFLICT', 'Bạn chưa đặt bước xác minh thứ hai. Hãy đặt trước.');
  await ctx.db.prisma.$transaction((tx) => record(tx, ctx, 'account.recovery-codes', null, null));
  return { recoveryCodes: made.backupCodes };
}

/** Ends one of one's own sessions; the present one too. @throws DomainError NOT_FOUND */
export async function endOwnSession(ctx: StaffContext, { id }: OwnedInput): Promise<void> {
  const { count } = await ctx.db.prisma.staffSession.deleteMany({ where: { id, staffId: ctx.actor.id } });
  if (count === 0) throw new DomainError('NOT_FOUND', 'Phiên này đã kết thúc. Hãy tải lại trang.');
}

/** Ends all of one's own sessions but the present one. */
export const endOtherSessions = (ctx: StaffContext): Promise<void> =>
  endSessions(ctx.db.prisma, ctx.actor.id, ctx.actor.sessionId);

/** Removes one of one's own passkeys. @throws DomainError NOT_FOUND */
export async function removePasskey(ctx: StaffContext, { id }: OwnedInput): Promise<void> {
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.staffPasskey.deleteMany({ where: { id, staffId: ctx.actor.id } });
    if (count === 0) throw new DomainError('NOT_FOUND', 'Không có khóa này. Hãy tải lại trang.');
    await record(tx, ctx, 'account.passkey', { id }, null);
  });
}
