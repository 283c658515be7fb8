import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incompleteBeta, rateRatioInterval, shareInterval } from './interval.ts';

describe('exact intervals of shares, against published values', () => {
  test.each([
    // Clopper and Pearson, as tables of the binomial distribution print them.
    [0, 10, 0, 0.3085],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [10, 100, 0.049, 0.1762],
    [81, 263, 0.2527, 0.3676],
  ])('%i of %i', (successes, trials, from, to) => {
    const interval = shareInterval(successes, trials);
    expect(interval.from).toBeCloseTo(from, 3);
    expect(interval.to).toBeCloseTo(to, 3);
  });

  test('at the ends the interval is known in closed form', () => {
    expect(shareInterval(0, 50).to).toBeCloseTo(1 - 0.025 ** (1 / 50), 10);
    expect(shareInterval(50, 50).from).toBeCloseTo(0.025 ** (1 / 50), 10);
  });
});

describe('exact intervals of the ratio of two rates, against published values', () => {
  test('11 events in 800 against 21 in 3011, as poisson.test of R prints it', () => {
    const { from, to } = rateRatioInterval(11, 21, { later: 800, earlier: 3011 });
    expect(from).toBeCloseTo(0.8584264, 5);
    expect(to).toBeCloseTo(4.2772659, 5);
  });

  test('none counted says nothing, none later has an end, none earlier has not', () => {
    expect(rateRatioInterval(0, 0)).toEqual({ from: 0, to: null });
    expect(rateRatioInterval(0, 10)).toMatchObject({ from: 0, to: expect.closeTo(0.4461, 3) });
    expect(rateRatioInterval(10, 0)).toMatchObject({ from: expect.closeTo(2.2416, 3), to: null });
  });
});

test('the incomplete beta function is what the binomial sums say', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.nat(1000),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (n, pick, p) => {
        const k = 1 + (pick % n);
        let tail = 0;
        for (let each = k; each <= n; each += 1) tail += choose(n, each) * p ** each * (1 - p) ** (n - each);
        expect(incompleteBeta(k, n - k + 1, p)).toBeCloseTo(tail, 9);
      },
    ),
  );
});

test('swapping the two periods turns the ratio over', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (a, b) => {
      const one = rateRatioInterval(a, b);
      const other = rateRatioInterval(b, a);
      expect(one.from * other.to!).toBeCloseTo(1, 6);
      expect(one.from).toBeLessThan(a / b);
      expect(one.to).toBeGreaterThan(a / b);
    }),
    { numRuns: 60 },
  );
});

/** Numbers in [0, 1), the same at every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function poisson(mean: number, next: () => number): number {
  let product = next();
  let count = 0;
  for (const limit = Math.exp(-mean); product > limit; count += 1) product *= next();
  return count;
}

test.each([
  [4, 4],
  [30, 27],
  [35, 33],
  [120, 114],
  [400, 360],
])(
  'of many pairs drawn with means %i and %i, at least 95 % of the intervals hold the true ratio',
  (earlier, later) => {
    const next = numbersFrom(earlier);
    const draws = 1500;
    const kept = new Map<string, { from: number; to: number | null }>();
    let held = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const [a, b] = [poisson(later, next), poisson(earlier, next)];
      const interval = kept.get(`${a} ${b}`) ?? rateRatioInterval(a, b);
      kept.set(`${a} ${b}`, interval);
      if (interval.from <= later / earlier && (interval.to === null || later / earlier <= interval.to))
        held += 1;
    }
    // Exact: at least 95 % in truth; 1,500 draws may fall short of it by chance, by 1.3 points once in a hundred.
    expect(held / draws).toBeGreaterThan(0.937);
    // And not for nothing: an interval of everything would hold all.
    expect(held / draws).toBeLessThan(earlier < 10 ? 1 : 0.99);
  },
);
