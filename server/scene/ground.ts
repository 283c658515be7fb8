import type { Scene } from '#content/schema.ts';
import type { Layout, Point } from './layout.ts';
import { bayDepth } from './layout.ts';
import { corner } from './overlay.ts';

/** Whether a point lies on tarmac: a carriageway, a bay, the ring of a roundabout or the rounding of a corner. */
export function isOnRoad(scene: Scene, layout: Layout, point: Point): boolean {
  const island = layout.junctions.find(
    (each) => each.island !== null && distance(each.v.road.at, each.h.road.at, point) < each.island,
  );
  if (island) return false;
  const onRoad = layout.roads.some(({ road, lo, hi }) => {
    const [along, cross] = road.axis === 'h' ? [point.x, point.y] : [point.y, point.x];
    return along >= road.from && along <= road.to && cross >= lo && cross <= hi;
  });
  return (
    onRoad ||
    layout.junctions.some((each) => inJunction(each, point)) ||
    scene.bays.some((bay) => inBay(layout, bay, point))
  );
}

const distance = (x: number, y: number, point: Point) => Math.hypot(point.x - x, point.y - y);

function inJunction({ h, v, ring, radius, arms }: Layout['junctions'][number], point: Point): boolean {
  if (ring) return distance(v.road.at, h.road.at, point) <= ring;
  for (const [side, x, sx] of [
    ['west', v.lo, -1],
    ['east', v.hi, 1],
  ] as const) {
    for (const [end, y, sy] of [
      ['north', h.lo, -1],
      ['south', h.hi, 1],
    ] as const) {
      if (!arms[side] || !arms[end]) continue;
      const [dx, dy] = [(point.x - x) * sx, (point.y - y) * sy];
      if (
        dx >= 0 &&
        dy >= 0 &&
        dx <= radius &&
        dy <= radius &&
        Math.hypot(radius - dx, radius - dy) >= radius
      )
        return true;
    }
  }
  return false;
}

function inBay(layout: Layout, bay: Scene['bays'][number], point: Point): boolean {
  const of = layout.roads.find((each) => each.road.id === bay.road);
  if (!of) return false;
  const [along, cross] = of.road.axis === 'h' ? [point.x, point.y] : [point.y, point.x];
  const depth = bay.side === 'forward' ? cross - of.hi : of.lo - cross;
  return along >= bay.from && along <= bay.to && depth >= 0 && depth <= bayDepth;
}

/** Points every few px along a movement as it is drawn, corners rounded. */
export function pathPoints(path: Scene['paths'][number]): Point[] {
  const points = path.points.map(([x, y]) => ({ x, y }));
  const out: Point[] = [];
  let from = points[0]!;
  const line = (to: Point) => {
    const steps = Math.max(1, Math.ceil(distance(from.x, from.y, to) / 6));
    for (let step = 0; step <= steps; step += 1)
      out.push({
        x: from.x + ((to.x - from.x) * step) / steps,
        y: from.y + ((to.y - from.y) * step) / steps,
      });
    from = to;
  };
  for (let index = 1; index < points.length; index += 1) {
    const here = points[index]!;
    const next = points[index + 1];
    if (!next) {
      line(here);
      break;
    }
    const { start, end } = corner(points[index - 1]!, here, next, path.radius);
    line(start);
    for (let t = 0.1; t <= 1.001; t += 0.1) {
      const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
      out.push({ x: a * start.x + b * here.x + c * end.x, y: a * start.y + b * here.y + c * end.y });
    }
    from = end;
  }
  return out;
}
