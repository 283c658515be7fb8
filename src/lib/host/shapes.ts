import { s } from './dom.ts';

type Draw = () => SVGElement;
const FIGURES: readonly Draw[] = [
  () => s('path', { d: 'M22 4L41 38H3Z', class: 'shape-a' }),
  () => s('circle', { cx: 22, cy: 22, r: 19, class: 'shape-b' }),
  () => s('rect', { x: 4, y: 4, width: 36, height: 36, rx: 3, class: 'shape-c' }),
  () => s('path', { d: 'M14 3.5h16L40.5 14v16L30 40.5H14L3.5 30V14Z', class: 'shape-d' }),
];
const PLAIN: Draw = () => s('rect', { x: 4, y: 4, width: 36, height: 36, rx: 18, class: 'shape-e' });

/** A sign with a letter; from the fifth place on only the letter tells places apart. */
export function shape(at: number, letter: string): SVGElement {
  return s(
    'svg',
    { class: 'quiz-shape', viewBox: '0 0 44 44', 'aria-hidden': 'true' },
    (FIGURES[at] ?? PLAIN)(),
    s(
      'text',
      { x: 22, y: at === 0 ? 33 : 29, 'text-anchor': 'middle', class: `letter-${Math.min(at, 4)}` },
      letter,
    ),
  );
}

/** Dashes of the centre line: so many of all are yellow. */
export function dashes(done: number, total: number): SVGElement {
  return s(
    'svg',
    { class: 'pj-dashes', viewBox: `0 0 ${total * 33 - 9} 12`, 'aria-hidden': 'true' },
    ...Array.from({ length: total }, (_, at) =>
      s('rect', { x: at * 33, width: 24, height: 12, class: at < done ? 'done' : 'todo' }),
    ),
  );
}
