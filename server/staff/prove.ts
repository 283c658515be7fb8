import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { askAuth, visitOf } from './ask.ts';
import { SESSION_COOKIE } from './auth.ts';

/** Asks for the password of somebody who is signed in. @throws DomainError BAD_INPUT, TOO_MANY */
export async function checkPassword(ctx: StaffContext, password: string): Promise<void> {
  const visit = visitOf(ctx);
  const { auth, limits, browsers } = ctx.staff;
  const giveBack = await limits.take('sign-in', {
    account: ctx.actor.email,
    address: visit.address,
    knownBrowser: browsers.find(visit, ctx.actor.id),
  });
  const account = await ctx.db.prisma.staffAccount.findFirst({ where: { staffId: ctx.actor.id } });
  const context = await auth.$context;
  if (!account?.password || !(await context.password.verify({ hash: account.password, password })))
    throw new DomainError('BAD_INPUT', 'Mật khẩu hiện nay chưa đúng. Hãy ghi lại.');
  await giveBack();
}

/** Counts a code typed by somebody who is signed in. @throws DomainError BAD_INPUT, TOO_MANY */
export async function checkCode(ctx: StaffContext, code: string): Promise<void> {
  const visit = visitOf(ctx);
  const { auth, limits, browsers } = ctx.staff;
  const giveBack = await limits.take('second-factor', {
    account: ctx.actor.id,
    address: visit.address,
    knownBrowser: browsers.find(visit, ctx.actor.id),
  });
  const isRight = await askAuth(visit, SESSION_COOKIE, (asked) =>
    /^\d{6}$/.test(code)
      ? auth.api.verifyTOTP({ body: { code }, ...asked })
      : auth.api.verifyBackupCode({ body: { code, disableSession: true }, ...asked }),
  );
  if (!isRight)
    throw new DomainError('BAD_INPUT', 'Mã chưa đúng. Hãy lấy mã mới trên điện thoại rồi ghi lại.');
  await giveBack();
}
