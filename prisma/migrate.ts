import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The few calls a migration needs; each database of server/db.ts gives them. All of them share one session. */
export type MigrationSession = {
  /** Runs one or more statements without parameters. */
  exec(sql: string): Promise<void>;
  query(sql: string, parameters: unknown[]): Promise<Record<string, unknown>[]>;
};

const FOLDER = join(import.meta.dirname, 'migrations');
/** Prisma's own advisory lock number, so that its tools and this one exclude each other. */
const LOCK = 72707369;

/** Prisma's own table, so that its command line works on the same database. */
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

export class MigrationError extends Error {}

/** Migration files in the order of application. */
export function listMigrations(folder = FOLDER): { name: string; sql: string; checksum: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing, one transaction a file, under an advisory lock.
 * @returns names applied now
 * @throws MigrationError when an applied file was edited or is missing from the folder
 */
export async function applyMigrations(session: MigrationSession, folder = FOLDER): Promise<string[]> {
  const files = listMigrations(folder);
  await session.query('SELECT pg_advisory_lock($1)::text', [LOCK]);
  try {
    await session.exec(TABLE);
    const rows = await session.query(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
      [],
    );
    const done = new Map(rows.map((row) => [String(row['migration_name']), String(row['checksum'])]));
    for (const [name, checksum] of done) {
      const file = files.find((candidate) => candidate.name === name);
      if (!file)
        throw new MigrationError(
          `Cơ sở dữ liệu đã áp dụng ${name} nhưng thư mục migrations không có tệp này.`,
        );
      if (file.checksum !== checksum)
        throw new MigrationError(`Tệp ${name} đã bị sửa sau khi áp dụng. Hãy viết một migration mới.`);
    }
    const applied: string[] = [];
    for (const file of files) {
      if (done.has(file.name)) continue;
      await session.exec('BEGIN');
      try {
        await session.exec(file.sql);
        await session.query(
          'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES (gen_random_uuid()::text, $1, now(), $2, 1)',
          [file.checksum, file.name],
        );
        await session.exec('COMMIT');
      } catch (error) {
        await session.exec('ROLLBACK');
        throw new MigrationError(`Không áp dụng được ${file.name}: ${(error as Error).message}`);
      }
      applied.push(file.name);
    }
    return applied;
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)::text', [LOCK]);
  }
}
