import type { Scene, SceneVehicleKind } from '#content/schema.ts';
import type { Lane, Layout, Point, RoadLayout, SceneVehicle, View } from './layout.ts';
import { bayDepth, kerbOf, kerbWidth, laneAngle, pointOn } from './layout.ts';

/** Length and width in px as drawn: cars and larger at 22 px = 1 m, two-wheelers twice that to stay readable. */
export const vehicleSize: Record<SceneVehicleKind, { length: number; width: number }> = {
  motorbike: { length: 86, width: 40 },
  moped: { length: 72, width: 38 },
  ebike: { length: 80, width: 38 },
  bicycle: { length: 80, width: 36 },
  car: { length: 99, width: 43 },
  van: { length: 116, width: 46 },
  ambulance: { length: 122, width: 47 },
  coach: { length: 250, width: 55 },
  bus: { length: 232, width: 55 },
  truck: { length: 166, width: 52 },
  'dump-truck': { length: 172, width: 55 },
  'fire-engine': { length: 172, width: 54 },
  'police-car': { length: 99, width: 43 },
  'army-truck': { length: 166, width: 52 },
  container: { length: 320, width: 55 },
  train: { length: 300, width: 66 },
};

export const twoWheelers: readonly SceneVehicleKind[] = ['motorbike', 'moped', 'bicycle', 'ebike'];

export type Pose = Point & { angle: number; length: number; width: number };
export type PlacedVehicle = { vehicle: SceneVehicle; pose: Pose; of: RoadLayout | null; lane: Lane | null };

/** Middle and angle of a vehicle; null when its road or lane does not exist. */
export function placeVehicle(scene: Scene, layout: Layout, vehicle: SceneVehicle): PlacedVehicle | null {
  const size = vehicleSize[vehicle.kind];
  if (vehicle.kind === 'train') {
    const track = scene.railway;
    if (!track) return null;
    const angle = (track.axis === 'h' ? 0 : 270) + (vehicle.heading === 'against' ? 180 : 0);
    const pose = track.axis === 'h' ? { x: vehicle.at, y: track.at } : { x: track.at, y: vehicle.at };
    return { vehicle, pose: { ...pose, angle, ...size }, of: null, lane: null };
  }
  const of = layout.roads.find((each) => each.road.id === vehicle.road);
  const lane = of?.lanes.find((each) => each.id === vehicle.lane);
  if (!of || !lane) return null;
  const along = laneAngle(of.road, lane);
  const angle =
    vehicle.heading === 'along' ? along : vehicle.heading === 'against' ? along + 180 : vehicle.heading;
  const { edge, outward } = kerbOf(of, lane);
  const half = size.width / 2;
  const cross = {
    kerb: edge - outward * (half + 4),
    pavement: edge + outward * (kerbWidth + half + 6),
    shoulder: edge + outward * (half - 4),
    bay: edge + outward * (bayDepth / 2),
    none: lane.mid,
  }[vehicle.off ?? 'none'];
  const point = pointOn(of.road, vehicle.at, cross + outward * vehicle.shift);
  return { vehicle, pose: { ...point, angle: ((angle % 360) + 360) % 360, ...size }, of, lane };
}

/** Corners of a turned rectangle, clockwise; `grow` px are added on every side. */
export function corners(pose: Pose, grow = 0): Point[] {
  const turn = (pose.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [half, side] = [pose.length / 2 + grow, pose.width / 2 + grow];
  return [
    [half, side],
    [-half, side],
    [-half, -side],
    [half, -side],
  ].map(([a, b]) => ({ x: pose.x + a! * cos - b! * sin, y: pose.y + a! * sin + b! * cos }));
}

/** Smallest upright box around some points. */
export function boxAround(points: Point[]): { left: number; right: number; top: number; bottom: number } {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Whether two turned rectangles share any area. */
export function overlaps(one: Pose, other: Pose): boolean {
  const shapes = [corners(one, -2), corners(other, -2)];
  for (const angle of [one.angle, one.angle + 90, other.angle, other.angle + 90]) {
    const turn = (angle * Math.PI) / 180;
    const [first, second] = shapes.map((shape) => {
      const along = shape.map((point) => point.x * Math.cos(turn) + point.y * Math.sin(turn));
      return { low: Math.min(...along), high: Math.max(...along) };
    });
    if (first!.high <= second!.low || second!.high <= first!.low) return false;
  }
  return true;
}

export type Focus = Point & { reach: number; facing: number; vehicle: PlacedVehicle | null };

/** The focus vehicle or person: its middle, and how far it reaches upwards from there; null when there is none. */
export function focusOf(scene: Scene, layout: Layout): Focus | null {
  const vehicle = scene.vehicles.find((each) => each.focus);
  const placed = vehicle && placeVehicle(scene, layout, vehicle);
  if (placed) {
    const box = boxAround(corners(placed.pose));
    return {
      x: placed.pose.x,
      y: placed.pose.y,
      reach: (box.bottom - box.top) / 2,
      facing: placed.pose.angle,
      vehicle: placed,
    };
  }
  const person = scene.people.find((each) => each.focus);
  return person ? { x: person.x, y: person.y, reach: 20, facing: person.facing, vehicle: null } : null;
}

/** Middle of the verdict badge: above the focus, below it when there is no room, or where the scene says. */
export function badgePoint(scene: Scene, focus: Focus, view: View): Point {
  if (scene.badge) return { x: focus.x + scene.badge.dx, y: focus.y + scene.badge.dy };
  const away = focus.reach + 22 * view.k;
  const above = focus.y - away;
  return { x: focus.x, y: above < view.y + 24 * view.k ? focus.y + away : above };
}
