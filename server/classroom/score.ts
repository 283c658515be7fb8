const FULL_POINTS = 100;
/** With speed switched on, the last moment of the window still earns half. */
const SLOWEST_SHARE = 0.5;

/**
 * Points of an answer, 0 to 100, whole. Time counts only where the host switched speed on; then against the player's own
 * window, so that extra time costs nothing.
 * @param markPct 0 to 100
 * @param elapsedMs from the opening to the receipt
 * @param windowMs the player's own
 */
export function pointsOf(markPct: number, hasSpeed: boolean, elapsedMs: number, windowMs: number): number {
  if (!hasSpeed) return Math.round(markPct);
  const spent = Math.min(1, Math.max(0, elapsedMs / windowMs));
  return Math.round((markPct * (FULL_POINTS - (1 - SLOWEST_SHARE) * FULL_POINTS * spent)) / FULL_POINTS);
}

/** A block of questions is this long, or half of a game that has fewer than two of them. */
const BLOCK_LENGTH = 5;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Mean mark over the seats in the first and in the last block of a game.
 * @param seats per seat that took part its marks, 0 to 100, in the order of the questions that counted; null: not answered, which is 0
 * @returns null without seats or questions
 */
export function blockMeans(
  seats: readonly (readonly (number | null)[])[],
): { firstBlockPct: number; lastBlockPct: number } | null {
  const length = seats[0]?.length ?? 0;
  if (length === 0) return null;
  const size = Math.max(1, Math.min(BLOCK_LENGTH, Math.floor(length / 2)));
  const meanFrom = (from: number) =>
    meanOf(seats.map((marks) => meanOf(marks.slice(from, from + size).map((mark) => mark ?? 0))));
  return { firstBlockPct: meanFrom(0), lastBlockPct: meanFrom(length - size) };
}

/** A game that fewer played leaves nothing behind: its mean would be somebody's mark. */
export const MIN_SEATS_KEPT = 5;

/** Last day of the school year a day belongs to: the next 31 July. */
export function schoolYearEnd(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)), day.slice(5)];
  return `${rest <= '07-31' ? year : year + 1}-07-31`;
}
