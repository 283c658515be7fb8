/*
 * Short answers in an address: one character for a letter, one more for its tone, so that a line of Vietnamese takes little
 * more room than it has letters. Case is not kept; it does not count in an answer.
 */
const CODES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
/** Grave, acute, hook above, tilde, dot below. */
const TONES = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const PLAIN = [...' 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz.,:;?!/()%+-"', ...TONES];
/** Before four characters that hold the number of any other character. */
const ESCAPE = CODES[PLAIN.length]!;
const WIDTH = 4;

const codeOf = new Map(PLAIN.map((letter, at) => [letter, CODES[at]!]));
const letterOf = new Map(PLAIN.map((letter, at) => [CODES[at]!, letter]));

/** A text as it is kept: small letters, one blank between words. */
export const keptText = (text: string): string =>
  text.normalize('NFC').toLocaleLowerCase('vi').normalize('NFC').replace(/\s+/g, ' ').trim();

function escaped(letter: string): string {
  let left = letter.codePointAt(0)!;
  let digits = '';
  for (let at = 0; at < WIDTH; at += 1) {
    digits = CODES[left % CODES.length]! + digits;
    left = Math.floor(left / CODES.length);
  }
  return ESCAPE + digits;
}

function packedLetter(letter: string): string {
  const known = codeOf.get(letter);
  if (known !== undefined) return known;
  const parts = letter.normalize('NFD');
  const tone = TONES.find((each) => parts.includes(each));
  const base = tone === undefined ? undefined : codeOf.get(parts.replace(tone, '').normalize('NFC'));
  return base === undefined ? escaped(letter) : base + codeOf.get(tone!)!;
}

/** A text for an address, see {@link keptText}: letters, digits, `_` and `-` only. */
export const packText = (text: string): string => [...keptText(text)].map(packedLetter).join('');

/** Reads what {@link packText} wrote; null for anything else. */
export function unpackText(packed: string): string | null {
  let text = '';
  for (let at = 0; at < packed.length; at += 1) {
    if (packed[at] !== ESCAPE) {
      const letter = letterOf.get(packed[at]!);
      if (letter === undefined) return null;
      text += letter;
      continue;
    }
    const digits = [...packed.slice(at + 1, at + 1 + WIDTH)].map((code) => CODES.indexOf(code));
    const point = digits.reduce((sum, digit) => sum * CODES.length + digit, 0);
    if (digits.length < WIDTH || point > 0x10ffff) return null;
    text += String.fromCodePoint(point);
    at += WIDTH;
  }
  return text.normalize('NFC');
}
