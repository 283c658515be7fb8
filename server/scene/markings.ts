import type { Scene } from '#content/schema.ts';
import type { Arm, Lane, Layout, RoadLayout, View } from './layout.ts';
import { bayDepth, laneAngle, lanesIn, lineStretches, pointOn, railStop } from './layout.ts';
import { label, num, nums, paper, path, placed, stroke, yellow } from './svg.ts';

/** Lines, zebras, stop lines and painted symbols. */
export function drawMarkings(scene: Scene, layout: Layout, view: View): string {
  return [
    ...layout.roads.map((each) => roadLines(scene, layout, each, view)),
    ...scene.bays.map((bay) => bayLines(layout, bay)),
    stopsAndZebras(scene, layout),
    ...scene.markings.map((each) => symbol(layout, each)),
  ].join('');
}

type Line = { cross: number; colour: string; dash: string };

function linesOf(of: RoadLayout): Line[] {
  const { road, lanes, divider } = of;
  const dash = road.motorway ? '66 44' : '28 20';
  const lines: Line[] = [];
  lanes.slice(1).forEach((lane, index) => {
    const before = lanes[index]!;
    if (before.direction !== lane.direction) return;
    const hard = lane.kind === 'emergency' || before.kind === 'emergency';
    lines.push({ cross: lane.lo, colour: paper, dash: road.laneLine === 'solid' || hard ? '' : dash });
  });
  if (divider !== null && (road.centre === 'dashed' || road.centre === 'solid')) {
    lines.push({ cross: divider, colour: yellow, dash: road.centre === 'solid' ? '' : dash });
  }
  if (divider !== null && road.centre === 'double') {
    lines.push(
      { cross: divider - 4, colour: yellow, dash: '' },
      { cross: divider + 4, colour: yellow, dash: '' },
    );
  }
  if (road.edgeLine || road.motorway) {
    lines.push({ cross: of.lo + 7, colour: paper, dash: '' }, { cross: of.hi - 7, colour: paper, dash: '' });
  }
  return lines;
}

function roadLines(scene: Scene, layout: Layout, of: RoadLayout, view: View): string {
  const stretches = lineStretches(scene, layout, of);
  const [low, high] = of.road.axis === 'h' ? [view.x, view.x + view.width] : [view.y, view.y + view.height];
  const drawn = new Map<string, string>();
  for (const line of linesOf(of)) {
    let d = drawn.get(line.colour + line.dash) ?? '';
    for (const [from, to] of stretches) {
      if (to < low || from > high) continue;
      // Dashes start at a junction and run outwards, so both arms end in a full dash.
      const outwards = stretches.length > 1 && from <= of.road.from;
      const [a, b] = outwards ? [to, from] : [from, to];
      const start = pointOn(of.road, a, line.cross);
      d += `M${nums(start.x, start.y)}${of.road.axis === 'h' ? 'H' : 'V'}${num(b)}`;
    }
    drawn.set(line.colour + line.dash, d);
  }
  return [...drawn]
    .filter(([, d]) => d)
    .map(([key, d]) =>
      stroke(d, key.slice(0, 7), 4, key.length > 7 ? `stroke-dasharray="${key.slice(7)}"` : ''),
    )
    .join('');
}

/* ───────────── across the road ───────────── */

function stopsAndZebras(scene: Scene, layout: Layout): string {
  let stops = '';
  let stripes = '';
  const bar = (of: RoadLayout, along: number, lanes: Lane[]) => {
    if (!lanes.length) return;
    const lo = Math.min(...lanes.map((lane) => lane.lo));
    const hi = Math.max(...lanes.map((lane) => lane.hi));
    stops += crossLine(of, along, lo + (lo === of.lo ? 5 : 4), hi - (hi === of.hi ? 5 : 4));
  };
  for (const junction of layout.junctions) {
    for (const arm of Object.values(junction.arms)) {
      if (arm.zebra) stripes += zebra(arm.of, (arm.zebra.from + arm.zebra.to) / 2);
      if (arm.stopAt !== null) bar(arm.of, arm.stopAt + arm.sign * 3.5, lanesIn(arm));
    }
  }
  for (const crossing of scene.crossings) {
    const of = layout.roads.find((each) => each.road.id === crossing.road);
    if (!of) continue;
    stripes += zebra(of, crossing.at);
    if (crossing.stop)
      for (const sign of [-1, 1] as const) bar(of, crossing.at + sign * 39.5, towards(of, sign));
  }
  const track = scene.railway;
  for (const of of layout.roads) {
    if (!track?.stop || track.axis === of.road.axis) continue;
    for (const sign of [-1, 1] as const) bar(of, track.at + sign * (railStop + 3.5), towards(of, sign));
  }
  return (stripes && stroke(stripes, paper, 12)) + (stops && stroke(stops, paper, 7));
}

/** Lanes that lead to a place from its low (-1) or high (+1) side. */
function towards(of: RoadLayout, sign: Arm['sign']): Lane[] {
  const direction = (of.road.axis === 'h') === sign < 0 ? 1 : -1;
  return of.lanes.filter((lane) => lane.direction === direction);
}

function crossLine(of: RoadLayout, along: number, lo: number, hi: number): string {
  const start = pointOn(of.road, along, lo);
  return `M${nums(start.x, start.y)}${of.road.axis === 'h' ? 'V' : 'H'}${num(hi)}`;
}

function zebra(of: RoadLayout, along: number): string {
  const count = Math.floor((of.hi - of.lo - 14) / 23);
  const first = (of.lo + of.hi) / 2 - ((count - 1) * 23) / 2;
  let d = '';
  for (let index = 0; index < count; index += 1) {
    const start = pointOn(of.road, along - 22, first + index * 23);
    d += `M${nums(start.x, start.y)}${of.road.axis === 'h' ? 'h' : 'v'}44`;
  }
  return d;
}

function bayLines(layout: Layout, bay: Scene['bays'][number]): string {
  const of = layout.roads.find((each) => each.road.id === bay.road);
  if (!of) return '';
  const outward = bay.side === 'forward' ? 1 : -1;
  const edge = outward > 0 ? of.hi : of.lo;
  const [a, b] = [pointOn(of.road, bay.from + 6, edge), pointOn(of.road, bay.to - 6, edge)];
  const edgeLine = stroke(`M${nums(a.x, a.y)}L${nums(b.x, b.y)}`, paper, 4, 'stroke-dasharray="12 10"');
  if (bay.kind === 'parking') {
    const slant = Math.min(bayDepth, (bay.to - bay.from) / 4) * 0.6;
    const spaces = Math.max(1, Math.floor((bay.to - bay.from - 2 * slant) / 116));
    let d = '';
    for (let index = 0; index <= spaces; index += 1) {
      const along = bay.from + slant + ((bay.to - bay.from - 2 * slant) * index) / spaces;
      const start = pointOn(of.road, along, edge);
      const end = pointOn(of.road, along, edge + outward * (bayDepth - 4));
      d += `M${nums(start.x, start.y)}L${nums(end.x, end.y)}`;
    }
    return edgeLine + stroke(d, paper, 3);
  }
  if (bay.kind === 'passenger-stop') return edgeLine;
  const middle = pointOn(of.road, bay.from + 74, edge + (outward * bayDepth) / 2);
  const turn = of.road.axis === 'h' ? 0 : -90;
  return edgeLine + placed(middle.x, middle.y, turn, label(0, 0, 24, 'BUS', paper, 'opacity=".9"'));
}

/* ───────────── painted on a lane ───────────── */

const straight = 'M-34-3.5H6V-11L34 0 6 11V3.5H-34Z';
const arrows: Record<string, string> = {
  straight,
  left: 'M-34-3.5H2Q8-3.5 8-9V-12H0L11-31 22-12H15V-8Q15 3.5 3 3.5H-34Z',
  right: 'M-34 3.5H2Q8 3.5 8 9V12H0L11 31 22 12H15V8Q15-3.5 3-3.5H-34Z',
  'straight-left': `${straight}M-20-3V-12H-27L-16-28-5-12H-13V-3Z`,
  'straight-right': `${straight}M-20 3V12H-27L-16 28-5 12H-13V3Z`,
};

function symbol(layout: Layout, marking: Scene['markings'][number]): string {
  const of = layout.roads.find((each) => each.road.id === marking.road);
  const lane = of?.lanes.find((each) => each.id === marking.lane);
  if (!of || !lane) return '';
  const { x, y } = pointOn(of.road, marking.at, lane.mid);
  const angle = laneAngle(of.road, lane);
  const arrow = arrows[marking.kind];
  if (arrow) return placed(x, y, angle, path(arrow, paper, 'opacity=".92"'));
  // Pictograms and letters are read by the driver who comes up to them: their top points along the lane.
  return placed(
    x,
    y,
    angle + 90,
    pictogram[marking.kind as keyof typeof pictogram],
    marking.kind === 'bus' ? 1 : 1.35,
  );
}

const wheels = (gap: number) =>
  `<g fill="none" stroke="${paper}" stroke-width="3.5"><circle cx="-${gap}" cy="8" r="8"/><circle cx="${gap}" cy="8" r="8"/>`;

const pictogram = {
  bus: label(0, 0, 30, 'BUS', paper),
  bicycle: `${wheels(16)}<path d="M-16 8-7-10H9L16 8M-7-10 0 8H-16M0 8 9-10 7-17H14M-11-15H-3" stroke-linejoin="round"/></g>`,
  motorbike: `${wheels(17)}<path d="M17 8 9-14H15M9-10-1-2H-20M-9 8H4Q6-2 11-4" stroke-width="5" stroke-linejoin="round"/><path d="M-20-5H-4" stroke-width="7"/></g>`,
};
