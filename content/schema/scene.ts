import { z } from 'zod';
import { Slug } from './base.ts';

/*
 * A scene is a road seen from above, as data. Coordinates are canvas px: x to the right (east), y down (south);
 * 22 px = 1 m along the road. Angles are degrees clockwise from east: 0 east, 90 south, 180 west, 270 north.
 */

const Px = z.number().describe('Canvas px; 22 px = 1 m.');
const Degrees = z.number().min(-360).max(360).describe('Degrees clockwise from east.');
const SceneText = z.string().min(3).describe('Vietnamese, NFC.');

export const LaneKind = z
  .enum(['general', 'motorbike', 'bus', 'emergency', 'bicycle'])
  .describe('Who may use the lane; emergency lanes stand beside a solid line.');
export type LaneKind = z.infer<typeof LaneKind>;

const SceneRoad = z.strictObject({
  id: Slug,
  axis: z.enum(['h', 'v']).describe('h runs west–east, v runs south–north.'),
  at: Px.describe('Middle of the whole carriageway: y for h, x for v.'),
  from: Px.default(-60).describe('Western (h) or northern (v) end.'),
  to: Px.default(2000).describe(
    'Eastern (h) or southern (v) end; a road that ends in another one ends at its middle.',
  ),
  forward: z
    .array(LaneKind)
    .default([])
    .describe('Lanes towards east (h) or north (v), from the middle outwards: f1, f2, …'),
  backward: z
    .array(LaneKind)
    .default([])
    .describe(
      'Lanes towards west (h) or south (v), from the middle outwards: b1, b2, … Empty on one side: one-way.',
    ),
  laneWidth: Px.min(24).max(160).default(84),
  centre: z
    .enum(['dashed', 'solid', 'double', 'none', 'median'])
    .default('dashed')
    .describe('What divides the two directions; always yellow, median is a built strip.'),
  laneLine: z
    .enum(['dashed', 'solid'])
    .default('dashed')
    .describe('White line between lanes of one direction.'),
  edgeLine: z.boolean().default(false).describe('White line along both edges.'),
  side: z
    .enum(['kerb', 'shoulder', 'rail', 'plain'])
    .default('kerb')
    .describe('kerb: town; shoulder: gravel strip outside town; rail: motorway guard rail.'),
  motorway: z
    .boolean()
    .default(false)
    .describe('Long dashes and edge lines; no two-wheelers, no people in a lawful scene.'),
});

const JunctionArm = z.strictObject({
  stop: z.boolean().default(false).describe('Stop line for the traffic coming in.'),
  zebra: z.boolean().default(false),
});

const SceneJunction = z.strictObject({
  roads: z.tuple([Slug, Slug]).describe('The h road and the v road.'),
  radius: Px.min(0).max(80).default(28).describe('Radius of the kerb at the corners.'),
  island: Px.min(20).max(200).optional().describe('Radius of a central island: makes a roundabout.'),
  west: JunctionArm.optional(),
  east: JunctionArm.optional(),
  north: JunctionArm.optional(),
  south: JunctionArm.optional(),
});

const SceneBay = z.strictObject({
  road: Slug,
  side: z.enum(['forward', 'backward']).describe('Beside the lanes of this direction.'),
  from: Px,
  to: Px,
  kind: z
    .enum(['parking', 'bus-stop', 'passenger-stop'])
    .describe('bus-stop carries the letters BUS; passenger-stop is where coaches may pick up and set down.'),
});

const SceneCrossing = z.strictObject({
  road: Slug,
  at: Px.describe('Middle of the zebra along the road.'),
  stop: z.boolean().default(true).describe('Stop lines on both approaches.'),
});

const SceneRailway = z.strictObject({
  axis: z.enum(['h', 'v']),
  at: Px.describe('Middle of the track: y for h, x for v.'),
  barrier: z.enum(['open', 'closed', 'none']).default('none'),
  stop: z.boolean().default(true).describe('Stop lines on both approaches.'),
});

const SceneMarking = z.strictObject({
  kind: z
    .enum(['straight', 'left', 'right', 'straight-left', 'straight-right', 'motorbike', 'bicycle', 'bus'])
    .describe('Arrow or pictogram painted on the lane.'),
  road: Slug,
  lane: z.string().regex(/^[fb][1-6]$/),
  at: Px.describe('Along the road.'),
});

export const SceneVehicleKind = z.enum([
  'motorbike',
  'moped',
  'bicycle',
  'ebike',
  'car',
  'van',
  'coach',
  'bus',
  'truck',
  'dump-truck',
  'container',
  'ambulance',
  'fire-engine',
  'police-car',
  'army-truck',
  'train',
]);
export type SceneVehicleKind = z.infer<typeof SceneVehicleKind>;

const SceneRider = z.strictObject({
  who: z.enum(['adult', 'child']).default('adult'),
  helmet: z.boolean().default(true),
  phone: z.boolean().default(false).describe('Holds a phone in the hand (driver only).'),
  bag: z.boolean().default(false).describe('School bag on the back.'),
  seat: z
    .enum(['front', 'behind'])
    .default('front')
    .describe('Only a child first among two passengers or more: in front of the driver or right behind.'),
});

const SceneCargo = z.strictObject({
  kind: z.enum(['gravel', 'boxes', 'people']),
  covered: z.boolean().default(false).describe('Tarpaulin over the load.'),
  over: z.enum(['side', 'back']).optional().describe('Sticks out beyond the sides or the back.'),
  raised: z.boolean().default(false).describe('Walls of the body built higher than made.'),
  spill: z.boolean().default(false).describe('Material falls behind the vehicle.'),
});

const SceneSeat = z.strictObject({
  place: z
    .enum(['front-left', 'front-right', 'rear-left', 'rear-right'])
    .describe('The driver sits front-left.'),
  who: z.enum(['adult', 'child']).default('adult'),
  belt: z.boolean().default(true).describe('Seat belt fastened.'),
  childSeat: z.boolean().default(false).describe('Child seat with its own straps.'),
});

const SceneVehicle = z.strictObject({
  kind: SceneVehicleKind,
  focus: z
    .boolean()
    .default(false)
    .describe('The vehicle of interest: yellow; all others grey. Exactly one, unless there is no badge.'),
  road: Slug.optional().describe('Absent only for trains.'),
  lane: z
    .string()
    .regex(/^[fb][1-6]$/)
    .optional()
    .describe('f1 is the forward lane next to the middle. Absent only for trains.'),
  at: Px.describe('Middle of the vehicle along the road or track: x for h, y for v.'),
  shift: Px.default(0).describe('To the right of the lane’s middle, as its traffic sees it; negative: left.'),
  heading: z
    .union([z.enum(['along', 'against']), Degrees])
    .default('along')
    .describe('Along or against the lane, or an angle while turning.'),
  off: z
    .enum(['kerb', 'pavement', 'shoulder', 'bay'])
    .optional()
    .describe(
      'Stopped: at the kerb (inside the lane), on the pavement, on the shoulder, in a bay. With shoulder or pavement the vehicle may also move, see moving.',
    ),
  moving: z.boolean().default(false).describe('Only with off: rides there instead of standing.'),
  tone: z
    .enum(['light', 'blue', 'dark', 'white'])
    .default('light')
    .describe('Grey of a vehicle that is not the focus.'),
  riders: z
    .array(SceneRider)
    .max(5)
    .optional()
    .describe(
      'Two-wheelers: first the driver, then from front to back; a child first among passengers sits in front. Absent: one rider with a helmet. Empty: parked.',
    ),
  cargo: SceneCargo.optional(),
  doors: z
    .array(z.enum(['left', 'right']))
    .default([])
    .describe('Open doors, as the driver sees them.'),
  lights: z.array(z.enum(['head', 'brake', 'left', 'right', 'hazard', 'siren'])).default([]),
  plate: z
    .enum(['none', 'shown', 'covered'])
    .default('none')
    .describe('Draw the rear plate (blank) or a cover over it; for close-ups.'),
  noise: z.boolean().default(false).describe('Waves from the exhaust.'),
  phoneHolder: z.boolean().default(false).describe('Two-wheelers: phone in a holder on the handlebar.'),
  seats: z
    .array(SceneSeat)
    .min(1)
    .max(4)
    .optional()
    .describe('Cars only: the roof is cut away and these people sit inside; for close-ups.'),
});

const ScenePerson = z.strictObject({
  kind: z.enum(['pedestrian', 'child', 'officer', 'passenger']),
  focus: z.boolean().default(false),
  x: Px,
  y: Px,
  facing: Degrees.default(0),
  hat: z.enum(['none', 'non-la', 'cap']).default('none'),
  arms: z
    .enum(['down', 'up', 'sides', 'front', 'wave', 'reach'])
    .default('down')
    .describe(
      'Officer: up = right hand straight up; sides = both arms out; front = right arm forward. Others: wave; reach = hand held out forward.',
    ),
  holds: z.enum(['key', 'card']).optional().describe('In the hand held out (arms: reach).'),
  scale: z.number().min(0.6).max(3).default(1).describe('Larger where the gesture must be read.'),
});

export const SceneSignCode = z.enum([
  'P.101',
  'P.102',
  'P.112',
  'P.125',
  'P.127',
  'P.128',
  'P.130',
  'P.131',
  'DP.133',
  'DP.134',
  'DP.135',
  'R.122',
  'W.207',
  'W.208',
  'W.210',
  'W.211',
  'W.224',
  'W.225',
  'W.227',
  'one-way',
  'residential-start',
  'residential-end',
  'bus-stop',
  'roundabout',
  'light',
  'rail-light',
]);
export type SceneSignCode = z.infer<typeof SceneSignCode>;

const SceneSign = z.strictObject({
  code: SceneSignCode.describe(
    'QCVN 41:2024 code; plates without a code go by name; light and rail-light are signals.',
  ),
  x: Px,
  y: Px.describe('Foot of the post; the face stands above it.'),
  number: z.number().int().min(5).max(120).optional().describe('P.127 and DP.134: km/h.'),
  state: z.enum(['red', 'yellow', 'green', 'off']).optional().describe('Signals only.'),
  arrow: z.enum(['left', 'right', 'up']).default('right').describe('one-way only.'),
  absent: z.boolean().default(false).describe('Dashed ring where the sign would stand.'),
  scale: z.number().min(0.6).max(2).default(1),
});

const ScenePath = z.strictObject({
  kind: z.enum(['violation', 'lawful', 'neutral']).describe('Red, green with white casing; white.'),
  points: z
    .array(z.tuple([Px, Px]))
    .min(2)
    .describe('Corners of the movement, in order; the arrow head ends at the last one.'),
  radius: Px.min(0).max(200).default(44).describe('Rounding of the corners.'),
  dashed: z.boolean().default(false).describe('Movement that has not happened yet, or must not.'),
  blocked: z.boolean().default(false).describe('Ends at a bar instead of an arrow head: no way through.'),
});

const SceneCallout = z.strictObject({
  number: z.number().int().min(1).max(4),
  x: Px,
  y: Px,
  text: SceneText.describe('The sentence below the picture.'),
});

const SceneBubble = z.strictObject({
  x: Px,
  y: Px,
  text: z
    .string()
    .regex(/^[0-9A-Za-z ,./<>+=:–-]{1,10}$/)
    .describe('Digits or a short code only, e.g. “72 km/h”.'),
});

const SceneScenery = z.strictObject({
  kind: z
    .enum(['roof', 'shelter', 'tree', 'cone', 'barrel', 'tent', 'table', 'gate', 'lamp'])
    .describe(
      'table: round, with stools; gate: open gate in a wall along the street; lamp: street lamp, its arm towards the north (a negative height: south).',
    ),
  x: Px,
  y: Px.describe('Middle.'),
  width: Px.default(60),
  height: Px.default(60),
});

const SceneProfile = z.strictObject({
  kind: z.enum(['truck', 'motorbike']),
  load: z
    .enum(['low', 'high', 'raised', 'gravel-low', 'gravel-high'])
    .describe('Height against the dashed limit line; raised: the walls themselves were built up.'),
  x: Px,
  y: Px.describe('Upper left corner of the inset, 190×120 px before scaling with the view.'),
});

const SceneGhost = z.strictObject({
  kind: SceneVehicleKind,
  x: Px,
  y: Px.describe('Middle.'),
  angle: Degrees.default(0),
});

const SceneInset = z.strictObject({
  kind: z
    .enum([
      'beer',
      'phone-hand',
      'phone-holder',
      'strap-loose',
      'strap-closed',
      'key',
      'licence',
      'motorbike',
      'moped',
    ])
    .describe(
      'What a view from above cannot show: hand with a glass of beer, phone in the hand or in a holder, chin strap, key handed over, licence shown, side view of a machine.',
    ),
  x: Px,
  y: Px.describe('Middle of the circle; its radius is 54 px, kept at its apparent size by the view.'),
  at: z.tuple([Px, Px]).describe('Where the thin line ends: the person or thing it belongs to.'),
});

export const SceneBreak = z.enum([
  'heading',
  'lane',
  'line',
  'light',
  'position',
  'load',
  'riders',
  'equipment',
  'yield',
  'other',
]);
export type SceneBreak = z.infer<typeof SceneBreak>;

export const Scene = z.strictObject({
  title: SceneText.describe('For <title>: what is seen, a few words.'),
  description: SceneText.describe('For <desc>: one or two sentences for those who do not see the picture.'),
  caption: SceneText.describe('Two to five words in the panel’s head, e.g. “Phố một chiều”.'),
  verdict: z.enum(['violation', 'lawful']),
  breaks: SceneBreak.optional().describe(
    'What the focus breaks; required in a violation scene, absent in a lawful one.',
  ),
  canvas: z
    .strictObject({ width: Px.positive().default(480), height: Px.positive().default(360) })
    .prefault({})
    .describe('4:3; 480×360 for one street, 640×480 for a junction, 960×720 for long vehicles.'),
  view: z
    .strictObject({ x: Px, y: Px, width: Px.positive(), height: Px.positive() })
    .optional()
    .describe(
      'Part of the canvas to show, for close-ups; keep 4:3. Signs, numbers and arrows keep their apparent size.',
    ),
  ground: z.enum(['pavement', 'verge']).default('pavement'),
  roads: z.array(SceneRoad).min(1),
  junctions: z
    .array(SceneJunction)
    .default([])
    .describe('Only what differs from a plain crossing; crossings of roads are found by themselves.'),
  bays: z.array(SceneBay).default([]),
  crossings: z.array(SceneCrossing).default([]).describe('Zebras away from junctions.'),
  railway: SceneRailway.optional(),
  markings: z.array(SceneMarking).default([]),
  scenery: z.array(SceneScenery).default([]),
  vehicles: z.array(SceneVehicle).default([]),
  people: z.array(ScenePerson).default([]),
  signs: z.array(SceneSign).default([]),
  paths: z.array(ScenePath).default([]),
  bubbles: z.array(SceneBubble).default([]),
  profile: SceneProfile.optional().describe('Side view of a load, since height cannot be seen from above.'),
  ghosts: z.array(SceneGhost).default([]).describe('Dashed outlines of where vehicles were before.'),
  insets: z
    .array(SceneInset)
    .max(2)
    .default([])
    .describe('Close-ups in a circle, tied to what they belong to.'),
  badge: z
    .strictObject({ dx: Px, dy: Px })
    .optional()
    .describe(
      'Moves the verdict badge: offset of its middle from the middle of the focus. Absent: above it.',
    ),
  callouts: z.array(SceneCallout).min(0).max(4).default([]),
  showBadge: z.boolean().default(true).describe('false for pictures that must not give the answer away.'),
});
export type Scene = z.infer<typeof Scene>;
