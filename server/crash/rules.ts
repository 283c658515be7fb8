/* The rules of crash targets. Pure; this file is the door of the room for other rooms and for the screen. */
export { rateRatioInterval, shareInterval, type Interval } from './interval.ts';
export {
  changeInterval,
  CRASH_SPANS,
  eventsNeeded,
  measureChange,
  monthsUpTo,
  totalOf,
  verdictOf,
  yearBefore,
  type ChangeInterval,
  type CrashSpan,
  type Goal,
  type MeasureChange,
  type Months,
  type Verdict,
} from './target.ts';
export { about, changeWords, intervalWords, verdictWords } from './words.ts';
