import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statisticsOf, type ItemStatistics, type TestStatistics } from './rules.ts';

/** Marks in parts of this many: halves, thirds and quarters are whole numbers then. */
const PARTS = 12n;

/** Times n(n − 1), in exact whole numbers, from every pair of people: no mean is ever taken. */
function pairSum(left: readonly bigint[], right: readonly bigint[]): bigint {
  let sum = 0n;
  for (let a = 0; a < left.length; a += 1)
    for (let b = a + 1; b < left.length; b += 1) sum += (left[a]! - left[b]!) * (right[a]! - right[b]!);
  return sum;
}

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [at, first] of items.entries())
    for (const rest of permutations(items.filter((_, other) => other !== at))) yield [first, ...rest];
}

/** The largest pair sum of all pairings: tried one by one. */
const largestPairSum = (left: readonly bigint[], right: readonly bigint[]): bigint =>
  [...permutations(right)]
    .map((order) => pairSum(left, order))
    .reduce((most, each) => (each > most ? each : most));

/** The same figures another way: exact sums over pairs, all pairings tried, real numbers only at the very end. */
function expected(rows: readonly (readonly bigint[])[]): { test: TestStatistics; items: ItemStatistics[] } {
  const people = rows.length;
  const size = rows[0]!.length;
  const totals = rows.map((row) => row.reduce((sum, mark) => sum + mark, 0n));
  const real = (pairs: bigint) => Number(pairs) / Number(PARTS * PARTS) / people / (people - 1);
  const columns = rows[0]!.map((_, item) => rows.map((row) => row[item]!));
  const roots = columns.map((column) => {
    const pairs = pairSum(column, totals);
    return pairs < 0n ? null : Math.sqrt(real(pairs));
  });
  const allRoots = roots.reduce<number>((sum, root) => sum + (root ?? 0), 0);
  const all = pairSum(totals, totals);
  const own = columns.reduce((sum, column) => sum + pairSum(column, column), 0n);
  const alpha =
    size < 2 || all === 0n
      ? null
      : (Number(BigInt(size) * (all - own)) / Number(BigInt(size - 1) * all)) * 100;
  const sdPct = (100 * Math.sqrt(real(all))) / size;
  const errorRatioPct = alpha === null ? null : 100 * Math.sqrt(1 - alpha / 100);
  return {
    test: {
      people,
      meanPct: (100 * Number(totals.reduce((sum, total) => sum + total, 0n))) / people / size / Number(PARTS),
      sdPct,
      alphaPct: alpha,
      errorRatioPct,
      standardErrorPct: errorRatioPct === null ? null : (errorRatioPct * sdPct) / 100,
    },
    items: columns.map((column, item) => {
      const others = totals.map((total, person) => total - column[person]!);
      const together = pairSum(column, others);
      const apart = pairSum(column, column) * pairSum(others, others);
      const largest = largestPairSum(column, others);
      return {
        facilityPct: (100 * Number(column.reduce((sum, mark) => sum + mark, 0n))) / people / Number(PARTS),
        sdPct: 100 * Math.sqrt(real(pairSum(column, column))),
        discriminationIndexPct: apart === 0n ? null : (100 * Number(together)) / Math.sqrt(Number(apart)),
        discriminativeEfficiencyPct: largest === 0n ? null : (100 * Number(together)) / Number(largest),
        effectiveWeightPct: roots[item] == null || allRoots === 0 ? null : (100 * roots[item]) / allRoots,
      };
    }),
  };
}

function expectSame(found: ReturnType<typeof statisticsOf>, wanted: ReturnType<typeof statisticsOf>) {
  expect(found.items).toHaveLength(wanted.items.length);
  const rows = ({ test: all, items }: typeof found): Record<string, number | null>[] => [all, ...items];
  for (const [at, right] of rows(wanted).entries()) {
    const left = rows(found)[at]!;
    for (const key of Object.keys(right)) {
      const [seen, exact] = [left[key]!, right[key]!];
      if (exact === null || seen === null) expect({ [key]: seen }).toEqual({ [key]: exact });
      else expect(Math.abs(seen - exact), key).toBeLessThan(1e-6);
    }
  }
}

test('every figure is that of exact sums over pairs, to a millionth', () => {
  const sheet = fc
    .record({ people: fc.integer({ min: 2, max: 5 }), size: fc.integer({ min: 1, max: 6 }) })
    .chain(({ people, size }) =>
      fc.array(fc.array(fc.bigInt({ min: 0n, max: PARTS }), { minLength: size, maxLength: size }), {
        minLength: people,
        maxLength: people,
      }),
    );
  fc.assert(
    fc.property(sheet, (rows) => {
      const marks = rows.map((row) => row.map((part) => Number(part) / Number(PARTS)));
      expectSame(statisticsOf(marks), expected(rows));
    }),
    { numRuns: 300 },
  );
});

test('the order of people changes nothing', () => {
  const marks = [
    [1, 0, 0.5],
    [0, 0, 1],
    [1, 1, 0.25],
    [0, 1, 1],
  ];
  expectSame(statisticsOf(marks.toReversed()), statisticsOf(marks));
});

describe('worked by hand', () => {
  test('three people, two items that go together: alpha 12/13', () => {
    // Totals 2, 1.5, 0: mean 7/6, variance 13/12; items: variances 1/4 and 1/3.
    const { test: all, items } = statisticsOf([
      [1, 1],
      [0.5, 1],
      [0, 0],
    ]);
    expect(all.meanPct).toBeCloseTo((100 * 7) / 12, 9);
    expect(all.sdPct).toBeCloseTo(50 * Math.sqrt(13 / 12), 9);
    // 2 × (1 − (7/12) / (13/12)) = 12/13
    expect(all.alphaPct).toBeCloseTo((100 * 12) / 13, 9);
    expect(all.errorRatioPct).toBeCloseTo(100 * Math.sqrt(1 / 13), 9);
    expect(all.standardErrorPct).toBeCloseTo(50 * Math.sqrt(1 / 12), 9);
    // Covariance 1/4; √(1/4 × 1/3) = √(1/12).
    expect(items[0]!.discriminationIndexPct).toBeCloseTo(25 / Math.sqrt(1 / 12), 9);
    expect(items[0]!.discriminativeEfficiencyPct).toBeCloseTo(100, 9);
    expect(items[0]!.facilityPct).toBe(50);
    // Covariances with the total: 1/2 and 7/12.
    expect(items[0]!.effectiveWeightPct).toBeCloseTo(
      (100 * Math.sqrt(1 / 2)) / (Math.sqrt(1 / 2) + Math.sqrt(7 / 12)),
      9,
    );
  });

  test('an item that only the weak have right has a negative discrimination and no weight', () => {
    const { items } = statisticsOf([
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
    ]);
    expect(items[2]!.discriminationIndexPct).toBeCloseTo(-100, 9);
    expect(items[2]!.effectiveWeightPct).toBeNull();
    expect(items[0]!.effectiveWeightPct).toBeCloseTo(50, 9);
  });
});

describe('nothing is said', () => {
  const nothing = { sdPct: null, alphaPct: null, errorRatioPct: null, standardErrorPct: null };

  test('about nobody', () => {
    expect(statisticsOf([])).toEqual({ test: { people: 0, meanPct: null, ...nothing }, items: [] });
  });

  test('but the mean about one person', () => {
    const { test: all, items } = statisticsOf([[1, 0.5]]);
    expect(all).toEqual({ people: 1, meanPct: 75, ...nothing });
    expect(items[1]).toEqual({
      ...{ facilityPct: 50, sdPct: null, discriminationIndexPct: null },
      ...{ discriminativeEfficiencyPct: null, effectiveWeightPct: null },
    });
  });

  test.each([1 / 3, 0.1, 1])('about differences where everybody has the mark %d', (mark) => {
    const { test: all, items } = statisticsOf(Array.from({ length: 7 }, () => [mark, mark, mark]));
    expect(all).toMatchObject({ sdPct: 0, alphaPct: null, errorRatioPct: null, standardErrorPct: null });
    for (const item of items)
      expect(item).toMatchObject({
        ...{ sdPct: 0, discriminationIndexPct: null, discriminativeEfficiencyPct: null },
        effectiveWeightPct: null,
      });
  });

  test('about an item beside no other', () => {
    const { test: all, items } = statisticsOf([[1], [0]]);
    expect(all.alphaPct).toBeNull();
    expect(items[0]).toMatchObject({ discriminationIndexPct: null, effectiveWeightPct: 100 });
  });

  test('about rows of different lengths', () => {
    expect(() => statisticsOf([[1, 0], [1]])).toThrow(RangeError);
  });
});

test('a million answers take at most five seconds', () => {
  let state = 7;
  const draw = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const marks = Array.from({ length: 25_000 }, () => {
    const skill = draw();
    return Array.from({ length: 40 }, () => (draw() < skill ? 1 : 0));
  });
  const begun = performance.now();
  const { test: all } = statisticsOf(marks);
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    JSON.stringify({
      ...{ figure: 'item statistics of 1,000,000 answers', value: Number(seconds.toFixed(2)), unit: 's' },
      ...{ baseline: null, ratio: null, goal: '≤ 5', holds: seconds <= 5 },
    }),
  );
  expect(all.alphaPct).toBeGreaterThan(80);
  expect(seconds).toBeLessThanOrEqual(5);
});
