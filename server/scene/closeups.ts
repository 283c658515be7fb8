import type { Scene } from '#content/schema.ts';
import {
  circle,
  cream,
  glass,
  hair,
  ink,
  paper,
  path,
  placed,
  rect,
  signBlue,
  skin,
  steel,
  stroke,
  yellow,
} from './svg.ts';

/* What stands inside a round inset: hands, things and machines around 0,0 within a radius of about 42 px. No faces.
 * The inset around them rounds the ends and joins of lines. */

const line = `stroke="${ink}" stroke-width="2"`;

/** A stroke with an ink edge: arms, fingers, straps, keys. */
const cased = (d: string, colour: string, width: number) =>
  stroke(d, ink, width + 3.6) + stroke(d, colour, width);
const fingers = (d: string) => cased(d, skin, 5.6);

const beer = [
  cased('M14-9Q29-10 28 5 27 17 13 17', '#DCE7F0', 5),
  path('M-17-17H16L14 28Q14 31 11 31H-12Q-15 31-15 28Z', '#F3F7FA', line),
  path('M-14-11H13L11.4 26Q11 28 9 28H-10Q-12 28-12.4 26Z', '#F2A71B'),
  path('M-18-13Q-22-23-12-25-8-33 1-29 10-34 14-25 22-22 17-13 13-8 8-12 2-6-4-11-11-7-18-13Z', paper, line),
  cased('M-37 23-27 16', skin, 13),
  fingers('M-26 2H-8M-27 10H-6M-26 18H-7M-23 26H-9'),
  path('M-32 6Q-30 0-25-1V28Q-34 27-33 18Z', skin),
].join('');

const handlebar =
  stroke('M-36 26-17 19Q0 12 17 19L36 26', ink, 6) +
  stroke('M-37 26-25 22M25 22 37 26', '#3A434D', 11) +
  circle(0, 17, 8, '#4A535C', line);

const phone = (x: number, y: number, turn: number) =>
  placed(
    x,
    y,
    turn,
    rect(-12, -20, 24, 40, ink, `rx="4" stroke="${paper}" stroke-width="1.4"`) +
      rect(-9.4, -16, 18.8, 31, '#9CD0FF', 'rx="1.5"') +
      stroke('M-5-10H4M-4-4H6M-5 2H3M-3 8H6', signBlue, 2.6),
  );

/** A hand closed round the left (-1) or right (1) grip. */
const grip = (side: 1 | -1) =>
  fingers(`M${side * 36} 18 ${side * 34} 29M${side * 28} 15 ${side * 26} 26`) +
  path(`M${side * 39} 20 ${side * 25} 15 ${side * 26} 22 ${side * 37} 26Z`, skin);

/** The right hand lifts the phone, as the rider of a scene does; only the left one steers. */
const phoneHand = [
  handlebar,
  grip(-1),
  cased('M34 25 25 6', skin, 11),
  phone(7, -11, -8),
  fingers('M26-12 18-13M27-4 19-5M27 4 20 3M20 9 5 4'),
  path('M31-12Q27-17 25-12L23 8Q27 13 31 8Z', skin),
].join('');

const phoneHolder = [
  handlebar,
  grip(-1),
  grip(1),
  stroke('M0 18V2', ink, 8),
  phone(0, -14, 0),
  stroke('M-9-3H-15V-14M9-3H15V-14', '#4A535C', 5),
].join('');

/** Head in a helmet from the side, looking to the right; the face is left out. */
const headSide = (strap: string) => placed(-2, 2, 0, head + strap, 0.86);
const head = [
  path('M-16 0V42H8L9 29Q24 32 27 20L30 6V-2Z', skin, line),
  path('M-31 4Q-35-36 0-38 33-38 34-6H44Q45 0 34 1L30 4Z', yellow, line),
  stroke('M-22-16Q-14-30 4-31', paper, 4, 'opacity=".75"'),
].join('');

const buckle = (x: number, y: number) => rect(x - 4, y - 4, 8, 8, steel, `rx="2" ${line}`);

const strapLoose = headSide(
  cased('M-9 4Q-12 18-20 30', '#4A535C', 4) + cased('M5 4Q11 20 9 33', '#4A535C', 4) + buckle(9, 37),
);

const strapClosed = headSide(
  cased('M-9 4Q-4 24 12 29', '#4A535C', 4) + cased('M7 4 16 29Q24 27 25 20', '#4A535C', 4) + buckle(14, 29),
);

/** A key, its tip to the right. */
const key = (x: number, y: number, turn: number) => {
  const d = 'M-5 0H16M10 0V6M15 0V6M-19 0A7 7 0 1 1-5 0 7 7 0 1 1-19 0';
  return placed(x, y, turn, cased(d, '#F0B400', 3.6));
};

const keyHandOver = [
  cased('M-36 14-22 2', skin, 12),
  cased('M36 16 26 8', skin, 10),
  key(2, -6, 0),
  fingers('M-22-8-12-8M-21 0-11-2'),
  fingers('M28 0 18-2M27 7 17 4'),
].join('');

const licence = [
  rect(-27, -30, 54, 36, paper, `rx="4" ${line}`) + rect(-26, -29, 52, 8, signBlue, 'rx="3"'),
  rect(-22, -17, 15, 18, '#C9D8E8') + circle(-14.5, -11, 3.6, hair) + path('M-21 1Q-14.5-10-8 1Z', hair),
  stroke('M-2-14H21M-2-8H17M-2-2H11', steel, 3),
  cased('M-34 16-28 4', skin, 11),
  fingers('M-33-6H-25M-32 2H-24M-24 8-16 3'),
  cased('M36 22 26 21', skin, 11),
  key(8, 22, 180),
  fingers('M26 17 18 18M26 25 18 25'),
].join('');

const wheel = (x: number, y: number, r: number) =>
  circle(x, y, r, '#E9EEF3', `stroke="${ink}" stroke-width="6"`) + circle(x, y, 2.6, ink);

const motorbike = [
  wheel(-26, 19, 12),
  wheel(27, 19, 12),
  stroke('M14-20 27 19', ink, 5),
  stroke('M-26 19-10 2H10', ink, 5),
  rect(-12, -1, 26, 23, '#AEB8C2', line),
  stroke('M-12 4H14M-12 9H14M-12 14H14', ink, 2),
  stroke('M12 22 3 25H-34', steel, 6),
  path('M-9-6Q-8-21 8-21 19-19 18-8L13-2H-8Z', yellow, line),
  path('M-37-12-9-9-8-2H-28Q-36-4-37-12Z', glass, line),
  stroke('M13-19 6-28H0', ink, 5),
  circle(23, -14, 5.4, cream, line),
].join('');

const moped = [
  wheel(-19, 22, 7),
  wheel(21, 22, 7),
  circle(-10, 20, 5, '#AEB8C2', line),
  path('M-28 2-4 1Q-2 12 8 12L14-14H20L19 10Q17 19 8 19H-10Q-24 20-28 2Z', yellow, line),
  path('M-30-3H-6V2H-28Q-31 1-30-3Z', glass, line),
  stroke('M17-14 15-22 8-23', ink, 5),
  circle(20, -10, 3.6, cream, line),
].join('');

/** Drawings by the name of their inset. */
export const closeUps: Record<Scene['insets'][number]['kind'], string> = {
  beer,
  'phone-hand': phoneHand,
  'phone-holder': phoneHolder,
  'strap-loose': strapLoose,
  'strap-closed': strapClosed,
  key: keyHandOver,
  licence,
  motorbike,
  moped,
};
