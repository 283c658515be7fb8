import { drawing } from './element.ts';

const LETTERS = 'ABCDEFGHIJ';
/** Triangle, circle, square, octagon, as on the wall; further places have a letter alone. */
const FIGURES = [
  '<path d="M22 4L41 38H3Z"/>',
  '<circle cx="22" cy="22" r="19"/>',
  '<rect x="4" y="4" width="36" height="36" rx="3"/>',
  '<path d="M14 3.5h16L40.5 14v16L30 40.5H14L3.5 30V14Z"/>',
];

export const letterOf = (place: number): string => LETTERS[place] ?? String(place + 1);

/** The sign of a place with its letter. */
export const signOf = (place: number): SVGElement =>
  drawing(
    `<svg class="sign" width="44" height="44" viewBox="0 0 44 44" aria-hidden="true"><g>${FIGURES[place] ?? ''}</g>` +
      `<text x="22" y="${place === 0 ? 33 : 29}" text-anchor="middle">${letterOf(place)}</text></svg>`,
  );

const MARKS = {
  right: 'M2 9.5l5 5L16 4',
  partly: 'M2 9h14',
  wrong: 'M3 3l12 12M15 3L3 15',
  none: 'M9 2v9M9 14v2',
};
export type VerdictKind = keyof typeof MARKS;

/** A tick, a dash or a cross; words always stand beside it. */
export const markOf = (kind: VerdictKind): SVGElement =>
  drawing(
    `<svg class="mark-sign" width="20" height="20" viewBox="0 0 18 18" aria-hidden="true"><path d="${MARKS[kind]}"/></svg>`,
  );

/** What an answer was worth, in a word. @param markPct null: there was none */
export function verdictOf(markPct: number | null): VerdictKind {
  if (markPct === null) return 'none';
  if (markPct >= 100) return 'right';
  return markPct > 0 ? 'partly' : 'wrong';
}
