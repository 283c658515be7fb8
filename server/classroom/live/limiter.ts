/** Lets a number of tries through and more of them as time passes; what was right costs nothing. */
export type Limiter = {
  /** Whether one more try is allowed; it is taken from what is left. */
  take(): boolean;
  /** Gives a try back. */
  giveBack(): void;
};

/**
 * Limits tries by what they aim at, not by where they come from: a school is one address, a guesser is many.
 * @param burst tries at once
 * @param perSecond how fast they come back
 */
export function createLimiter(burst: number, perSecond: number, now: () => Date): Limiter {
  let left = burst;
  let filledAt = now().getTime();
  const fill = () => {
    const at = now().getTime();
    left = Math.min(burst, left + (Math.max(0, at - filledAt) / 1000) * perSecond);
    filledAt = at;
  };
  return {
    take: () => {
      fill();
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    giveBack: () => void (left = Math.min(burst, left + 1)),
  };
}
