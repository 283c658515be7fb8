import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { MigrationSession } from '#prisma/migrate.ts';
import type { Env } from './env.ts';
import { PrismaClient } from './generated/prisma/client.ts';

/** Word passed between the processes of one site. */
const CHANNEL = 'chung_duong';
const RECONNECT_MS = 1000;

export type Database = {
  kind: 'embedded' | 'postgresql';
  prisma: PrismaClient;
  /** Runs migrations in one session of their own. */
  migrate<T>(work: (session: MigrationSession) => Promise<T>): Promise<T>;
  /** Tells every process of this site, this one included, which tags of pages changed. Returns after it is sent. */
  announce(tags: readonly string[]): Promise<void>;
  /** Calls back with the tags announced by any process; with `*` after announcements may have been missed. */
  onChange(listener: (tags: readonly string[]) => void): void;
  close(): Promise<void>;
};

/** Opens the database the environment names: PostgreSQL, else the embedded one under the data folder. */
export function openDatabase(env: Pick<Env, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  return env.databaseUrl ? openPostgres(env.databaseUrl) : openEmbedded(join(env.dataDir, 'db'));
}

/** What the embedded database must hold ready for the migrations to create. */
export const embeddedExtensions = { pg_trgm, unaccent };

/** @param folder null for a database in memory (tests) */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const engine = await PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    extensions: embeddedExtensions,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(engine) });
  const events = new EventEmitter();
  return {
    kind: 'embedded',
    prisma,
    migrate: (work) =>
      work({
        exec: async (sql) => void (await engine.exec(sql)),
        query: async (sql, parameters) => (await engine.query<Record<string, unknown>>(sql, parameters)).rows,
      }),
    announce: async (tags) => void events.emit('change', tags),
    onChange: (listener) => void events.on('change', listener),
    close: async () => {
      await prisma.$disconnect();
      await engine.close();
    },
  };
}

async function openPostgres(connectionString: string): Promise<Database> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 10 }) });
  const listeners: ((tags: readonly string[]) => void)[] = [];
  const tell = (tags: readonly string[]) => listeners.forEach((listener) => listener(tags));
  const self = randomUUID();
  let closed = false;

  const listen = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString, keepAlive: true });
    client.on('notification', ({ payload }) => {
      const { from, tags } = JSON.parse(payload!) as { from: string; tags: string[] };
      if (from !== self) tell(tags);
    });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    return client;
  };
  /** Comes back after the connection is lost, and says then that announcements may have been missed. */
  const keepListening = async (client: pg.Client): Promise<void> => {
    await new Promise((lost) => client.once('end', lost));
    while (!closed) {
      await new Promise((later) => setTimeout(later, RECONNECT_MS));
      try {
        ears = await listen();
        tell(['*']);
        return await keepListening(ears);
      } catch {
        // The database is still away: try again.
      }
    }
  };
  let ears = await listen();
  void keepListening(ears);

  return {
    kind: 'postgresql',
    prisma,
    migrate: async (work) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      try {
        return await work({
          exec: async (sql) => void (await client.query(sql)),
          query: async (sql, parameters) =>
            (await client.query<Record<string, unknown>>(sql, parameters)).rows,
        });
      } finally {
        await client.end();
      }
    },
    announce: async (tags) => {
      // Whoever changed something sees the change in the next line; the others hear of it a moment later.
      tell(tags);
      await prisma.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify({ from: self, tags })})`;
    },
    onChange: (listener) => void listeners.push(listener),
    close: async () => {
      closed = true;
      await ears.end();
      await prisma.$disconnect();
    },
  };
}
