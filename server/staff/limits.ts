import { createHmac } from 'node:crypto';
import pg from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { DomainError } from '../errors.ts';

type Limit = { points: number; seconds: number };
const MINUTES = 60;
const HOURS = 60 * MINUTES;

/**
 * How often something may be tried. `pair`: one account from one address; `account`: one account from anywhere; `address`:
 * one address for any account, wide enough for a school of pupils and teachers behind one; `daily`: one account from anywhere,
 * and no success gives it back; `known`: one account from a browser that signed in to it before, which the others do not hold
 * up: nobody can be locked out by somebody else.
 */
export const LIMITS = {
  'sign-in': {
    pair: { points: 5, seconds: 15 * MINUTES },
    account: { points: 10, seconds: 10 * MINUTES },
    address: { points: 100, seconds: 15 * MINUTES },
    known: { points: 10, seconds: 15 * MINUTES },
  },
  'second-factor': {
    pair: { points: 5, seconds: 15 * MINUTES },
    account: { points: 10, seconds: 10 * MINUTES },
    address: { points: 100, seconds: 15 * MINUTES },
    known: { points: 10, seconds: 15 * MINUTES },
    // Three of a million codes hold at a time: thirty guesses a day hit once in thirty years.
    daily: { points: 30, seconds: 24 * HOURS },
  },
  reset: {
    pair: { points: 3, seconds: 1 * HOURS },
    account: { points: 6, seconds: 1 * HOURS },
    address: { points: 60, seconds: 1 * HOURS },
    known: { points: 3, seconds: 1 * HOURS },
  },
  link: { address: { points: 60, seconds: 15 * MINUTES } },
  register: {
    account: { points: 5, seconds: 1 * HOURS },
    address: { points: 100, seconds: 1 * HOURS },
  },
  invite: { account: { points: 100, seconds: 1 * HOURS } },
  // Figures that programs of senders hand over: what comes at all, and what is signed by one key.
  'signed-address': { address: { points: 120, seconds: 10 * MINUTES } },
  'signed-key': { account: { points: 60, seconds: 10 * MINUTES } },
  // A code of the authenticator app counts once, as long as it holds.
  'spent-code': { account: { points: 1, seconds: 2 * MINUTES } },
} as const satisfies Record<string, Partial<Record<Scope, Limit>>>;
export type Gate = keyof typeof LIMITS;
type Scope = 'pair' | 'account' | 'address' | 'known' | 'daily';

export type Attempt = {
  /** Whom it is about: an e-mail, an id. null: nobody is named. */
  account: string | null;
  address: string;
  /** Id of a browser that signed in to this account before. */
  knownBrowser?: string | null;
};

export type Limits = {
  /**
   * Counts an attempt.
   * @returns gives the attempt back: it succeeded and was nobody's guess
   * @throws DomainError TOO_MANY with the time to wait
   */
  take(gate: Gate, attempt: Attempt): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** An address as it is counted: whoever has one of IPv6 has 2⁶⁴ of them. */
export function addressGroup(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const ends = tail.split(':').filter(Boolean);
  const all = plain.includes('::')
    ? [...groups, ...Array<string>(Math.max(0, 8 - groups.length - ends.length)).fill('0'), ...ends]
    : groups;
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** So long to wait, rounded up: minutes up to two hours, then hours. */
const waitOf = (ms: number): string =>
  ms > 2 * HOURS * 1000
    ? `${Math.ceil(ms / (HOURS * 1000))} giờ`
    : `${Math.max(1, Math.ceil(ms / (MINUTES * 1000)))} phút`;

/**
 * Counters in memory when one process serves the site, in the database when several may.
 * @param key makes the counters' names unreadable: no e-mail and no address stands in the table
 */
export function createLimits(databaseUrl: string | null, key: string): Limits {
  const pool = databaseUrl === null ? null : new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // A connection that breaks while idle is replaced at the next question.
  pool?.on('error', () => undefined);
  const limiters = new Map<string, RateLimiterAbstract>();
  const limiterOf = (gate: Gate, scope: Scope, { points, seconds }: Limit): RateLimiterAbstract => {
    const keyPrefix = `${gate}.${scope}`;
    const present = limiters.get(keyPrefix);
    if (present) return present;
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: seconds });
    const made = pool
      ? new RateLimiterPostgres({
          storeClient: pool,
          storeType: 'pool',
          tableName: 'staff_limit',
          tableCreated: true,
          // The first one sweeps the table that all share.
          clearExpiredByTimeout: limiters.size === 0,
          keyPrefix,
          points,
          duration: seconds,
          insuranceLimiter: memory,
        })
      : memory;
    limiters.set(keyPrefix, made);
    return made;
  };
  const nameOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 32);

  return {
    take: async (gate, { account, address, knownBrowser = null }) => {
      const limits: Partial<Record<Scope, Limit>> = LIMITS[gate];
      const group = addressGroup(address);
      // The widest first: what an address used up does not count against the account it aims at.
      const names: [Scope, string | null][] =
        knownBrowser !== null && limits.known
          ? [['known', `${account} ${knownBrowser}`]]
          : [
              ['address', group],
              ['pair', account === null ? null : `${account} ${group}`],
              ['account', account],
              ['daily', account],
            ];
      const taken: (() => Promise<unknown>)[] = [];
      for (const [scope, name] of names) {
        const limit = limits[scope];
        if (!limit || name === null) continue;
        const limiter = limiterOf(gate, scope, limit);
        const counted = nameOf(name);
        try {
          await limiter.consume(counted);
        } catch (refused) {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          throw new DomainError(
            'TOO_MANY',
            `Bạn đã thử quá nhiều lần. Hãy thử lại sau ${waitOf(refused.msBeforeNext)}.`,
          );
        }
        if (scope === 'daily') continue;
        taken.push(() => (scope === 'address' ? limiter.reward(counted) : limiter.delete(counted)));
      }
      return async () => void (await Promise.all(taken.map((giveBack) => giveBack())));
    },
    close: async () => void (await pool?.end()),
  };
}
