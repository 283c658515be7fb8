import { LRUCache } from 'lru-cache';
import type { Limiter } from '../classroom/live/limiter.ts';
import type { Database } from '../db.ts';
import type { Signer } from '../keys/store.ts';
import type { LawStore } from '../law/store.ts';
import { cleanUpHomework } from './clean-up.ts';

export type HomeworkStore = {
  /** Codes and what devices hold. */
  signer: Signer;
  /** Tries of links that may be wrong. */
  linkTries: Limiter;
  /** Tries of the codes of seats, of one homework. */
  resumeTries(homeworkId: string): Limiter;
  close(): Promise<void>;
};

type HomeworkOptions = {
  now: () => Date;
  signer: Signer;
  createLimiter: (
    burst: number,
    perSecond: number,
    now: () => Date,
    share?: { burst: number; perSecond: number },
  ) => Limiter;
};

/** Of one address: a school that opens its links at once, and less than what comes back for everybody. */
const LINKS_OF_ONE = { burst: 2500, perSecond: 5 };
const SWEEP_MS = 60 * 60 * 1000;
/** A class that types its codes wrong has these; a guesser finds one of 45 seats in half a month at this pace. */
const RESUME_BURST = 60;
const RESUME_PER_SECOND = 0.2;

/** What the process holds of homework, and what it does for it by the hour. All of it can be lost at any moment. */
export function createHomeworkStore(
  db: Database,
  law: LawStore,
  { now, signer, createLimiter }: HomeworkOptions,
): HomeworkStore {
  const resumeTries = new LRUCache<string, Limiter>({ max: 5000 });
  const cleanUp = () =>
    cleanUpHomework(db.prisma, law, now()).catch((error: unknown) => console.error('homework:', error));
  let cleaning = cleanUp();
  const sweeping = setInterval(() => void (cleaning = cleanUp()), SWEEP_MS).unref();
  return {
    signer,
    linkTries: createLimiter(3000, 20, now, LINKS_OF_ONE),
    resumeTries: (homeworkId) => {
      const known = resumeTries.get(homeworkId);
      if (known) return known;
      const made = createLimiter(RESUME_BURST, RESUME_PER_SECOND, now);
      resumeTries.set(homeworkId, made);
      return made;
    },
    close: async () => {
      clearInterval(sweeping);
      await cleaning;
    },
  };
}
