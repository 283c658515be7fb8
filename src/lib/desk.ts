import { TRPCError } from '@trpc/server';
import type { Context } from '#server/context.ts';
import { mayDo, type Permission } from '#server/staff/rules.ts';
import { deskWords } from './desk-words.ts';
import { sentenceOf } from './refusal.ts';

/** Leads somebody who is not signed in to the sign-in page and back; null: they are. */
export function signInFirst(context: Context, url: URL): Response | null {
  if (context.actor) return null;
  return goTo(`${deskWords.signInPath}?ve=${encodeURIComponent(url.pathname + url.search)}`);
}

/**
 * What a page of the desk answers to those who may not open it; null: they may. Whoever lacks the second factor of their
 * role is led to set it up.
 */
export function deskRefusal(context: Context, url: URL, permission: Permission): Response | null {
  const { actor } = context;
  if (!actor) return signInFirst(context, url);
  if (mayDo(actor, permission)) return null;
  return goTo(actor.isSecondFactorMissing ? deskWords.secondFactorPath : `${deskWords.path}khong-duoc/`);
}

/** A refusal in the reader's words, with the fields it is about. */
export type Refused = { ok: false; status: number; message: string; fields: Record<string, string[]> };

/** What came of something tried. */
export type Tried<T> = { ok: true; value: T } | Refused;

const STATUS: Partial<Record<TRPCError['code'], number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
};

/** Calls a procedure for a form. @throws what is no expected refusal */
export async function tryIt<T>(work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error;
    const issues =
      (error.cause as { issues?: { path: PropertyKey[]; message: string }[] } | undefined)?.issues ?? [];
    const fields: Record<string, string[]> = {};
    for (const { path, message } of issues) (fields[path.map(String).join('.')] ??= []).push(message);
    return { ok: false, status: STATUS[error.code] ?? 400, message: sentenceOf(error.message), fields };
  }
}

/** The fields of a posted form as text; files are left out. */
export async function formOf(
  request: Request,
): Promise<{ text(name: string): string; all(name: string): string[]; data: FormData }> {
  const data = await request.formData().catch(() => new FormData());
  const textsOf = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return { text: (name) => (textsOf(name)[0] ?? '').normalize('NFC').trim(), all: textsOf, data };
}

/** Leads on after a form was accepted, so that reloading does not send it twice. */
export const goTo = (path: string): Response =>
  new Response(null, { status: 303, headers: { location: path } });

/** Where to go back to, when it is a page of the desk; else the desk's home. Nobody is led to another site. */
export function ownPath(asked: string | null): string {
  const base = 'http://desk.invalid';
  if (asked === null || !URL.canParse(asked, base)) return deskWords.path;
  const url = new URL(asked, base);
  return url.origin === base && url.pathname.startsWith(deskWords.path)
    ? url.pathname + url.search
    : deskWords.path;
}

/** Where signing in leads: to its second step, to set that step up, or back to where somebody came from. */
export function afterSignIn(next: 'second-factor' | 'set-up' | 'desk', back: string): string {
  if (next === 'set-up') return deskWords.secondFactorPath;
  return next === 'desk' ? back : `${deskWords.path}xac-minh/?ve=${encodeURIComponent(back)}`;
}
