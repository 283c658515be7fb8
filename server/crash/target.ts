import type { CrashMonth } from '../outcomes/rules.ts';
import { monthAfter, type CrashMeasure } from '../outcomes/rules.ts';
import { rateRatioInterval } from './interval.ts';

/** A span of months that is set against the same months of the year before; `to` is the last month, both `YYYY-MM`. */
export const CRASH_SPANS = ['year-to-date', 'twelve-months'] as const;
export type CrashSpan = (typeof CRASH_SPANS)[number];
export type Months = { from: string; to: string };

/** The months of a span that ends with a month. */
export const monthsUpTo = (last: string, span: CrashSpan): Months => ({
  from: span === 'year-to-date' ? `${last.slice(0, 4)}-01` : monthAfter(last, -11),
  to: last,
});

/** The same months a year before. */
export const yearBefore = ({ from, to }: Months): Months => ({
  from: monthAfter(from, -12),
  to: monthAfter(to, -12),
});

function* eachMonth({ from, to }: Months): Generator<string> {
  for (let month = from; month <= to; month = monthAfter(month)) yield month;
}

/** A change in per cent: -7 is seven per cent less. `toPct` null: no end. */
export type ChangeInterval = { fromPct: number; toPct: number | null };

/**
 * How a measure stands to the goal of a drop of `least` to `most` per cent, by the 95 % interval of its change.
 * `met`: the whole interval lies beyond `most`; `met-least`: beyond `least`; `missed`: all of it above `least`;
 * `open`: it spans the goal, so that neither can be said.
 */
export type Verdict = 'met' | 'met-least' | 'missed' | 'open';

/** What a plan asks for, in per cent; both negative, `most` the larger drop. */
export type Goal = { least: number; most: number };

export type MeasureChange = {
  measure: CrashMeasure;
  earlier: number;
  later: number;
  /** null: none were counted a year before. */
  changePct: number | null;
  interval: ChangeInterval;
  /** null: the plans name no figure. */
  goal: Goal | null;
  verdict: Verdict | null;
};

/** @see Verdict */
export function verdictOf({ fromPct, toPct }: ChangeInterval, { least, most }: Goal): Verdict {
  if (toPct !== null && toPct <= most) return 'met';
  if (toPct !== null && toPct <= least) return 'met-least';
  return fromPct > least ? 'missed' : 'open';
}

const percent = (ratio: number): number => (ratio - 1) * 100;

/** The 95 % interval of the change from one count to another of periods of the same length. */
export function changeInterval(later: number, earlier: number): ChangeInterval {
  const { from, to } = rateRatioInterval(later, earlier);
  return { fromPct: percent(from), toPct: to === null ? null : percent(to) };
}

/**
 * How many events the earlier period must hold so that, when they really come down by `most`, the interval shows a drop of at
 * least `least`.
 * @returns a whole number; null when the two are the same, and no count is enough
 */
export function eventsNeeded({ least, most }: Goal): number | null {
  if (most >= least) return null;
  const isEnough = (events: number) => changeInterval(events * (1 + most / 100), events).toPct! <= least;
  let high = 1;
  while (!isEnough(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Sum over months; null when one of them was not handed over. */
export function totalOf(months: readonly CrashMonth[], measure: CrashMeasure, span: Months): number | null {
  const byMonth = new Map(months.map(({ month, counts }) => [month, counts[measure]]));
  let sum = 0;
  for (const month of eachMonth(span)) {
    const count = byMonth.get(month) ?? null;
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

/**
 * A measure against the same months of the year before.
 * @param goal null: the plans name no figure
 * @returns null when a month of either year is missing
 */
export function measureChange(
  months: readonly CrashMonth[],
  measure: CrashMeasure,
  span: Months,
  goal: Goal | null,
): MeasureChange | null {
  const later = totalOf(months, measure, span);
  const earlier = totalOf(months, measure, yearBefore(span));
  if (later === null || earlier === null) return null;
  const interval = changeInterval(later, earlier);
  return {
    measure,
    earlier,
    later,
    changePct: earlier === 0 ? null : percent(later / earlier),
    interval,
    goal,
    verdict: goal && verdictOf(interval, goal),
  };
}
