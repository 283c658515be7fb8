import { APIError } from 'better-auth/api';
import type { Context, Visit } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import type { SecondFactorInput, SignInInput } from './schema.ts';

/** Said of an unknown account, a wrong password and an account that was closed alike. */
const NOT_SIGNED_IN = 'Thư điện tử hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi thử lại.';
const WRONG_CODE = 'Mã chưa đúng hoặc đã hết hạn. Hãy lấy mã mới rồi thử lại.';

/** The request behind a procedure that sets cookies. */
function visitOf(ctx: Context): Visit {
  if (!ctx.visit) throw new Error('This procedure is called from a request only.');
  return ctx.visit;
}

/** Calls the library; its cookies go out with the answer. @returns null when it refused */
async function askAuth<T>(
  visit: Visit,
  call: () => Promise<{ headers: Headers; response: T }>,
): Promise<T | null> {
  try {
    const { headers, response } = await call();
    for (const cookie of headers.getSetCookie()) visit.setCookie(cookie);
    return response;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}

/**
 * Signs in with e-mail and password, under a session with a new id; the browser's former session ends. A second factor
 * that is set up is asked for next.
 * @throws DomainError UNAUTHENTICATED in the same words and the same time for whatever is wrong
 */
export async function signIn(
  ctx: Context,
  { email, password }: SignInInput,
): Promise<{ next: 'second-factor' | 'desk' }> {
  const visit = visitOf(ctx);
  const { auth } = ctx.staff;
  const answer = await askAuth(visit, () =>
    auth.api.signInEmail({ body: { email, password }, headers: visit.headers, returnHeaders: true }),
  );
  if (!answer) throw new DomainError('UNAUTHENTICATED', NOT_SIGNED_IN);
  if (ctx.actor) await ctx.db.prisma.staffSession.deleteMany({ where: { id: ctx.actor.sessionId } });
  return { next: 'twoFactorRedirect' in answer ? 'second-factor' : 'desk' };
}

/**
 * The second step of signing in: a code of the authenticator app, or a recovery code, which is then spent.
 * @throws DomainError UNAUTHENTICATED
 */
export async function verifySecondFactor(ctx: Context, { code }: SecondFactorInput): Promise<void> {
  const visit = visitOf(ctx);
  const { auth } = ctx.staff;
  const asked = { body: { code }, headers: visit.headers, returnHeaders: true } as const;
  const answer = await askAuth(visit, () =>
    /^\d{6}$/.test(code) ? auth.api.verifyTOTP(asked) : auth.api.verifyBackupCode(asked),
  );
  if (!answer) throw new DomainError('UNAUTHENTICATED', WRONG_CODE);
}

/** Ends the browser's session; without one nothing happens. */
export async function signOut(ctx: Context): Promise<void> {
  const visit = visitOf(ctx);
  await askAuth(visit, () => ctx.staff.auth.api.signOut({ headers: visit.headers, returnHeaders: true }));
}
