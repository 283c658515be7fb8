import type { Database } from '../db.ts';
import type { Env } from '../env.ts';
import { createStaffAuth, type StaffAuth } from './auth.ts';
import { createKnownBrowsers, type KnownBrowsers } from './browser.ts';
import { createLimits, type Limits } from './limits.ts';
import { createMailer, type Mailer } from './mail.ts';

/** What the process holds of the staff room. */
export type StaffStore = {
  auth: StaffAuth;
  limits: Limits;
  browsers: KnownBrowsers;
  mailer: Mailer;
  /** Does something after the answer, so that its time tells nobody what was done; awaited before the process ends. */
  later: (work: () => Promise<void>) => void;
  close(): Promise<void>;
};

/** @param key secret of the room: signs cookies, encrypts second factors, names counters */
export function createStaffStore(db: Database, env: Env, key: string): StaffStore {
  const limits = createLimits(env.databaseUrl, key);
  const running = new Set<Promise<void>>();
  return {
    auth: createStaffAuth(db.prisma, env, key),
    limits,
    browsers: createKnownBrowsers(key),
    mailer: createMailer(env.mail),
    later: (work) => {
      const done = work()
        .catch((error: unknown) => console.error('staff:', error))
        .finally(() => running.delete(done));
      running.add(done);
    },
    close: async () => {
      await Promise.all(running);
      await limits.close();
    },
  };
}
