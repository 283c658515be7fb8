import { fold } from './fold.ts';
import type { Piece, Query } from './query.ts';

/** A known word that resembles a typed one. */
export type Likeness = { typed: string; word: string };

const MAX_WAYS = 6;
/** Below this a known word is too short to be taken for another one. */
const MIN_KNOWN = 4;

/** Letters to add, drop, change or swap with their neighbour to make one word of another. */
export function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}

/** How many slips a word may hold: one, from six letters on two. */
const mayHold = (word: string): number => (word.length < 6 ? 1 : 2);

/** Words of a query that may be typing errors: those nobody uses here; when all are known, the longer ones. */
export function doubtfulWords({ pieces }: Query, known: ReadonlySet<string>): string[] {
  const typed = pieces.flatMap((piece) => piece[0]!).filter((word) => /^\p{L}{2,}$/u.test(word));
  const unknown = typed.filter((word) => !known.has(word));
  return unknown.length > 0 ? unknown : typed.filter((word) => word.length >= MIN_KNOWN);
}

/** The pieces of a query with the words that may have been meant; null when no word is near enough to any of them. */
export function mendedPieces({ pieces }: Query, likely: readonly Likeness[]): Piece[] | null {
  let isMended = false;
  const mended = pieces.map((piece): Piece => {
    const said = piece[0]!;
    if (said.length !== 1) return piece;
    const [typed] = said as [string];
    const near = likely
      .filter((one) => one.typed === typed && one.word !== typed)
      .map(({ word }) => ({ word, slips: slipsBetween(typed, fold(word)) }))
      .filter(({ slips }) => slips <= mayHold(typed))
      .sort((a, b) => a.slips - b.slips || (a.word < b.word ? -1 : 1))
      .slice(0, MAX_WAYS);
    if (near.length > 0) isMended = true;
    return [...piece, ...near.map(({ word }) => [word])];
  });
  return isMended ? mended : null;
}
