import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESULT_SUMS, RESULTS, type Result } from '../vocabulary.ts';
import type { AnyResult } from './fields.ts';
import { isSum, settle, withSums } from './sums.ts';

const settled = (given: Partial<Record<AnyResult, number>>, present = Object.keys(given) as AnyResult[]) =>
  settle(new Map(Object.entries(given) as [AnyResult, number][]), new Set(present));

test('what nobody writes down because it is the rest is told from the rest', () => {
  const { counts, derived, wrong } = settled({
    ...{ received: 100, 'enough-basis': 60, fined: 40, warned: 10 },
    ...{ 'no-basis': 20, 'out-of-scope': 5, 'too-late': 3, duplicate: 2 },
  });
  expect([counts.get('in-process'), counts.get('pending'), derived, wrong]).toEqual([
    10,
    10,
    ['in-process', 'pending'],
    [],
  ]);
});

test('another part is never told from the rest', () => {
  const { counts, derived, wrong } = settled({ handled: 10, fined: 6 });
  expect([counts.get('warned'), derived.length]).toEqual([undefined, 0]);
  expect(wrong).toMatchObject([{ sum: 'handled' }]);
  expect(wrong[0]!.sentence).toContain('Tệp thiếu Cảnh cáo');
});

test.each([
  [{ handled: 9, fined: 6, warned: 4 }, 'handled'],
  [{ 'enough-basis': 9, fined: 6, warned: 4 }, 'enough-basis'],
  [{ 'enough-basis': 10 }, 'enough-basis'],
  [{ refused: 1, 'no-basis': 0, 'out-of-scope': 0, 'too-late': 0, duplicate: 0 }, 'refused'],
  [{ received: 5, fined: 3, pending: 3 }, 'received'],
] as const)('a sum that does not fit its parts is wrong: %o', (given, sum) => {
  expect(settled(given).wrong.map((one) => one.sum)).toEqual([sum]);
});

test('a sum of nothing needs no parts, and parts need no sum', () => {
  expect(settled({ refused: 0 }).wrong).toEqual([]);
  expect(settled({ fined: 3, pending: 2 })).toMatchObject({ wrong: [], derived: [] });
});

const counts = fc.record(
  Object.fromEntries(RESULTS.map((result) => [result, fc.nat(50)])) as Record<Result, fc.Arbitrary<number>>,
);
test('whatever sums are said besides, single results come out as they are; one more anywhere is noticed', () => {
  fc.assert(
    fc.property(
      counts,
      fc.subarray(Object.keys(RESULT_SUMS) as AnyResult[]),
      fc.boolean(),
      (single, said, isLeftOut) => {
        const truth = new Map(Object.entries(single) as [Result, number][]);
        const all = withSums(truth);
        const left: readonly AnyResult[] = isLeftOut && said.includes('enough-basis') ? ['in-process'] : [];
        const given = new Map(
          [...all].filter(([result]) => !left.includes(result) && (!isSum(result) || said.includes(result))),
        );
        const { counts: found, wrong } = settle(given, new Set(given.keys()));
        expect(wrong).toEqual([]);
        for (const [result, count] of truth) expect(found.get(result) ?? 0).toBe(count);
        for (const sum of said.filter((one) => left.length === 0 || one === 'handled' || one === 'refused'))
          expect(
            settle(new Map(given).set(sum, given.get(sum)! + 1), new Set(given.keys())).wrong.length,
          ).toBeGreaterThan(0);
      },
    ),
  );
});
