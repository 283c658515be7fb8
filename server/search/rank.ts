import { spaced, wordsOf, type Piece, type Query } from './query.ts';

export const SEARCH_KINDS = [
  'guide',
  'page',
  'channel',
  'plan',
  'act',
  'penalty',
  'provision',
  'question',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** What of an entry decides its place. `folded`: title and terms as {@link namesOf} writes them. `textRank`: ts_rank, 0 to 1. */
export type Candidate = {
  kind: SearchKind;
  title: string;
  terms: readonly string[];
  folded: string;
  textRank: number;
};

const BETWEEN = ' | ';

/** Title and other names of an entry, folded, in one line. */
export const namesOf = (title: string, terms: readonly string[]): string =>
  [title, ...terms].map((name) => wordsOf(name).join(' ')).join(BETWEEN);

/** Order among entries that hold the same words, before they are ranked; less is first. */
export const placeOfEntry = (kind: SearchKind, title: string): number =>
  SEARCH_KINDS.indexOf(kind) * 100 + Math.min(99, wordsOf(title).length);

/** How close a text is to a phrase: not at all, all words begun, all words, side by side and the last one begun, side by side, nothing else. */
type Closeness = 0 | 1 | 2 | 3 | 4 | 5;

const TITLE_POINTS = [0, 2, 4, 6, 8, 10] as const;
const TERM_POINTS = [0, 1, 3, 5, 6.5, 8] as const;
/** Everyday words mean a guide first; the law is found by its own words and numbers. */
const KIND_POINTS: Record<SearchKind, number> = {
  guide: 3,
  channel: 1.5,
  plan: 1,
  act: 1,
  page: 0.5,
  penalty: 0.5,
  provision: 0,
  question: -4,
};

function closeness(name: string, phrase: string): Closeness {
  if (name === phrase) return 5;
  const text = ` ${name} `;
  if (text.includes(` ${phrase} `)) return 4;
  if (text.includes(` ${phrase}`)) return 3;
  const wanted = phrase.split(' ');
  if (wanted.every((word) => text.includes(` ${word} `))) return 2;
  return wanted.every((word) => text.includes(` ${word}`)) ? 1 : 0;
}

const closest = (name: string, { phrases }: Query): Closeness =>
  phrases.reduce<Closeness>((best, phrase) => {
    const here = closeness(name, phrase);
    return here > best ? here : best;
  }, 0);

/**
 * Points of an entry for a query; more is better. What stands in the title counts most, then other names, then the text;
 * a guide goes before the law. Marks typed by the reader count when they agree.
 */
export function pointsFor({ kind, title, terms, folded, textRank }: Candidate, query: Query): number {
  const [ownTitle = '', ...others] = folded.split(BETWEEN);
  const inTitle = TITLE_POINTS[closest(ownTitle, query)];
  const inTerms = Math.max(0, ...others.map((name) => TERM_POINTS[closest(name, query)]));
  const named = Math.max(inTitle, inTerms);
  const byMarks = named === 0 || !query.isMarked ? 0 : saysAsTyped([title, ...terms], query) ? 1 : -2;
  const brevity = 0.5 / (1 + ownTitle.split(' ').length);
  return named + KIND_POINTS[kind] + byMarks + Math.min(1, textRank) + brevity;
}

const saysAsTyped = (names: readonly string[], { typed }: Query): boolean =>
  names.some((name) => ` ${spaced(name).toLowerCase()} `.includes(` ${typed} `));

/** Share of some pieces that the names of an entry hold, 0 to 1; what only other names hold counts a little less. */
export function shareNamed(folded: string, pieces: readonly Piece[]): number {
  const title = folded.split(BETWEEN, 1)[0]!;
  return Math.max(shareIn(title, pieces), 0.95 * shareIn(folded, pieces));
}

function shareIn(names: string, pieces: readonly Piece[]): number {
  const text = ` ${names} `;
  const named = pieces.filter((piece) => piece.some((words) => text.includes(` ${words.join(' ')} `)));
  return pieces.length === 0 ? 0 : named.length / pieces.length;
}

/** Points of an entry that only resembles what was typed. @param likeness 0 to 1 */
export const pointsForNear = (kind: SearchKind, likeness: number): number =>
  likeness + KIND_POINTS[kind] / 30;

/** Another name of the entry that the query found, where the title does not show why it was found; null when it does. */
export function foundAs({ terms, folded }: Pick<Candidate, 'terms' | 'folded'>, query: Query): string | null {
  const [ownTitle = '', ...others] = folded.split(BETWEEN);
  if (closest(ownTitle, query) > 0) return null;
  const levels = others.map((name) => closest(name, query));
  const best = Math.max(0, ...levels);
  return best > 1 ? terms[levels.indexOf(best as Closeness)]! : null;
}
