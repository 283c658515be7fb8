import { APIError } from 'better-auth/api';
import type { Context, Visit } from '../context.ts';

/** The request behind a procedure that reads or sets cookies. */
export function visitOf(ctx: Context): Visit {
  if (!ctx.visit) throw new Error('This procedure is called from a request only.');
  return ctx.visit;
}

/**
 * The value of a cookie as it was sent; null: there is none, or there are several and nobody can say which one is meant.
 * Blanks around its name do not matter, as they do not to the library.
 */
export function cookieOf({ headers }: Pick<Visit, 'headers'>, name: string): string | null {
  const values = (headers.get('cookie') ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  return values.length === 1 ? values[0]! : null;
}

/**
 * The headers of a request with one cookie of it: what the library decides on is then what this room read, and nothing else.
 * @param name null: no cookie
 */
export function headersWith(visit: Pick<Visit, 'headers'>, name: string | null): Headers {
  const headers = new Headers(visit.headers);
  headers.delete('cookie');
  const value = name && cookieOf(visit, name);
  if (value) headers.set('cookie', `${name}=${value}`);
  return headers;
}

/**
 * Calls the library for whoever asks; its cookies go out with the answer.
 * @param cookie the one that the call may see
 * @returns null when it refused
 */
export async function askAuth<T>(
  visit: Visit,
  cookie: string | null,
  call: (asked: { headers: Headers; returnHeaders: true }) => Promise<{ headers: Headers; response: T }>,
): Promise<T | null> {
  try {
    const { headers, response } = await call({ headers: headersWith(visit, cookie), returnHeaders: true });
    for (const line of headers.getSetCookie()) visit.setCookie(line);
    return response;
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}
