import type { Scene } from '#content/schema.ts';
import { pathPoints } from './ground.ts';
import type { Layout, Point } from './layout.ts';
import { laneAngle, railStop } from './layout.ts';
import type { PlacedVehicle } from './place.ts';
import { boxAround, corners } from './place.ts';

/* What a vehicle and its movement do, read off the data. */

/** Whether a vehicle faces more than 90° away from its lane. */
export function lawlessHeading({ of, lane, vehicle, pose }: PlacedVehicle): boolean {
  if (!of || !lane || vehicle.kind === 'train') return false;
  if (typeof vehicle.heading !== 'number') return vehicle.heading === 'against';
  const turn = Math.abs(((pose.angle - laneAngle(of.road, lane) + 540) % 360) - 180);
  return turn > 91;
}

function movement(scene: Scene, { vehicle, pose }: PlacedVehicle): Point[] {
  const paths = vehicle.focus ? scene.paths.filter((path) => path.kind !== 'neutral').map(pathPoints) : [];
  return [...paths.flat(), ...corners(pose, -4)];
}

/** Whether the vehicle or its movement reaches over the edge of its lane. */
export function leavesLane(scene: Scene, placed: PlacedVehicle): boolean {
  const { of, lane } = placed;
  if (!of || !lane) return false;
  return movement(scene, placed).some((point) => {
    const cross = of.road.axis === 'h' ? point.y : point.x;
    return cross < lane.lo - 1 || cross > lane.hi + 1;
  });
}

/** Lines nobody may cross: a solid or double divider, solid lane lines, away from junctions. */
export function crossesSolidLine(scene: Scene, layout: Layout, placed: PlacedVehicle): boolean {
  const { of } = placed;
  if (!of) return false;
  const lines: number[] = [];
  const hard = of.road.centre === 'solid' || of.road.centre === 'double' || of.road.centre === 'median';
  if (of.divider !== null && hard) lines.push(of.divider);
  if (of.road.laneLine === 'solid') {
    of.lanes.slice(1).forEach((lane, index) => {
      if (of.lanes[index]!.direction === lane.direction) lines.push(lane.lo);
    });
  }
  const across = (point: Point) => (of.road.axis === 'h' ? point.y : point.x);
  const along = (point: Point) => (of.road.axis === 'h' ? point.x : point.y);
  const inJunction = (point: Point) =>
    layout.junctions.some((each) => {
      const other = each.h === of ? each.v : each.v === of ? each.h : null;
      return other !== null && along(point) > other.lo - 14 && along(point) < other.hi + 14;
    });
  const onThisRoad = (point: Point) => !inJunction(point) && across(point) > of.lo && across(point) < of.hi;
  const paths = placed.vehicle.focus
    ? scene.paths.filter((path) => path.kind !== 'neutral').map(pathPoints)
    : [];
  const body = corners(placed.pose, -4);
  return lines.some((line) => {
    const sides = (points: Point[]) =>
      new Set(points.filter(onThisRoad).map((point) => across(point) > line)).size > 1;
    return sides(body) || paths.some(sides);
  });
}

/** Whether a signal or a closing level crossing says stop. */
export function isAtRed(scene: Scene): boolean {
  return (
    scene.signs.some((sign) => !sign.absent && sign.state === 'red') || scene.railway?.barrier === 'closed'
  );
}

/** Whether the vehicle or its movement passes a stop line of its own road and direction. */
export function crossesStopLine(scene: Scene, layout: Layout, placed: PlacedVehicle): boolean {
  const { of, lane } = placed;
  if (!of || !lane) return false;
  const forwardIsUp = (of.road.axis === 'h') === lane.direction > 0;
  const lines: number[] = [];
  for (const junction of layout.junctions) {
    const arms =
      junction.h === of
        ? [junction.arms.west, junction.arms.east]
        : junction.v === of
          ? [junction.arms.north, junction.arms.south]
          : [];
    const arm = forwardIsUp ? arms[0] : arms[1];
    if (arm && arm.stopAt !== null) lines.push(arm.stopAt);
  }
  if (scene.railway?.stop && scene.railway.axis !== of.road.axis)
    lines.push(scene.railway.at + (forwardIsUp ? -railStop : railStop));
  for (const crossing of scene.crossings)
    if (crossing.stop && crossing.road === of.road.id) lines.push(crossing.at + (forwardIsUp ? -36 : 36));
  const reached = movement(scene, placed).map((point) => (of.road.axis === 'h' ? point.x : point.y));
  const [low, high] = [Math.min(...reached), Math.max(...reached)];
  const nose = boxAround(corners(placed.pose));
  const tail = of.road.axis === 'h' ? [nose.left, nose.right] : [nose.top, nose.bottom];
  return lines.some((line) =>
    forwardIsUp
      ? Math.min(low, tail[0]!) < line && high > line + 4
      : Math.max(high, tail[1]!) > line && low < line - 4,
  );
}

/** Whether a vehicle stands less than `distance` px from the edge of a crossing road, or inside the junction. */
export function nearJunction(layout: Layout, { of, pose }: PlacedVehicle, distance: number): boolean {
  if (!of) return false;
  const box = boxAround(corners(pose));
  const [low, high] = of.road.axis === 'h' ? [box.left, box.right] : [box.top, box.bottom];
  return layout.junctions.some((each) => {
    const other = each.h === of ? each.v : each.v === of ? each.h : null;
    return other !== null && high > other.lo - distance && low < other.hi + distance;
  });
}

/** Whether a vehicle stands on a zebra or near a track. */
export function onCrossing(scene: Scene, layout: Layout, { of, pose }: PlacedVehicle): boolean {
  if (!of) return false;
  const box = boxAround(corners(pose));
  const [low, high] = of.road.axis === 'h' ? [box.left, box.right] : [box.top, box.bottom];
  const spans = scene.crossings
    .filter((each) => each.road === of.road.id)
    .map((each) => [each.at - 22, each.at + 22]);
  for (const junction of layout.junctions) {
    for (const arm of Object.values(junction.arms)) {
      if (arm.of === of && arm.zebra)
        spans.push([Math.min(arm.zebra.from, arm.zebra.to), Math.max(arm.zebra.from, arm.zebra.to)]);
    }
  }
  if (scene.railway && scene.railway.axis !== of.road.axis)
    spans.push([scene.railway.at - railStop, scene.railway.at + railStop]);
  return spans.some(([from, to]) => high > from! && low < to!);
}
