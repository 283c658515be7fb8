import type { Junction } from '#content/schema.ts';
import {
  armAt,
  exitOf,
  hasLights,
  hasSigns,
  isTurning,
  oppositeOf,
  rightOf,
  SIREN_RANK,
  type Arm,
  type Vehicle,
} from './arms.ts';
import type { Rule } from './citations.ts';
import type { Undecided } from './decide.ts';
import { meetingOf } from './paths.ts';

/** What two who may both go owe each other. `first` and `second` are ids. */
export type Ruling =
  | { kind: 'apart' }
  | { kind: 'ordered'; first: string; second: string; rules: Rule[] }
  | { kind: 'unclear'; reason: Undecided };

const APART: Ruling = { kind: 'apart' };
const unclear = (reason: Undecided): Ruling => ({ kind: 'unclear', reason });
const ordered = (first: Vehicle, second: Vehicle, ...rules: Rule[]): Ruling => ({
  kind: 'ordered',
  first: first.id,
  second: second.id,
  rules,
});

/**
 * Which of two vehicles that may both go goes first. Where provisions contradict each other, or none speaks, it is unclear.
 * @source luat-36-2024 art. 15.3
 * @source luat-36-2024 art. 22
 * @source luat-36-2024 art. 27
 */
export function rulingOf(junction: Junction, one: Vehicle, other: Vehicle): Ruling {
  const meeting = meetingOf(junction, one, other);
  if (one.signals || other.signals) return ofSirens(one, other, meeting === 'apart');
  if (meeting === 'apart') return APART;
  if (meeting === 'unclear') return unclear('paths');
  if (meeting === 'before') return ordered(one, other, 'ring-left');
  if (meeting === 'after') return ordered(other, one, 'ring-left');
  const isPastYellow = [one, other].every(
    ({ from, inside }) => inside && armAt(junction, from).light === 'yellow',
  );
  if ((one.inside || other.inside) && !isPastYellow) return unclear('inside');

  const road = roadClaims(junction, one, other);
  if (road.length === 0 && one.from !== oppositeOf(other.from)) return unclear('no-rule');
  const claims = [...road, ...turnClaims(one, other), ...turnClaims(other, one)];
  const claim = claims[0]!;
  return claims.every(({ first }) => first === claim.first)
    ? ordered(claim.first, claim.first === one ? other : one, ...claim.rules)
    : unclear('contradiction');
}

/** Everybody who meets a vehicle with its signals on slows down or stops; the law names no one who need not. */
function ofSirens(one: Vehicle, other: Vehicle, isApart: boolean): Ruling {
  if (isApart) return unclear('siren-apart');
  if (one.inside || other.inside) return unclear('inside');
  if (!one.signals) return ordered(other, one, 'siren');
  if (!other.signals) return ordered(one, other, 'siren');
  const [rank, otherRank] = [SIREN_RANK[one.kind]!, SIREN_RANK[other.kind]!];
  if (rank === otherRank) return unclear('siren-equal');
  return rank < otherRank ? ordered(one, other, 'siren-rank') : ordered(other, one, 'siren-rank');
}

type Claim = { first: Vehicle; rules: Rule[] };

/** What signs and the right hand say of two roads; nothing while lights or an officer divide the turns. */
function roadClaims(junction: Junction, one: Vehicle, other: Vehicle): Claim[] {
  if (junction.officer || hasLights(junction) || one.from === oppositeOf(other.from)) return [];
  if (!hasSigns(junction))
    return [{ first: rightOf(one.from) === other.from ? other : one, rules: ['right-hand'] }];
  const [sign, otherSign] = [armAt(junction, one.from).sign, armAt(junction, other.from).sign];
  if (sign === otherSign) return [];
  if (sign === 'give-way' || otherSign === 'give-way')
    return [{ first: sign === 'give-way' ? other : one, rules: ['minor-sign', 'main-road'] }];
  return [{ first: sign === 'priority' ? one : other, rules: ['main-sign', 'main-road'] }];
}

/** Who turns gives way to who comes from straight ahead, and to bicycles. */
function turnClaims(turning: Vehicle, other: Vehicle): Claim[] {
  const owes = turning.from === oppositeOf(other.from) || other.kind === 'bicycle';
  return isTurning(turning) && owes ? [{ first: other, rules: ['oncoming'] }] : [];
}

/**
 * Whether a vehicle that may go lets somebody pass who is crossing an arm on foot.
 * @param id of the one on foot
 * @source luat-36-2024 art. 11.4.a
 * @source luat-36-2024 art. 15.3
 */
export function rulingOnFoot(junction: Junction, vehicle: Vehicle, arm: Arm, id: string): Ruling {
  if (junction.layout === 'roundabout' || vehicle.signals) return unclear('pedestrian');
  const leaves = exitOf(vehicle) === arm;
  const enters = vehicle.from === arm && !vehicle.inside;
  if (!leaves && !enters) return APART;
  const first = { kind: 'ordered', first: id, second: vehicle.id } as const;
  if (!junction.officer && armAt(junction, vehicle.from).light === 'green')
    return { ...first, rules: ['pedestrian-green'] };
  return leaves && isTurning(vehicle) ? { ...first, rules: ['pedestrian-turn'] } : unclear('pedestrian');
}
