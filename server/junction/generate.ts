import type { Junction, JunctionArm } from '#content/schema.ts';
import { shuffled } from '../quiz/rules.ts';
import { ARMS, armsOf, exitOf, SIREN_RANK, type Arm, type Vehicle } from './arms.ts';
import type { Rule } from './citations.ts';
import { canonicalOf, relettered, rotated } from './code.ts';
import { decide, type Decided } from './decide.ts';
import { fitsPicture } from './ground.ts';
import { asksOf, questionId, seedOf } from './question.ts';

/*
 * The junctions the site asks by itself: every set of vehicles on a few frames is tried, those the law decides are kept, and
 * of those a seed draws. Nothing is stored: the id of a question holds its whole junction, so an address stays good when the
 * frames or the seed change; only the list of what is offered next does.
 */
const SEED = 36;

/** The set of all of them, as play, homework and paper name it; the page of that name asks them one by one. */
export const JUNCTION_SET = 'nga-tu';

/** Roads, signs, lights, officer and people on foot, still without vehicles. */
type Frame = Omit<Junction, 'vehicles'>;

type Family = {
  frames: Frame[];
  /** How many junctions of it are kept. */
  quota: number;
  /** How many vehicles, from and to. */
  vehicles: [number, number];
  /** How many of them have priority signals on; those of an emergency kind without count as any other. */
  sirens?: number;
  /** Whether one of them is already inside. */
  inside?: boolean;
  /** What the proof must use, lest the family be about nothing. */
  about?: Rule;
};

const plain: JunctionArm = { lanes: 1, sign: 'none', light: 'none' };
type ArmTable = Partial<Record<Arm, Partial<JunctionArm>>>;
const frame = (arms: ArmTable, more: Partial<Frame> = {}): Frame => ({
  layout: 'crossing',
  arms: Object.fromEntries(
    ARMS.flatMap((name) => (arms[name] ? [[name, { ...plain, ...arms[name] }] as const] : [])),
  ),
  officer: null,
  pedestrians: [],
  ...more,
});
/** Four arms: what stands on the road from north to south, and on the one from east to west. */
const cross = (upright: Partial<JunctionArm>, flat: Partial<JunctionArm>, more: Partial<Frame> = {}): Frame =>
  frame({ north: upright, south: upright, east: flat, west: flat }, more);
/** Three arms: the road from east to west, and a stem in the south. */
const tee = (flat: Partial<JunctionArm>, stem: Partial<JunctionArm>, more: Partial<Frame> = {}): Frame =>
  frame({ east: flat, west: flat, south: stem }, more);
const officer = (gesture: 'up' | 'sides' | 'front'): Partial<Frame> => ({
  officer: { facing: 'south', gesture },
});

const GREEN = { light: 'green' } as const;
const YELLOW = { light: 'yellow' } as const;
const RED = { light: 'red' } as const;
const MAIN = { sign: 'priority' } as const;
const MINOR = { sign: 'give-way' } as const;

const FAMILIES: readonly Family[] = [
  { frames: [cross({}, {})], quota: 34, vehicles: [2, 3] },
  { frames: [tee({}, {})], quota: 12, vehicles: [2, 3] },
  { frames: [cross({ lanes: 2 }, {})], quota: 14, vehicles: [2, 4] },
  { frames: [cross(MINOR, MAIN), cross(MINOR, {})], quota: 26, vehicles: [2, 4] },
  { frames: [cross({}, MAIN)], quota: 8, vehicles: [2, 3], about: 'main-sign' },
  { frames: [tee(MAIN, MINOR), tee({}, MINOR)], quota: 14, vehicles: [2, 3] },
  { frames: [cross(GREEN, RED), tee(GREEN, RED)], quota: 16, vehicles: [2, 4], about: 'oncoming' },
  { frames: [cross(GREEN, RED), tee(RED, GREEN)], quota: 8, vehicles: [2, 3], about: 'red' },
  { frames: [cross(YELLOW, RED)], quota: 14, vehicles: [2, 3], inside: true, about: 'yellow-inside' },
  { frames: [cross({ ...RED, ...MAIN }, { ...GREEN, ...MINOR })], quota: 8, vehicles: [2, 3] },
  { frames: [cross({}, {}, officer('sides')), cross({}, {}, officer('front'))], quota: 16, vehicles: [2, 3] },
  {
    frames: (['sides', 'front'] as const).flatMap((gesture) => [
      cross(GREEN, RED, officer(gesture)),
      cross(RED, GREEN, officer(gesture)),
    ]),
    quota: 16,
    vehicles: [2, 3],
    about: 'signal-order',
  },
  {
    frames: [cross({}, {}, officer('up')), cross(GREEN, RED, officer('up'))],
    quota: 6,
    vehicles: [2, 3],
  },
  { frames: [cross({}, {}), cross(MINOR, MAIN), tee({}, {})], quota: 24, vehicles: [2, 3], sirens: 1 },
  { frames: [cross({}, {}), cross(MINOR, MAIN)], quota: 16, vehicles: [2, 3], sirens: 2 },
  { frames: [frameOfRing(4), frameOfRing(3)], quota: 14, vehicles: [2, 3] },
  { frames: [frameOfRing(4), frameOfRing(3)], quota: 18, vehicles: [2, 3], inside: true },
  {
    frames: [cross({}, {}, { pedestrians: ['east'] }), tee({}, {}, { pedestrians: ['west'] })],
    quota: 14,
    vehicles: [1, 3],
    about: 'pedestrian-turn',
  },
  {
    frames: [cross(GREEN, RED, { pedestrians: ['east'] }), cross(GREEN, RED, { pedestrians: ['north'] })],
    quota: 14,
    vehicles: [1, 3],
    about: 'pedestrian-green',
  },
];

function frameOfRing(arms: 3 | 4): Frame {
  const ring = { layout: 'roundabout' } as const;
  return arms === 4 ? cross({}, {}, ring) : tee({}, {}, ring);
}

/** Every way to fill a frame with vehicles, at most one in each lane. All are cars, none has signals on. */
function fillings(empty: Frame, { vehicles: [least, most], inside }: Family): Junction[] {
  let sets: Omit<Vehicle, 'id'>[][] = [[]];
  for (const { name, lanes } of armsOf({ ...empty, vehicles: [] }))
    for (const lane of lanes === 2 ? ([1, 2] as const) : ([1] as const)) {
      const seats = seatsOf(empty, name, lane, lanes, inside === true);
      sets = sets.flatMap((set) => [set, ...(set.length < most ? seats.map((seat) => [...set, seat]) : [])]);
    }
  return sets
    .filter((set) => set.length >= least && set.some((each) => each.inside) === (inside === true))
    .map((set) => ({
      ...empty,
      vehicles: set.map((vehicle, index) => ({ id: 'ABCDEF'.charAt(index), ...vehicle })),
    }));
}

function seatsOf(
  empty: Frame,
  from: Arm,
  lane: 1 | 2,
  lanes: 1 | 2,
  withInside: boolean,
): Omit<Vehicle, 'id'>[] {
  const intentions = (['left', 'straight', 'right'] as const).filter(
    (intention) =>
      empty.arms[exitOf({ from, intention })] !== undefined &&
      (lanes === 1 || intention !== (lane === 1 ? 'right' : 'left')),
  );
  return intentions.flatMap((intention) =>
    (withInside ? [false, true] : [false]).map((inside) => ({
      kind: 'car' as const,
      from,
      lane,
      intention,
      signals: false,
      inside,
    })),
  );
}

const ORDINARY: readonly Vehicle['kind'][] = [
  'car',
  'motorbike',
  'truck',
  'motorbike',
  'bicycle',
  'bus',
  'car',
];
const EMERGENCY = Object.keys(SIREN_RANK) as Vehicle['kind'][];

/** Kinds, letters and the side from which it is seen, drawn by a number. */
function dressed(bare: Junction, sirens: number, seed: number): Junction {
  const kinds = shuffled(ORDINARY, seed);
  const urgent = shuffled(EMERGENCY, seed);
  const chosen = shuffled([...bare.vehicles.keys()], seed).slice(0, sirens);
  // One in four of these junctions has an emergency vehicle that is on no duty: it goes like any other.
  const idle = sirens < 2 && (seed >>> 5) % 4 === 0 ? (seed >>> 3) % bare.vehicles.length : -1;
  const vehicles = bare.vehicles.map((vehicle, index) => {
    const rank = chosen.indexOf(index);
    if (rank >= 0) return { ...vehicle, kind: urgent[rank]!, signals: true };
    return { ...vehicle, kind: index === idle ? urgent.at(-1)! : kinds[index]! };
  });
  const order = shuffled([...vehicles.keys()], seed ^ 0x5bd1e995);
  return relettered(rotated({ ...bare, vehicles }, seed % 4), order);
}

/** How often a filling is dressed anew until it fits the picture and something can be asked of it. */
const TRIES = 6;

function draw(family: Family, seen: Set<string>): Junction[] {
  const bare = shuffled(
    family.frames.flatMap((empty) => fillings(empty, family)),
    SEED,
  );
  const drawn: Junction[] = [];
  for (const [index, filling] of bare.entries()) {
    if (drawn.length === family.quota) break;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const junction = dressed(filling, family.sirens ?? 0, seedOf(`${SEED} ${index} ${attempt}`));
      const decision = fitsPicture(junction) ? decide(junction) : null;
      if (!decision?.ok || !isAbout(decision, family.about) || asksOf(junction, decision).length === 0)
        continue;
      const name = canonicalOf(junction);
      if (seen.has(name)) continue;
      seen.add(name);
      drawn.push(junction);
      break;
    }
  }
  return drawn;
}

const isAbout = ({ proof }: Decided, about: Rule | undefined): boolean =>
  proof.some(({ because }) => about === undefined || because.rule === about);

let shipped: { junctions: readonly Junction[]; ids: readonly string[] } | null = null;

function ship(): NonNullable<typeof shipped> {
  if (shipped) return shipped;
  const seen = new Set<string>();
  const junctions = shuffled(
    FAMILIES.flatMap((family) => draw(family, seen)),
    SEED,
  );
  const ids = junctions.map((junction, index) => {
    const decision = decide(junction);
    const asks = decision.ok ? asksOf(junction, decision) : [];
    return questionId(junction, asks[index % asks.length]!);
  });
  shipped = { junctions, ids };
  return shipped;
}

/** The junctions the site asks by itself: decided, and no two of them the same to the law. Worked out once. */
export const shippedJunctions = (): readonly Junction[] => ship().junctions;

/** Ids of one question for each of them, in a mixed order that stays the same. */
export const shippedIds = (): readonly string[] => ship().ids;
