import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openApp } from '#server/app.ts';
import { parseEnv } from '#server/env.ts';
import { onServer } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with migrations and content, to be copied: the folder of an embedded one, or its name on the server. */
    template: string;
  }
}

/** Migrates and fills one database before the API tests; each test app starts from a copy of it. */
export default async function makeTemplate(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const dataDir = await mkdtemp(join(tmpdir(), 'chung-duong-template-'));
  const name = `chungduong_template_${randomBytes(6).toString('hex')}`;
  const variables: Record<string, string> = { NODE_ENV: 'test', DATA_DIR: dataDir };
  if (given) {
    await onServer(given, `CREATE DATABASE ${name}`);
    const url = new URL(given);
    url.pathname = `/${name}`;
    variables['DATABASE_URL'] = url.href;
  }
  // The site's own keys are each test app's own: only the filled database is shared.
  const app = await openApp(parseEnv(variables));
  await app.services.db.prisma.serviceKey.deleteMany();
  await app.close();
  project.provide('template', given ? name : join(dataDir, 'db'));
  return async () => {
    if (given) await onServer(given, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await rm(dataDir, { recursive: true, force: true });
  };
}
