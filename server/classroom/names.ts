import {
  ANY_MARKS,
  BEFORE_LETTER,
  EXACT,
  FAMILY_NAMES,
  FOREIGN,
  FOREIGN_WORDS,
  LETTER_CODES,
  LETTER_NAMES,
  LOOKALIKES,
  PHRASES,
  PLACE_WORDS,
  PLACES,
  SIGNS,
} from './name-words.ts';

/**
 * Why a name is not shown to a class.
 * `RUDE`: one way to read it insults, or speaks of sex, drugs or violence; a real name typed without marks may too.
 * `CONTACT`: a number, an address or a place where somebody is found.
 * `LETTERS`: it holds something else than letters, or fewer than two of them.
 * `WHOLE_NAME`: it says more of somebody than the name they are called by.
 */
export type NameRefusal = 'RUDE' | 'CONTACT' | 'LETTERS' | 'WHOLE_NAME';

/** A letter as it sounds, and its marks in a fixed order. */
type Letter = { base: string; marks: string };

const MAX_WORDS = 3;
/** Decomposes like a mark, so that đ is d with one more. */
const STROKE = '\u0335';
const MARK = /\p{M}/u;

const lowerOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{L}/gu, (letter) => LOOKALIKES[letter] ?? letter);

/** Letters by their sound: k and q as c, j and y as i, x as s, ph as f, z as d; a letter held down counts once. */
function lettersOf(word: string): Letter[] {
  const letters: Letter[] = [];
  const text = word
    .normalize('NFD')
    .replace(/đ/g, `d${STROKE}`)
    .replace(/ck/g, 'c')
    .replace(/ph/g, 'f')
    .replace(/q|k(?!h)/g, 'c')
    .replace(/[jy]/g, 'i')
    .replace(/x/g, 's')
    .replace(/z/g, 'd');
  for (const sign of text) {
    const last = letters.at(-1);
    if (MARK.test(sign)) {
      if (last && !last.marks.includes(sign)) last.marks = [...last.marks, sign].sort().join('');
    } else letters.push({ base: sign, marks: '' });
  }
  return letters.filter((letter, at) => {
    const next = letters[at + 1];
    if (next?.base !== letter.base) return true;
    next.marks = [...new Set([...letter.marks, ...next.marks])].sort().join('');
    return false;
  });
}

const bareOf = (letters: readonly Letter[]): string => letters.map(({ base }) => base).join('');
const keyOf = (letters: readonly Letter[]): string => letters.map(({ base, marks }) => base + marks).join('');
const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

const anyMarks = new Map(
  Object.entries(ANY_MARKS).map(([word, others]) => [
    bareOf(lettersOf(word)),
    new Set(others.map((other) => keyOf(lettersOf(other)))),
  ]),
);
const exact = new Set(EXACT.map((word) => keyOf(lettersOf(word))));
/** A phrase word by word, and as it is written without blanks. */
const phrases = PHRASES.map((phrase) => ({
  apart: phrase.split(' ').flatMap(lettersOf),
  together: lettersOf(phrase.replace(/ /g, '')),
}));

/** Whether a phrase stands at a place of a name whose marks there are the phrase's, or fewer. */
const standsAt = (name: readonly Letter[], phrase: readonly Letter[], from: number): boolean =>
  phrase.every(({ base, marks }, at) => {
    const letter = name[from + at];
    return letter?.base === base && [...letter.marks].every((mark) => marks.includes(mark));
  });

/** Whether whole words make up a phrase; where letters were taken apart or nothing is, any letters may. */
function holdsPhrase(words: readonly string[]): boolean {
  const whole = lettersOf(words.join(''));
  if (words.length === 1 || words.some((word) => withoutMarks(word).length === 1))
    return phrases.some(({ together }) => whole.some((_, from) => standsAt(whole, together, from)));
  const parts = words.map(lettersOf);
  const starts = parts.map((_, at) => parts.slice(0, at).flat().length);
  const name = parts.flat();
  const ends = new Set([...starts, name.length]);
  return phrases.some(({ apart }) =>
    starts.some((from) => ends.has(from + apart.length) && standsAt(name, apart, from)),
  );
}

const isRudeLetters = (letters: readonly Letter[]): boolean => {
  const others = anyMarks.get(bareOf(letters));
  return (others !== undefined && !others.has(keyOf(letters))) || exact.has(keyOf(letters));
};

function isRudeWord(word: string): boolean {
  const letters = lettersOf(word);
  const plain = withoutMarks(word);
  return (
    isRudeLetters(letters) ||
    (letters.length > 2 && isRudeLetters(letters.toReversed())) ||
    FOREIGN_WORDS.has(plain)
  );
}

/** Letters such as c, held down, are the same code. */
const isCode = (letters: string): boolean => {
  const plain = withoutMarks(letters);
  return (
    LETTER_CODES.has(plain.replace(/(.)\1{2,}/g, '$1$1')) || LETTER_CODES.has(plain.replace(/(.)\1+/g, '$1'))
  );
};

/** The words of a name, and those that come together where they were taken apart. */
function joined(words: readonly string[]): string[] {
  const runs = words.join(' ').replace(/(?<=^| )(\S\p{M}*) (?=\S\p{M}*(?: |$))/gu, '$1');
  const pairs = words
    .slice(1)
    .map((word, at) => [words[at]!, word])
    .filter((pair) => pair.some((word) => withoutMarks(word).length <= 2));
  return [...new Set([...words, ...runs.split(' '), ...pairs.map((pair) => pair.join('')), words.join('')])];
}

const TELEX_MARKS: readonly (readonly [RegExp, string])[] = [
  [/dd/g, 'đ'],
  [/([aeo])\1/g, '$1\u0302'],
  [/([ou])w/g, '$1\u031b'],
  [/aw/g, 'a\u0306'],
];
const TELEX_TONES: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};

/** What the keys of a Telex keyboard would have written. */
function fromTelex(word: string): string {
  const marked = TELEX_MARKS.reduce((text, [keys, written]) => text.replace(keys, written), word);
  const [, start, vowel, end, tone] = /^(.*?)([aeiouy])(\p{M}*\p{L}*?)([sfrxj])$/u.exec(marked) ?? [];
  return tone === undefined ? marked : `${start}${vowel}${TELEX_TONES[tone]}${end}`;
}

function isRude(words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const candidates = joined(words);
  const whole = words.join('');
  const plain = withoutMarks(whole);
  const spelled = words.map((word) => LETTER_NAMES[word.normalize('NFC')]);
  return (
    candidates.some((word) => isRudeWord(word) || isRudeWord(fromTelex(word)) || isCode(word)) ||
    (spelled.every((letter) => letter !== undefined) && isCode(spelled.join(''))) ||
    FOREIGN.some((word) => plain.includes(word) || plain.replace(/(.)\1+/g, '$1').includes(word)) ||
    holdsPhrase(words) ||
    (BEFORE_LETTER.has(words.at(-2)?.normalize('NFC') ?? '') && words.at(-1)!.length === 1)
  );
}

const wordsIn = (text: string): string[] => text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];

/** Every way in which a name may be meant: signs as letters, or as nothing. */
function readingsOf(text: string): string[][] {
  const replaced = SIGNS.map((signs) => [...text].map((sign) => signs[sign] ?? sign).join(''));
  // Most names hold letters only: then all of these are one.
  return [...new Set([text, ...replaced, text.replace(/[^\p{L}\p{M}\s]/gu, '')])].map(wordsIn);
}

function isContact(text: string): boolean {
  const words = wordsIn(text);
  const plain = withoutMarks(words.join(''));
  return (
    /\d{3}/.test(text.replace(/[\s.\-()]/g, '')) ||
    /[@:]|\/\/|\p{L}\.(?:vn|com|net|org|me|io|info|edu|gov)\b/u.test(text) ||
    PLACES.some((place) => plain.includes(place)) ||
    words.some((word) => PLACE_WORDS.has(withoutMarks(word)))
  );
}

const isMadeOfLetters = (name: string): boolean =>
  /^[\p{Script=Latin}\p{M}\s'’.-]+$/u.test(name) && (name.normalize('NFC').match(/\p{L}/gu) ?? []).length > 1;

/**
 * Whether a first name may be shown to a class. Sees through marks left out, look-alike letters and signs, letters taken
 * apart, repeated or turned round, and abbreviations.
 * @param name as typed; composed or not
 */
export function judgeName(name: string): { ok: true } | { ok: false; reason: NameRefusal } {
  const refused = (reason: NameRefusal) => ({ ok: false, reason }) as const;
  const text = lowerOf(name);
  if (readingsOf(text).some(isRude)) return refused('RUDE');
  if (isContact(text)) return refused('CONTACT');
  if (!isMadeOfLetters(name.trim())) return refused('LETTERS');
  const words = wordsIn(text).map((word) => word.normalize('NFC'));
  const isWhole = words.length > MAX_WORDS || (words.length === MAX_WORDS && FAMILY_NAMES.has(words[0]!));
  return isWhole ? refused('WHOLE_NAME') : { ok: true };
}
