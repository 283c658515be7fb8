import type { PrismaClient } from '../generated/prisma/client.ts';

/** Knows when the next scheduled publication goes live. */
export type EmbargoStore = {
  /** Milliseconds until the next one after an instant, at least 1; Infinity: none is scheduled. */
  msUntilNext(now: Date): Promise<number>;
  /** Called when a publication changed in any process. */
  forget(): void;
};

/**
 * Nothing is done at the minute an embargo ends: readers see what is live when they ask. Only kept pages must not outlive
 * that minute, so whoever keeps a page asks here how long it may.
 */
export function createEmbargoStore(prisma: PrismaClient): EmbargoStore {
  let instants: Promise<number[]> | null = null;
  const read = async () => {
    const rows = await prisma.publication.findMany({
      where: { state: 'scheduled', liveAt: { not: null } },
      select: { liveAt: true },
    });
    return rows.map(({ liveAt }) => liveAt!.getTime());
  };
  return {
    msUntilNext: async (now) => {
      if (!instants) {
        const reading = read();
        instants = reading;
        reading.catch(() => {
          if (instants === reading) instants = null;
        });
      }
      const ahead = (await instants).filter((instant) => instant > now.getTime());
      return Math.min(Infinity, ...ahead.map((instant) => instant - now.getTime()));
    },
    forget: () => void (instants = null),
  };
}
