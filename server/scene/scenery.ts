import type { Scene } from '#content/schema.ts';
import { circle, ink, kerbGrey, num, paper, path, rect, stroke } from './svg.ts';

type Thing = Scene['scenery'][number];

/** Houses, trees and the like. Low things lie below the markings, tall ones above the traffic. */
export function drawScenery(scene: Scene, layer: 'below' | 'above'): string {
  const tall = (thing: Thing) => thing.kind === 'shelter' || thing.kind === 'tree';
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
