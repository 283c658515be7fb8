import type { Prisma } from '../generated/prisma/client.ts';
import type { Services, Visit } from '../context.ts';
import { cookieOf, headersWith } from './ask.ts';
import { SESSION_COOKIE } from './auth.ts';
import { ROLES, SECOND_FACTOR_ROLES, type Actor, type Assignment, type Role } from './rules.ts';

/** A session that nobody used for so long is over: a browser left open in an office. */
const IDLE_MS = 4 * 60 * 60 * 1000;
/** The last use is written down no more often than this. */
const TOUCH_MS = 5 * 60 * 1000;

/** Whether a Cookie header carries a session, valid or not. */
export const hasSessionCookie = (cookies: string | undefined): boolean =>
  (cookies ?? '').includes(SESSION_COOKIE);

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** Who is meant by a row of Staff with its assignments. */
export function actorOf(
  staff: Prisma.StaffGetPayload<{ include: { assignments: true } }>,
  sessionId: string,
): Actor {
  const assignments = staff.assignments.flatMap(({ role, unitId }): Assignment[] =>
    isRole(role) ? [{ role, unitId }] : [],
  );
  return {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    isSample: staff.isSample,
    assignments,
    sessionId,
    // Sample accounts are tried by anybody, one after the other: there is no device to hold their codes.
    isSecondFactorMissing:
      !staff.isSample &&
      !staff.twoFactorEnabled &&
      assignments.some(({ role }) => SECOND_FACTOR_ROLES.includes(role)),
    securityResetAt: staff.securityResetAt,
  };
}

/**
 * Who is signed in, read anew for every request: what was taken away a moment ago is gone. Sessions live by the machine's
 * clock, as the library that makes them does.
 */
export async function findActor({ db, staff }: Services, visit: Visit): Promise<Actor | null> {
  if (cookieOf(visit, SESSION_COOKIE) === null) return null;
  const found = await staff.auth.api.getSession({ headers: headersWith(visit, SESSION_COOKIE) });
  if (!found) return null;
  const { id: sessionId, updatedAt, userId } = found.session;
  const idleMs = Date.now() - updatedAt.getTime();
  const row =
    idleMs > IDLE_MS
      ? null
      : await db.prisma.staff.findUnique({ where: { id: userId }, include: { assignments: true } });
  if (!row || row.disabledAt !== null) {
    await db.prisma.staffSession.deleteMany({ where: { id: sessionId } });
    return null;
  }
  if (idleMs > TOUCH_MS)
    await db.prisma.staffSession.updateMany({ where: { id: sessionId }, data: { updatedAt: new Date() } });
  return actorOf(row, sessionId);
}

/** Ends sessions of somebody: all, or all but one. */
export async function endSessions(
  tx: Prisma.TransactionClient,
  staffId: string,
  exceptSessionId: string | null = null,
): Promise<void> {
  await tx.staffSession.deleteMany({
    where: { staffId, ...(exceptSessionId === null ? {} : { id: { not: exceptSessionId } }) },
  });
}
