import { fold } from './fold.ts';

/** A word people type and what it stands for; `means` empty: a filler. `id` is folded. */
export type SearchWord = { id: string; means: readonly string[] };

/** One idea of a query: the ways to say it, each a row of folded words. */
export type Piece = readonly (readonly string[])[];

/**
 * `typed`: as typed, lower case, one blank between words; `isMarked`: with Vietnamese marks. `phrases`: the whole query in
 * each way to say it, folded.
 */
export type Query = {
  typed: string;
  isMarked: boolean;
  pieces: readonly Piece[];
  phrases: readonly string[];
};

const MAX_WORDS = 10;
/** Longest entry of content/search/words.yaml, in words. */
const MAX_SPAN = 4;
const MAX_PHRASES = 6;
/** Words of one letter say too little to start a longer one. */
const MIN_PREFIX = 2;

/** Words and numbers of a text with their marks, apart from punctuation and from each other: `QH15` is `QH 15`. */
export const spaced = (text: string): string =>
  (text.normalize('NFC').match(/[\p{L}\p{M}]+|\p{Nd}+/gu) ?? []).join(' ');

/** Folded words and numbers of a text, in order. */
export const wordsOf = (text: string): string[] => fold(spaced(text)).split(' ').filter(Boolean);

/** Every row of up to four words of a query: what may stand in the list of abbreviations and fillers. */
export function spansOf(text: string): string[] {
  const words = wordsOf(text).slice(0, MAX_WORDS);
  return [
    ...new Set(
      words.flatMap((_, at) =>
        Array.from({ length: Math.min(MAX_SPAN, words.length - at) }, (_span, extra) =>
          words.slice(at, at + extra + 1).join(' '),
        ),
      ),
    ),
  ];
}

/** Reads what was typed: abbreviations also mean what they stand for, fillers go unless they are all there is. */
export function readQuery(text: string, known: readonly SearchWord[]): Query {
  const meanings = new Map(known.map(({ id, means }) => [id, means]));
  const words = wordsOf(text).slice(0, MAX_WORDS);
  const all: Piece[] = [];
  const telling: Piece[] = [];
  for (let at = 0; at < words.length;) {
    let span = Math.min(MAX_SPAN, words.length - at);
    while (span > 1 && !meanings.has(words.slice(at, at + span).join(' '))) span -= 1;
    const said = words.slice(at, at + span);
    const means = meanings.get(said.join(' '));
    if (means === undefined || means.length > 0) {
      const piece = [said, ...(means ?? []).map(wordsOf)];
      all.push(piece);
      telling.push(piece);
    } else {
      all.push(...said.map((word) => [[word]]));
    }
    at += span;
  }
  const pieces = telling.length > 0 ? telling : all;
  const typed = spaced(text).toLowerCase();
  return { typed, isMarked: fold(typed) !== typed, pieces, phrases: phrasesOf(pieces) };
}

function phrasesOf(pieces: readonly Piece[]): string[] {
  let phrases: string[] = pieces.length === 0 ? [] : [''];
  for (const piece of pieces) {
    phrases = piece
      .flatMap((words) => phrases.map((phrase) => `${phrase} ${words.join(' ')}`.trim()))
      .slice(0, MAX_PHRASES);
  }
  return phrases;
}

/**
 * Query of PostgreSQL's full text search that asks for all pieces.
 * @param isUnfinished the last word may be the beginning of a longer one
 */
export function textQueryOf(pieces: readonly Piece[], isUnfinished: boolean): string {
  return pieces
    .map((piece, index) => {
      const isLast = isUnfinished && index === pieces.length - 1;
      const ways = piece.map((words) =>
        words
          .map((word, at) =>
            isLast && at === words.length - 1 && word.length >= MIN_PREFIX ? `${word}:*` : word,
          )
          .join(' <-> '),
      );
      return `(${ways.map((way) => `(${way})`).join(' | ')})`;
    })
    .join(' & ');
}

/** Query that asks for all pieces side by side, in their order. */
export const phraseQueryOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => textQueryOf([piece], false)).join(' <-> ');

/**
 * Query that is content with some pieces missing: one of three or four, two of five or more.
 * @returns null for fewer than three pieces, where what is left would say too little
 */
export function looseQueryOf(pieces: readonly Piece[]): string | null {
  if (pieces.length < 3) return null;
  const missing = pieces.length < 5 ? 1 : 2;
  return choose(pieces, pieces.length - missing)
    .map((kept) => `(${textQueryOf(kept, false)})`)
    .join(' | ');
}

/** Every way to keep `count` of the items, in their order. */
function choose<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, at) => choose(items.slice(at + 1), count - 1).map((rest) => [item, ...rest]));
}
