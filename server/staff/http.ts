import { recordEvents } from '../audit/record.ts';
import type { Context, StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { AddPasskeyInput } from './account/schema.ts';
import { visitOf } from './ask.ts';
import { checkCode, checkPassword } from './prove.ts';

/**
 * Of all addresses of the library only the ceremony of passkeys is open: the browser speaks to it itself. `asked`: how the
 * browser asks; `passed`: how the library is asked.
 */
const OPEN = {
  // The password comes with it and goes no further.
  'generate-register-options': { asked: 'POST', passed: 'GET' },
  'verify-registration': { asked: 'POST', passed: 'POST' },
  'generate-authenticate-options': { asked: 'GET', passed: 'GET' },
  'verify-authentication': { asked: 'POST', passed: 'POST' },
} as const satisfies Record<string, Record<'asked' | 'passed', 'GET' | 'POST'>>;
type Step = keyof typeof OPEN;

const answer = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });

const refusal = (status: number, message: string): Response => answer(status, { message });

/**
 * Answers `/api/auth/passkey/<step>`: options for the browser's authenticator and what it made of them. Every other address
 * of the library is 404. A refusal is `{ message }`, a sentence for the reader.
 */
export async function answerPasskey(ctx: Context, request: Request): Promise<Response> {
  const step = new URL(request.url).pathname.replace(/^\/api\/auth\/passkey\/([^/]+)\/?$/, '$1') as Step;
  if (!Object.hasOwn(OPEN, step) || OPEN[step].asked !== request.method)
    return refusal(404, 'Không có địa chỉ này.');
  const isRegistration = step === 'generate-register-options' || step === 'verify-registration';
  const { actor } = ctx;
  if (isRegistration && !actor) return refusal(401, 'Bạn chưa đăng nhập. Hãy đăng nhập lại.');
  if (isRegistration && actor?.isSample)
    return refusal(409, 'Tài khoản mẫu dùng chung nên không gắn khóa. Hãy mời một tài khoản thật.');
  try {
    if (actor && step === 'generate-register-options')
      await requireOwner({ ...ctx, actor }, await request.json().catch(() => null));
    return await takeStep(ctx, step, request);
  } catch (error) {
    if (error instanceof DomainError) return refusal(error.code === 'TOO_MANY' ? 429 : 400, error.message);
    throw error;
  }
}

/**
 * A passkey opens the account for good and stands for both factors, so a session left open is not enough to add one. The
 * library gives out the challenge of a registration here and takes no other.
 * @throws DomainError BAD_INPUT, TOO_MANY
 */
async function requireOwner(ctx: StaffContext, body: unknown): Promise<void> {
  const given = AddPasskeyInput.safeParse(body);
  if (!given.success) throw new DomainError('BAD_INPUT', 'Hãy ghi mật khẩu hiện nay để thêm khóa.');
  const { twoFactorEnabled } = await ctx.db.prisma.staff.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  await checkPassword(ctx, given.data.password);
  if (twoFactorEnabled) await checkCode(ctx, given.data.code ?? '');
}

/** @throws DomainError TOO_MANY */
async function takeStep(ctx: Context, step: Step, request: Request): Promise<Response> {
  const visit = visitOf(ctx);
  const { auth, limits, browsers } = ctx.staff;
  const giveBack =
    step === 'verify-authentication'
      ? await limits.take('sign-in', { account: null, address: visit.address })
      : null;
  const headers = new Headers(visit.headers);
  headers.set('content-type', 'application/json');
  const reply = await auth.handler(
    new Request(new URL(`/api/auth/passkey/${step}`, ctx.env.siteUrl), {
      method: OPEN[step].passed,
      headers,
      body: OPEN[step].passed === 'POST' ? await request.text() : null,
    }),
  );
  if (!reply.ok) {
    const isStale = reply.status === 403;
    return refusal(
      reply.status >= 500 ? 400 : reply.status,
      isStale
        ? 'Bạn đăng nhập đã lâu. Hãy đăng nhập lại rồi thêm khóa.'
        : 'Khóa này không mở được tài khoản nào. Hãy đăng nhập bằng mật khẩu.',
    );
  }
  for (const cookie of reply.headers.getSetCookie()) visit.setCookie(cookie);
  const body = (await reply.json()) as { id?: string; user?: { id: string } };
  if (step === 'verify-registration') await recordPasskey(ctx, body.id ?? '');
  if (step === 'verify-authentication' && body.user) {
    await giveBack?.();
    browsers.remember(visit, body.user.id);
    if (ctx.actor) await ctx.db.prisma.staffSession.deleteMany({ where: { id: ctx.actor.sessionId } });
  }
  // The library's own answer names the session's token, which is the cookie's business alone.
  return answer(200, step.startsWith('verify') ? { ok: true } : body);
}

async function recordPasskey(ctx: Context, id: string): Promise<void> {
  const { actor } = ctx;
  if (!actor) return;
  await ctx.db.prisma.$transaction((tx) =>
    recordEvents(tx, { actor, role: actor.assignments[0]?.role ?? null }, ctx.now(), [
      {
        action: 'account.passkey',
        subject: `staff:${actor.id}`,
        unitId: actor.assignments[0]?.unitId ?? null,
        before: null,
        after: { id },
      },
    ]),
  );
}
