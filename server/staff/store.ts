import type { Database } from '../db.ts';
import type { Env } from '../env.ts';
import { createStaffAuth, type StaffAuth } from './auth.ts';

/** What the process holds of the staff room. */
export type StaffStore = {
  auth: StaffAuth;
  close(): Promise<void>;
};

/** @param key secret of the room: signs cookies, encrypts second factors */
export function createStaffStore(db: Database, env: Env, key: string): StaffStore {
  return { auth: createStaffAuth(db.prisma, env, key), close: async () => undefined };
}
