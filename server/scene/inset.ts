import type { Scene } from '#content/schema.ts';
import { closeUps } from './closeups.ts';
import type { View } from './layout.ts';
import { circle, goGreen, ink, num, nums, paper, placed, stopRed, stroke } from './svg.ts';

type Inset = Scene['insets'][number];

export const insetRadius = 54;
/** Close-ups are drawn for a radius of 48 px. */
const grow = insetRadius / 48;

/** A close-up in a circle ringed in the colour of the verdict (none: ink), with a thin line to what it belongs to. */
export function drawInset(inset: Inset, verdict: Scene['verdict'] | null, k: number): string {
  const colour = verdict === null ? ink : verdict === 'violation' ? stopRed : goGreen;
  const [x, y] = inset.at;
  const away = Math.hypot(x - inset.x, y - inset.y) || 1;
  const rim = (insetRadius * k) / away;
  const tie = `M${nums(inset.x + (x - inset.x) * rim, inset.y + (y - inset.y) * rim)}L${nums(x, y)}`;
  const ground = '#E9EEF3';
  return [
    stroke(tie, paper, 6 * k, 'stroke-linecap="round"'),
    stroke(tie, colour, 3 * k),
    circle(x, y, 4 * k, colour, `stroke="${paper}" stroke-width="${num(1.6 * k)}"`),
    placed(
      inset.x,
      inset.y,
      0,
      circle(0, 0, 48, paper) +
        circle(0, 0, 44, ground, `stroke="${colour}" stroke-width="4"`) +
        `<g stroke-linecap="round" stroke-linejoin="round">${closeUps[inset.kind]}</g>`,
      k * grow,
    ),
  ].join('');
}

/** Close-ups that the view cuts off or that cover a number, one English sentence each. */
export function checkInsets(scene: Scene, view: View): string[] {
  const radius = insetRadius * view.k;
  return scene.insets.flatMap((inset) => {
    const problems: string[] = [];
    const inside =
      inset.x - radius >= view.x &&
      inset.x + radius <= view.x + view.width &&
      inset.y - radius >= view.y &&
      inset.y + radius <= view.y + view.height;
    if (!inside) problems.push(`The inset ${inset.kind} is cut off by the view.`);
    for (const each of scene.callouts) {
      if (Math.hypot(each.x - inset.x, each.y - inset.y) < radius + 12 * view.k)
        problems.push(`Callout ${each.number} covers the inset ${inset.kind}.`);
    }
    return problems;
  });
}
