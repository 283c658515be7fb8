import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Lets a number of tries through and more of them as time passes; what was right costs nothing. */
export type Limiter = {
  /**
   * Whether one more try is allowed; it is taken from what is left.
   * @param from address of whoever tries; null or absent: not known
   */
  take(from?: string | null): boolean;
  /** Gives a try back. */
  giveBack(from?: string | null): void;
};

/** Tries at once, and how fast they come back. */
type Pace = { burst: number; perSecond: number };

/** Addresses of which it is known how many tries are left; of more, those that were quiet longest are forgotten. */
const MAX_SHARES = 20_000;

function createBucket({ burst, perSecond }: Pace, now: () => Date) {
  let left = burst;
  let filledAt = now().getTime();
  return {
    take: (): boolean => {
      const at = now().getTime();
      left = Math.min(burst, left + (Math.max(0, at - filledAt) / 1000) * perSecond);
      filledAt = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    giveBack: () => void (left = Math.min(burst, left + 1)),
  };
}

/** What one subscriber has to give away: an address, or the first half of one that names a device in its second half. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;

/**
 * Limits tries by what they aim at: a school is one address, a guesser may be many. With a share, one address gets no more
 * than that, lest one laptop use up what is there for everybody. Addresses are kept in memory only, as hashes by a key of
 * this process.
 * @param burst tries at once
 * @param perSecond how fast they come back
 * @param share of one address, slower than the whole comes back
 */
export function createLimiter(burst: number, perSecond: number, now: () => Date, share?: Pace): Limiter {
  const all = createBucket({ burst, perSecond }, now);
  const shares = new LRUCache<string, ReturnType<typeof createBucket>>({ max: MAX_SHARES });
  const key = randomBytes(16);
  const shareOf = (from: string | null | undefined) => {
    if (!share || !from) return null;
    const name = createHmac('sha256', key).update(networkOf(from)).digest('base64url');
    let own = shares.get(name);
    if (!own) shares.set(name, (own = createBucket(share, now)));
    return own;
  };
  return {
    take: (from) => {
      const own = shareOf(from);
      if (own && !own.take()) return false;
      if (all.take()) return true;
      own?.giveBack();
      return false;
    },
    giveBack: (from) => {
      shareOf(from)?.giveBack();
      all.giveBack();
    },
  };
}
