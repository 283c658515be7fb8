import type { Scene } from '#content/schema.ts';
import { twoWheelers, vehicleSize } from './place.ts';
import { num, paper, path, placed, rect } from './svg.ts';

/** Where a vehicle was before: its dashed outline. */
export function drawGhost(ghost: Scene['ghosts'][number], k: number): string {
  const { length, width } = vehicleSize[ghost.kind];
  const half = length / 2;
  const dash = `stroke="${paper}" stroke-width="${num(3 * k)}" stroke-dasharray="${num(7 * k)} ${num(5 * k)}"`;
  const end = half - 5;
  const [side, back] = [width / 2 - 2, width / 2];
  const outline = `M${-end}-5H-16Q-14-${back} 4-${side} 15-14 17-5H${end}A5 5 0 0 1 ${end} 5H17Q15 14 4 ${side}-14 ${back}-16 5H${-end}A5 5 0 0 1 ${-end}-5Z`;
  const body = twoWheelers.includes(ghost.kind)
    ? path(outline, 'none', dash)
    : rect(-half, -back, length, width, 'none', `rx="${ghost.kind === 'car' ? 14 : 7}" ${dash}`);
  return placed(ghost.x, ghost.y, ghost.angle, body);
}
