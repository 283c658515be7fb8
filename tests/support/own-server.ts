import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type OwnServer = {
  url: string;
  dataDir: string;
  /** Runs a command of package.json beside it. @returns what it printed and its exit code; never throws for a code */
  run(script: string, ...args: string[]): Promise<{ code: number; output: string }>;
  stop(): Promise<void>;
  clean(): Promise<void>;
};

/**
 * The built site with a data folder of its own, for journeys that others must not see.
 * @param root folder it runs in, with the content it serves; absent: the project's own
 * @param kept data folder of a server that was stopped; absent: a new one
 */
export async function startOwnServer(port: number, root?: string, kept?: string): Promise<OwnServer> {
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'chung-duong-')));
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _unused, ...inherited } = process.env;
  const env = { ...inherited, NODE_ENV: 'production', PORT: String(port), SITE_URL: url, DATA_DIR: dataDir };
  const server: ChildProcess = spawn(process.execPath, ['server/main.ts'], {
    env,
    ...(root !== undefined && { cwd: root }),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  await untilReady(url, server);
  return {
    url,
    dataDir,
    run: (script, ...args) =>
      new Promise((done) => {
        execFile('npm', ['run', '--silent', script, '--', ...args], { env }, (error, stdout, stderr) =>
          done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
        );
      }),
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
    clean: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if (server.exitCode !== null) throw new Error(`The server stopped with code ${server.exitCode}.`);
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((later) => setTimeout(later, 250));
  }
  throw new Error('The server did not answer within a minute.');
}
