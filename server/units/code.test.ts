import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCode, makeCode, readCode, shownCode } from './rules.ts';

const ALPHABET = '34679ACDEFGHJKMNPRTVWXY';
const drawn = fc.array(fc.nat({ max: 2 ** 30 }), { minLength: 6, maxLength: 6 });

test('a code that was made is a code, whatever was drawn', () => {
  fc.assert(fc.property(drawn, (numbers) => isCode(makeCode(numbers))));
});

test('a wrong character anywhere is caught: every place, every pair of characters', () => {
  // The sum is linear, so one code for each place and character stands for all others.
  const codes = new Set<string>();
  for (let seed = 0; seed < 23 * 18 * 5; seed += 1)
    codes.add(makeCode([seed, seed * 7, seed * 11, seed * 13, seed * 17, seed * 19]));
  const seen = new Set<string>();
  const missed: string[] = [];
  for (const code of codes)
    for (let at = 0; at < 7; at += 1)
      for (const other of ALPHABET) {
        if (other === code[at]) continue;
        seen.add(`${at}${code[at]}${other}`);
        if (isCode(code.slice(0, at) + other + code.slice(at + 1))) missed.push(`${code} ${at} ${other}`);
      }
  expect(missed).toEqual([]);
  // Places 3 to 7 hold every character, the first the letters, the second the digits.
  expect(seen.size).toBe(5 * 23 * 22 + 18 * 22 + 5 * 22);
});

test('two neighbours that changed places are caught: every place, every pair', () => {
  const seen = new Set<string>();
  for (let first = 0; first < 23; first += 1)
    for (let second = 0; second < 23; second += 1)
      for (let at = 2; at < 6; at += 1) {
        const body = [3, 2, 5, 8, 13, 21];
        body[at] = first;
        if (at < 5) body[at + 1] = second;
        const code = makeCode(at < 5 ? body : [...body.slice(0, 4), second, first]);
        if (code[at] === code[at + 1]) continue;
        seen.add(`${at}${code[at]}${code[at + 1]}`);
        const swapped = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2);
        expect(isCode(swapped)).toBe(false);
      }
  expect(seen.size).toBeGreaterThan(3 * 23 * 22);
  fc.assert(
    fc.property(drawn, fc.nat({ max: 5 }), (numbers, at) => {
      const code = makeCode(numbers);
      const swapped = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2);
      return swapped === code || !isCode(swapped);
    }),
  );
});

test('a code is read however it is typed', () => {
  const code = makeCode([1, 2, 3, 4, 5, 6]);
  const spellings = [
    code,
    code.toLowerCase(),
    shownCode(code),
    ` ${[...code].join(' ')} `,
    `${code.slice(0, 3)}–${code.slice(3)}`,
  ];
  for (const typed of spellings) expect(readCode(typed)).toEqual({ ok: true, code });
});

test('what is no code says what is wrong with it', () => {
  const code = makeCode([1, 2, 3, 4, 5, 6]);
  expect(readCode(code.slice(1))).toMatchObject({ ok: false, reason: 'LENGTH' });
  expect(readCode(`O${code.slice(1)}`)).toMatchObject({ ok: false, reason: 'CHARACTER' });
  const wrong = code.endsWith('3') ? '4' : '3';
  expect(readCode(code.slice(0, 6) + wrong)).toMatchObject({ ok: false, reason: 'CHECK' });
});
