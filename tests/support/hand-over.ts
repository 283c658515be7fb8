import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sampleTallies, type SampleTally } from '#prisma/sample/outcomes.ts';
import { openEmbedded } from '#server/db.ts';

/**
 * Hands over the figures of the first month of the sample as those of another month, as its police would.
 * @param dataDir of a server that is stopped
 * @param keep false: left out
 */
export async function handOver(
  dataDir: string,
  month: string,
  keep: (tally: SampleTally) => boolean = () => true,
): Promise<void> {
  const db = await openEmbedded(join(dataDir, 'db'));
  const { prisma } = db;
  const sender = await prisma.outcomeSender.findFirstOrThrow({ where: { isSample: true } });
  const units = await prisma.unit.findMany({ where: { isSample: true }, select: { code: true, id: true } });
  const ids = new Map(units.map(({ code, id }) => [code, id]));
  const tallies = sampleTallies(0).filter(keep);
  const takenAt = new Date();
  const { id: batchId } = await prisma.outcomeBatch.create({
    data: {
      senderId: sender.id,
      fileName: `${month}.csv`,
      fileHash: createHash('sha256')
        .update(JSON.stringify([month, takenAt]))
        .digest('hex'),
      rows: tallies.length,
      months: [month],
      takenAt,
    },
  });
  await prisma.outcomeTally.createMany({
    data: tallies.map(({ commune, ...tally }) => ({
      ...tally,
      batchId,
      month,
      communeId: ids.get(commune)!,
    })),
  });
  await db.close();
}
