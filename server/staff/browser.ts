import { randomBytes } from 'node:crypto';
import { createSigner } from '../keys/store.ts';
import type { Visit } from '../context.ts';
import { cookieOf } from './ask.ts';

const COOKIE = '__Host-chung-duong.browser';
const MAX_AGE_SECONDS = 180 * 24 * 60 * 60;

/**
 * Knows again the browsers in which an account was signed in to, by a signed cookie. It lets nobody in; it keeps guesses made
 * elsewhere from holding up the owner (server/staff/limits.ts).
 */
export type KnownBrowsers = {
  /** Id of the browser if it signed in to this account before, else null. */
  find(visit: Visit, staffId: string): string | null;
  remember(visit: Visit, staffId: string): void;
};

/** @param key secret of the room */
export function createKnownBrowsers(key: string): KnownBrowsers {
  const signer = createSigner(key);
  const textOf = (id: string, staffId: string) => `known browser ${id} ${staffId}`;
  return {
    find: (visit, staffId) => {
      const [id = '', signature = ''] = (cookieOf(visit, COOKIE) ?? '').split('.');
      return signer.isSigned(textOf(id, staffId), signature) ? id : null;
    },
    remember: (visit, staffId) => {
      const id = randomBytes(16).toString('hex');
      const value = `${id}.${signer.sign(textOf(id, staffId))}`;
      visit.setCookie(
        `${COOKIE}=${value}; Max-Age=${MAX_AGE_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Lax`,
      );
    },
  };
}
