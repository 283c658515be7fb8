/* The thread in which releases are prepared: the process that serves pages and live classes goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSolver } from '../../disclosure/solver.ts';
import {
  areFactsSafe,
  DraftError,
  makeDraft,
  type Draft,
  type DraftSource,
  type FactSource,
} from './draft.ts';
import { whimOf } from './whim.ts';

/** What the thread is given. `secret`: decides between choices that nobody outside may foresee. */
export type Task = { secret: string } & (
  { kind: 'draft'; source: DraftSource } | { kind: 'facts'; source: FactSource }
);

/** What it says back, once. `refused`: a sentence for whoever asked. */
export type Answer = { draft: Draft } | { isSafe: boolean } | { refused: string };

if (parentPort) {
  const { secret, ...task } = workerData as Task;
  const solve = await openSolver();
  const answer = (): Answer => {
    try {
      return task.kind === 'draft'
        ? { draft: makeDraft(task.source, whimOf(secret), solve) }
        : { isSafe: areFactsSafe(task.source, whimOf(secret), solve) };
    } catch (error) {
      if (error instanceof DraftError) return { refused: error.message };
      throw error;
    }
  };
  parentPort.postMessage(answer());
}
