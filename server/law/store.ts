import type { Act, Behaviour } from '#content/schema.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { buildRegistry, type Registry } from './registry.ts';

export type LawStore = {
  /** The law as the database holds it now; read once and kept until forgotten. */
  registry(): Promise<Registry>;
  /** Called when the law changed in any process. */
  forget(): void;
};

/** Keeps the registry in memory: some 600 entries, read on every page. */
export function createLawStore(prisma: PrismaClient): LawStore {
  let current: Promise<Registry> | null = null;
  return {
    registry: () => {
      if (!current) {
        const reading = readRegistry(prisma);
        current = reading;
        reading.catch(() => {
          if (current === reading) current = null;
        });
      }
      return current;
    },
    forget: () => void (current = null),
  };
}

async function readRegistry(prisma: PrismaClient): Promise<Registry> {
  const [acts, behaviours, marks] = await Promise.all([
    prisma.lawAct.findMany({ orderBy: { id: 'asc' } }),
    prisma.lawBehaviour.findMany({ orderBy: { id: 'asc' } }),
    prisma.lawMark.findMany({ where: { liftedAt: null }, orderBy: { createdAt: 'desc' } }),
  ]);
  return buildRegistry(
    acts.map(({ id, data }) => ({ ...(data as unknown as Act), id })),
    behaviours.map(({ id, data }) => ({ ...(data as unknown as Behaviour), id })),
    marks.map(({ id, target, state, onDay, reason }) => ({
      id,
      target,
      state: state === 'ended' ? 'ended' : 'under-review',
      onDay,
      reason,
    })),
  );
}
