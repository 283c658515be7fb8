import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from '@trpc/server';
import { ZodError, z } from 'zod';
import type { Context } from './context.ts';
import { DomainError, type DomainErrorCode } from './errors.ts';
import { mayDo, type Permission } from './staff/rules.ts';

const CODES = {
  NOT_FOUND: 'NOT_FOUND',
  BAD_INPUT: 'BAD_REQUEST',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  CONFLICT: 'CONFLICT',
  TOO_MANY: 'TOO_MANY_REQUESTS',
} as const satisfies Record<DomainErrorCode, TRPCError['code']>;

/** What a procedure declares of itself: who may call it. A test refuses procedures that declare nothing. */
export type ProcedureMeta = { permission: Permission | 'public' | 'signed-in' };

/** A line that died without a word is noticed by what does not come; the browser is told how long to wait. */
export const SSE = {
  ping: { enabled: true, intervalMs: 10_000 },
  client: { reconnectAfterInactivityMs: 21_000 },
} as const;

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // A stack tells an attacker more than it tells a reader.
    isDev: false,
    sse: SSE,
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message:
        error.code === 'INTERNAL_SERVER_ERROR' ? 'Máy chủ gặp lỗi. Hãy thử lại sau ít phút.' : shape.message,
      data: {
        ...shape.data,
        fields: error.cause instanceof ZodError ? z.flattenError(error.cause).fieldErrors : null,
      },
    }),
  });

/** What went wrong as the client is told: a refusal with its sentence, anything else as an error of the server. */
export const toTRPCError = (cause: unknown): TRPCError =>
  cause instanceof DomainError
    ? new TRPCError({ code: CODES[cause.code], message: cause.message, cause })
    : getTRPCErrorFromUnknown(cause);

const refusals = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) throw toTRPCError(result.error.cause);
  return result;
});

/**
 * Whether a text anywhere in an input holds U+0000 or half a character. Without recursion: how deep it goes is the sender's
 * choice.
 */
function hasUnreadable(input: unknown): boolean {
  const left = [input];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return true;
    if (Array.isArray(value)) for (const item of value) left.push(item);
    else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value))
      for (const [name, item] of Object.entries(value)) left.push(name, item);
  }
  return false;
}

// PostgreSQL keeps no text with either, and no keyboard types it.
const readable = t.middleware(async ({ getRawInput, next }) => {
  if (hasUnreadable(await getRawInput()))
    throw new DomainError('BAD_INPUT', 'Nội dung có ký tự không đọc được. Hãy gõ lại rồi gửi.');
  return next();
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
/** A procedure anyone may call. */
export const publicProcedure = t.procedure.meta({ permission: 'public' }).use(refusals).use(readable);

const signedIn = t.middleware(({ ctx, next }) => {
  if (!ctx.actor)
    throw new DomainError('UNAUTHENTICATED', 'Bạn chưa đăng nhập, hoặc phiên đã hết. Hãy đăng nhập lại.');
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

/** A procedure of somebody's own account: whoever is signed in, whatever their role, with or without a second factor. */
export const ownProcedure = t.procedure
  .meta({ permission: 'signed-in' })
  .use(refusals)
  .use(signedIn)
  .use(readable);

/**
 * A procedure for those who hold a permission somewhere. Where they hold it is the service's to ask (server/scope.ts),
 * for only it knows which unit is meant.
 */
export const staffProcedure = (permission: Permission) =>
  t.procedure
    .meta({ permission })
    .use(refusals)
    .use(signedIn)
    .use(({ ctx, next }) => {
      if (ctx.actor.isSecondFactorMissing)
        throw new DomainError(
          'FORBIDDEN',
          'Vai của bạn cần bước xác minh thứ hai. Hãy cài đặt rồi làm tiếp.',
        );
      if (!mayDo(ctx.actor, permission))
        throw new DomainError('FORBIDDEN', 'Vai của bạn không được làm việc này. Hãy hỏi người quản trị.');
      return next();
    })
    .use(readable);
