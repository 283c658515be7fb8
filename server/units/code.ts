/*
 * Codes of units: seven characters, printed on posters and typed by people. No two of the 23 characters look alike
 * (no 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U beside V), and their number is prime: the sum of characters weighted 7 … 1 is a
 * multiple of 23, so that one wrong character or two that changed places never give another code. The second character
 * is a digit and the first a letter: no spreadsheet takes a code for a number or a month, and none reads as a word.
 */
const ALPHABET = '34679ACDEFGHJKMNPRTVWXY';
const LENGTH = 7;
const DIGITS = ALPHABET.slice(0, 5);
const LETTERS = ALPHABET.slice(5);

const sumOf = (code: string): number =>
  [...code].reduce((sum, character, at) => sum + (LENGTH - at) * ALPHABET.indexOf(character), 0);

/**
 * A code of drawn numbers.
 * @param drawn six whole numbers ≥ 0, each drawn evenly from a range far wider than 23
 */
export function makeCode(drawn: readonly number[]): string {
  const [letter = 0, digit = 0, ...others] = drawn.slice(0, LENGTH - 1);
  const body =
    LETTERS[letter % LETTERS.length]! +
    DIGITS[digit % DIGITS.length]! +
    others.map((number) => ALPHABET[number % ALPHABET.length]!).join('');
  return body + ALPHABET[(ALPHABET.length - (sumOf(body) % ALPHABET.length)) % ALPHABET.length]!;
}

/** Whether a text is a code as it is kept: seven characters, capitals, the sum right. */
export const isCode = (text: string): boolean =>
  new RegExp(`^[${LETTERS}][${DIGITS}][${ALPHABET}]{5}$`).test(text) && sumOf(text) % ALPHABET.length === 0;

/** A code as somebody typed it, or what is wrong with it. */
export type ReadCode =
  { ok: true; code: string } | { ok: false; reason: 'LENGTH' | 'CHARACTER' | 'CHECK'; typed: string };

/** Reads a code however it was typed: in any case, in groups, with spaces, dashes or dots. */
export function readCode(typed: string): ReadCode {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s.\-–—_]/g, '')
    .toUpperCase();
  if (code.length !== LENGTH) return { ok: false, reason: 'LENGTH', typed: code };
  if ([...code].some((character) => !ALPHABET.includes(character)))
    return { ok: false, reason: 'CHARACTER', typed: code };
  return isCode(code) ? { ok: true, code } : { ok: false, reason: 'CHECK', typed: code };
}

/** A code in two groups to be read aloud: `K7P-M3RA`. */
export const shownCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;
