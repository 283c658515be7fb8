import type { LaneKind, Scene } from '#content/schema.ts';

/*
 * Where everything lies. “Cross” is the coordinate across a road (y for h, x for v), “along” the one
 * on it. Traffic keeps right, so forward lanes (east, north) have the higher cross coordinate.
 */

/** px for one metre along the road. */
export const pxPerMetre = 22;
export const kerbWidth = 7;
export const shoulderWidth = 40;
export const medianWidth = 22;
export const bayDepth = 52;
/** From the track's middle to the stop line, px. */
export const railStop = 92;

export type SceneRoad = Scene['roads'][number];
export type SceneVehicle = Scene['vehicles'][number];
export type Point = { x: number; y: number };

export type Lane = { id: string; direction: 1 | -1; kind: LaneKind; lo: number; hi: number; mid: number };
export type RoadLayout = {
  road: SceneRoad;
  lanes: Lane[];
  /** Edges of the carriageway, cross coordinate. */
  lo: number;
  hi: number;
  /** Middle of what divides the directions; null on a one-way road. */
  divider: number | null;
};
export type ArmName = 'west' | 'east' | 'north' | 'south';
export type Arm = {
  name: ArmName;
  of: RoadLayout;
  /** 1 when the arm leads to higher along coordinates (east, south). */
  sign: 1 | -1;
  /** Edge of the crossing carriageway, along coordinate. */
  edge: number;
  zebra: { from: number; to: number } | null;
  /** Side of the stop line nearer to the junction; null without one. */
  stopAt: number | null;
  /** Where lane lines end. */
  linesEnd: number;
};
export type JunctionLayout = {
  h: RoadLayout;
  v: RoadLayout;
  radius: number;
  island: number | null;
  /** Radius of the outer edge of a roundabout; 0 otherwise. */
  ring: number;
  arms: Partial<Record<ArmName, Arm>>;
};
export type Layout = { roads: RoadLayout[]; junctions: JunctionLayout[] };

/** The roads' lanes and the junctions where an h road and a v road meet. */
export function layOut(scene: Scene): Layout {
  const roads = scene.roads.map(layOutRoad);
  const junctions: JunctionLayout[] = [];
  for (const h of roads.filter((each) => each.road.axis === 'h')) {
    for (const v of roads.filter((each) => each.road.axis === 'v')) {
      const meets =
        h.road.to >= v.lo - 1 && h.road.from <= v.hi + 1 && v.road.to >= h.lo - 1 && v.road.from <= h.hi + 1;
      if (meets) junctions.push(layOutJunction(scene, h, v));
    }
  }
  return { roads, junctions };
}

function layOutRoad(road: SceneRoad): RoadLayout {
  const width = road.laneWidth;
  const twoWay = road.forward.length > 0 && road.backward.length > 0;
  const strip = twoWay && road.centre === 'median' ? medianWidth : 0;
  const total = (road.forward.length + road.backward.length) * width + strip;
  const lo = road.at - total / 2;
  const lanes: Lane[] = [];
  let cross = lo;
  const add = (id: string, direction: 1 | -1, kind: LaneKind) => {
    lanes.push({ id, direction, kind, lo: cross, hi: cross + width, mid: cross + width / 2 });
    cross += width;
  };
  [...road.backward].reverse().forEach((kind, index) => add(`b${road.backward.length - index}`, -1, kind));
  const divider = twoWay ? cross + strip / 2 : null;
  cross += strip;
  road.forward.forEach((kind, index) => add(`f${index + 1}`, 1, kind));
  return { road, lanes, lo, hi: lo + total, divider };
}

function layOutJunction(scene: Scene, h: RoadLayout, v: RoadLayout): JunctionLayout {
  const given = scene.junctions.find(
    (each) => each.roads.includes(h.road.id) && each.roads.includes(v.road.id),
  );
  const island = given?.island ?? null;
  const ring = island === null ? 0 : island + Math.max(h.road.laneWidth, v.road.laneWidth) + 8;
  const radius = given?.radius ?? 28;
  const arms: JunctionLayout['arms'] = {};
  const addArm = (name: ArmName, of: RoadLayout, other: RoadLayout, sign: 1 | -1) => {
    const edge = ring ? other.road.at + sign * ring : sign > 0 ? other.hi : other.lo;
    const reach = sign > 0 ? of.road.to - edge : edge - of.road.from;
    if (reach < 20) return;
    const wanted = given?.[name];
    const zebra = wanted?.zebra
      ? { from: edge + sign * (ring ? 14 : 30), to: edge + sign * (ring ? 58 : 74) }
      : null;
    const clear = zebra ? zebra.to + sign * 14 : edge + sign * (ring ? 8 : radius * 0.5);
    const stopAt = wanted?.stop ? clear : null;
    arms[name] = {
      name,
      of,
      sign,
      edge,
      zebra,
      stopAt,
      linesEnd: stopAt === null ? clear : clear + sign * 7,
    };
  };
  addArm('west', h, v, -1);
  addArm('east', h, v, 1);
  addArm('north', v, h, -1);
  addArm('south', v, h, 1);
  return { h, v, radius, island, ring, arms };
}

/** The point of a road by its along and cross coordinates. */
export function pointOn(road: SceneRoad, along: number, cross: number): Point {
  return road.axis === 'h' ? { x: along, y: cross } : { x: cross, y: along };
}

/** Direction of a lane in degrees clockwise from east. */
export function laneAngle(road: SceneRoad, lane: Lane): number {
  if (road.axis === 'h') return lane.direction > 0 ? 0 : 180;
  return lane.direction > 0 ? 270 : 90;
}

/** Edge of the carriageway on the right of a lane, and which way is outward. */
export function kerbOf(of: RoadLayout, lane: Lane): { edge: number; outward: 1 | -1 } {
  return lane.direction > 0 ? { edge: of.hi, outward: 1 } : { edge: of.lo, outward: -1 };
}

/** Lanes whose traffic comes towards a junction on this arm. */
export function lanesIn(arm: Arm): Lane[] {
  const towards = (arm.of.road.axis === 'h') === arm.sign < 0 ? 1 : -1;
  return arm.of.lanes.filter((lane) => lane.direction === towards);
}

/** Stretches of a road's lane lines, with the gaps of junctions, zebras and tracks taken out. */
export function lineStretches(scene: Scene, layout: Layout, of: RoadLayout): [number, number][] {
  const gaps: [number, number][] = [];
  for (const junction of layout.junctions) {
    if (junction.h !== of && junction.v !== of) continue;
    const low = of === junction.h ? junction.arms.west : junction.arms.north;
    const high = of === junction.h ? junction.arms.east : junction.arms.south;
    const other = of === junction.h ? junction.v : junction.h;
    gaps.push([low?.linesEnd ?? other.lo - 400, high?.linesEnd ?? other.hi + 400]);
  }
  for (const crossing of scene.crossings) {
    const reach = crossing.stop ? 43 : 22;
    if (crossing.road === of.road.id) gaps.push([crossing.at - reach, crossing.at + reach]);
  }
  const track = scene.railway;
  if (track && track.axis !== of.road.axis) {
    const reach = track.stop ? railStop + 7 : 40;
    gaps.push([track.at - reach, track.at + reach]);
  }
  gaps.sort((a, b) => a[0] - b[0]);
  const end = Math.min(of.road.to, (of.road.axis === 'h' ? scene.canvas.width : scene.canvas.height) + 60);
  const stretches: [number, number][] = [];
  let start = of.road.from;
  for (const [low, high] of gaps) {
    if (low - start > 8) stretches.push([start, Math.min(low, end)]);
    start = Math.max(start, high);
  }
  if (end - start > 8) stretches.push([start, end]);
  return stretches;
}

export type View = { x: number; y: number; width: number; height: number; k: number };

/** The shown part of the canvas; k keeps signs and numbers at their apparent size (1 at 480 px wide). */
export function viewOf(scene: Scene): View {
  const shown = scene.view ?? { x: 0, y: 0, ...scene.canvas };
  return { ...shown, k: shown.width / 480 };
}
