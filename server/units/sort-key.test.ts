import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKeyOf } from './rules.ts';

const collator = new Intl.Collator('vi');
const byKey = (a: string, b: string) => {
  const [x, y] = [sortKeyOf(a), sortKeyOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};

const ONSETS = [
  '',
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'gh',
  'gi',
  'h',
  'k',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'nh',
  'ph',
  'q',
  'r',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
];
const VOWELS = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y', 'ươ', 'uâ', 'oa', 'iê'];
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const CODAS = ['', 'c', 'ch', 'm', 'n', 'ng', 'nh', 'p', 't', 'u', 'i'];

const syllable = fc
  .tuple(
    fc.constantFrom(...ONSETS),
    fc.constantFrom(...VOWELS),
    fc.constantFrom(...TONES),
    fc.constantFrom(...CODAS),
    fc.boolean(),
  )
  .map(([onset, vowel, tone, coda, isCapital]) => {
    const text = (onset + vowel + tone + coda).normalize('NFC');
    return isCapital ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  });
const word = fc.oneof(
  { weight: 6, arbitrary: syllable },
  { weight: 1, arbitrary: fc.nat({ max: 999 }).map(String) },
);
const name = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', ' ', '-', ', '))
  .map(([words, between]) => words.join(between));

test('names sort as Intl.Collator sorts Vietnamese', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(byKey(a, b))).toBe(Math.sign(collator.compare(a, b)));
    }),
    { numRuns: 5000 },
  );
});

test('a name stands before the longer one that begins with it, whatever its tones', () => {
  expect(byKey('qủ', 'qu a')).toBe(-1);
});

test('names that differ in tones only sort as the collator does', () => {
  const same = fc.tuple(
    fc.constantFrom('ba', 'tân', 'hoa binh', 'đông'),
    fc.array(fc.constantFrom(...TONES), { minLength: 8, maxLength: 8 }),
    fc.boolean(),
  );
  const spell = ([text, tones, isCapital]: [string, string[], boolean]) => {
    const spelled = [...text]
      .map((letter, at) => (/[aâiôo]/.test(letter) ? letter + tones[at]! : letter))
      .join('')
      .normalize('NFC');
    return isCapital ? spelled.toUpperCase() : spelled;
  };
  fc.assert(
    fc.property(same, same, (a, b) => {
      const [x, y] = [spell(a), spell(b)];
      expect(Math.sign(byKey(x, y))).toBe(Math.sign(collator.compare(x, y)));
    }),
    { numRuns: 3000 },
  );
});

test('the key of a name says nothing that a database could sort otherwise', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => /^[0-9a-z]*$/.test(sortKeyOf(text))));
});
