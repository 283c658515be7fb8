import { addMonths } from './day-count.ts';

/** Points a licence starts with. @source luat-36-2024 art. 58(1) */
export const FULL_POINTS = 12;
/** Months without a deduction after which points come back. @source luat-36-2024 art. 58(2) */
const RESTORE_MONTHS = 12;
/** Months after losing all points before the test may be taken. @source luat-36-2024 art. 58(3) */
const TEST_MONTHS = 6;

/** One offence in a case: points it costs, and whether the licence is suspended for it. */
export type Offence = { points: number; isSuspended: boolean };

/**
 * Points one case costs when several offences are dealt with at once: the largest deduction only; none when the
 * licence is suspended in the same case, or is suspended already.
 * @source nd-168-2024 art. 50(1) and art. 5(2)
 */
export function deductionOf(offences: readonly Offence[], isAlreadySuspended = false): number {
  if (isAlreadySuspended || offences.some((offence) => offence.isSuspended)) return 0;
  return Math.max(0, ...offences.map((offence) => offence.points));
}

/** Points left after a deduction; never below 0. @source luat-36-2024 art. 58(1) */
export const pointsAfter = (balance: number, deduction: number): number => Math.max(0, balance - deduction);

/**
 * Day on which a licence is back at 12 points, given the day of its last deduction.
 * @returns null when no points are left: then only a test brings them back
 * @source luat-36-2024 art. 58(2)
 */
export const restoredOn = (balance: number, lastDeductionOn: string): string | null =>
  balance > 0 ? addMonths(lastDeductionOn, RESTORE_MONTHS) : null;

/** First day on which the test to win points back may be taken. @source luat-36-2024 art. 58(3) */
export const testPossibleOn = (lostAllOn: string): string => addMonths(lostAllOn, TEST_MONTHS);
