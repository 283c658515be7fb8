const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Calendar day in Asia/Ho_Chi_Minh (UTC+7 all year) of an instant, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** Milliseconds from an instant to the next midnight in Asia/Ho_Chi_Minh; 1 to 86,400,000. */
export function msUntilNextDay(instant: Date): number {
  return DAY_MS - ((instant.getTime() + VIETNAM_OFFSET_MS) % DAY_MS);
}

/**
 * The day so many days after a day, `YYYY-MM-DD`.
 * @param days whole; before it when negative
 */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
