import { fork } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import type { TaskResponse } from '#content/schema.ts';
import { textOfResponse } from './choices.ts';
import type { ServerProcess } from './server-process.ts';

/** What a class of phones is to play. */
export type ClassPlan = {
  url: string;
  games: number;
  players: number;
  questions: number;
  limitSeconds: number;
  /** Everybody answers within so long of the opening, half of them in two fifths of it. */
  answerMs: number;
  /** From the explanation to the next question. */
  thinkMs: number;
  /** The games begin at random within so long. */
  spreadMs: number;
  /** Share of the phones that lose the line once in every question. */
  shakyShare: number;
};

/** What the phones saw. */
export type ClassReport = {
  /** clientId, position and response as text of every answer given. */
  sent: string[];
  /** clientId, and ms from sending to the acknowledgement, tries included. */
  acks: [string, number][];
  refused: string[];
  joinMs: number[];
  messages: number;
  bytes: number;
  replyBytes: number;
  pings: number;
  drops: number;
  retries: number;
  /** Messages that were of another game. */
  foreign: number;
  resumeMs: number[];
  /** Marks in the results of all games. */
  counted: number;
  cpuSeconds: number;
  problems: string[];
};

export type ClassRun = ClassReport & {
  /** Rows of the database that say what a phone sent, and those that do not. */
  stored: number;
  strange: number;
  serverCpuSeconds: number;
  /** Wall time from the first question's start to the end. */
  playSeconds: number;
};

/**
 * Lets a class of phones, in a process of its own, play on a server, and looks up what was stored.
 * @param onJoined called when everybody is in and the first question is about to open
 */
export async function playClass(
  server: ServerProcess,
  plan: Omit<ClassPlan, 'url'>,
  onJoined: () => void = () => undefined,
  timeoutMs = 900_000,
): Promise<ClassRun> {
  const child = fork(
    join(import.meta.dirname, '../load/phones.ts'),
    [JSON.stringify({ ...plan, url: server.url } satisfies ClassPlan)],
    { execArgv: [] },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  let cpuBefore = 0;
  let startedAt = 0;
  const report = await new Promise<ClassReport>((done, fail) => {
    child.on('message', (message: { kind: 'joined' } | { kind: 'report'; report: ClassReport }) => {
      if (message.kind === 'report') return done(message.report);
      cpuBefore = server.cpuSeconds();
      startedAt = performance.now();
      onJoined();
    });
    child.once('error', fail);
    child.once('exit', (code, signal) => fail(new Error(`The phones stopped: ${code ?? signal}`)));
  }).finally(() => clearTimeout(timer));
  const playSeconds = (performance.now() - startedAt) / 1000;
  const serverCpuSeconds = server.cpuSeconds() - cpuBefore;
  return { ...report, ...(await compare(server, report)), playSeconds, serverCpuSeconds };
}

async function compare(
  { databaseUrl }: ServerProcess,
  { sent }: ClassReport,
): Promise<{ stored: number; strange: number }> {
  if (databaseUrl === null) return { stored: Number.NaN, strange: Number.NaN };
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ clientId: string; position: number; response: TaskResponse }>(
      'SELECT client_id AS "clientId", position, response FROM game_answer',
    );
    const given = new Set(sent);
    const stored = rows.filter(({ clientId, position, response }) =>
      given.has(`${clientId} ${position} ${textOfResponse(response)}`),
    ).length;
    return { stored, strange: rows.length - stored };
  } finally {
    await client.end();
  }
}
