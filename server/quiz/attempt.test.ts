import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskResponse } from '#content/schema.ts';
import { keptText } from './packed-text.ts';
import {
  fitsAddress,
  formatAttempt,
  MAX_SHORT_LENGTH,
  newAttempt,
  nextNumber,
  parseAttempt,
  parseResultSubject,
  resultSubject,
  scoreOf,
  verdictOf,
  withResponse,
  type Answer,
  type Attempt,
} from './rules.ts';

const DAY = '2026-11-21';

const place = fc.integer({ min: 0, max: 9 });
/** Short answers as an address keeps them. */
const texts = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('nhường đường', 'ở ệ đ “x” 5–6'))
  .map(keptText)
  .filter((text) => text !== '');
const responses: fc.Arbitrary<TaskResponse> = fc.oneof(
  fc.record({ kind: fc.constant('one' as const), choice: place }),
  fc.record({ kind: fc.constant('several' as const), choices: fc.array(place, { maxLength: 10 }) }),
  fc.record({ kind: fc.constant('true-false' as const), isTrue: fc.boolean() }),
  fc.record({ kind: fc.constant('ordering' as const), places: fc.array(place, { minLength: 1 }) }),
  fc.record({
    kind: fc.constant('matching' as const),
    rights: fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 10 }),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    // Minus nought is nought.
    value: fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => value + 0),
  }),
  fc.record({ kind: fc.constant('short' as const), text: texts }),
  fc.record({ kind: fc.constant('hotspot' as const), spot: place }),
);

const attempts: fc.Arbitrary<Attempt> = fc
  .array(fc.tuple(fc.stringMatching(/^[\w-]{6}$/), fc.option(responses)), { minLength: 1, maxLength: 40 })
  .map((items) => ({
    set: 'di-nguoc-chieu',
    on: DAY,
    seed: 'aB3_-xyz',
    refs: items.map(([ref]) => ref),
    responses: items.map(([, response]) => response),
  }));
const one = (choice: number): TaskResponse => ({ kind: 'one', choice });
const short = (text: string): TaskResponse => ({ kind: 'short', text });

describe('an attempt', () => {
  test('is read from its address as it was written', () => {
    fc.assert(
      fc.property(attempts, (attempt) => {
        const text = formatAttempt(attempt);
        expect(text).toMatch(/^[\w.~-]+$/);
        expect(parseAttempt(text)).toEqual(attempt);
      }),
    );
  });

  test('of before there were other kinds is read as it was meant', () => {
    expect(parseAttempt('1.tong-hop.20260901.aB3_-xyz.aaaaaabbbbbbcccccc.0-3')).toEqual({
      set: 'tong-hop',
      on: '2026-09-01',
      seed: 'aB3_-xyz',
      refs: ['aaaaaa', 'bbbbbb', 'cccccc'],
      responses: [one(0), null, one(3)],
    });
  });

  test('begins without answers', () => {
    expect(newAttempt('a', DAY, 'seedseed', ['aaaaaa', 'bbbbbb']).responses).toEqual([null, null]);
  });

  test.each([
    '',
    '1.a.20261121.seedseed.aaaaaa.',
    '1.a.20261121.seedseed.aaaaaa.00',
    '1.a.20261121.seedseed.aaaaa.0',
    '1.a.20261121.seedseed.aaaaaa.z1~',
    '1.a.20261121.seedseed.aaaaaa.t2~',
    '1.a.20261121.seedseed.aaaaaa.t1',
    '1.a.20261121.seedseed.aaaaaa.o~',
    '1.a.20261121.seedseed.aaaaaa.n1_2_3~',
    '1.a.20261121.seedseed.aaaaaa.w~',
    '1.a.20261121.seedseed.aaaaaa.w_~',
    '1.a.20261121.seedseed.aaaaaa.h12~',
    '1.A.20261121.seedseed.aaaaaa.0',
    '2.a.20261121.seedseed.aaaaaa.0',
    `1.a.20261121.seedseed.${'aaaaaa'.repeat(41)}.${'0'.repeat(41)}`,
  ])('“%s” is none', (text) => {
    expect(parseAttempt(text)).toBeNull();
  });

  test('keeps the first answer to a question', () => {
    const once = withResponse(newAttempt('a', DAY, 'seedseed', ['aaaaaa', 'bbbbbb']), 1, one(2));
    expect(once.responses).toEqual([one(2), null]);
    expect(withResponse(once, 1, one(3))).toEqual(once);
    for (const outside of [0, 3]) expect(withResponse(once, outside, one(1))).toEqual(once);
  });

  test('of twenty short answers, each as long as it may be, stays under 2,000 characters', () => {
    const longest = 'Người đi bộ được ưu tiên đi trước, còn mọi xe phải nhường ạ!';
    expect(longest).toHaveLength(MAX_SHORT_LENGTH);
    expect(fitsAddress(short(longest))).toBe(true);
    const refs = Array.from({ length: 20 }, () => 'aaaaaa');
    const set = 'mot-bo-cau-hoi-co-ten-rat-dai-cua-mot-truong-trung-hoc-co-so';
    const attempt = refs.reduce(
      (before, _, at) => withResponse(before, at + 1, short(longest)),
      newAttempt(set, DAY, 'seedseed', refs),
    );
    expect(formatAttempt(attempt).length + 1 + 22).toBeLessThanOrEqual(2000);
    expect(parseAttempt(formatAttempt(attempt))!.responses[19]).toEqual(short(longest.toLowerCase()));
  });

  test('takes no short answer that would make its address too long', () => {
    expect(fitsAddress(short('a'.repeat(MAX_SHORT_LENGTH)))).toBe(true);
    expect(fitsAddress(short('a'.repeat(MAX_SHORT_LENGTH + 1)))).toBe(false);
    expect(fitsAddress(short('漢'.repeat(16)))).toBe(true);
    expect(fitsAddress(short('漢'.repeat(17)))).toBe(false);
    expect(fitsAddress({ kind: 'matching', rights: Array(10).fill(15) })).toBe(true);
  });
});

describe('what an answer was worth', () => {
  test.each([
    [0, 'wrong'],
    [0.01, 'partly'],
    [33, 'partly'],
    [99.9, 'partly'],
    [3 * 33.333, 'right'],
    [100, 'right'],
  ])('%d %% is %s', (markPct, verdict) => {
    expect(verdictOf(markPct)).toBe(verdict);
  });
});

describe('a score', () => {
  const answers = fc.array(fc.constantFrom<Answer[]>('right', 'partly', 'wrong', 'open', 'withdrawn'));
  test('is never more than what was answered, which is never more than what counts', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const { right, partly, answered, total, withdrawn } = scoreOf(list);
        expect(right + partly <= answered && answered <= total).toBe(true);
        expect(total + withdrawn).toBe(list.length);
      }),
    );
  });
  test('leaves withdrawn questions out', () => {
    expect(scoreOf(['right', 'withdrawn', 'wrong', 'partly', 'open'])).toEqual({
      right: 1,
      partly: 1,
      answered: 3,
      total: 4,
      withdrawn: 1,
    });
  });
  test('goes on with the first open question, past withdrawn ones', () => {
    expect(nextNumber(['right', 'withdrawn', 'open', 'open'])).toBe(3);
    expect(nextNumber(['right', 'withdrawn'])).toBeNull();
    expect(nextNumber([])).toBeNull();
  });
});

describe('the subject of a result image', () => {
  test('is read as it was written', () => {
    const result = { set: 'tong-hop', right: 8, total: 10, on: DAY };
    expect(parseResultSubject(resultSubject(result))).toEqual(result);
  });
  test.each([
    '',
    'tong-hop_11_10_2026-11-21',
    'tong-hop_0_0_2026-11-21',
    'tong-hop_8_10',
    'a b_1_2_2026-11-21',
  ])('“%s” is none', (subject) => {
    expect(parseResultSubject(subject)).toBeNull();
  });
});
