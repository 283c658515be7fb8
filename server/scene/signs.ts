import type { Scene, SceneSignCode } from '#content/schema.ts';
import {
  amber,
  circle,
  ellipse,
  ink,
  label,
  nums,
  paper,
  path,
  placed,
  rect,
  signBlue,
  steel,
  stopRed,
  stroke,
  yellow,
} from './svg.ts';
import {
  bothChildren,
  busShape,
  carShape,
  digger,
  fence,
  horn,
  ringArrows,
  skyline,
  trainShape,
  walker,
} from './pictograms.ts';

/*
 * Signs of QCVN 41:2024 standing upright beside the road. Faces are drawn around 0,0 with a radius of
 * about 30 px; shapes and colours as far as shared/law names them.
 */

type Sign = Scene['signs'][number];

/** Height of the middle of a face above the foot of the post, before scaling. */
export const faceHeight = 52;
export const faceRadius = 30;

const ring = (body: string, ground = paper) =>
  circle(0, 0, 30, paper, `stroke="#9AA3AB" stroke-width="1"`) +
  circle(0, 0, 25, ground, `stroke="${stopRed}" stroke-width="7.5"`) +
  body;
const slash = stroke('M-17.7-17.7 17.7 17.7', stopRed, 6);
const triangle = (body: string) =>
  path('M0-31 31 23H-31Z', stopRed, `stroke="${stopRed}" stroke-width="5" stroke-linejoin="round"`) +
  path('M0-21 22 18H-22Z', yellow, `stroke="${yellow}" stroke-width="3" stroke-linejoin="round"`) +
  body;
const ended = (body: string) =>
  circle(0, 0, 30, paper, `stroke="#9AA3AB" stroke-width="1"`) +
  circle(0, 0, 26.5, paper, `stroke="${ink}" stroke-width="2.4"`) +
  body;
const mandatory = (body: string) =>
  circle(0, 0, 30, paper, `stroke="#9AA3AB" stroke-width="1"`) + circle(0, 0, 27.5, signBlue) + body;
const plate = (width: number, height: number, body: string) =>
  rect(-width / 2, -height / 2, width, height, signBlue, `rx="4" stroke="${paper}" stroke-width="3"`) + body;
const bars = (offsets: number[]) =>
  stroke(
    offsets
      .map((o) => {
        const h = Math.sqrt(25 * 25 - o * o) / Math.SQRT2;
        const s = o / Math.SQRT2;
        return `M${nums(s - h, s + h)}L${nums(s + h, s - h)}`;
      })
      .join(''),
    ink,
    2.6,
  );
const arrowTurn = { right: 0, up: 270, left: 180 };

const faces: Record<SceneSignCode, (sign: Sign) => string> = {
  'P.101': () => ring(''),
  'P.102': () =>
    circle(0, 0, 30, paper, `stroke="#9AA3AB" stroke-width="1"`) +
    circle(0, 0, 27.5, stopRed) +
    rect(-20, -5, 40, 10, paper),
  'P.112': () => ring(walker(0, 1, 0.78) + slash),
  'P.125': () => ring(carShape(-9, 0, stopRed) + carShape(9, 0, ink)),
  'P.127': (sign) => ring(label(0, 0, (sign.number ?? 50) > 99 ? 20 : 28, String(sign.number ?? 50), ink)),
  'P.128': () => ring(horn + slash),
  'P.130': () => ring(stroke('M-17.7-17.7 17.7 17.7M-17.7 17.7 17.7-17.7', stopRed, 6), signBlue),
  'P.131': () => ring(slash, signBlue),
  'DP.133': () =>
    ended(`<g opacity=".55">${carShape(-9, 0, ink)}${carShape(9, 0, ink)}</g>${bars([-5, 0, 5])}`),
  'DP.134': (sign) => ended(label(0, 0, 26, String(sign.number ?? 50), '#8C959E') + bars([-5, 0, 5])),
  'DP.135': () => ended(bars([-10, -5, 0, 5, 10])),
  'R.122': () =>
    path('M-12.4-30H12.4L30-12.4V12.4L12.4 30H-12.4L-30 12.4V-12.4Z', paper, `stroke="#9AA3AB"`) +
    path('M-11.4-27.5H11.4L27.5-11.4V11.4L11.4 27.5H-11.4L-27.5 11.4V-11.4Z', stopRed) +
    label(0, 0, 17, 'STOP', paper),
  'W.207': () => triangle(path('M-3.5 17V-12H3.5V17Z', ink) + rect(-13, 0.5, 26, 4, ink)),
  'W.208': () => placed(0, -2, 180, triangle('')),
  'W.210': () => triangle(fence),
  'W.211': () => triangle(trainShape),
  'W.224': () => triangle(walker(1, 2, 0.62) + stroke('M-15 16.5H17', ink, 3.4, 'stroke-dasharray="5 3"')),
  'W.225': () => triangle(bothChildren),
  'W.227': () => triangle(digger),
  'one-way': (sign) =>
    plate(54, 54, placed(0, 0, arrowTurn[sign.arrow], path('M-19-6H3V-15L21 0 3 15V6H-19Z', paper))),
  'residential-start': () => plate(72, 46, skyline),
  'residential-end': () => plate(72, 46, skyline + stroke('M-33 20 33-20', stopRed, 4.5)),
  'bus-stop': () => plate(46, 54, busShape),
  roundabout: () => mandatory(ringArrows),
  light: (sign) => signal(sign),
  'rail-light': (sign) => railSignal(sign),
};

const off = '#3C444D';

function signal(sign: Sign): string {
  const lamp = (y: number, state: string, colour: string) =>
    (sign.state === state ? circle(0, y, 13, colour, 'opacity=".3"') : '') +
    circle(0, y, 8, sign.state === state ? colour : off);
  return (
    rect(-14, -34, 28, 66, ink, `rx="9" stroke="${paper}" stroke-width="2.5"`) +
    lamp(-20, 'red', '#F23A35') +
    lamp(-1, 'yellow', amber) +
    lamp(18, 'green', '#17A65B')
  );
}

/** Two red lamps of a level crossing; lit while a train comes. */
function railSignal(sign: Sign): string {
  const lit = sign.state === 'red';
  const lamp = (x: number) =>
    (lit ? circle(x, 6, 14, '#F23A35', 'opacity=".3"') : '') + circle(x, 6, 8.5, lit ? '#F23A35' : off);
  const cross =
    stroke('M-24-30 24-14M-24-14 24-30', ink, 9, 'stroke-linecap="round"') +
    stroke('M-24-30 24-14M-24-14 24-30', paper, 6) +
    stroke('M-24-30 24-14M-24-14 24-30', stopRed, 6, 'stroke-dasharray="9 8"');
  return (
    cross + rect(-25, -7, 50, 26, ink, `rx="9" stroke="${paper}" stroke-width="2.5"`) + lamp(-12) + lamp(12)
  );
}

/** A sign with its post, foot at x, y, kept at its apparent size by `k`. */
export function drawSign(sign: Sign, k: number): string {
  const scale = k * sign.scale;
  if (sign.absent) {
    return circle(
      sign.x,
      sign.y - faceHeight * scale,
      faceRadius * scale,
      'none',
      `stroke="${steel}" stroke-width="${scale * 2.6}" stroke-dasharray="${scale * 7} ${scale * 5}"`,
    );
  }
  const post =
    ellipse(1, 0, 10, 3.4, ink, 'opacity=".28"') + rect(-2.5, -faceHeight + 20, 5, faceHeight - 20, steel);
  return placed(
    sign.x,
    sign.y,
    0,
    post + `<g transform="translate(0 -${faceHeight})">${faces[sign.code](sign)}</g>`,
    scale,
  );
}

/** Only the face of a sign around 0,0, radius about 30 px: for lists beside a text. */
export function signFace(code: SceneSignCode, number?: number): string {
  return faces[code]({ code, x: 0, y: 0, number, arrow: 'right', absent: false, scale: 1 });
}

/** True for a code this room can draw. */
export const isSignCode = (code: string): code is SceneSignCode => Object.hasOwn(faces, code);
