import { createHmac, createSecretKey, hash, randomBytes, type KeyObject } from 'node:crypto';
import type { Actor, Role } from '../staff/rules.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { canonicalEvent, canonicalJson, isAction, isPlainId, NO_HASH, type ChainedEvent } from './rules.ts';

/** Who does something: somebody at the desk in one role, or the machine's own command line (`actor` null). */
export type Doer = { actor: Pick<Actor, 'id'> | null; role: Role | null };

/** One thing that happened. */
export type AuditEntry = {
  /** Verb of the permission table or of a command: `unit.merge`, `publication.approve`, `staff.invite`. */
  action: string;
  /** What it happened to: `unit:<id>`, `staff:<id>`, `publication:<id>`. An id, never a name or an address. */
  subject: string;
  /** Unit it concerns, for those who may read the trail of their own units; null: none. */
  unitId: string | null;
  /** State before and after, JSON; kept as keyed hashes only. null: there was none. */
  before: unknown;
  after: unknown;
};

/** Newest event of the trail; `seq` 0 and {@link NO_HASH} for an empty one. */
export type ChainHead = { seq: number; hash: string };

/** Number of the advisory lock that whoever writes the trail holds until the end of its transaction. */
const CHAIN_LOCK = 20_261_121;
const KEY_BYTES = 32;

/** SHA-256 of a text, lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text);

/**
 * Keeps every other writer out until the transaction ends, and says where the trail ends.
 * @returns the newest event that is committed
 */
export async function lockChain(tx: Prisma.TransactionClient): Promise<ChainHead> {
  // Two statements: at READ COMMITTED each sees what was committed before it began, and the second begins under the lock.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)::text`;
  const [last] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
    SELECT seq, encode(hash, 'hex') AS hash FROM audit_event ORDER BY seq DESC LIMIT 1`;
  return last ? { seq: Number(last.seq), hash: last.hash } : { seq: 0, hash: NO_HASH };
}

/**
 * Writes events into the trail, in the transaction of the change itself: either both are there or none. Call it last in
 * the transaction: other writers of the trail wait from here to the commit. At READ COMMITTED only (the default).
 * @param at instant of the change
 * @throws Error outside a transaction, or when an action or an id is none; nothing is written
 */
export async function recordEvents(
  tx: Prisma.TransactionClient,
  doer: Doer,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  if ('$connect' in tx) throw new Error('The trail is written in the transaction of the change.');
  if (entries.length === 0) return;
  const staffId = doer.actor?.id ?? null;
  for (const { action, subject, unitId } of entries) {
    const ids = [subject, unitId ?? '-', staffId ?? '-'];
    if (!isAction(action) || !ids.every(isPlainId))
      throw new Error(`Not an event of the trail: ${action} by an id, to an id.`);
  }

  const head = await lockChain(tx);
  const stated = entries.filter(({ before, after }) => hasState(before) || hasState(after));
  const keys = await subjectKeys(tx, [...new Set(stated.map(({ subject }) => subject))]);
  let { seq, hash: prevHash } = head;
  const rows = entries.map(({ action, subject, unitId, before, after }) => {
    const key = keys.get(subject);
    const event: ChainedEvent = {
      seq: (seq += 1),
      at,
      staffId,
      role: doer.role,
      unitId,
      action,
      subject,
      before: stateHmac(key, before),
      after: stateHmac(key, after),
      prevHash,
    };
    prevHash = sha256(canonicalEvent(event));
    return { ...event, hash: prevHash };
  });
  await tx.$executeRaw`
    INSERT INTO audit_event
      (seq, at, staff_id, role, unit_id, action, subject, before_hmac, after_hmac, prev_hash, hash)
    SELECT seq, ${at.toISOString()}::timestamptz, ${staffId}::text, ${doer.role}::text, unit_id, action, subject,
      decode(before, 'hex'), decode(after, 'hex'), decode(prev_hash, 'hex'), decode(hash, 'hex')
    FROM unnest(
      ${rows.map((row) => String(row.seq))}::bigint[], ${rows.map((row) => row.unitId)}::text[],
      ${rows.map((row) => row.action)}::text[], ${rows.map((row) => row.subject)}::text[],
      ${rows.map((row) => row.before)}::text[], ${rows.map((row) => row.after)}::text[],
      ${rows.map((row) => row.prevHash)}::text[], ${rows.map((row) => row.hash)}::text[]
    ) AS entry(seq, unit_id, action, subject, before, after, prev_hash, hash)`;
}

/** Hash of a state that only the key of its subject can test; null for no state. */
const stateHmac = (key: KeyObject | undefined, state: unknown): string | null =>
  hasState(state) ? createHmac('sha256', key!).update(canonicalJson(state)).digest('hex') : null;

const hasState = (state: unknown): boolean => state !== null && state !== undefined;

/** The keys of subjects; made for those that have none. Under the lock of the chain, so no two make the same. */
async function subjectKeys(
  tx: Prisma.TransactionClient,
  subjects: readonly string[],
): Promise<Map<string, KeyObject>> {
  const kept = await tx.$queryRaw<{ subject: string; key: string }[]>`
    SELECT subject, encode(key, 'hex') AS key FROM audit_subject_key WHERE subject = ANY(${subjects}::text[])`;
  const keys = new Map(kept.map(({ subject, key }) => [subject, createSecretKey(key, 'hex')]));
  const missing = subjects.filter((subject) => !keys.has(subject));
  if (missing.length === 0) return keys;
  const random = randomBytes(KEY_BYTES * missing.length).toString('hex');
  const made = missing.map((_, index) => random.slice(index * KEY_BYTES * 2, (index + 1) * KEY_BYTES * 2));
  await tx.$executeRaw`
    INSERT INTO audit_subject_key (subject, key)
    SELECT subject, decode(key, 'hex') FROM unnest(${missing}::text[], ${made}::text[]) AS made(subject, key)`;
  missing.forEach((subject, index) => keys.set(subject, createSecretKey(made[index]!, 'hex')));
  return keys;
}
