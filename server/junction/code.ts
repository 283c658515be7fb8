import type { Junction, JunctionArm } from '#content/schema.ts';
import { ARMS, armsOf, turned, type Arm, type Vehicle } from './arms.ts';
import { problemsOf } from './soundness.ts';

/*
 * A junction as a word for an address. The word holds all of it, so nothing is stored and an address stays good whatever
 * is generated later: `x.n-ep-sy-w.cns-mel`, a crossing of four arms, east of priority, south giving way, a car from the
 * north going straight, a motorbike from the east turning left.
 */

const LAYOUTS = { crossing: 'x', roundabout: 'o' } as const;
const LETTERS: Record<Arm, string> = { north: 'n', east: 'e', south: 's', west: 'w' };
const SIGNS: Record<JunctionArm['sign'], string> = { none: '', priority: 'p', 'give-way': 'y', stop: 's' };
const LIGHTS: Record<JunctionArm['light'], string> = { none: '', green: 'g', yellow: 'a', red: 'r' };
const GESTURES = { up: 'u', sides: 's', front: 'f' } as const;
const KINDS: Record<Vehicle['kind'], string> = {
  motorbike: 'm',
  bicycle: 'k',
  car: 'c',
  truck: 't',
  bus: 'b',
  ambulance: 'a',
  'fire-engine': 'f',
  'police-car': 'p',
  'army-truck': 'q',
};
const INTENTIONS = { left: 'l', straight: 't', right: 'r' } as const;

const SHAPE =
  /^([xo])\.([nesw]2?[pys]?[gar]?(?:-[nesw]2?[pys]?[gar]?){2,3})(?:\.o([nesw])([usf]))?\.([a-z]{3}[2xi]*(?:-[a-z]{3}[2xi]*)*)(?:\.h([nesw]{1,2}))?$/;

/** The junction as a word: lower-case letters, digits, dots and hyphens; the same junction, the same word. */
export function formatJunction(junction: Junction): string {
  const { layout, officer, vehicles, pedestrians } = junction;
  const arms = armsOf(junction).map(
    ({ name, lanes, sign, light }) => LETTERS[name] + (lanes === 2 ? '2' : '') + SIGNS[sign] + LIGHTS[light],
  );
  return [
    LAYOUTS[layout],
    arms.join('-'),
    ...(officer ? [`o${LETTERS[officer.facing]}${GESTURES[officer.gesture]}`] : []),
    vehicles.map(formatVehicle).join('-'),
    ...(pedestrians.length > 0 ? [`h${pedestrians.map((arm) => LETTERS[arm]).join('')}`] : []),
  ].join('.');
}

const formatVehicle = ({ kind, from, intention, lane, signals, inside }: Vehicle): string =>
  KINDS[kind] +
  LETTERS[from] +
  INTENTIONS[intention] +
  (lane === 2 ? '2' : '') +
  (signals ? 'x' : '') +
  (inside ? 'i' : '');

const keyOf = <K extends string>(table: Record<K, string>, letter: string): K | undefined =>
  (Object.keys(table) as K[]).find((key) => table[key] === letter);

/** Reads what {@link formatJunction} wrote; null for anything else, and for a junction that is not sound. */
export function parseJunction(word: string): Junction | null {
  const match = SHAPE.exec(word);
  if (!match) return null;
  const [, layout, arms, facing, gesture, vehicles, feet] = match;
  const read = vehicles!.split('-').map(parseVehicle);
  if (read.includes(null)) return null;
  const junction: Junction = {
    layout: keyOf(LAYOUTS, layout!)!,
    arms: Object.fromEntries(arms!.split('-').map(parseArm)),
    officer: facing ? { facing: keyOf(LETTERS, facing)!, gesture: keyOf(GESTURES, gesture!)! } : null,
    vehicles: read.map((vehicle, index) => ({ id: 'ABCDEF'.charAt(index), ...vehicle! })),
    pedestrians: [...(feet ?? '')].map((letter) => keyOf(LETTERS, letter)!),
  };
  // One junction, one word: the letters of an arm or a vehicle in another order name nothing.
  return formatJunction(junction) === word && problemsOf(junction).length === 0 ? junction : null;
}

function parseArm(text: string): [Arm, JunctionArm] {
  const rest = text.slice(1).replace('2', '');
  const light = keyOf(LIGHTS, rest.slice(-1));
  const isLit = light !== undefined && light !== 'none';
  const arm: JunctionArm = {
    lanes: text.includes('2') ? 2 : 1,
    sign: keyOf(SIGNS, isLit ? rest.slice(0, -1) : rest) ?? 'none',
    light: isLit ? light : 'none',
  };
  return [keyOf(LETTERS, text.charAt(0))!, arm];
}

function parseVehicle(text: string): Omit<Vehicle, 'id'> | null {
  const kind = keyOf(KINDS, text.charAt(0));
  const from = keyOf(LETTERS, text.charAt(1));
  const intention = keyOf(INTENTIONS, text.charAt(2));
  if (!kind || !from || !intention) return null;
  return {
    kind,
    from,
    intention,
    lane: text.includes('2') ? 2 : 1,
    signals: text.includes('x', 3),
    inside: text.includes('i', 3),
  };
}

/** The junction seen by somebody who walked so many quarters clockwise around it. */
export function rotated(junction: Junction, quarters: number): Junction {
  const turn = (arm: Arm) => turned(arm, quarters);
  return {
    ...junction,
    arms: Object.fromEntries(
      armsOf(junction).map(({ name, lanes, sign, light }) => [turn(name), { lanes, sign, light }]),
    ),
    officer: junction.officer && { ...junction.officer, facing: turn(junction.officer.facing) },
    vehicles: junction.vehicles.map((vehicle) => ({ ...vehicle, from: turn(vehicle.from) })),
    pedestrians: junction.pedestrians.map(turn),
  };
}

/** The same junction with its vehicles in another order, lettered anew. */
export const relettered = (junction: Junction, order: readonly number[]): Junction => ({
  ...junction,
  vehicles: order.map((at, index) => ({ ...junction.vehicles[at]!, id: 'ABCDEF'.charAt(index) })),
});

/** Kinds between which the law makes no difference here count as one. */
const PLAIN: readonly Vehicle['kind'][] = ['motorbike', 'car', 'truck', 'bus'];
const lawKind = ({ kind, signals }: Vehicle): Vehicle['kind'] =>
  PLAIN.includes(kind) || (!signals && kind !== 'bicycle')
    ? 'car'
    : kind === 'police-car'
      ? 'army-truck'
      : kind;

/**
 * One word for all junctions that are the same to the law: turned, with other letters, with other vehicles of a kind.
 * A vehicle of a fire brigade without signals is any vehicle.
 */
export function canonicalOf(junction: Junction): string {
  const words = ARMS.map((_, quarters) => {
    const { vehicles, pedestrians, ...rest } = rotated(junction, quarters);
    const plain = vehicles.map((vehicle) => ({ ...vehicle, kind: lawKind(vehicle) }));
    return formatJunction({
      ...rest,
      vehicles: plain.sort((a, b) => (formatVehicle(a) < formatVehicle(b) ? -1 : 1)),
      pedestrians: [...pedestrians].sort(),
    });
  });
  return words.sort()[0]!;
}
