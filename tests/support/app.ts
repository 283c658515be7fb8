import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openApp, type App } from '#server/app.ts';
import { createContext, type Context } from '#server/context.ts';
import type { Actor, Role } from '#server/staff/rules.ts';
import { parseEnv, type Env } from '#server/env.ts';
import { onServer } from './postgres.ts';

export type TestApp = App & { env: Env; context: (actor?: Actor) => Context };

/** Given by `.ci/run` for its second run; without it every test app has an embedded database of its own. */
const GIVEN_DATABASE = process.env['DATABASE_URL'];

/** Environment of a test: a data folder of its own, and a database of its own on the server of DATABASE_URL if given. */
export async function testEnv(
  extra: Record<string, string> = {},
): Promise<{ env: Env; clean: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chung-duong-'));
  const variables: Record<string, string> = { NODE_ENV: 'test', DATA_DIR: dataDir, ...extra };
  if (!GIVEN_DATABASE) {
    await cp(inject('template'), join(dataDir, 'db'), { recursive: true });
    return { env: parseEnv(variables), clean: () => rm(dataDir, { recursive: true, force: true }) };
  }
  const name = `chungduong_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(GIVEN_DATABASE);
  url.pathname = `/${name}`;
  await onServer(GIVEN_DATABASE, `CREATE DATABASE ${name} TEMPLATE ${inject('template')}`);
  return {
    env: parseEnv({ ...variables, DATABASE_URL: url.href }),
    clean: async () => {
      await onServer(GIVEN_DATABASE, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An app on its own database, with the content loaded, on a fixed day. */
export async function openTestApp(now = new Date('2026-11-21T05:00:00Z')): Promise<TestApp> {
  const { env, clean } = await testEnv();
  const app = await openApp(env, () => now);
  return {
    ...app,
    env,
    context: (actor) => createContext(app.services, actor ?? null),
    close: async () => {
      await app.close();
      await clean();
    },
  };
}

/** Somebody signed in with one role over one unit and all below it; without a unit everywhere. */
export const actorWith = (
  role: Role,
  unitId: string | null = null,
  id = `00000000-0000-7000-8000-${role.length.toString().padStart(12, '0')}`,
): Actor => ({
  id,
  name: `Người thử ${role}`,
  email: `${role}@example.test`,
  isSample: false,
  assignments: [{ role, unitId }],
  sessionId: 'test',
  isSecondFactorMissing: false,
  securityResetAt: null,
});
