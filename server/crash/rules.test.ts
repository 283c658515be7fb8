import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CRASH_MEASURES, monthAfter, type CrashMonth } from '../outcomes/rules.ts';
import {
  about,
  changeInterval,
  changeWords,
  eventsNeeded,
  intervalWords,
  measureChange,
  monthsUpTo,
  totalOf,
  verdictOf,
  yearBefore,
} from './rules.ts';

const GOAL = { least: -5, most: -10 };
const months = (first: string, counts: readonly (number | null)[]): CrashMonth[] =>
  counts.map((count, at) => ({
    month: monthAfter(first, at),
    counts: Object.fromEntries(CRASH_MEASURES.map((measure) => [measure, count])) as CrashMonth['counts'],
  }));

describe('the two spans', () => {
  test('a year to date begins in January, twelve months a year before the next month', () => {
    expect(monthsUpTo('2026-09', 'year-to-date')).toEqual({ from: '2026-01', to: '2026-09' });
    expect(monthsUpTo('2026-09', 'twelve-months')).toEqual({ from: '2025-10', to: '2026-09' });
    expect(monthsUpTo('2026-12', 'twelve-months')).toEqual(monthsUpTo('2026-12', 'year-to-date'));
    expect(yearBefore({ from: '2025-10', to: '2026-09' })).toEqual({ from: '2024-10', to: '2025-09' });
  });

  test('a month that was not handed over leaves no total', () => {
    const all = months('2026-01', [3, 4, null, 5]);
    expect(totalOf(all, 'crashes', { from: '2026-01', to: '2026-02' })).toBe(7);
    expect(totalOf(all, 'crashes', { from: '2026-01', to: '2026-03' })).toBeNull();
    expect(totalOf(all, 'crashes', { from: '2026-04', to: '2026-05' })).toBeNull();
  });
});

describe('the verdict', () => {
  test.each([
    [-30, -10.1, 'met'],
    [-30, -10, 'met'],
    [-30, -9.9, 'met-least'],
    [-30, -5, 'met-least'],
    [-30, -4.9, 'open'],
    [-5, 10, 'open'],
    [-4.9, 10, 'missed'],
    [-12, 0, 'open'],
    [-7, -6, 'met-least'],
  ] as const)('%f to %f is %s', (fromPct, toPct, verdict) => {
    expect(verdictOf({ fromPct, toPct }, GOAL)).toBe(verdict);
  });

  test('without an end nothing is met', () => {
    expect(verdictOf({ fromPct: -100, toPct: null }, GOAL)).toBe('open');
  });

  test('it is never met while the interval holds a change that does not meet the goal', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (later, earlier) => {
        const interval = changeInterval(later, earlier);
        const verdict = verdictOf(interval, GOAL);
        if (verdict === 'met' || verdict === 'met-least') expect(interval.toPct).toBeLessThanOrEqual(-5);
        if (verdict === 'missed') expect(interval.fromPct).toBeGreaterThan(-5);
      }),
    );
  });
});

describe('a measure against the year before', () => {
  const all = months('2024-10', [
    ...Array.from({ length: 12 }, () => 34),
    ...Array.from({ length: 12 }, () => 31),
  ]);

  test('changes by what it changed, with an interval around it', () => {
    const change = measureChange(all, 'crashes', monthsUpTo('2026-09', 'twelve-months'), GOAL)!;
    expect(change).toMatchObject({ earlier: 408, later: 372, verdict: 'open' });
    expect(change.changePct).toBeCloseTo(-8.82, 2);
    // By the normal approximation of the logarithm: exp(ln(372/408) ± 1.96·√(1/372 + 1/408)).
    expect(change.interval.fromPct).toBeCloseTo(-20.8, 0);
    expect(change.interval.toPct).toBeCloseTo(4.9, 0);
  });

  test('without the year before there is none, without a goal no verdict', () => {
    expect(measureChange(all, 'deaths', monthsUpTo('2025-09', 'twelve-months'), GOAL)).toBeNull();
    expect(measureChange(all, 'alcohol', monthsUpTo('2026-09', 'year-to-date'), null)).toMatchObject({
      goal: null,
      verdict: null,
    });
  });

  test('from nothing there is no per cent', () => {
    const none = months('2025-01', [...Array.from({ length: 12 }, () => 0), 2]);
    expect(measureChange(none, 'serious', { from: '2026-01', to: '2026-01' }, null)).toMatchObject({
      changePct: null,
      interval: { toPct: null },
    });
  });
});

test('so many events are needed, and one less is not enough', () => {
  const needed = eventsNeeded(GOAL)!;
  // By the normal approximation: (1/0.9 + 1) · (1.96 / ln(0.95/0.9))² = 2,774.
  expect(needed).toBeGreaterThan(2700);
  expect(needed).toBeLessThan(2900);
  expect(changeInterval(needed * 0.9, needed).toPct).toBeLessThanOrEqual(-5);
  expect(changeInterval((needed - 1) * 0.9, needed - 1).toPct).toBeGreaterThan(-5);
  expect(eventsNeeded({ least: -5, most: -5 })).toBeNull();
});

describe('words', () => {
  test.each([
    [-9, 'giảm 9\u00a0%'],
    [0, 'không đổi'],
    [12, 'tăng 12\u00a0%'],
  ])('%i', (pct, words) => {
    expect(changeWords(pct)).toBe(words);
  });

  test('an interval is rounded outwards', () => {
    expect(intervalWords({ fromPct: -20.1, toPct: 4.1 })).toBe('từ giảm 21\u00a0% đến tăng 5\u00a0%');
    expect(intervalWords({ fromPct: -9.9, toPct: -5.1 })).toBe('từ giảm 10\u00a0% đến giảm 5\u00a0%');
    expect(intervalWords({ fromPct: -3.2, toPct: -0.4 })).toBe('từ giảm 4\u00a0% đến không đổi');
    expect(intervalWords({ fromPct: 3, toPct: null })).toBe('từ tăng 3\u00a0% trở lên');
  });

  test('about so many is never less than needed', () => {
    expect(about(2778)).toBe('2.800');
    expect(about(2800)).toBe('2.800');
    expect(about(9)).toBe('9');
    expect(about(101)).toBe('110');
  });
});
