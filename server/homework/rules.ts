import { schoolYearEnd } from '../classroom/rules.ts';

/*
 * The rules of a homework: pure, with the instant as an argument. This file is the door of the room for other rooms and
 * for the screen.
 */

/** Which attempt of a seat counts. */
export const COUNTINGS = ['best', 'last'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** When the right answers are shown: after each answer, after handing in, after the deadline. */
export const KEY_SHOWN = ['answer', 'hand-in', 'due'] as const;
export type KeyShown = (typeof KEY_SHOWN)[number];

/** An answer on its way when the time was over still counts if it comes within this. */
export const GRACE_MS = 2 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/**
 * So long after the deadline a homework is still open to change: its teacher may extend it, and a question whose law is
 * put under review takes its marks along. Devices know their seat as long.
 */
export const SETTLE_MS = 7 * DAY_MS;
/** A homework that is not kept for the school year is deleted so many days after its deadline. */
const KEPT_DAYS = 30;

export type Window = { opensAt: Date; dueAt: Date };
export type Phase = 'waiting' | 'open' | 'closed';

/** Whether a homework has not opened yet, may be done, or is over. The deadline itself is still open. */
export function phaseOf({ opensAt, dueAt }: Window, now: Date): Phase {
  if (now < opensAt) return 'waiting';
  return now <= dueAt ? 'open' : 'closed';
}

/** When an attempt is over, without the grace: its own minutes, and never after the deadline. */
export const endOf = (startedAt: Date, { dueAt, limitMinutes }: Limits): Date =>
  new Date(
    limitMinutes === null ? dueAt : Math.min(dueAt.getTime(), startedAt.getTime() + limitMinutes * MINUTE_MS),
  );
type Limits = { dueAt: Date; limitMinutes: number | null };

/** Whether an attempt still takes answers that come in at an instant: not handed in, and no later than the grace. */
export const isOpenAt = (
  attempt: { startedAt: Date; handedInAt: Date | null },
  limits: Limits,
  at: Date,
): boolean =>
  attempt.handedInAt === null && at.getTime() <= endOf(attempt.startedAt, limits).getTime() + GRACE_MS;

/** Why no attempt can be started now. */
export type NoStart = 'waiting' | 'closed' | 'running' | 'used-up';

/**
 * Whether a seat may start one more attempt, having made so many, the running one included.
 * @returns null: it may
 */
export function noStartOf(
  homework: Window & { attempts: number | null },
  made: { count: number; isRunning: boolean },
  now: Date,
): NoStart | null {
  const phase = phaseOf(homework, now);
  if (phase !== 'open') return phase;
  if (made.isRunning) return 'running';
  return homework.attempts !== null && made.count >= homework.attempts ? 'used-up' : null;
}

/** Whether the right answer of a question may be shown: to an attempt that is over or not, which has answered it or not. */
export function isKeyShown(
  homework: { keyShown: KeyShown; dueAt: Date },
  attempt: { isAnswered: boolean; isOver: boolean },
  now: Date,
): boolean {
  // Somebody's answer may still be on its way.
  const isDue = now.getTime() > homework.dueAt.getTime() + GRACE_MS;
  switch (homework.keyShown) {
    case 'answer':
      return attempt.isAnswered || attempt.isOver;
    case 'hand-in':
      return attempt.isOver;
    case 'due':
      return isDue;
  }
}

/**
 * What an attempt is worth, 0 to 100, not rounded.
 * @param marks of the questions that count, 0 to 100; null: not answered, which is 0
 * @returns null when no question counts
 */
export const attemptMark = (marks: readonly (number | null)[]): number | null =>
  marks.length === 0 ? null : marks.reduce<number>((sum, mark) => sum + (mark ?? 0), 0) / marks.length;

/**
 * The attempt that counts: the last one, or the best; of equally good ones the first.
 * @param attempts in the order in which they were started
 */
export function countedAttempt<A extends { markPct: number | null }>(
  attempts: readonly A[],
  counting: Counting,
): A | null {
  if (counting === 'last') return attempts.at(-1) ?? null;
  return attempts.reduce<A | null>(
    (best, each) => (best === null || (each.markPct ?? -1) > (best.markPct ?? -1) ? each : best),
    null,
  );
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * Last day on which a homework and all that pupils did in it is kept.
 * @param dueOn day of its deadline
 * @param isKept its teacher keeps it for the school year
 */
export function lastDayKept(dueOn: string, isKept: boolean): string {
  const end = schoolYearEnd(dueOn);
  const soon = dayAfter(dueOn, KEPT_DAYS);
  return isKept || end < soon ? end : soon;
}

/** The deadline a teacher is offered: 21:00 a week later, as a field for day and hour takes it. */
export const usualDue = (today: string): string => `${dayAfter(today, 7)}T21:00`;

/**
 * The seed by which the options of one question of an attempt are mixed.
 * @param seed of the attempt, 0 to 2³¹ − 1
 */
export const seedAt = (seed: number, position: number): number =>
  (Math.imul(seed ^ (position + 1), 0x9e3779b1) ^ seed) >>> 0;
