import type { Scene } from '#content/schema.ts';
import type { JunctionLayout, Layout, RoadLayout, View } from './layout.ts';
import { bayDepth, kerbWidth, medianWidth, pointOn, shoulderWidth } from './layout.ts';
import {
  circle,
  kerbGrey,
  mist,
  num,
  nums,
  paper,
  path,
  pavement,
  rect,
  steel,
  stroke,
  tarmac,
} from './svg.ts';

/** Ground, kerbs and tarmac; markings lie on top of this. */
export function drawRoads(scene: Scene, layout: Layout, view: View): string {
  const ground = scene.ground === 'verge' ? mist : pavement;
  return [
    rect(view.x, view.y, view.width, view.height, ground),
    ...layout.roads.map((each) => roadside(each, view)),
    scene.railway ? ballast(scene.railway, view) : '',
    kerbs(scene, layout, view),
    ...layout.roads.map((each) => carriageway(each, view, 0, tarmac)),
    ...layout.junctions.map(junctionTarmac),
    ...scene.bays.map((bay) => bayShape(layout, bay, 0, '#39414A')),
    ...layout.roads
      .filter((each) => each.road.centre === 'median' && each.divider !== null)
      .map((each) => median(layout, each, view)),
    ...layout.junctions.filter((each) => each.island !== null).map(island),
  ].join('');
}

/** Part of a road inside the view, `grow` px wider on both sides. */
function carriageway(of: RoadLayout, view: View, grow: number, fill: string): string {
  const [from, to] = clipped(of, view);
  const start = pointOn(of.road, from, of.lo - grow);
  const end = pointOn(of.road, to, of.hi + grow);
  return rect(start.x, start.y, end.x - start.x, end.y - start.y, fill);
}

function clipped(of: RoadLayout, view: View): [number, number] {
  const [low, size] = of.road.axis === 'h' ? [view.x, view.width] : [view.y, view.height];
  return [Math.max(of.road.from, low - 10), Math.min(of.road.to, low + size + 10)];
}

function kerbs(scene: Scene, layout: Layout, view: View): string {
  const kerbed = layout.roads.filter((each) => each.road.side === 'kerb');
  return [
    ...kerbed.map((each) => carriageway(each, view, kerbWidth, kerbGrey)),
    ...scene.bays.map((bay) => bayShape(layout, bay, kerbWidth, kerbGrey)),
    ...layout.junctions.map((each) =>
      each.ring
        ? circle(each.v.road.at, each.h.road.at, each.ring + kerbWidth, kerbGrey)
        : fillets(each, kerbWidth, kerbGrey),
    ),
  ].join('');
}

function junctionTarmac(junction: JunctionLayout): string {
  if (junction.ring) return circle(junction.v.road.at, junction.h.road.at, junction.ring, tarmac);
  return fillets(junction, 0, tarmac);
}

/** The concave pieces at the corners of a junction; `band` px of kerb outside the tarmac. */
function fillets(junction: JunctionLayout, band: number, fill: string): string {
  const { h, v, arms } = junction;
  const radius = Math.max(junction.radius, band + 1);
  const bend = radius - band;
  let d = '';
  for (const [side, x, sx] of [
    ['west', v.lo, -1],
    ['east', v.hi, 1],
  ] as const) {
    for (const [end, y, sy] of [
      ['north', h.lo, -1],
      ['south', h.hi, 1],
    ] as const) {
      if (!arms[side] || !arms[end]) continue;
      const sweep = sx * sy > 0 ? 0 : 1;
      d += `M${nums(x + sx * radius, y + sy * band)}A${nums(bend, bend)} 0 0 ${sweep} ${nums(x + sx * band, y + sy * radius)}L${nums(x - sx, y + sy * radius)}V${num(y - sy)}H${num(x + sx * radius)}Z`;
    }
  }
  return d && path(d, fill);
}

function island(junction: JunctionLayout): string {
  const [x, y] = [junction.v.road.at, junction.h.road.at];
  return circle(x, y, junction.island!, pavement, `stroke="${kerbGrey}" stroke-width="${kerbWidth}"`);
}

function roadside(of: RoadLayout, view: View): string {
  if (of.road.side === 'shoulder') return carriageway(of, view, shoulderWidth, '#A9B1B9');
  if (of.road.side !== 'rail') return '';
  const [from, to] = clipped(of, view);
  const lines = [of.lo - 16, of.hi + 16].map((cross) => {
    const [start, end] = [pointOn(of.road, from, cross), pointOn(of.road, to, cross)];
    return `M${nums(start.x, start.y)}L${nums(end.x, end.y)}`;
  });
  return stroke(lines.join(''), steel, 9, 'stroke-dasharray="3 41"') + stroke(lines.join(''), '#8C959E', 4);
}

/** The built strip between two directions, with rounded ends at junctions. */
function median(layout: Layout, of: RoadLayout, view: View): string {
  const [from, to] = clipped(of, view);
  const gaps = layout.junctions
    .filter((each) => each.h === of || each.v === of)
    .map((each) => {
      const [low, high] =
        of === each.h ? [each.arms.west, each.arms.east] : [each.arms.north, each.arms.south];
      return [(low?.linesEnd ?? to) - 6, (high?.linesEnd ?? from) + 6] as const;
    })
    .sort((a, b) => a[0] - b[0]);
  let start = from;
  let body = '';
  const strip = (low: number, high: number) => {
    if (high - low < 20) return;
    const a = pointOn(of.road, low, of.divider! - medianWidth / 2 + 3);
    const b = pointOn(of.road, high, of.divider! + medianWidth / 2 - 3);
    body += rect(a.x, a.y, b.x - a.x, b.y - a.y, pavement, `rx="8" stroke="${kerbGrey}" stroke-width="4"`);
  };
  for (const [low, high] of gaps) {
    strip(start, low);
    start = high;
  }
  strip(start, to);
  return body;
}

function bayShape(layout: Layout, bay: Scene['bays'][number], grow: number, fill: string): string {
  const of = layout.roads.find((each) => each.road.id === bay.road);
  if (!of) return '';
  const outward = bay.side === 'forward' ? 1 : -1;
  const edge = outward > 0 ? of.hi : of.lo;
  const slant = Math.min(bayDepth, (bay.to - bay.from) / 4) * 0.6;
  const depth = bayDepth + grow;
  const points = [
    pointOn(of.road, bay.from - grow, edge),
    pointOn(of.road, bay.from - grow + slant, edge + outward * depth),
    pointOn(of.road, bay.to + grow - slant, edge + outward * depth),
    pointOn(of.road, bay.to + grow, edge),
  ];
  return path(
    `M${points.map((point) => nums(point.x, point.y)).join('L')}Z`,
    fill,
    `stroke="${fill}" stroke-width="6" stroke-linejoin="round"`,
  );
}

/* ───────────── railway ───────────── */

type Railway = NonNullable<Scene['railway']>;

function across(railway: Railway, along: number, cross: number): string {
  return railway.axis === 'h' ? nums(along, cross) : nums(cross, along);
}

function trackEnds(railway: Railway, view: View): [number, number] {
  return railway.axis === 'h'
    ? [view.x - 10, view.x + view.width + 10]
    : [view.y - 10, view.y + view.height + 10];
}

function ballast(railway: Railway, view: View): string {
  const [from, to] = trackEnds(railway, view);
  const line = `M${across(railway, from, railway.at)}L${across(railway, to, railway.at)}`;
  return stroke(line, '#9EA7AF', 74) + stroke(line, '#59616A', 54, 'stroke-dasharray="8 14"');
}

/** Rails, over the tarmac of the level crossing too. */
export function drawRails(scene: Scene, view: View): string {
  const railway = scene.railway;
  if (!railway) return '';
  const [from, to] = trackEnds(railway, view);
  const both = [-18, 18]
    .map(
      (cross) => `M${across(railway, from, railway.at + cross)}L${across(railway, to, railway.at + cross)}`,
    )
    .join('');
  return stroke(both, '#14181D', 8) + stroke(both, '#C9D0D7', 4);
}

/** Barrier poles of a level crossing; drawn over the vehicles. */
export function drawBarriers(scene: Scene, layout: Layout): string {
  const railway = scene.railway;
  if (!railway || railway.barrier === 'none') return '';
  const closed = railway.barrier === 'closed';
  let body = '';
  for (const of of layout.roads.filter((each) => each.road.axis !== railway.axis)) {
    for (const sign of [-1, 1] as const) {
      const along = railway.at + sign * 62;
      const inbound = of.lanes.filter(
        (lane) => lane.direction === ((of.road.axis === 'h') === sign < 0 ? 1 : -1),
      );
      if (!inbound.length) continue;
      const outward = inbound[0]!.direction;
      const edge = outward > 0 ? of.hi : of.lo;
      const foot = pointOn(of.road, along, edge + outward * 18);
      const far =
        outward > 0
          ? Math.min(...inbound.map((lane) => lane.lo)) + 6
          : Math.max(...inbound.map((lane) => lane.hi)) - 6;
      const tip = closed
        ? pointOn(of.road, along, far)
        : pointOn(of.road, along + sign * 46, edge + outward * 20);
      const line = `M${nums(foot.x, foot.y)}L${nums(tip.x, tip.y)}`;
      const shade = `M${nums(foot.x + 4, foot.y + 5)}L${nums(tip.x + 4, tip.y + 5)}`;
      body += stroke(shade, '#14181D', 7, 'opacity=".35" stroke-linecap="round"');
      body +=
        stroke(line, '#14181D', 9, 'stroke-linecap="round"') +
        stroke(line, paper, 6) +
        stroke(line, '#B5121B', 6, 'stroke-dasharray="14 14"');
      body += rect(foot.x - 9, foot.y - 9, 18, 18, steel, 'rx="4" stroke="#14181D" stroke-width="2"');
    }
  }
  return body;
}
