import type { PrismaClient } from '../generated/prisma/client.ts';
import { dayOf } from '../calendar.ts';
import { lockGame, writeGame } from './record.ts';
import { keepResults } from './results.ts';

const HOUR_MS = 60 * 60 * 1000;
/** A game nobody ended is over by then. */
const LONGEST_MS = 12 * HOUR_MS;
/** Rows are gone within 24 hours of the end; the hour is room for the timer and for a restart. */
const KEPT_MS = 23 * HOUR_MS;

/**
 * Ends games that were left open, deletes the rows of games that ended long enough ago, and results whose school year is
 * over. Several processes may do it at once.
 * @returns ids of the games that were ended: whoever still follows them is to be told
 */
export async function cleanUpGames(prisma: PrismaClient, now: Date): Promise<string[]> {
  const left = await prisma.game.findMany({
    where: { endedAt: null, createdAt: { lt: new Date(now.getTime() - LONGEST_MS) } },
    select: { id: true, createdAt: true },
  });
  const ended: string[] = [];
  for (const { id, createdAt } of left) {
    const isEnded = await prisma.$transaction(async (tx) => {
      const record = await lockGame(tx, { id });
      if (!record || record.game.isEnded) return false;
      // It ended when its time was over, also when no process ran then: its rows go no later for that.
      const endedAt = new Date(createdAt.getTime() + LONGEST_MS);
      await writeGame(tx, record, { ...record.game, isEnded: true }, endedAt, () =>
        Promise.reject(new Error('The end of a game opens nothing.')),
      );
      await keepResults(tx, id);
      return true;
    });
    if (isEnded) ended.push(id);
  }
  await prisma.game.deleteMany({ where: { endedAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  await prisma.gameResult.deleteMany({ where: { deleteOn: { lt: dayOf(now) } } });
  return ended;
}
