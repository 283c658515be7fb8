import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Services } from '../context.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { headFolder, isSealed, readHeads, type HeadLine } from './heads.ts';
import { lockChain, sha256 } from './record.ts';
import { ChainWalk, NO_HASH, SEAL, sealSubject, type Finding, type Head, type KeptEvent } from './rules.ts';

/** What a look at the whole trail came to. */
export type Verification = {
  /** Instant at which it began, ISO 8601. */
  at: string;
  /** Events looked at. */
  count: number;
  heads: number;
  /** Of `total` things that are wrong, the first hundred. */
  findings: Finding[];
  total: number;
};

/** Events read at a time. */
const BATCH = 5000;

/**
 * Looks at every event of the trail, in order, and holds every kept head against it.
 * @param copies heads that an operator kept elsewhere
 * @throws the reason of `signal` when that is aborted
 */
export async function verifyTrail(
  { db, env, keys, now }: Pick<Services, 'db' | 'env' | 'keys' | 'now'>,
  copies: readonly HeadLine[] = [],
  signal?: AbortSignal,
): Promise<Verification> {
  const at = now().toISOString();
  // The heads of one instant and the events up to it: what is written meanwhile is looked at next time.
  const { end, lines } = await db.prisma.$transaction(async (tx) => ({
    end: (await lockChain(tx)).seq,
    lines: readHeads(env.dataDir),
  }));
  const walk = new ChainWalk(sha256);
  const { findings } = walk;
  const heads = new Map<number, Head[]>();
  const kept = new Set([...lines, ...copies].map(({ digest }) => sealSubject(digest)));
  let before = NO_HASH;
  for (const line of lines) {
    if (line.head && line.head.prev !== before) findings.add({ kind: 'head-unlinked', line: line.line });
    before = line.digest;
  }
  for (const { line, head } of [...lines, ...copies]) {
    if (!head) findings.add({ kind: 'head-unreadable', line });
    else if (!isSealed(keys, head)) findings.add({ kind: 'head-forged', line });
    else heads.set(head.count, [...(heads.get(head.count) ?? []), head]);
  }

  for await (const event of readTrail(db.prisma, 0, end)) {
    signal?.throwIfAborted();
    walk.step(event);
    for (const head of heads.get(event.seq) ?? [])
      if (head.hash !== event.hash) findings.add({ kind: 'head-differs', seq: event.seq, sealedAt: head.at });
    if (event.action === SEAL && !kept.has(event.subject))
      findings.add({ kind: 'head-missing', seq: event.seq, sealedAt: event.at.toISOString() });
  }
  walk.end();
  const longest = [...heads.values()]
    .flat()
    .reduce<Head | null>((max, head) => (max === null || head.count > max.count ? head : max), null);
  if (longest && longest.count > walk.seq)
    findings.add({ kind: 'cut', from: walk.seq + 1, to: longest.count, sealedAt: longest.at });
  return { at, count: walk.seq, heads: lines.length, findings: findings.told, total: findings.total };
}

/**
 * Events in order, after one number up to another, a batch of them in memory at a time.
 * @param where of them, those for which this holds
 */
export async function* readTrail(
  prisma: PrismaClient,
  after: number,
  upTo: number,
  where = Prisma.sql`TRUE`,
): AsyncGenerator<KeptEvent> {
  for (let last = after; last < upTo;) {
    // A range and no LIMIT: without fresh statistics PostgreSQL would sort all the rest of the table for every batch.
    const end = Math.min(last + BATCH, upTo);
    // One cell of JSON a batch: turning rows into objects one by one takes four times as long.
    const [batch] = await prisma.$queryRaw<{ events: string }[]>`
      SELECT coalesce(json_agg(json_build_array(
        seq, (extract(epoch FROM at) * 1000)::bigint, staff_id, role, unit_id, action, subject,
        encode(before_hmac, 'hex'), encode(after_hmac, 'hex'), encode(prev_hash, 'hex'), encode(hash, 'hex')
      ) ORDER BY seq), '[]')::text AS events
      FROM audit_event WHERE seq > ${last} AND seq <= ${end} AND (${where})`;
    const rows = JSON.parse(batch!.events) as EventCells[];
    for (const row of rows) yield eventOf(row);
    last = rows.length > 0 ? end : await endOfGap(prisma, end, upTo);
  }
}

/** The number before the next event after a number: where somebody put in a number far away, no time is lost between. */
async function endOfGap(prisma: PrismaClient, after: number, upTo: number): Promise<number> {
  const [next] = await prisma.$queryRaw<{ seq: bigint | null }[]>`
    SELECT min(seq) AS seq FROM audit_event WHERE seq > ${after}`;
  return next!.seq === null ? upTo : Number(next!.seq) - 1;
}

type EventCells = [
  seq: number,
  atMs: number,
  staffId: string | null,
  role: string | null,
  unitId: string | null,
  action: string,
  subject: string,
  before: string | null,
  after: string | null,
  prevHash: string,
  hash: string,
];

const eventOf = ([
  seq,
  atMs,
  staffId,
  role,
  unitId,
  action,
  subject,
  before,
  after,
  prevHash,
  hash,
]: EventCells): KeptEvent => ({
  seq,
  at: new Date(atMs),
  staffId,
  role,
  unitId,
  action,
  subject,
  before,
  after,
  prevHash,
  hash,
});

const recordOf = (dataDir: string): string => join(headFolder(dataDir), 'verified.json');

/** Verifies the trail and keeps what came of it, for the desk to show. */
export async function verifyAndKeep(
  services: Pick<Services, 'db' | 'env' | 'keys' | 'now'>,
  copies: readonly HeadLine[] = [],
  signal?: AbortSignal,
): Promise<Verification> {
  const verification = await verifyTrail(services, copies, signal);
  const { dataDir } = services.env;
  mkdirSync(headFolder(dataDir), { recursive: true, mode: 0o700 });
  writeFileSync(`${recordOf(dataDir)}.new`, JSON.stringify(verification), { mode: 0o600 });
  renameSync(`${recordOf(dataDir)}.new`, recordOf(dataDir));
  return verification;
}

/** What the last verification came to; null: there was none. */
export function lastVerification(dataDir: string): Verification | null {
  try {
    return JSON.parse(readFileSync(recordOf(dataDir), 'utf8')) as Verification;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
