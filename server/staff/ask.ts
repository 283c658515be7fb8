import { APIError } from 'better-auth/api';
import type { Context, Visit } from '../context.ts';

/** The request behind a procedure that reads or sets cookies. */
export function visitOf(ctx: Context): Visit {
  if (!ctx.visit) throw new Error('This procedure is called from a request only.');
  return ctx.visit;
}

/** Calls the library for whoever asks; its cookies go out with the answer. @returns null when it refused */
export async function askAuth<T>(
  visit: Visit,
  call: (asked: { headers: Headers; returnHeaders: true }) => Promise<{ headers: Headers; response: T }>,
): Promise<T | null> {
  try {
    const { headers, response } = await call({ headers: visit.headers, returnHeaders: true });
    for (const cookie of headers.getSetCookie()) visit.setCookie(cookie);
    return response;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}
