import { circle, ink, paper, path, placed, rect, stroke } from './svg.ts';

/* Figures on the faces of signs, drawn for a face of 30 px radius. */

export const walker = (x: number, y: number, scale: number, colour = ink): string =>
  placed(
    x,
    y,
    0,
    circle(2, -19, 4.6, colour) +
      stroke(
        'M1-12-1 3-9 18M-1 3 7 9 9 19M-9 0-5-9 1-11 8-4 13-3',
        colour,
        5,
        'stroke-linecap="round" stroke-linejoin="round"',
      ) +
      stroke('M1-11-1 3', colour, 8, 'stroke-linecap="round"'),
    scale,
  );

/** A car seen from behind. */
export const carShape = (x: number, y: number, colour: string): string =>
  placed(
    x,
    y,
    0,
    path(
      'M-5-8H5L7.5-1V8H4.5V6H-4.5V8H-7.5V-1Z',
      colour,
      `stroke="${colour}" stroke-width="1.4" stroke-linejoin="round"`,
    ) + path('M-3.8-6H3.8L5-1.5H-5Z', paper),
  );

export const horn =
  path('M-15-3V3H-7L8 10V-10L-7-3ZM10-11H13V11H10Z', ink) + stroke('M-13 4Q-12 10-6 9', ink, 2.6);

export const fence = stroke('M-12 16V-3M-4 16V-3M4 16V-3M12 16V-3M-15 2H15M-15 10H15', ink, 3);

/** Steam engine, as on the sign. */
export const trainShape =
  path('M-15 11V3H-13V-6H-14V-8H-4V-6H-5V1H5V-5H4V-8H10V-5H9V1H13Q14 6 14 11Z', ink) +
  circle(-9, 13, 3.6, ink) +
  circle(0, 13, 3.6, ink) +
  circle(9, 13, 3.6, ink) +
  rect(-11, -4, 4, 4, '#F5B800');

export const bothChildren = walker(-6, 4, 0.55) + walker(8, 6, 0.46);

export const digger =
  circle(-2, -8, 3.4, ink) +
  stroke(
    'M-3-3-8 5-2 9-4 16M-8 5-12 16M-3-3 4 2 8 7M0-1 10 12',
    ink,
    3.2,
    'stroke-linecap="round" stroke-linejoin="round"',
  ) +
  path('M7 17Q12 8 19 17Z', ink);

export const skyline =
  path('M-31 17V3H-23V-3H-15V3H-11V-11L-6-15-1-11V17ZM2 17V-7H13V17ZM16 17V3L23-3 30 3V17Z', paper) +
  stroke('M-8-7V-3M-8 1V5M5.5-3V1M10-3V1M5.5 5V9M10 5V9', '#0A4DA2', 2.4);

export const busShape =
  rect(-15, -17, 30, 31, paper, 'rx="4"') +
  rect(-11.5, -13, 23, 12, '#0A4DA2', 'rx="1.5"') +
  circle(-9, 7, 2.6, '#0A4DA2') +
  circle(9, 7, 2.6, '#0A4DA2') +
  rect(-12, 13, 6, 6, paper) +
  rect(6, 13, 6, 6, paper);

/** Three arrows that follow each other anticlockwise. */
export const ringArrows = [0, 120, 240]
  .map((turn) =>
    placed(
      0,
      0,
      turn,
      stroke('M13.9-8A16 16 0 0 0-4.1-15.5', paper, 5.5) + path('M-2-24.5-14.5-12 1-8Z', paper),
    ),
  )
  .join('');
