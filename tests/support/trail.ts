import { randomBytes } from 'node:crypto';
import { recordEvents, sha256, type AuditEntry } from '#server/audit/record.ts';
import { canonicalEvent, NO_HASH, type ChainedEvent } from '#server/audit/rules.ts';
import type { PrismaClient } from '#server/generated/prisma/client.ts';

const BATCH = 20_000;
const FIRST_AT = Date.parse('2026-01-01T00:00:00Z');

/** An event to record; `over` says what of it matters to the test. */
export const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'unit.rename',
  subject: 'unit:1',
  unitId: null,
  before: { name: 'Trường A' },
  after: { name: 'Trường B' },
  ...over,
});

/** Records events in a transaction of their own. */
export const record = (
  prisma: PrismaClient,
  entries: readonly AuditEntry[],
  doer: Parameters<typeof recordEvents>[1] = { actor: null, role: null },
  at = new Date('2026-11-21T05:00:00.123Z'),
): Promise<void> => prisma.$transaction((tx) => recordEvents(tx, doer, at, entries), { timeout: 30_000 });

/** Does to the trail what its trigger refuses, as somebody who owns the database can. */
export async function tamper(prisma: PrismaClient, ...statements: string[]): Promise<void> {
  await prisma.$executeRawUnsafe('ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only');
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
  await prisma.$executeRawUnsafe('ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only');
}

export const emptyTrail = (prisma: PrismaClient): Promise<void> =>
  tamper(prisma, 'TRUNCATE audit_event, audit_subject_key');

/** Seconds this process computed for since `process.cpuUsage()`: what else the machine does then does not count. */
export function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000_000;
}

/** Fills an empty trail with a sound chain of so many events, past the writers of the product: for measuring. */
export async function growTrail(prisma: PrismaClient, count: number): Promise<void> {
  let prevHash = NO_HASH;
  const state = randomBytes(32).toString('hex');
  for (let first = 1; first <= count; first += BATCH) {
    const events = Array.from({ length: Math.min(BATCH, count - first + 1) }, (_, index) => {
      const seq = first + index;
      const event: ChainedEvent = {
        seq,
        at: new Date(FIRST_AT + seq * 1000),
        staffId: `00000000-0000-7000-8000-${String(seq % 500).padStart(12, '0')}`,
        role: 'writer',
        unitId: `00000000-0000-7000-9000-${String(seq % 3000).padStart(12, '0')}`,
        action: 'unit.rename',
        subject: `unit:00000000-0000-7000-9000-${String(seq % 3000).padStart(12, '0')}`,
        before: state,
        after: state,
        prevHash,
      };
      prevHash = sha256(canonicalEvent(event));
      return { ...event, hash: prevHash };
    });
    await prisma.$executeRaw`
      INSERT INTO audit_event
        (seq, at, staff_id, role, unit_id, action, subject, before_hmac, after_hmac, prev_hash, hash)
      SELECT seq, at, staff_id, 'writer', unit_id, 'unit.rename', subject,
        decode(${state}, 'hex'), decode(${state}, 'hex'), decode(prev_hash, 'hex'), decode(hash, 'hex')
      FROM unnest(
        ${events.map(({ seq }) => String(seq))}::bigint[], ${events.map(({ at }) => at.toISOString())}::timestamptz[],
        ${events.map(({ staffId }) => staffId)}::text[], ${events.map(({ unitId }) => unitId)}::text[],
        ${events.map(({ subject }) => subject)}::text[],
        ${events.map((event) => event.prevHash)}::text[], ${events.map(({ hash }) => hash)}::text[]
      ) AS event(seq, at, staff_id, unit_id, subject, prev_hash, hash)`;
  }
}
