import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer } from './postgres.ts';
import { freePort } from './trpc-site.ts';

/** A server as a process of its own, on a database of its own. */
export type ServerProcess = {
  url: string;
  /** Null: embedded. */
  databaseUrl: string | null;
  /** What the process has printed so far. */
  output: () => string;
  /** Seconds of processor time used so far. */
  cpuSeconds: () => number;
  /** Ends the process as a power cut does. */
  kill: () => Promise<void>;
  /** Starts it again on the same data and port. */
  restart: () => Promise<void>;
  /** Ends it and takes database and folder away. */
  close: () => Promise<void>;
};

const LOCAL_SERVER = 'postgresql://postgres@127.0.0.1:5432/postgres';
const START_MS = 60_000;

/**
 * Starts a server.
 * @param entry what is started: the site as it was built, or the procedures without pages, which need no build
 * @param kind `given`: PostgreSQL if DATABASE_URL names one, else embedded; `postgresql`: DATABASE_URL or the local server
 */
export async function startServerProcess(
  entry: 'server/main.ts' | 'tests/support/plain-server.ts',
  kind: 'given' | 'postgresql',
): Promise<ServerProcess> {
  const server = process.env['DATABASE_URL'] ?? (kind === 'postgresql' ? LOCAL_SERVER : undefined);
  const dataDir = await mkdtemp(join(tmpdir(), 'chung-duong-'));
  const name = `chungduong_test_${randomBytes(6).toString('hex')}`;
  let databaseUrl: string | null = null;
  if (server !== undefined) {
    await onServer(server, `CREATE DATABASE ${name}`);
    const own = new URL(server);
    own.pathname = `/${name}`;
    databaseUrl = own.href;
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let text = '';
  let child: ChildProcess | null = null;

  const start = async () => {
    // As `npm start` does: what lives as long as a request is collected in larger and fewer steps.
    const started = spawn(process.execPath, ['--max-semi-space-size=64', entry], {
      env: {
        NODE_ENV: 'production',
        PORT: String(port),
        SITE_URL: url,
        DATA_DIR: dataDir,
        ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      },
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const latest = Date.now() + START_MS;
    while (
      !(await fetch(`${url}/healthz`).then(
        (reply) => reply.ok,
        () => false,
      ))
    ) {
      if (started.exitCode !== null || Date.now() > latest)
        throw new Error(`The server does not start:\n${text}`);
      await new Promise((later) => setTimeout(later, 100));
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await gone;
  };

  await start();
  return {
    url,
    databaseUrl,
    output: () => text,
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child!.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    kill: () => end('SIGKILL'),
    restart: start,
    close: async () => {
      await end('SIGTERM');
      if (server !== undefined) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
