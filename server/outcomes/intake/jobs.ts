import type { CellPlace, IntakePhase, IntakeView } from './views.ts';
import type { IntakePlan } from './plan.ts';

/** Whose file it is. */
export type JobSender = { id: string; name: string; unitId: string; provinceId: string };

/** Where a file stands on its way in. Counts are rows. */
export type IntakeJob = {
  staffId: string;
  sender: JobSender;
  fileName: string;
  phase: IntakePhase;
  done: number;
  total: number;
  /** For the reader. */
  sentence: string | null;
  personal: { cells: readonly (CellPlace & { sentence: string })[]; more: number } | null;
  taken: IntakeView['taken'];
  plan: IntakePlan | null;
  touchedAtMs: number;
};

/** Files that this process is busy with, and what came of them for a while. */
export type IntakeJobs = {
  get(id: string): IntakeJob | undefined;
  begin(id: string, job: Pick<IntakeJob, 'staffId' | 'sender' | 'fileName' | 'phase'>): IntakeJob;
  /** Changes a job; nothing where it is forgotten. */
  set(id: string, change: Partial<IntakeJob>): void;
  /** Remembers work in the background for somebody, so that a test or a stop can wait for it. */
  track(staffId: string, work: Promise<void>): void;
  /** Whether work for somebody is under way: what was cancelled is, until it has stopped. */
  isBusyFor(staffId: string): boolean;
  /** Returns when nothing is under way. */
  settled(): Promise<void>;
};

const KEPT_MS = 60 * 60 * 1000;
/** A plan of many rows is large: few are held, the others are made again from what was kept of the file. */
const MOST = 12;

const isAtWork = ({ phase }: IntakeJob) => phase === 'reading' || phase === 'checking' || phase === 'writing';

export function createIntakeJobs(nowMs: () => number): IntakeJobs {
  const jobs = new Map<string, IntakeJob>();
  const works = new Map<Promise<void>, string>();
  const forget = () => {
    for (const [id, job] of jobs)
      if (!isAtWork(job) && (jobs.size > MOST || job.touchedAtMs < nowMs() - KEPT_MS)) jobs.delete(id);
  };
  return {
    get: (id) => jobs.get(id),
    begin: (id, given) => {
      const job: IntakeJob = {
        ...{ done: 0, total: 0, sentence: null, personal: null, taken: null, plan: null },
        ...given,
        touchedAtMs: nowMs(),
      };
      forget();
      jobs.set(id, job);
      return job;
    },
    set: (id, change) => {
      const job = jobs.get(id);
      if (job) Object.assign(job, change, { touchedAtMs: nowMs() });
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
