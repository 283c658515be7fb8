/*
 * The order of Vietnamese as a text of digits and small letters, which every database sorts alike: by letters first
 * (a ă â … d đ …), then by tones in the order of `Intl.Collator('vi')` (ngang, huyền, hỏi, ngã, sắc, nặng), then small
 * before capital.
 */
const LETTERS = ' _-,;:!?.\'"“”()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
/** Marks that make another letter, not a tone. */
const SHAPES = new Set(['\u0306', '\u0302', '\u031B']);
/** What looks the same to the order. */
const SAME: Readonly<Record<string, string>> = { '–': '-', '—': '-', '’': "'", '‘': "'" };

/** Two digits in base 36, from 10 on: none begins like {@link END}. */
const places = new Map([...LETTERS].map((letter, at) => [letter, (at + 36).toString(36)]));
/** Letters of other alphabets, after all of these. */
const OTHER = 'zz';
const END = '0';

/**
 * The key by which a name sorts. Compare keys byte by byte; equal keys belong to names that differ in nothing that
 * counts for the order.
 */
export function sortKeyOf(name: string): string {
  let letters = '';
  let tones = '';
  let cases = '';
  const parts = name.normalize('NFD').replace(/\s+/g, ' ').trim();
  for (let at = 0; at < parts.length;) {
    const base = String.fromCodePoint(parts.codePointAt(at)!);
    at += base.length;
    let shape = '';
    let tone = '1';
    for (; at < parts.length && /\p{M}/u.test(parts[at]!); at += 1) {
      if (SHAPES.has(parts[at]!)) shape = parts[at]!;
      else tone = String(TONES.indexOf(parts[at]!) + 2);
    }
    const small = base.toLowerCase();
    const letter = (small + shape).normalize('NFC');
    letters += places.get(SAME[letter] ?? letter) ?? places.get(small) ?? OTHER;
    tones += tone;
    cases += small === base ? '1' : '2';
  }
  const trimmed = (text: string) => text.replace(/1+$/, '');
  return `${letters}${END}${trimmed(tones)}${END}${trimmed(cases)}`;
}
