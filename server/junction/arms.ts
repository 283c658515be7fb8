import type { Junction, JunctionArm, JunctionArmName, JunctionVehicle } from '#content/schema.ts';

export type Arm = JunctionArmName;
export type Vehicle = JunctionVehicle;

/** Clockwise from the top. */
export const ARMS: readonly Arm[] = ['north', 'east', 'south', 'west'];

/** The arm so many quarter turns clockwise of another one. */
export const turned = (arm: Arm, quarters: number): Arm =>
  ARMS[(((ARMS.indexOf(arm) + quarters) % 4) + 4) % 4]!;

export const oppositeOf = (arm: Arm): Arm => turned(arm, 2);
/** The arm on the right hand of who comes in by another one: coming from the south, that is the east. */
export const rightOf = (arm: Arm): Arm => turned(arm, -1);
export const leftOf = (arm: Arm): Arm => turned(arm, 1);

const QUARTERS = { left: 1, straight: 2, right: 3 } as const;

/** The arm by which a vehicle wants to leave. */
export const exitOf = ({ from, intention }: Pick<Vehicle, 'from' | 'intention'>): Arm =>
  turned(from, QUARTERS[intention]);

export const isTurning = ({ intention }: Pick<Vehicle, 'intention'>): boolean => intention !== 'straight';

/** The arms there are, clockwise from the top. */
export const armsOf = (junction: Junction): (JunctionArm & { name: Arm })[] =>
  ARMS.flatMap((name) => {
    const arm = junction.arms[name];
    return arm ? [{ name, ...arm }] : [];
  });

/** An arm that a sound junction has. */
export const armAt = (junction: Junction, name: Arm): JunctionArm => junction.arms[name]!;

export const hasLights = (junction: Junction): boolean =>
  armsOf(junction).some(({ light }) => light !== 'none');

export const hasSigns = (junction: Junction): boolean => armsOf(junction).some(({ sign }) => sign !== 'none');

/** Vehicles that may carry priority signals, by their place in the order of priority vehicles; 1 goes first. */
export const SIREN_RANK: Partial<Record<Vehicle['kind'], number>> = {
  'fire-engine': 1,
  'army-truck': 2,
  'police-car': 2,
  ambulance: 3,
};
