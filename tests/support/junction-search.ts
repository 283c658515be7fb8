import type { Junction } from '#content/schema.ts';

/*
 * Who goes first, found the long way round and on its own: ways are curves whose crossings are looked for point by point, sides
 * are turned vectors, and the order is searched for among every way to give each road user a moment. Shares nothing with
 * server/junction but the shape of the data; both are read off the same provisions.
 */

type Vector = readonly [x: number, y: number];
type Car = Junction['vehicles'][number];

/** East is x, north is y. */
const compass = { north: [0, 1], east: [1, 0], south: [0, -1], west: [-1, 0] } as const;
const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1]];
const times = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor];
const back = (a: Vector): Vector => times(a, -1);
const clockwise = ([x, y]: Vector): Vector => [y, -x];
const anticlockwise = ([x, y]: Vector): Vector => [-y, x];
const same = (a: Vector, b: Vector) => a[0] === b[0] && a[1] === b[1];

const seat = (car: Car): Vector => compass[car.from];
const heading = (car: Car): Vector => back(seat(car));
const goal = (car: Car): Vector =>
  ({ left: anticlockwise, straight: (v: Vector) => v, right: clockwise })[car.intention](heading(car));
const armOf = (junction: Junction, at: Vector) => {
  const name = (Object.keys(compass) as (keyof typeof compass)[]).find((key) => same(compass[key], at))!;
  return junction.arms[name]!;
};

const armsIn = (junction: Junction) => Object.values(junction.arms).filter((arm) => arm !== undefined);

/* ───────────── ways that cross ───────────── */

const outLane = (junction: Junction, car: Car): number =>
  car.intention === 'straight' ? car.lane : car.intention === 'left' ? 1 : armOf(junction, goal(car)).lanes;

function curve(junction: Junction, car: Car): Vector[] {
  const [into, out] = [heading(car), goal(car)];
  const begin = add(times(into, -4), times(clockwise(into), car.lane - 0.5));
  const end = add(times(out, 4), times(clockwise(out), outLane(junction, car) - 0.5));
  // Where the lane one leaves and the lane one takes would meet.
  const bend: Vector =
    car.intention === 'straight' ? [0, 0] : into[0] === 0 ? [begin[0], end[1]] : [end[0], begin[1]];
  return Array.from({ length: 61 }, (_, step) => {
    const t = step / 60;
    if (car.intention === 'straight') return add(times(begin, 1 - t), times(end, t));
    return add(add(times(begin, (1 - t) ** 2), times(bend, 2 * t * (1 - t))), times(end, t * t));
  });
}

function curvesCross(one: Vector[], other: Vector[]): boolean {
  const side = (a: Vector, b: Vector, c: Vector) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  return one
    .slice(1)
    .some((b, i) =>
      other
        .slice(1)
        .some(
          (d, k) =>
            side(one[i]!, b, other[k]!) !== side(one[i]!, b, d) &&
            side(other[k]!, d, one[i]!) !== side(other[k]!, d, b),
        ),
    );
}

/* ───────────── two road users ───────────── */

/** Which of two goes first, by its place in the pair; `free` of each other; `unsaid` by the law. */
type Verdict = 0 | 1 | 'free' | 'unsaid';

const rank = { 'fire-engine': 1, 'police-car': 2, 'army-truck': 2, ambulance: 3 } as Record<string, number>;

function betweenCars(junction: Junction, one: Car, other: Car): Verdict {
  const relation =
    one.from === other.from
      ? 'free'
      : junction.layout === 'roundabout'
        ? onRing(one, other)
        : crossing(junction, one, other);
  if (one.signals || other.signals) {
    if (relation === 'free' || one.inside || other.inside) return 'unsaid';
    if (one.signals !== other.signals) return one.signals ? 0 : 1;
    const [mine, theirs] = [rank[one.kind]!, rank[other.kind]!];
    return mine < theirs ? 0 : mine > theirs ? 1 : 'unsaid';
  }
  return relation === 'cross' ? byArticles(junction, one, other) : relation;
}

function crossing(junction: Junction, one: Car, other: Car): 'cross' | 'free' | 'unsaid' {
  const faceToFace = same(seat(one), back(seat(other)));
  if (faceToFace && one.intention === 'left' && other.intention === 'left') return 'unsaid';
  if (same(goal(one), goal(other)))
    return outLane(junction, one) === outLane(junction, other) ? 'cross' : 'unsaid';
  return curvesCross(curve(junction, one), curve(junction, other)) ? 'cross' : 'free';
}

/** Art. 22.3: the stretch of the ring each one travels, in degrees, against the entry where the other one waits. */
function onRing(one: Car, other: Car): Verdict {
  const angle = (v: Vector) => (Math.atan2(v[1], v[0]) * 180) / Math.PI;
  const sweep = { right: 90, straight: 180, left: 270 };
  const reaches = (mover: Car, waiter: Car): 'now' | 'later' | 'never' => {
    if (waiter.inside) return 'never';
    const away = (angle(seat(waiter)) - angle(seat(mover)) + 360) % 360;
    if (away === 0 || away >= sweep[mover.intention]) return 'never';
    return mover.inside || away === 90 ? 'now' : 'later';
  };
  const [first, second] = [reaches(one, other), reaches(other, one)];
  if (first === 'now') return 0;
  if (second === 'now') return 1;
  const opposite = same(seat(one), back(seat(other)));
  return opposite && (first === 'later' || second === 'later') ? 'unsaid' : 'free';
}

/** Arts 15.3, 22.1 and 22.2; every sentence that fits is heard, and all must say the same. */
function byArticles(junction: Junction, one: Car, other: Car): Verdict {
  const pair = [one, other];
  if (pair.some((car) => car.inside)) {
    const pastYellow = pair.every((car) => car.inside && armOf(junction, seat(car)).light === 'yellow');
    if (!pastYellow) return 'unsaid';
  }
  const heard = new Set<0 | 1>();
  const faceToFace = same(seat(one), back(seat(other)));
  if (!faceToFace) {
    const arms = armsIn(junction);
    if (junction.officer || arms.some((arm) => arm.light !== 'none')) return 'unsaid';
    const weight = { none: 1, priority: 2, 'give-way': 0, stop: 0 };
    const [mine, theirs] = pair.map((car) => weight[armOf(junction, seat(car)).sign]) as [number, number];
    if (arms.every((arm) => arm.sign === 'none'))
      heard.add(same(seat(other), clockwise(heading(one))) ? 1 : 0);
    else if (mine === theirs) return 'unsaid';
    else heard.add(mine > theirs ? 0 : 1);
  }
  for (const [index, car] of pair.entries()) {
    const opponent = pair[1 - index]!;
    if (car.intention !== 'straight' && (faceToFace || opponent.kind === 'bicycle'))
      heard.add(index === 0 ? 1 : 0);
  }
  return heard.size === 1 ? [...heard][0]! : 'unsaid';
}

function onFoot(junction: Junction, car: Car, at: Vector): Verdict {
  if (junction.layout === 'roundabout' || car.signals) return 'unsaid';
  const before = same(at, seat(car)) && !car.inside;
  const behind = same(at, goal(car));
  if (!before && !behind) return 'free';
  if (!junction.officer && armOf(junction, seat(car)).light === 'green') return 1;
  return behind && car.intention !== 'straight' ? 1 : 'unsaid';
}

/* ───────────── signals ───────────── */

function mayGo(junction: Junction, car: Car): boolean | 'unsaid' {
  const { officer } = junction;
  const { light } = armOf(junction, seat(car));
  let may = true;
  if (officer) {
    if (car.inside) return 'unsaid';
    const ahead = compass[officer.facing];
    const isLeft = same(seat(car), anticlockwise(ahead));
    const isRight = same(seat(car), clockwise(ahead));
    const isAhead = same(seat(car), ahead);
    may = {
      up: false,
      sides: isLeft || isRight,
      front: isLeft || (isAhead && car.intention === 'right'),
    }[officer.gesture];
  } else if (light === 'red') {
    if (car.inside) return 'unsaid';
    may = false;
  } else if (light === 'yellow') may = car.inside;
  return !may && car.signals ? 'unsaid' : may;
}

/* ───────────── the search ───────────── */

/**
 * Order and those held back, or null where the law is silent, contradicts itself or goes round in a circle. Tries every
 * way of giving each road user a moment and takes the one in which everybody goes as early as in any.
 */
export function searchOrder(junction: Junction): { order: string[][]; stopped: string[] } | null {
  const arms = armsIn(junction);
  if (arms.some((arm) => arm.sign === 'stop')) return null;
  const isPlain =
    junction.officer === null && arms.every((arm) => arm.light === 'none' && arm.sign === 'none');
  if (junction.layout === 'roundabout' && (!isPlain || junction.pedestrians.length > 0)) return null;

  const leave = junction.vehicles.map((car) => mayGo(junction, car));
  if (leave.includes('unsaid')) return null;
  const cars = junction.vehicles.filter((_, index) => leave[index] === true);
  const ids = [...junction.pedestrians.map((_, index) => `P${index + 1}`), ...cars.map(({ id }) => id)];
  const before: [number, number][] = [];
  for (let one = 0; one < ids.length; one += 1)
    for (let other = one + 1; other < ids.length; other += 1) {
      const verdict = verdictOf(junction, cars, one, other);
      if (verdict === 'unsaid') return null;
      if (verdict !== 'free') before.push(verdict === 0 ? [one, other] : [other, one]);
    }

  let best: number[] | null = null;
  const moments = ids.map(() => 0);
  const total = ids.length ** ids.length;
  for (let number = 0; number < total; number += 1) {
    let rest = number;
    for (let at = 0; at < ids.length; at += 1) {
      moments[at] = rest % ids.length;
      rest = Math.floor(rest / ids.length);
    }
    if (!before.every(([first, second]) => moments[first]! < moments[second]!)) continue;
    best = moments.map((moment, at) => Math.min(moment, best?.[at] ?? moment));
  }
  if (!best) return null;
  const earliest = best;
  const order = [...new Set(earliest)]
    .sort()
    .map((moment) => ids.filter((_, at) => earliest[at] === moment).sort());
  const stopped = junction.vehicles.filter((_, index) => leave[index] === false).map(({ id }) => id);
  return { order, stopped };
}

function verdictOf(junction: Junction, cars: Car[], one: number, other: number): Verdict {
  const feet = junction.pedestrians.length;
  if (other < feet) return 'free';
  const car = cars[other - feet]!;
  if (one >= feet) return betweenCars(junction, cars[one - feet]!, car);
  const verdict = onFoot(junction, car, compass[junction.pedestrians[one]!]);
  return verdict === 1 ? 0 : verdict;
}
