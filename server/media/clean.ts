import { recordEvents } from '../audit/record.ts';
import type { Services } from '../context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { UNUSED_DAYS } from './rules.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a cleaning found. */
export type Cleaned = {
  /** Rows that nothing used for too long. */
  removed: number;
  /** Contents on disk that no row names. */
  dropped: number;
  /** Contents that a row names and the disk does not have. */
  missing: number;
};

/** Uploading and dropping the same content take turns, in any number of processes, until the transaction ends. */
export const lockHash = async (tx: Prisma.TransactionClient, sha256: string): Promise<void> =>
  void (await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`);

/** Drops the bytes of a hash unless a row names them. @returns whether they were dropped */
export const dropUnnamed = (services: Pick<Services, 'db' | 'media'>, sha256: string): Promise<boolean> =>
  services.db.prisma.$transaction(async (tx) => {
    await lockHash(tx, sha256);
    if ((await tx.mediaFile.count({ where: { sha256 } })) > 0) return false;
    await services.media.drop(sha256);
    return true;
  });

/** Removes files that nothing has used for {@link UNUSED_DAYS}, then whatever is on disk and no row names. */
export async function cleanMedia(services: Services): Promise<Cleaned> {
  const { db, media, now } = services;
  const before = new Date(now().getTime() - UNUSED_DAYS * DAY_MS);
  const removed = await db.prisma.$transaction(async (tx) => {
    const old = { unusedSince: { lt: before }, uses: { none: {} } } satisfies Prisma.MediaFileWhereInput;
    const files = await tx.mediaFile.findMany({ where: old });
    // Something may have begun to use one of them since: its row is then not deleted and not written down.
    const gone = [];
    for (const file of files)
      if ((await tx.mediaFile.deleteMany({ where: { ...old, id: file.id } })).count > 0) gone.push(file);
    const doer = { actor: null, role: null };
    await recordEvents(
      tx,
      doer,
      now(),
      gone.map(({ id, unitId, sha256, type, altText }) => ({
        action: 'media.remove',
        subject: `media:${id}`,
        unitId,
        before: { sha256, type, altText },
        after: null,
      })),
    );
    return gone.length;
  });

  const onDisk = new Set<string>();
  for await (const sha256 of media.hashes()) onDisk.add(sha256);
  const rows = await db.prisma.mediaFile.findMany({ select: { sha256: true }, distinct: ['sha256'] });
  const named = new Set(rows.map(({ sha256 }) => sha256));
  let dropped = 0;
  for (const sha256 of onDisk.difference(named)) if (await dropUnnamed(services, sha256)) dropped += 1;
  return { removed, dropped, missing: named.difference(onDisk).size };
}
