import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OutcomeBehaviours } from '#content/schema.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { createTurns } from '../../turns.ts';
import type { ReleaseContent } from '../rules.ts';
import { DraftError, type Draft, type DraftSource, type FactSource } from './draft.ts';
import { groupsOf } from './source.ts';
import type { PreparationPhase } from './views.ts';
import type { Answer, Task } from './worker.ts';

/** A release without what is private and without its package. */
export type StoredRelease = {
  number: number;
  provinceId: string;
  month: string;
  corrects: number | null;
  publicationId: string | null;
  content: ReleaseContent;
  previousHash: string;
  manifestHash: string;
  keyId: string;
  signature: string;
  isSample: boolean;
  liveAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  sizeBytes: number;
  /** SHA-256 of its package, lower-case hex. */
  packageHash: string;
};

export type Preparation = {
  id: string;
  staffId: string;
  provinceId: string;
  month: string;
  phase: PreparationPhase;
  done: number;
  total: number;
  sentence: string | null;
  draftId: string | null;
  touchedAtMs: number;
};

/** Work in a thread of its own. `stop` ends it; `result` is then refused. */
export type Running<T> = { result: Promise<T>; stop: () => void };

/** What the process knows of releases, and what it is preparing. */
export type ReleaseStore = {
  /** Groups and behaviours of the content. */
  groups: ReleaseContent['groups'];
  /** Every release, sealed ones that nobody may see yet too; by number. Read once, until it is forgotten. */
  all(): Promise<readonly StoredRelease[]>;
  /** Called when a release changed in any process. */
  forget(): void;
  /** @throws DraftError through `result` */
  draft(source: DraftSource): Running<Draft>;
  areFactsSafe(source: FactSource): Running<boolean>;
  preparations: {
    get(id: string): Preparation | undefined;
    find(provinceId: string, month: string): Preparation | undefined;
    set(id: string, change: Partial<Preparation>): Preparation;
    /** Remembers how to stop a preparation, and the work so that a stop of the process can wait for it. */
    track(id: string, work: Promise<void>): void;
    onStop(id: string, stop: () => void): void;
    stop(id: string): void;
  };
  /** Stops what is under way and returns when nothing is. */
  close(): Promise<void>;
};

/** The thread's file; the process runs in the project's folder. */
const WORKER = resolve('server/outcomes/release/worker.ts');
const KEPT_MS = 60 * 60 * 1000;
const BUSY: readonly PreparationPhase[] = ['waiting', 'reading', 'counting', 'checking', 'writing'];
export const isBusy = ({ phase }: Pick<Preparation, 'phase'>): boolean => BUSY.includes(phase);

/** The thread was ended before it answered. */
export class Stopped extends Error {}

function run(task: Task): Running<Answer> {
  const worker = new Worker(WORKER, { workerData: task });
  const result = new Promise<Answer>((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => fail(new Stopped()));
  });
  return { result, stop: () => void worker.terminate() };
}

/**
 * @param secret decides between choices that nobody outside may foresee
 * @param nowMs for forgetting old preparations
 */
export function createReleaseStore(
  prisma: PrismaClient,
  behaviours: OutcomeBehaviours,
  { secret, nowMs }: { secret: string; nowMs: () => number },
): ReleaseStore {
  let all: Promise<readonly StoredRelease[]> | null = null;
  const preparations = new Map<string, Preparation>();
  const stops = new Map<string, () => void>();
  const works = new Set<Promise<unknown>>();
  // It takes a whole core: one at a time.
  const inTurn = createTurns(1);

  /** Waits for its turn; one that is stopped before gives its turn away. */
  function turn<T>(task: Task, read: (answer: Answer) => T): Running<T> {
    let isStopped = false;
    let running: Running<Answer> | null = null;
    const result = inTurn(async () => {
      if (isStopped) throw new Stopped();
      running = run(task);
      const answer = await running.result;
      if ('refused' in answer) throw new DraftError(answer.refused);
      return read(answer);
    });
    works.add(result);
    result.catch(() => undefined).finally(() => works.delete(result));
    return {
      result,
      stop: () => {
        isStopped = true;
        running?.stop();
      },
    };
  }

  return {
    groups: groupsOf(behaviours),
    all: () => {
      if (!all) {
        const reading = readAll(prisma);
        all = reading;
        reading.catch(() => {
          if (all === reading) all = null;
        });
      }
      return all;
    },
    forget: () => void (all = null),
    draft: (source) =>
      turn({ kind: 'draft', secret, source }, (answer) => (answer as { draft: Draft }).draft),
    areFactsSafe: (source) =>
      turn({ kind: 'facts', secret, source }, (answer) => (answer as { isSafe: boolean }).isSafe),
    preparations: {
      get: (id) => preparations.get(id),
      find: (provinceId, month) =>
        [...preparations.values()].find(
          (one) => one.provinceId === provinceId && one.month === month && isBusy(one),
        ),
      set: (id, change) => {
        const empty = {
          id,
          staffId: '',
          provinceId: '',
          month: '',
          done: 0,
          total: 4,
          sentence: null,
          draftId: null,
        };
        const one: Preparation = {
          ...empty,
          phase: 'waiting',
          ...preparations.get(id),
          ...change,
          touchedAtMs: nowMs(),
        };
        preparations.set(id, one);
        for (const [old, { touchedAtMs, phase }] of preparations)
          if (!isBusy({ phase }) && touchedAtMs < nowMs() - KEPT_MS) preparations.delete(old);
        return one;
      },
      track: (id, work) => {
        works.add(work);
        void work.finally(() => {
          works.delete(work);
          stops.delete(id);
        });
      },
      onStop: (id, stop) => void stops.set(id, stop),
      stop: (id) => stops.get(id)?.(),
    },
    close: async () => {
      for (const stop of stops.values()) stop();
      while (works.size > 0) await Promise.allSettled(works);
    },
  };
}

async function readAll(prisma: PrismaClient): Promise<readonly StoredRelease[]> {
  const rows = await prisma.release.findMany({
    omit: { package: true, kept: true, report: true },
    orderBy: { number: 'asc' },
  });
  const packages = await prisma.$queryRaw<Pick<StoredRelease, 'number' | 'sizeBytes' | 'packageHash'>[]>`
    SELECT number, octet_length(package)::int AS "sizeBytes", encode(sha256(package), 'hex') AS "packageHash"
    FROM release WHERE number = ANY(${rows.map(({ number }) => number)}::int[])`;
  const packageOf = new Map(packages.map((one) => [one.number, one]));
  return rows.flatMap(({ version: _version, content, ...row }) => {
    const its = packageOf.get(row.number);
    // One that was sent back meanwhile is no release.
    return its ? [{ ...row, ...its, content: content as unknown as ReleaseContent }] : [];
  });
}
