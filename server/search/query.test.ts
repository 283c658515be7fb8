import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  looseQueryOf,
  phraseQueryOf,
  readQuery,
  spaced,
  spansOf,
  textQueryOf,
  wordsOf,
  type SearchWord,
} from './rules.ts';

const known: SearchWord[] = [
  { id: 'gplx', means: ['giấy phép lái xe'] },
  { id: 'bh', means: ['bảo hiểm'] },
  { id: 'nd', means: ['nghị định'] },
  { id: 'bao nhieu', means: [] },
  { id: 'bi phat bao nhieu', means: [] },
];
const phrases = (text: string) => readQuery(text, known).phrases;

test('words and numbers are read apart from punctuation and from each other', () => {
  expect(spaced('Nghị định 168/2024/NĐ-CP')).toBe('Nghị định 168 2024 NĐ CP');
  expect(wordsOf('QH15, “P.102”; cm³'.normalize('NFD'))).toEqual(['qh', '15', 'p', '102', 'cm']);
});

test('an abbreviation is also what it stands for', () => {
  expect(phrases('GPLX')).toEqual(['gplx', 'giay phep lai xe']);
  expect(phrases('mũ bh')).toEqual(['mu bh', 'mu bao hiem']);
  expect(phrases('nđ168')).toEqual(['nd 168', 'nghi dinh 168']);
});

test('fillers go, the longest first, unless they are all there is', () => {
  expect(phrases('ngược chiều bị phạt bao nhiêu')).toEqual(['nguoc chieu']);
  expect(phrases('bao nhiêu')).toEqual(['bao nhieu']);
  expect(phrases(' “ ” ')).toEqual([]);
});

test('spans are every row of up to four words', () => {
  expect(spansOf('a b c d e')).toContain('a b c d');
  expect(spansOf('a b c d e')).not.toContain('a b c d e');
});

test('a text query asks for all pieces, in any of their ways', () => {
  const { pieces } = readQuery('gplx ha', known);
  expect(textQueryOf(pieces, false)).toBe('((gplx) | (giay <-> phep <-> lai <-> xe)) & ((ha))');
  expect(textQueryOf(pieces, true)).toContain('((ha:*))');
  expect(phraseQueryOf(pieces)).toContain(' <-> ((ha))');
});

test('a loose query lets one of three words be missing, two of five, none of two', () => {
  const of = (text: string) => looseQueryOf(readQuery(text, []).pieces)?.split(') | (').length ?? 0;
  expect(of('a b')).toBe(0);
  expect(of('a b c')).toBe(3);
  expect(of('a b c d e')).toBe(10);
});

test('whatever is typed, a text query holds nothing but words and operators', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { pieces } = readQuery(text, known);
      expect(textQueryOf(pieces, true)).toMatch(/^[\p{L}\p{Nd}\s()|&<>:*-]*$/u);
      expect(pieces.length).toBeLessThanOrEqual(10);
    }),
  );
});
