import { LRUCache } from 'lru-cache';
import { dayOf } from '../calendar.ts';
import type { Limiter } from '../classroom/live/limiter.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Signer } from '../keys/store.ts';
import { createTurns } from '../turns.ts';

export type PaperStore = {
  /** Signs codes: the signature opens the files of a paper. */
  signer: Signer;
  newSets: Limiter;
  /** A file: kept from before, or drawn now. Equal ones at the same time share one drawing; one is drawn at a time. */
  file(name: string, draw: () => Promise<Buffer>): Promise<Buffer>;
  close(): Promise<void>;
};

const KEPT_BYTES = 48 * 1024 * 1024;
const SWEEP_MS = 6 * 60 * 60 * 1000;

/** What the process holds of paper: files drawn lately. Forgets sets whose time is over. */
export function createPaperStore(
  prisma: PrismaClient,
  { signer, newSets, now }: { signer: Signer; newSets: Limiter; now: () => Date },
): PaperStore {
  const files = new LRUCache<string, Buffer>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ length }) => length,
  });
  const drawing = new Map<string, Promise<Buffer>>();
  const inTurn = createTurns(1);

  const sweep = () =>
    prisma.paperSet.deleteMany({ where: { deleteOn: { lt: dayOf(now()) } } }).then(
      () => undefined,
      (error: unknown) => console.error('paper:', error),
    );
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweep();
  }, SWEEP_MS).unref();

  return {
    signer,
    newSets,
    file: async (name, draw) => {
      const kept = files.get(name);
      if (kept) return kept;
      let task = drawing.get(name);
      if (!task) {
        task = inTurn(draw).finally(() => drawing.delete(name));
        drawing.set(name, task);
      }
      const file = await task;
      files.set(name, file);
      return file;
    },
    close: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}
