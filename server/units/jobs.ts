import type { ImportPlan, Layout } from './rules.ts';

/** A preview of an import, with what it rests on. */
export type ImportPreview = {
  fileName: string;
  fileHash: string;
  mark: string;
  layout: Layout;
  plan: ImportPlan;
};

/** Where an import stands. Counts are rows. */
export type ImportJob = {
  staffId: string;
  fileName: string;
  phase: 'reading' | 'checking' | 'ready' | 'writing' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number;
  /** Why it failed, for the reader. */
  sentence: string | null;
  preview: ImportPreview | null;
  touchedAtMs: number;
};

/** Imports that this process is busy with, and what came of them for a while. */
export type ImportJobs = {
  get(id: string): ImportJob | undefined;
  /** Begins or changes a job. */
  set(id: string, change: Partial<ImportJob> & Pick<ImportJob, 'phase'>): ImportJob;
  /** Remembers work in the background for somebody, so that a test or a stop can wait for it. */
  track(staffId: string, work: Promise<void>): void;
  /** Whether work for somebody is under way: what was cancelled is, until it has stopped. */
  isBusyFor(staffId: string): boolean;
  /** Returns when nothing is under way. */
  settled(): Promise<void>;
};

const KEPT_MS = 60 * 60 * 1000;
const MOST = 50;

/** A store of jobs; old ones are forgotten, and of many the oldest. */
export function createImportJobs(nowMs: () => number): ImportJobs {
  const jobs = new Map<string, ImportJob>();
  const works = new Map<Promise<void>, string>();
  const isBusy = ({ phase }: ImportJob) => phase === 'reading' || phase === 'checking' || phase === 'writing';
  const forget = () => {
    for (const [id, job] of jobs)
      if (!isBusy(job) && (jobs.size > MOST || job.touchedAtMs < nowMs() - KEPT_MS)) jobs.delete(id);
  };
  return {
    get: (id) => jobs.get(id),
    set: (id, change) => {
      const empty = { staffId: '', fileName: '', done: 0, total: 0, sentence: null, preview: null };
      const job = { ...empty, ...jobs.get(id), ...change, touchedAtMs: nowMs() };
      jobs.set(id, job);
      forget();
      return job;
    },
    track: (staffId, work) => {
      works.set(work, staffId);
      void work.finally(() => works.delete(work));
    },
    isBusyFor: (staffId) => [...works.values()].includes(staffId),
    settled: async () => {
      while (works.size > 0) await Promise.allSettled(works.keys());
    },
  };
}
