import type { Junction, Scene } from '#content/schema.ts';
import { armsOf, type Arm, type Vehicle } from './arms.ts';
import {
  axisOf,
  CANVAS,
  halfRoad,
  hasStopLine,
  hasZebra,
  headingOf,
  ISLAND,
  KERB_RADIUS,
  laneWidth,
  MIDDLE,
  placeOf,
  pointAt,
  edgeOf,
  ROADS,
  sceneLane,
  signPoint,
  wayOf,
} from './ground.ts';
import { pictureWords } from './words.ts';

/**
 * The junction as a scene for server/scene: page, paper and projector draw the same. It has no badge, no focus and no numbers,
 * and its arrows are neutral, so nothing in it tells the answer. Each vehicle carries its letter.
 */
export function sceneOf(junction: Junction): Scene {
  return {
    title: 'Ai đi trước?',
    description: pictureWords(junction),
    caption: 'Ai đi trước?',
    verdict: 'lawful',
    canvas: CANVAS,
    ground: 'pavement',
    roads: [roadOf(junction, 'h'), roadOf(junction, 'v')],
    junctions: [
      {
        roads: [ROADS.h, ROADS.v],
        radius: KERB_RADIUS,
        ...(junction.layout === 'roundabout' && { island: ISLAND }),
        ...Object.fromEntries(
          armsOf(junction).map(({ name }) => [
            name,
            { stop: hasStopLine(junction, name), zebra: hasZebra(junction, name) },
          ]),
        ),
      },
    ],
    bays: [],
    crossings: [],
    markings: [],
    scenery: houses(junction),
    vehicles: junction.vehicles.map((vehicle) => sceneVehicle(junction, vehicle)),
    people: peopleOf(junction),
    signs: armsOf(junction).flatMap((arm) => signsOf(junction, arm)),
    paths: junction.vehicles.map((vehicle) => ({
      kind: 'neutral',
      points: wayOf(junction, vehicle).map(({ x, y }) => [Math.round(x), Math.round(y)]),
      radius: junction.layout === 'roundabout' ? 30 : vehicle.intention === 'left' ? 90 : 46,
      dashed: true,
      blocked: false,
    })),
    bubbles: junction.vehicles.map((vehicle) => ({ ...placeOf(junction, vehicle).tag, text: vehicle.id })),
    ghosts: [],
    insets: [],
    callouts: [],
    showBadge: false,
  };
}

function roadOf(junction: Junction, axis: 'h' | 'v'): Scene['roads'][number] {
  const [low, high] = axis === 'h' ? (['west', 'east'] as const) : (['north', 'south'] as const);
  const arm = (junction.arms[low] ?? junction.arms[high])!;
  const lanes = Array.from({ length: arm.lanes }, () => 'general' as const);
  const at = axis === 'h' ? MIDDLE.y : MIDDLE.x;
  const along = axis === 'h' ? MIDDLE.x : MIDDLE.y;
  return {
    id: ROADS[axis],
    axis,
    at,
    from: junction.arms[low] ? -60 : along,
    to: junction.arms[high] ? 2000 : along,
    forward: lanes,
    backward: lanes,
    laneWidth: laneWidth(junction, axis),
    centre: 'dashed',
    laneLine: 'dashed',
    edgeLine: false,
    side: 'kerb',
    motorway: false,
  };
}

const TONES: readonly Scene['vehicles'][number]['tone'][] = ['light', 'white', 'blue', 'dark'];

function sceneVehicle(junction: Junction, vehicle: Vehicle): Scene['vehicles'][number] {
  const { kind, intention, signals, id } = vehicle;
  return {
    kind,
    focus: false,
    ...sceneLane(junction, vehicle),
    moving: false,
    tone: TONES['ABCDEF'.indexOf(id) % TONES.length]!,
    doors: [],
    lights: [...(intention === 'straight' ? [] : [intention]), ...(signals ? (['siren'] as const) : [])],
    plate: 'none',
    noise: false,
    phoneHolder: false,
  };
}

function peopleOf(junction: Junction): Scene['people'] {
  const { officer } = junction;
  const directs = officer
    ? [
        person('officer', MIDDLE, headingOf(officer.facing) + 180, {
          arms: officer.gesture,
          scale: 2,
        }),
      ]
    : [];
  const feet = junction.pedestrians.map((arm) =>
    // In the middle of the road, walking towards the half by which one leaves.
    person('pedestrian', pointAt(arm, edgeOf(junction, arm) + 52, 0), headingOf(arm) - 90, {
      arms: 'down',
      scale: 2,
    }),
  );
  return [...directs, ...feet];
}

const person = (
  kind: 'officer' | 'pedestrian',
  at: { x: number; y: number },
  facing: number,
  more: Pick<Scene['people'][number], 'arms' | 'scale'>,
): Scene['people'][number] => ({ kind, focus: false, ...at, facing: facing % 360, hat: 'none', ...more });

/** Signs and lights keep their apparent size; their faces stand so many px above the foot. */
const SIGN_SCALE = 0.72;
const FACE_ABOVE_FOOT = 52 * SIGN_SCALE * (CANVAS.width / 480);
const CODES = { none: null, priority: 'W.207', 'give-way': 'W.208', stop: 'R.122' } as const;

function signsOf(
  junction: Junction,
  { name, sign, light }: { name: Arm; sign: keyof typeof CODES; light: 'none' | 'green' | 'yellow' | 'red' },
): Scene['signs'] {
  const code = junction.layout === 'roundabout' ? ('roundabout' as const) : CODES[sign];
  const face = signPoint(junction, name);
  const at = {
    x: face.x,
    y: face.y + FACE_ABOVE_FOOT,
    arrow: 'right',
    absent: false,
    scale: SIGN_SCALE,
  } as const;
  const beyond = pointAt(name, 0, 0);
  const shift = code && light !== 'none' ? 74 : 0;
  return [
    ...(light === 'none' ? [] : [{ ...at, code: 'light' as const, state: light }]),
    ...(code
      ? [
          {
            ...at,
            code,
            x: at.x + (axisOf(name) === 'h' ? Math.sign(face.x - beyond.x) * shift : 0),
            y: at.y + (axisOf(name) === 'v' ? Math.sign(face.y - beyond.y) * shift * 1.4 : 0),
          },
        ]
      : []),
  ];
}

/** Roofs in the corners, off every road. */
function houses(junction: Junction): Scene['scenery'] {
  const [dx, dy] = [halfRoad(junction, 'v'), halfRoad(junction, 'h')];
  const width = (CANVAS.width / 2 - dx) * 0.4;
  const height = (CANVAS.height / 2 - dy) * 0.42;
  return (
    [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const
  ).map(([sx, sy]) => ({
    kind: 'roof' as const,
    x: MIDDLE.x + sx * (CANVAS.width / 2 - width / 2 - 16),
    y: MIDDLE.y + sy * (CANVAS.height / 2 - height / 2 - 16),
    width,
    height,
  }));
}
