import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffSchemas } from '#prisma/diff.ts';
import { applyMigrations, listMigrations, type MigrationSession } from '#prisma/migrate.ts';
import { openApp } from '#server/app.ts';
import { embeddedExtensions } from '#server/db.ts';
import { runCommand } from '#server/run-command.ts';
import { syncContent } from '#server/content/service.ts';
import { openDatabase } from '#server/db.ts';
import { openTestApp, testEnv, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const sessionOf = (db: PGlite): MigrationSession => ({
  exec: async (sql) => void (await db.exec(sql)),
  query: async (sql, parameters) => (await db.query<Record<string, unknown>>(sql, parameters)).rows,
});

const CATALOGUE = `
  SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL SELECT tablename, indexname, indexdef, '', '', '' FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL SELECT t.typname, e.enumlabel, '', '', '', '' FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
  ORDER BY 1, 2, 3`;

describe('migrations', () => {
  test('applying them twice does nothing the second time', async () => {
    expect(await app.services.db.migrate((session) => applyMigrations(session))).toEqual([]);
  });

  test('all of them together make the schema', async () => {
    const migrated = await PGlite.create({ extensions: embeddedExtensions });
    const direct = await PGlite.create({ extensions: embeddedExtensions });
    await applyMigrations(sessionOf(migrated));
    // The schema names an operator class of pg_trgm; Prisma leaves the extension itself to the migration.
    await direct.exec('CREATE EXTENSION pg_trgm');
    await direct.exec((await diffSchemas(null, await readFile('prisma/schema.prisma', 'utf8')))!);
    expect((await migrated.query(CATALOGUE)).rows).toEqual((await direct.query(CATALOGUE)).rows);
    await migrated.close();
    await direct.close();
  });

  test('the schema kept beside them is the schema of today', async () => {
    expect(await readFile('prisma/migrations/schema.prisma', 'utf8')).toBe(
      await readFile('prisma/schema.prisma', 'utf8'),
    );
  });

  test('an edited file is refused, a broken one leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    const write = (name: string, sql: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'migration.sql'), sql);
    };
    write('1_first', 'CREATE TABLE one (id int);');
    const db = await PGlite.create();
    expect(await applyMigrations(sessionOf(db), folder)).toEqual(['1_first']);
    write('2_second', 'CREATE TABLE two (id int); SELECT broken;');
    await expect(applyMigrations(sessionOf(db), folder)).rejects.toThrow('Không áp dụng được 2_second');
    expect((await db.query(`SELECT to_regclass('two') AS t`)).rows).toEqual([{ t: null }]);
    write('1_first', 'CREATE TABLE one (id bigint);');
    await expect(applyMigrations(sessionOf(db), folder)).rejects.toThrow('đã bị sửa');
    await db.close();
  });

  test('are listed in the order of their names', () => {
    const names = listMigrations().map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });
});

test('loading the same content again changes nothing', async () => {
  expect(await syncContent(app.services.db.prisma)).toBe(0);
});

test('an announcement of one process reaches the others', async ({ skip }) => {
  if (!app.env.databaseUrl) skip('the embedded database has one process; .ci/run tries this on PostgreSQL');
  const other = await openDatabase(app.env);
  const heard = new Promise<readonly string[]>((done) => other.onChange(done));
  await app.services.db.announce(['law']);
  expect(await heard).toEqual(['law']);
  await other.close();
});

test('an announcement reaches listeners of the same process', async () => {
  const heard = new Promise<readonly string[]>((done) => app.services.db.onChange(done));
  await app.services.db.announce(['law']);
  expect(await heard).toEqual(['law']);
});

describe('the embedded database belongs to one process', () => {
  test('a second one is refused with a sentence, a command reaches the first', async () => {
    const { env, clean } = await testEnv();
    const embedded = { ...env, databaseUrl: null };
    const first = await openApp(embedded);
    await expect(openApp(embedded)).rejects.toThrow('đang do một tiến trình khác dùng');
    const args = {
      target: 'nd-168-2024:6.9.d',
      state: 'under-review',
      onDay: '2026-11-01',
      reason: 'Thử qua ổ cắm',
    };
    expect(await runCommand(embedded, 'law:mark', args)).toContain('Đã đánh dấu đang kiểm tra lại');
    expect((await first.services.law.registry()).marks).toHaveLength(1);
    await expect(runCommand(embedded, 'law:mark', { ...args, target: 'x:1' })).rejects.toThrow(
      'Không tìm thấy',
    );
    await first.close();
    expect(await runCommand(embedded, 'law:mark', { ...args, state: 'clear' })).toContain('Đã gỡ');
    await clean();
  });
});
