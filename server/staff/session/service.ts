import type { Context } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { recordEvents } from '../../audit/record.ts';
import { askAuth, cookieOf, visitOf } from '../ask.ts';
import { SECOND_FACTOR_COOKIE, SESSION_COOKIE } from '../auth.ts';
import { createLink, findLink, giveLink, spendLink } from '../link.ts';
import { passwordProblem, setPasswordHash } from '../password.ts';
import { actorOf, endSessions } from '../actor.ts';
import type { AcceptInput, CodeInput, LinkInput, ResetInput, SignInInput } from './schema.ts';

/** Said of an unknown account, a wrong password and an account that was closed alike. */
const NOT_SIGNED_IN = 'Thư điện tử hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi thử lại.';
const WRONG_CODE = 'Mã chưa đúng hoặc đã dùng rồi. Hãy lấy mã mới rồi thử lại.';

/** Where signing in goes on: to a code, to setting up the second factor a role asks for, or to the desk. */
export type Next = 'second-factor' | 'set-up' | 'desk';

/**
 * Signs in with e-mail and password, under a session with a new id; the browser's former session ends. A second factor
 * that is set up is asked for next.
 * @throws DomainError UNAUTHENTICATED in the same words and the same time for whatever is wrong; TOO_MANY
 */
export async function signIn(ctx: Context, { email, password }: SignInInput): Promise<{ next: Next }> {
  const visit = visitOf(ctx);
  const { prisma } = ctx.db;
  const { limits, browsers } = ctx.staff;
  const account = await prisma.staff.findUnique({ where: { email }, select: { id: true } });
  const giveBack = await limits.take('sign-in', {
    account: email,
    address: visit.address,
    knownBrowser: account && browsers.find(visit, account.id),
  });
  const next = await openSession(ctx, email, password);
  if (!next) throw new DomainError('UNAUTHENTICATED', NOT_SIGNED_IN);
  await giveBack();
  return { next };
}

/**
 * Asks the library for a session and ends the browser's former one.
 * @returns null when the password is wrong, the account unknown or closed
 */
async function openSession(ctx: Context, email: string, password: string): Promise<Next | null> {
  const visit = visitOf(ctx);
  const { auth, browsers } = ctx.staff;
  const { prisma } = ctx.db;
  const answer = await askAuth(visit, null, (asked) =>
    auth.api.signInEmail({ body: { email, password }, ...asked }),
  );
  if (!answer) return null;
  await prisma.staffSession.deleteMany({
    where: { OR: [{ expiresAt: { lt: new Date() } }, ...(ctx.actor ? [{ id: ctx.actor.sessionId }] : [])] },
  });
  if ('twoFactorRedirect' in answer) return 'second-factor';
  const row = await prisma.staff.findUniqueOrThrow({ where: { email }, include: { assignments: true } });
  browsers.remember(visit, row.id);
  return actorOf(row, '').isSecondFactorMissing ? 'set-up' : 'desk';
}

/** Whose second step it is, as the cookie of the first step says; the library checks the cookie's signature itself. */
async function challenged(ctx: Context): Promise<string | null> {
  const [identifier = ''] = (cookieOf(visitOf(ctx), SECOND_FACTOR_COOKIE) ?? '').split('.');
  if (identifier === '') return null;
  const found = await ctx.db.prisma.staffVerification.findFirst({
    where: { identifier, expiresAt: { gt: new Date() } },
  });
  return found?.value ?? null;
}

/**
 * The second step of signing in: a code of the authenticator app, or a recovery code. Either counts once. Of the browser's
 * cookies the library is given the one that the guess is counted under.
 * @throws DomainError UNAUTHENTICATED, TOO_MANY
 */
export async function verifySecondFactor(ctx: Context, { code }: CodeInput): Promise<void> {
  const visit = visitOf(ctx);
  const { auth, limits, browsers } = ctx.staff;
  const staffId = await challenged(ctx);
  const giveBack = await limits.take('second-factor', {
    account: staffId,
    address: visit.address,
    knownBrowser: staffId && browsers.find(visit, staffId),
  });
  if (!staffId)
    throw new DomainError('UNAUTHENTICATED', 'Lần đăng nhập này đã quá lâu. Hãy đăng nhập lại từ đầu.');
  const isOfApp = /^\d{6}$/.test(code);
  if (isOfApp) await spendCode(ctx, staffId, code);
  const answer = await askAuth(visit, SECOND_FACTOR_COOKIE, (asked) =>
    isOfApp
      ? auth.api.verifyTOTP({ body: { code }, ...asked })
      : auth.api.verifyBackupCode({ body: { code }, ...asked }),
  );
  if (!answer) throw new DomainError('UNAUTHENTICATED', WRONG_CODE);
  if (answer.user.id !== staffId)
    throw new Error('A code was judged for another account than it was counted at.');
  await giveBack();
  browsers.remember(visit, staffId);
}

/** A code that was read over a shoulder opens nothing a second time. @throws DomainError UNAUTHENTICATED */
async function spendCode(ctx: Context, staffId: string, code: string): Promise<void> {
  try {
    await ctx.staff.limits.take('spent-code', { account: `${staffId} ${code}`, address: '' });
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError('UNAUTHENTICATED', WRONG_CODE);
    throw error;
  }
}

/** Ends the browser's session; without one nothing happens. */
export async function signOut(ctx: Context): Promise<void> {
  await askAuth(visitOf(ctx), SESSION_COOKIE, (asked) => ctx.staff.auth.api.signOut(asked));
}

/**
 * Mails a link to choose a new password, if there is such an account. The answer and its time are the same if there is
 * none: the rest happens after it.
 * @throws DomainError TOO_MANY
 */
export async function requestReset(ctx: Context, { email }: ResetInput): Promise<{ isMailed: boolean }> {
  const visit = visitOf(ctx);
  const { limits, browsers, mailer, later } = ctx.staff;
  const found = await ctx.db.prisma.staff.findUnique({ where: { email } });
  await limits.take('reset', {
    account: email,
    address: visit.address,
    knownBrowser: found && browsers.find(visit, found.id),
  });
  later(async () => {
    if (!found || found.disabledAt !== null || found.isSample || !mailer.isConfigured) return;
    const address = await ctx.db.prisma.$transaction((tx) => createLink(tx, ctx, found.id, 'reset', null));
    await giveLink(ctx, found, 'reset', address);
  });
  return { isMailed: mailer.isConfigured };
}

/** Whose one-time link it is. @throws DomainError NOT_FOUND when it was used or is over; TOO_MANY */
export async function readLink(
  ctx: Context,
  { token, purpose }: LinkInput,
): Promise<{ name: string; email: string }> {
  const giveBack = await ctx.staff.limits.take('link', { account: null, address: visitOf(ctx).address });
  const { staff } = await findLink(ctx, token, purpose);
  await giveBack();
  return { name: staff.name, email: staff.email };
}

/**
 * Uses a one-time link: sets the password, ends every session of the account, and signs in. A reset takes the passkeys away:
 * whoever had got in may have added one.
 * @throws DomainError NOT_FOUND when it was used or is over; BAD_INPUT for a password that is too easy; TOO_MANY
 */
export async function acceptLink(
  ctx: Context,
  { token, purpose, password }: AcceptInput,
): Promise<{ next: Next }> {
  const giveBack = await ctx.staff.limits.take('link', { account: null, address: visitOf(ctx).address });
  const { staff, madeById } = await findLink(ctx, token, purpose);
  await giveBack();
  const problem = await passwordProblem(password, [staff.name, staff.email]);
  if (problem) throw new DomainError('BAD_INPUT', problem);
  const hash = await (await ctx.staff.auth.$context).password.hash(password);
  const actor = actorOf(staff, '');
  await ctx.db.prisma.$transaction(async (tx) => {
    await spendLink(tx, ctx.now(), token, purpose);
    await tx.staffLink.deleteMany({ where: { staffId: staff.id } });
    await setPasswordHash(tx, staff.id, hash);
    if (purpose === 'reset') await tx.staffPasskey.deleteMany({ where: { staffId: staff.id } });
    if (purpose === 'reset' && madeById !== null)
      await tx.staff.update({
        where: { id: staff.id },
        data: { securityResetAt: ctx.now(), securityResetById: madeById },
      });
    await endSessions(tx, staff.id);
    await recordEvents(tx, { actor, role: actor.assignments[0]?.role ?? null }, ctx.now(), [
      {
        action: purpose === 'invitation' ? 'account.accept' : 'account.reset',
        subject: `staff:${staff.id}`,
        unitId: actor.assignments[0]?.unitId ?? null,
        before: null,
        after: null,
      },
    ]);
  });
  const next = await openSession(ctx, staff.email, password);
  if (!next) throw new DomainError('CONFLICT', 'Mật khẩu đã đặt xong. Hãy đăng nhập bằng mật khẩu mới.');
  return { next };
}
