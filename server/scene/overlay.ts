import type { Scene } from '#content/schema.ts';
import type { Point, View } from './layout.ts';
import { circle, goGreen, ink, label, num, nums, paper, path, rect, stopRed, stroke } from './svg.ts';

/* What lies over the traffic: movement arrows, badge, numbers, readings. All sizes follow the view. */

type ScenePath = Scene['paths'][number];

const colours = { violation: stopRed, lawful: goGreen, neutral: paper };

/** A movement: rounded line with a head; coloured ones carry a white casing. */
export function drawPath(movement: ScenePath, k: number): string {
  const neutral = movement.kind === 'neutral';
  const head = (neutral ? 17 : 21) * k;
  const points = movement.points.map(([x, y]) => ({ x, y }));
  const tip = points.at(-1)!;
  const before = points.at(-2)!;
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [ux, uy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const neck = { x: tip.x - ux * (head - 2), y: tip.y - uy * (head - 2) };
  const d = roundedLine([...points.slice(0, -1), movement.blocked ? tip : neck], movement.radius);
  const half = head * 0.5;
  const bar = `M${nums(tip.x - uy * head * 0.8, tip.y + ux * head * 0.8)}L${nums(tip.x + uy * head * 0.8, tip.y - ux * head * 0.8)}`;
  const arrow = `M${nums(tip.x, tip.y)}L${nums(tip.x - ux * head - uy * half, tip.y - uy * head + ux * half)} ${nums(tip.x - ux * head + uy * half, tip.y - uy * head - ux * half)}Z`;
  const colour = colours[movement.kind];
  const dash = movement.dashed ? `stroke-dasharray="${num(11 * k)} ${num(9 * k)}"` : '';
  if (neutral && movement.blocked) return stroke(d, paper, 5 * k) + stroke(bar, paper, 8 * k);
  if (neutral) return stroke(d, paper, 5 * k, dash) + path(arrow, paper);
  const join = 'stroke-linejoin="round"';
  return (
    stroke(d, paper, 11 * k, dash) +
    path(arrow, paper, `stroke="${paper}" stroke-width="${num(5.5 * k)}" ${join}`) +
    stroke(d, colour, 6 * k, dash) +
    path(arrow, colour)
  );
}

/** Path data of a line whose corners are rounded by `radius` px, less where the legs are short. */
export function roundedLine(points: readonly Point[], radius: number): string {
  let d = `M${nums(points[0]!.x, points[0]!.y)}`;
  for (let index = 1; index < points.length; index += 1) {
    const here = points[index]!;
    const next = points[index + 1];
    if (!next) {
      d += `L${nums(here.x, here.y)}`;
      break;
    }
    const { start, end } = corner(points[index - 1]!, here, next, radius);
    d += `L${nums(start.x, start.y)}Q${nums(here.x, here.y, end.x, end.y)}`;
  }
  return d;
}

/** Where the rounding of a corner starts and ends. */
export function corner(
  before: Point,
  here: Point,
  next: Point,
  radius: number,
): { start: Point; end: Point } {
  const towards = (other: Point) => {
    const length = Math.hypot(other.x - here.x, other.y - here.y) || 1;
    const cut = Math.min(radius, length / 2);
    return {
      x: here.x + ((other.x - here.x) / length) * cut,
      y: here.y + ((other.y - here.y) / length) * cut,
    };
  };
  return { start: towards(before), end: towards(next) };
}

/** Cross or tick in a disc. */
export function drawBadge(verdict: Scene['verdict'], at: Point, k: number): string {
  const sign = verdict === 'violation' ? 'M-7-7 7 7M-7 7 7-7' : 'M-8.5 .5-2.5 6.5 9-6';
  const disc = circle(
    0,
    0,
    19,
    verdict === 'violation' ? stopRed : goGreen,
    `stroke="${paper}" stroke-width="3.5"`,
  );
  return `<g transform="translate(${nums(at.x, at.y)})${k === 1 ? '' : ` scale(${Math.round(k * 1000) / 1000})`}">${disc}${stroke(sign, paper, 4.6, 'stroke-linecap="round" stroke-linejoin="round"')}</g>`;
}

export const badgeRadius = 21;
export const calloutRadius = 16;

export function drawCallout(callout: Scene['callouts'][number], k: number): string {
  return (
    circle(callout.x, callout.y, 15 * k, paper, `stroke="${ink}" stroke-width="${num(2.4 * k)}"`) +
    label(callout.x, callout.y, 18 * k, String(callout.number), ink)
  );
}

/** A reading such as a speed, in a dark box. */
export function drawBubble(bubble: Scene['bubbles'][number], k: number): string {
  const width = (18 + bubble.text.length * 11) * k;
  return (
    rect(
      bubble.x - width / 2,
      bubble.y - 15 * k,
      width,
      30 * k,
      ink,
      `rx="${num(7 * k)}" stroke="${paper}" stroke-width="${num(2.4 * k)}"`,
    ) + label(bubble.x, bubble.y, 18 * k, bubble.text, paper)
  );
}

export function viewBox(view: View): string {
  return nums(view.x, view.y, view.width, view.height);
}
