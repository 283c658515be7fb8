import type { Services } from '../context.ts';
import { appendHead, readHeads } from './heads.ts';
import { lockChain, recordEvents } from './record.ts';
import { SEAL, sealSubject, type Head } from './rules.ts';

/**
 * Signs how long the trail is and where it ends, and writes that outside the database, where whoever rewrites the
 * database cannot reach it. The sealing is an event too, so that the trail knows which heads there are. Called at start and
 * stop of the server, daily, and with each release; when nothing happened since the last sealing, nothing is written.
 * @returns the newest head; null for an empty trail
 * @throws KeyError when this process lacks the private key `audit`
 */
export async function sealHead({
  db,
  env,
  keys,
  now,
}: Pick<Services, 'db' | 'env' | 'keys' | 'now'>): Promise<Head | null> {
  return db.prisma.$transaction(async (tx) => {
    const chain = await lockChain(tx);
    const newest = readHeads(env.dataDir).at(-1);
    if (chain.seq === 0) return newest?.head ?? null;
    const last = await tx.auditEvent.findUniqueOrThrow({ where: { seq: chain.seq } });
    if (newest && last.action === SEAL && last.subject === sealSubject(newest.digest)) return newest.head;
    const at = now();
    const line = appendHead(env.dataDir, keys, { count: chain.seq, hash: chain.hash, at }, newest);
    await recordEvents(tx, { actor: null, role: null }, at, [
      { action: SEAL, subject: sealSubject(line.digest), unitId: null, before: null, after: null },
    ]);
    return line.head;
  });
}
