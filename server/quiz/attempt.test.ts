import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAttempt,
  newAttempt,
  nextNumber,
  parseAttempt,
  parseResultSubject,
  resultSubject,
  scoreOf,
  withChoice,
  type Answer,
  type Attempt,
} from './rules.ts';

const DAY = '2026-11-21';

const attempts: fc.Arbitrary<Attempt> = fc
  .array(fc.tuple(fc.stringMatching(/^[\w-]{6}$/), fc.constantFrom(null, 0, 1, 2, 3)), {
    minLength: 1,
    maxLength: 40,
  })
  .map((items) => ({
    set: 'di-nguoc-chieu',
    on: DAY,
    seed: 'aB3_-xyz',
    refs: items.map(([ref]) => ref),
    choices: items.map(([, choice]) => choice),
  }));

describe('an attempt', () => {
  test('is read from its address as it was written', () => {
    fc.assert(
      fc.property(attempts, (attempt) => {
        expect(parseAttempt(formatAttempt(attempt))).toEqual(attempt);
      }),
    );
  });

  test('begins without answers', () => {
    expect(newAttempt('a', DAY, 'seedseed', ['aaaaaa', 'bbbbbb']).choices).toEqual([null, null]);
  });

  test.each([
    '',
    '1.a.20261121.seedseed.aaaaaa.',
    '1.a.20261121.seedseed.aaaaaa.00',
    '1.a.20261121.seedseed.aaaaa.0',
    '1.a.20261121.seedseed.aaaaaa.4',
    '1.A.20261121.seedseed.aaaaaa.0',
    '2.a.20261121.seedseed.aaaaaa.0',
    `1.a.20261121.seedseed.${'aaaaaa'.repeat(41)}.${'0'.repeat(41)}`,
  ])('“%s” is none', (text) => {
    expect(parseAttempt(text)).toBeNull();
  });

  test('keeps the first answer to a question', () => {
    const once = withChoice(newAttempt('a', DAY, 'seedseed', ['aaaaaa', 'bbbbbb']), 1, 2);
    expect(once.choices).toEqual([2, null]);
    expect(withChoice(once, 1, 3)).toEqual(once);
    for (const outside of [0, 3]) expect(withChoice(once, outside, 1)).toEqual(once);
  });
});

describe('a score', () => {
  const answers = fc.array(fc.constantFrom<Answer[]>('right', 'wrong', 'open', 'withdrawn'));
  test('is never more than what was answered, which is never more than what counts', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const { right, answered, total, withdrawn } = scoreOf(list);
        expect(right <= answered && answered <= total && total + withdrawn === list.length).toBe(true);
      }),
    );
  });
  test('leaves withdrawn questions out', () => {
    expect(scoreOf(['right', 'withdrawn', 'wrong', 'open'])).toEqual({
      right: 1,
      answered: 2,
      total: 3,
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
