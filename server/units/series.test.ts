import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesOn, WHOLE_PPM, type Lifetimes, type LineageLink, type SeriesValue } from './rules.ts';

const link = (
  fromId: string,
  toId: string,
  onDay: string,
  sharePpm: number | null = WHOLE_PPM,
): LineageLink => ({
  fromId,
  toId,
  onDay,
  sharePpm,
});
const value = (unitId: string, period: string, number: number): SeriesValue => ({
  unitId,
  period,
  value: number,
});
const always: Lifetimes = new Map();

const MERGER = [link('a', 'b', '2025-07-01')];
const MERGED = new Map([['a', { validFrom: null, validTo: '2025-06-30' }]]);

test('a merger is summed on the new geography', () => {
  const series = [value('a', '2025-06', 3), value('b', '2025-06', 4), value('b', '2025-07', 9)];
  expect(seriesOn(MERGER, MERGED, series, '2025-07-01')).toEqual([
    { unitIds: ['b'], period: '2025-06', value: 7 },
    { unitIds: ['b'], period: '2025-07', value: 9 },
  ]);
});

test('what was recorded after a merger stays one joint value on the old geography', () => {
  const series = [value('a', '2025-06', 3), value('b', '2025-06', 4), value('b', '2025-07', 9)];
  expect(seriesOn(MERGER, MERGED, series, '2025-06-30')).toEqual([
    { unitIds: ['a'], period: '2025-06', value: 3 },
    { unitIds: ['b'], period: '2025-06', value: 4 },
    { unitIds: ['a', 'b'], period: '2025-07', value: 9 },
  ]);
});

test('a value recorded late under the ended unit counts to its last day', () => {
  expect(seriesOn(MERGER, MERGED, [value('a', '2025-08', 2)], '2025-06-30')).toEqual([
    { unitIds: ['a'], period: '2025-08', value: 2 },
  ]);
  expect(seriesOn(MERGER, MERGED, [value('a', '2025-08', 2)], '2026-01-01')).toEqual([
    { unitIds: ['b'], period: '2025-08', value: 2 },
  ]);
});

test('a month in which units merged names both where one value may hold either', () => {
  const links = [link('a', 'b', '2025-07-15')];
  const lives = new Map([['a', { validFrom: null, validTo: '2025-07-14' }]]);
  const series = [value('a', '2025-07', 1), value('b', '2025-07', 5)];
  expect(seriesOn(links, lives, series, '2025-07-14')).toEqual([
    { unitIds: ['a', 'b'], period: '2025-07', value: 6 },
  ]);
});

const SPLIT = [
  link('a', 'x', '2025-01-01', 500_000),
  link('a', 'y', '2025-01-01', 300_000),
  link('a', 'z', '2025-01-01', 200_000),
];
const PARTS: Lifetimes = new Map<string, { validFrom: string | null; validTo: string | null }>([
  ['a', { validFrom: null, validTo: '2024-12-31' }],
  ...['x', 'y', 'z'].map((id) => [id, { validFrom: '2025-01-01', validTo: null }] as const),
]);

test('a split divides by shares into whole numbers that sum to the whole', () => {
  expect(seriesOn(SPLIT, PARTS, [value('a', '2024-12', 11)], '2025-01-01')).toEqual([
    { unitIds: ['x'], period: '2024-12', value: 6 },
    { unitIds: ['y'], period: '2024-12', value: 3 },
    { unitIds: ['z'], period: '2024-12', value: 2 },
  ]);
});

test('the parts of a split sum to the whole on the geography before it', () => {
  const series = [value('x', '2025-01', 1), value('y', '2025-01', 2), value('z', '2025-01', 3)];
  expect(seriesOn(SPLIT, PARTS, series, '2024-12-31')).toEqual([
    { unitIds: ['a'], period: '2025-01', value: 6 },
  ]);
});

test('a unit that keeps a part of itself is told apart by the share it kept', () => {
  const links = [link('a', 'a', '2025-01-01', 750_000), link('a', 'x', '2025-01-01', 250_000)];
  const lives = new Map([['x', { validFrom: '2025-01-01', validTo: null }]]);
  expect(seriesOn(links, lives, [value('a', '2024-12', 8)], '2025-01-01')).toEqual([
    { unitIds: ['a'], period: '2024-12', value: 6 },
    { unitIds: ['x'], period: '2024-12', value: 2 },
  ]);
  expect(seriesOn(links, lives, [value('a', '2025-01', 8), value('x', '2025-01', 1)], '2024-12-31')).toEqual([
    { unitIds: ['a'], period: '2025-01', value: 9 },
  ]);
});

test('a split with unknown shares is never divided', () => {
  const links = [link('a', 'x', '2025-01-01', null), link('a', 'y', '2025-01-01', null)];
  const series = [value('a', '2024-12', 9)];
  expect(seriesOn(links, PARTS, series, '2025-01-01')).toEqual([
    { unitIds: ['x', 'y'], period: '2024-12', value: 9 },
  ]);
});

test('what was divided and merged again is one unit with one value', () => {
  const links = [
    link('a', 'x', '2025-01-01', null),
    link('a', 'y', '2025-01-01', null),
    link('x', 'm', '2025-06-01'),
    link('y', 'm', '2025-06-01'),
  ];
  const lives: Lifetimes = new Map([...PARTS]).set('m', { validFrom: '2025-06-01', validTo: null });
  expect(seriesOn(links, lives, [value('a', '2024-12', 9)], '2025-06-01')).toEqual([
    { unitIds: ['m'], period: '2024-12', value: 9 },
  ]);
  expect(seriesOn(links, lives, [value('m', '2025-07', 4)], '2024-01-01')).toEqual([
    { unitIds: ['a'], period: '2025-07', value: 4 },
  ]);
});

/** A made-up past: on each of a few days a unit merges into another, or is divided among new ones. */
const past = fc
  .array(
    fc.record({
      pick: fc.nat(),
      other: fc.nat(),
      isMerger: fc.boolean(),
      cuts: fc.array(fc.integer({ min: 1, max: WHOLE_PPM - 1 }), { minLength: 1, maxLength: 3 }),
      isKnown: fc.boolean(),
      isKept: fc.boolean(),
    }),
    { maxLength: 7 },
  )
  .map((events) => {
    const living = ['u0', 'u1', 'u2', 'u3'];
    const lives = new Map<string, { validFrom: string | null; validTo: string | null }>(
      living.map((id) => [id, { validFrom: null, validTo: null }]),
    );
    const links: LineageLink[] = [];
    events.forEach(({ pick, other, isMerger, cuts, isKnown, isKept }, at) => {
      const onDay = `2025-${String(at + 2).padStart(2, '0')}-01`;
      const lastDay = `2025-${String(at + 1).padStart(2, '0')}-28`;
      const from = living[pick % living.length]!;
      const end = () => {
        living.splice(living.indexOf(from), 1);
        lives.set(from, { ...lives.get(from)!, validTo: lastDay });
      };
      if (isMerger) {
        const to = living[other % living.length]!;
        if (to === from) return;
        end();
        links.push(link(from, to, onDay));
        return;
      }
      const edges = [0, ...new Set(cuts), WHOLE_PPM].sort((a, b) => a - b);
      edges.slice(1).forEach((edge, part) => {
        const isSelf = isKept && part === 0;
        const to = isSelf ? from : `u${lives.size}`;
        if (!isSelf) {
          lives.set(to, { validFrom: onDay, validTo: null });
          living.push(to);
        }
        links.push(link(from, to, onDay, isKnown ? edge - edges[part]! : null));
      });
      if (!isKept) end();
    });
    return { links, lives };
  });

test('on every geography the totals are the same and no unit is counted twice', () => {
  fc.assert(
    fc.property(
      past,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -50, max: 1000 })), {
        maxLength: 40,
      }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      ({ links, lives }, given, month, dayOfMonth) => {
        const ids = [...lives.keys()];
        const series = given.map(([pick, at, number]) =>
          value(ids[pick % ids.length]!, `2025-${String(at).padStart(2, '0')}`, number),
        );
        const day =
          month === 0
            ? '2024-06-30'
            : `2025-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
        const cells = seriesOn(links, lives, series, day);
        for (const period of new Set(series.map((one) => one.period))) {
          const sum = (list: readonly { period: string; value: number }[]) =>
            list.filter((one) => one.period === period).reduce((total, one) => total + one.value, 0);
          expect(sum(cells)).toBe(sum(series));
          const named = cells.filter((one) => one.period === period).flatMap(({ unitIds }) => unitIds);
          expect(new Set(named).size).toBe(named.length);
        }
        for (const cell of cells) {
          expect(Number.isInteger(cell.value)).toBe(true);
          for (const id of cell.unitIds) {
            const { validFrom, validTo } = lives.get(id)!;
            expect(validFrom === null || validFrom <= day).toBe(true);
            expect(validTo === null || day <= validTo).toBe(true);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('units that nothing happened to stand for themselves on every day', () => {
  const series = [value('q', '2024-03-05', 1.5)];
  expect(seriesOn(MERGER, always, series, '1999-01-01')).toEqual([
    { unitIds: ['q'], period: '2024-03-05', value: 1.5 },
  ]);
});
