import type { Junction } from '#content/schema.ts';
import { ARMS, armAt, exitOf, leftOf, oppositeOf, turned, type Arm, type Vehicle } from './arms.ts';

/**
 * How the ways of two vehicles lie. `before`: the first one comes past the other's entry of a roundabout; `after`: the
 * other way round. `unclear`: drivers may keep them apart or not.
 */
export type Meeting = 'apart' | 'meet' | 'before' | 'after' | 'unclear';

/** How two vehicles of a sound junction meet. */
export const meetingOf = (junction: Junction, one: Vehicle, other: Vehicle): Meeting => {
  // Behind or beside each other on one approach: lanes keep them apart.
  if (one.from === other.from) return 'apart';
  return junction.layout === 'roundabout' ? onRing(one, other) : onCrossing(junction, one, other);
};

/** A right turn ends by the kerb, a left turn by the middle, straight on keeps its lane. */
export const exitLane = (junction: Junction, vehicle: Vehicle): 1 | 2 =>
  vehicle.intention === 'straight'
    ? vehicle.lane
    : vehicle.intention === 'left'
      ? 1
      : armAt(junction, exitOf(vehicle)).lanes;

function onCrossing(junction: Junction, one: Vehicle, other: Vehicle): Meeting {
  if (exitOf(one) === exitOf(other))
    return exitLane(junction, one) === exitLane(junction, other) ? 'meet' : 'unclear';
  // Two left turns from opposite arms pass in front of each other or around each other.
  if (one.from === oppositeOf(other.from) && one.intention === 'left' && other.intention === 'left')
    return 'unclear';
  const [low, high] = [mouthIn(one), mouthOut(one)].sort((a, b) => a - b) as [number, number];
  const isBetween = (at: number) => at > low && at < high;
  return isBetween(mouthIn(other)) === isBetween(mouthOut(other)) ? 'apart' : 'meet';
}

/*
 * Traffic keeps right, so clockwise around the junction each arm has first its way in, then its way out. Two ways through the
 * junction cross when their mouths alternate around it; lanes of one mouth lie side by side and change nothing.
 */
const mouthIn = ({ from }: Vehicle): number => ARMS.indexOf(from) * 2;
const mouthOut = (vehicle: Vehicle): number => ARMS.indexOf(exitOf(vehicle)) * 2 + 1;

/** Arms a vehicle comes to on the ring, its exit included. */
export const ringSteps = ({ intention }: Pick<Vehicle, 'intention'>): number =>
  ({ right: 1, straight: 2, left: 3 })[intention];

/** The ring runs anticlockwise: who comes in from the south passes the east, the north, the west. */
const passes = (vehicle: Vehicle, arm: Arm): boolean => {
  const steps = ringSteps(vehicle);
  return Array.from({ length: steps - 1 }, (_, step) => turned(vehicle.from, -1 - step)).includes(arm);
};

function onRing(one: Vehicle, other: Vehicle): Meeting {
  if (one.inside && other.inside) return 'apart';
  if (comesPast(one, other)) return 'before';
  if (comesPast(other, one)) return 'after';
  // Both still wait, opposite each other, and one of them goes round to the other's arm and beyond.
  const isFar = !one.inside && !other.inside && oppositeOf(one.from) === other.from;
  return isFar && (passes(one, other.from) || passes(other, one.from)) ? 'unclear' : 'apart';
}

/** Whether `one`, on the ring or next on the left, comes past the entry where `other` waits. */
const comesPast = (one: Vehicle, other: Vehicle): boolean =>
  !other.inside && passes(one, other.from) && (one.inside || one.from === leftOf(other.from));
