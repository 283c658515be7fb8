import type { Junction, Scene } from '#content/schema.ts';
import { vehicleSize } from '../scene/rules.ts';
import { armAt, exitOf, hasLights, turned, type Arm, type Vehicle } from './arms.ts';
import { exitLane, ringSteps } from './paths.ts';

/*
 * Where things of a junction lie on the picture. A place is given as its arm sees it: `d` px from the middle outwards, `s` px
 * to the right of the traffic coming in.
 */

export type Point = { x: number; y: number };

export const CANVAS = { width: 880, height: 660 };
export const MIDDLE: Point = { x: CANVAS.width / 2, y: CANVAS.height / 2 };
export const KERB_RADIUS = 28;
export const ISLAND = 72;
export const ROADS = { h: 'duong-ngang', v: 'duong-doc' } as const;

const OUTWARDS: Record<Arm, Point> = {
  north: { x: 0, y: -1 },
  east: { x: 1, y: 0 },
  south: { x: 0, y: 1 },
  west: { x: -1, y: 0 },
};

export const axisOf = (arm: Arm): 'h' | 'v' => (OUTWARDS[arm].x === 0 ? 'v' : 'h');

/** The point `d` px outwards on an arm and `s` px to the right of who comes in. */
export function pointAt(arm: Arm, d: number, s: number): Point {
  const out = OUTWARDS[arm];
  // Who comes in looks against `out`; its right hand is a quarter clockwise of that, y growing downwards.
  return { x: MIDDLE.x + out.x * d + out.y * s, y: MIDDLE.y + out.y * d - out.x * s };
}

/** Direction of the traffic coming in, degrees clockwise from east. */
export const headingOf = (arm: Arm): number => ({ north: 90, east: 180, south: 270, west: 0 })[arm];

const lanesOn = (junction: Junction, axis: 'h' | 'v'): 1 | 2 => {
  const { north, east, south, west } = junction.arms;
  return (axis === 'h' ? (west ?? east)! : (north ?? south)!).lanes;
};
export const laneWidth = (junction: Junction, axis: 'h' | 'v'): number =>
  lanesOn(junction, axis) === 1 ? 66 : 60;
/** Half the carriageway of a road. */
export const halfRoad = (junction: Junction, axis: 'h' | 'v'): number =>
  lanesOn(junction, axis) * laneWidth(junction, axis);

/** Radius of the outer edge of the ring. */
export const ringEdge = (junction: Junction): number =>
  ISLAND + Math.max(laneWidth(junction, 'h'), laneWidth(junction, 'v')) + 8;

/** Where an arm meets the junction, px from the middle. */
export const edgeOf = (junction: Junction, arm: Arm): number =>
  junction.layout === 'roundabout' ? ringEdge(junction) : halfRoad(junction, axisOf(arm) === 'h' ? 'v' : 'h');

/** Middle of a lane, px from the middle of the road. */
export const laneMiddle = (junction: Junction, arm: Arm, lane: number): number =>
  (lane - 0.5) * laneWidth(junction, axisOf(arm));

export const hasStopLine = (junction: Junction, arm: Arm): boolean =>
  hasLights(junction) || junction.officer !== null || armAt(junction, arm).sign === 'give-way';
export const hasZebra = (junction: Junction, arm: Arm): boolean => junction.pedestrians.includes(arm);

/** Where the front of a vehicle waits, px from the middle. */
function frontOf(junction: Junction, { from, lane }: Vehicle): number {
  const margin = junction.layout === 'roundabout' ? 8 : KERB_RADIUS / 2;
  const clear = hasZebra(junction, from) ? 74 + 14 : margin;
  const isBehind = junction.vehicles.some(
    (other) => other.inside && other.from === from && other.lane === lane,
  );
  return edgeOf(junction, from) + clear + (hasStopLine(junction, from) ? 7 : 0) + (isBehind ? 62 : 8);
}

const isOnRing = (junction: Junction, { inside }: Vehicle): boolean =>
  inside && junction.layout === 'roundabout';

/** Half the side of the plate that carries a vehicle's letter, and the room it keeps from the vehicle. */
const TAG = { half: 28, gap: 8 };
/** How far the tail of a vehicle past its stop line still is from the junction. */
const TAIL_OUTSIDE_PX = 12;

/** Middle, angle, nose and letter of a vehicle. */
export type Place = { middle: Point; angle: number; nose: Point; tag: Point };

/** Middle of the ring's lane. */
export const ringRadius = (junction: Junction): number => (ISLAND + ringEdge(junction)) / 2;

/** A point of the ring or the island, by its degrees anticlockwise from the arm where one came in. */
export function pointOnRing(arm: Arm, degrees: number, radius: number): Point {
  const turn = (degrees * Math.PI) / 180;
  return pointAt(arm, Math.cos(turn) * radius, Math.sin(turn) * radius);
}

export function placeOf(junction: Junction, vehicle: Vehicle): Place {
  const { length } = vehicleSize[vehicle.kind];
  const { from, lane } = vehicle;
  const s = laneMiddle(junction, from, lane);
  if (isOnRing(junction, vehicle)) {
    const radius = ringRadius(junction);
    return {
      middle: pointOnRing(from, 45, radius),
      angle: headingOf(from) + 45,
      nose: pointOnRing(from, 45 + (length / 2 / radius) * 57.3, radius),
      tag: pointOnRing(from, 45, 42),
    };
  }
  const front = vehicle.inside
    ? edgeOf(junction, from) + TAIL_OUTSIDE_PX - length
    : frontOf(junction, vehicle);
  return {
    middle: pointAt(from, front + length / 2, s),
    angle: headingOf(from),
    nose: pointAt(from, front - 6, s),
    tag: pointAt(from, front + length + TAG.gap + TAG.half, s),
  };
}

/** Whether every vehicle and its letter lie wholly on the picture. Long ones do not, on the short arms. */
export function fitsPicture(junction: Junction): boolean {
  return junction.vehicles.every((vehicle) => {
    const { tag } = placeOf(junction, vehicle);
    const isLong = vehicleSize[vehicle.kind].length > 110;
    return (
      !(isLong && isOnRing(junction, vehicle)) &&
      tag.x >= TAG.half &&
      tag.x <= CANVAS.width - TAG.half &&
      tag.y >= TAG.half &&
      tag.y <= CANVAS.height - TAG.half
    );
  });
}

/** Corners of the way a vehicle wants to go, from its nose to beyond the exit. */
export function wayOf(junction: Junction, vehicle: Vehicle): Point[] {
  const { nose } = placeOf(junction, vehicle);
  const exit = exitOf(vehicle);
  const out = -laneMiddle(junction, exit, exitLane(junction, vehicle));
  // Heads of ways that end alike lie behind each other, so that each is seen.
  const ahead = junction.vehicles.filter((other) => other.id < vehicle.id && exitOf(other) === exit).length;
  const beyond = (hasZebra(junction, exit) ? 128 : 66) + ahead * 34;
  const end = pointAt(exit, edgeOf(junction, exit) + beyond, out);
  if (junction.layout === 'roundabout') return [nose, ...wayOnRing(junction, vehicle), end];
  if (vehicle.intention === 'straight') return [nose, end];
  const isUpright = axisOf(vehicle.from) === 'v';
  return [nose, { x: isUpright ? nose.x : end.x, y: isUpright ? end.y : nose.y }, end];
}

function wayOnRing(junction: Junction, vehicle: Vehicle): Point[] {
  // Ways around the same ring lie beside each other.
  const radius = ringRadius(junction) + (junction.vehicles.indexOf(vehicle) - 1) * 10;
  const quarters = ringSteps(vehicle);
  const first = vehicle.inside ? 82 : 36;
  const last = quarters * 90 - 36;
  const points: Point[] = [];
  for (let degrees = first; degrees < last + 12; degrees += 24)
    points.push(pointOnRing(vehicle.from, Math.min(degrees, last), radius));
  const exit = turned(vehicle.from, -quarters);
  return [...points, pointAt(exit, ringEdge(junction), -laneMiddle(junction, exit, 1))];
}

/** Where the face of a sign or a light stands for the traffic of an arm: on its right, off the roadway. */
export function signPoint(junction: Junction, arm: Arm): Point {
  const edge = edgeOf(junction, arm);
  const half = halfRoad(junction, axisOf(arm));
  // A face stands above its foot: north of a road there must be room for the post before the kerb.
  const beside = { north: 52, east: 92, south: 52, west: 50 }[arm];
  const along = axisOf(arm) === 'v' ? 84 : 96;
  return pointAt(arm, edge + along, half + beside);
}

type SceneVehicle = Scene['vehicles'][number];

/** Road, lane and place of a vehicle as scenes have it. */
export function sceneLane(
  junction: Junction,
  vehicle: Vehicle,
): Pick<SceneVehicle, 'road' | 'lane' | 'at' | 'shift' | 'heading'> {
  const { middle, angle } = placeOf(junction, vehicle);
  const axis = axisOf(vehicle.from);
  const isForward = vehicle.from === 'west' || vehicle.from === 'south';
  const turns = isOnRing(junction, vehicle);
  const shift = turns
    ? Math.SQRT1_2 * ringRadius(junction) - laneMiddle(junction, vehicle.from, vehicle.lane)
    : 0;
  return {
    road: ROADS[axis],
    lane: `${isForward ? 'f' : 'b'}${vehicle.lane}`,
    at: axis === 'h' ? middle.x : middle.y,
    shift,
    heading: turns ? angle % 360 : 'along',
  };
}
