/*
 * The rules of search: pure. This file is the door of the room for other rooms and for the screen; reading a query and
 * ranking what it finds have their own files.
 */
import { fold } from './fold.ts';

export { fold } from './fold.ts';
export {
  looseQueryOf,
  phraseQueryOf,
  readQuery,
  spaced,
  spansOf,
  textQueryOf,
  wordsOf,
  type Piece,
  type Query,
  type SearchWord,
} from './query.ts';
export {
  foundAs,
  namesOf,
  placeOfEntry,
  pointsFor,
  pointsForNear,
  SEARCH_KINDS,
  shareNamed,
  type SearchKind,
} from './rank.ts';
export { doubtfulWords, mendedPieces, slipsBetween, type Likeness } from './slips.ts';

/** True when every word of the query stands in the text, marks and case aside. An empty query matches all. */
export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(' ')
    .every((word) => folded.includes(word));
}

/**
 * How well a text answers a query: 3 when the words stand in it side by side, 2 when each begins a word of it, 1 when
 * each stands somewhere in it, 0 otherwise and for an empty query.
 */
export function relevance(text: string, query: string): 0 | 1 | 2 | 3 {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const words = fold(query).split(' ').filter(Boolean);
  if (words.length === 0 || !words.every((word) => folded.includes(word))) return 0;
  if (folded.includes(` ${words.join(' ')}`)) return 3;
  return words.every((word) => folded.includes(` ${word}`)) ? 2 : 1;
}
