import { z } from 'zod';

/*
 * A junction as data: what stands there, who comes, where they want to go. Seen from above with north on top; a T is a
 * crossing with three arms. Whether the parts fit together (an exit that exists, lanes that agree) is said by
 * `problemsOf` of server/junction, who goes first by `decide`.
 */

export const JunctionArmName = z.enum(['north', 'east', 'south', 'west']);
export type JunctionArmName = z.infer<typeof JunctionArmName>;

const JunctionArm = z.strictObject({
  lanes: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe('Lanes of each direction; the same on the opposite arm.'),
  sign: z
    .enum(['none', 'priority', 'give-way', 'stop'])
    .default('none')
    .describe('Before the junction: W.207, W.208 or R.122, which the registry has not confirmed.'),
  light: z
    .enum(['none', 'green', 'yellow', 'red'])
    .default('none')
    .describe('Shown to the traffic coming in; on all arms or on none.'),
});
export type JunctionArm = z.infer<typeof JunctionArm>;

export const JunctionVehicleKind = z.enum([
  'motorbike',
  'bicycle',
  'car',
  'truck',
  'bus',
  'ambulance',
  'fire-engine',
  'police-car',
  'army-truck',
]);
export type JunctionVehicleKind = z.infer<typeof JunctionVehicleKind>;

const JunctionVehicle = z.strictObject({
  id: z.string().regex(/^[A-F]$/),
  kind: JunctionVehicleKind,
  from: JunctionArmName,
  lane: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe('1 is next to the middle of the road.'),
  intention: z.enum(['left', 'straight', 'right']),
  signals: z
    .boolean()
    .default(false)
    .describe('On an urgent duty with its priority signals on; only ambulance, fire, police and army.'),
  inside: z.boolean().default(false).describe('Past its stop line, or on the ring just after its own arm.'),
});
export type JunctionVehicle = z.infer<typeof JunctionVehicle>;

export const Junction = z.strictObject({
  layout: z.enum(['crossing', 'roundabout']),
  arms: z.strictObject({
    north: JunctionArm.optional(),
    east: JunctionArm.optional(),
    south: JunctionArm.optional(),
    west: JunctionArm.optional(),
  }),
  officer: z
    .strictObject({
      facing: JunctionArmName,
      gesture: z
        .enum(['up', 'sides', 'front'])
        .describe('Right hand straight up; arms out to the sides; right arm forward.'),
    })
    .nullable()
    .default(null)
    .describe('Directs the traffic from the middle; null: nobody does.'),
  vehicles: z.array(JunctionVehicle).min(1).max(6).describe('A, B, C, … in this order.'),
  pedestrians: z
    .array(JunctionArmName)
    .max(2)
    .default([])
    .describe('The arm each of them is crossing, already on the roadway.'),
});
export type Junction = z.infer<typeof Junction>;
