import type { Scene } from '#content/schema.ts';
import { circle, ink, kerbGrey, num, paper, path, rect, stroke } from './svg.ts';

type Thing = Scene['scenery'][number];

/** Houses, trees and the like. Low things lie below the markings, tall ones above the traffic. */
export function drawScenery(scene: Scene, layer: 'below' | 'above'): string {
  const tall = (thing: Thing) => thing.kind === 'shelter' || thing.kind === 'tree' || thing.kind === 'lamp';
  return scene.scenery
    .filter((thing) => tall(thing) === (layer === 'above'))
    .map((thing) => drawings[thing.kind](thing))
    .join('');
}

const drawings: Record<Thing['kind'], (thing: Thing) => string> = {
  roof: ({ x, y, width, height }) => {
    const [left, top] = [x - width / 2, y - height / 2];
    const long = width >= height;
    const ridge = long
      ? `M${num(left)} ${num(y)}H${num(left + width)}`
      : `M${num(x)} ${num(top)}V${num(top + height)}`;
    const shade = long
      ? rect(left, y, width, height / 2, ink, 'opacity=".09"')
      : rect(x, top, width / 2, height, ink, 'opacity=".09"');
    return (
      rect(left + 4, top + 5, width, height, ink, 'opacity=".16" rx="3"') +
      rect(left, top, width, height, '#CAD1D8', 'rx="2"') +
      shade +
      stroke(ridge, paper, 2)
    );
  },
  shelter: ({ x, y, width, height }) =>
    rect(x - width / 2 + 4, y - height / 2 + 5, width, height, ink, 'opacity=".3" rx="4"') +
    rect(
      x - width / 2,
      y - height / 2,
      width,
      height,
      '#F4F6F8',
      `rx="4" stroke="${ink}" stroke-width="1.6"`,
    ) +
    rect(x - width / 2 + 4, y - height / 2 + 4, width - 8, height - 8, '#C7D6E6', 'rx="2"'),
  tree: ({ x, y, width }) => {
    const r = width / 2;
    return (
      circle(x + 4, y + 6, r, ink, 'opacity=".2"') +
      circle(x, y, r, '#B3C4B6') +
      circle(x - r * 0.2, y - r * 0.2, r * 0.62, '#C3D1C5') +
      circle(x - r * 0.3, y - r * 0.3, r * 0.25, '#D3DED4')
    );
  },
  table: ({ x, y, width }) => {
    const r = width / 2;
    const stools = [45, 135, 225, 315]
      .map((turn) => {
        const [dx, dy] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
        return circle(x + dx * r * 0.86, y + dy * r * 0.86, r * 0.26, '#C0463F');
      })
      .join('');
    const glasses = [-1, 0.9].map((side) =>
      circle(
        x + side * r * 0.24,
        y - side * r * 0.16,
        r * 0.13,
        '#F2A71B',
        `stroke="${paper}" stroke-width="1.6"`,
      ),
    );
    return (
      stools + circle(x, y, r * 0.62, '#F4F6F8', `stroke="${kerbGrey}" stroke-width="2"`) + glasses.join('')
    );
  },
  gate: ({ x, y, width, height }) => {
    const [half, deep] = [width / 2, height / 2];
    const post = (side: number) =>
      rect(x + side * half - 7, y - 7, 14, 14, '#8F9AA5', `rx="2" stroke="${ink}" stroke-width="1.4"`);
    const leaf = (side: number) =>
      `M${num(x + side * half)} ${num(y)}L${num(x + side * (half - deep * 0.3))} ${num(y + deep)}`;
    return (
      rect(x - half, y - deep * 3, width, deep * 6, '#C9D0D7') +
      stroke(
        `M${num(x - half - 400)} ${num(y)}H${num(x - half)}M${num(x + half)} ${num(y)}H${num(x + half + 400)}`,
        '#9AA5B0',
        7,
      ) +
      stroke(leaf(-1) + leaf(1), '#4A535C', 5) +
      post(-1) +
      post(1)
    );
  },
  lamp: ({ x, y, height }) => {
    const reach = Math.sign(height) * 34;
    return (
      circle(x, y, 6, '#4A535C', `stroke="${ink}" stroke-width="1.4"`) +
      stroke(`M${num(x)} ${num(y)}V${num(y - reach)}`, '#8F9AA5', 4) +
      rect(x - 6, y - reach - 9, 12, 18, '#FFE9A8', `rx="4" stroke="${ink}" stroke-width="1.6"`)
    );
  },
  cone: ({ x, y }) =>
    rect(x - 7, y - 7, 14, 14, ink, 'rx="2" opacity=".85"') +
    circle(x, y, 6, '#E8612C') +
    circle(x, y, 3.6, paper) +
    circle(x, y, 1.8, '#E8612C'),
  barrel: ({ x, y }) =>
    circle(x + 3, y + 4, 10, ink, 'opacity=".35"') +
    circle(x, y, 10, '#E8612C', `stroke="${ink}" stroke-width="1.4"`) +
    circle(x, y, 6, paper) +
    circle(x, y, 3, '#E8612C'),
  tent: ({ x, y, width, height }) => {
    const [l, t, r, b] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2].map(num);
    return (
      rect(x - width / 2 + 4, y - height / 2 + 5, width, height, ink, 'opacity=".3"') +
      path(`M${l} ${t}H${r}V${b}H${l}Z`, '#D7DEE5', `stroke="${kerbGrey}" stroke-width="2"`) +
      stroke(`M${l} ${t}L${r} ${b}M${r} ${t}L${l} ${b}`, kerbGrey, 2)
    );
  },
};
