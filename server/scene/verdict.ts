import type { Scene } from '#content/schema.ts';
import {
  crossesStopLine,
  crossesSolidLine,
  isAtRed,
  lawlessHeading,
  leavesLane,
  nearJunction,
  onCrossing,
} from './conduct.ts';
import type { Layout } from './layout.ts';
import type { PlacedVehicle } from './place.ts';
import { focusOf, twoWheelers } from './place.ts';

/** Who may use a lane that is not general; emergency lanes are for stopped vehicles with hazard lights too. */
export function mayUse({ vehicle, lane }: PlacedVehicle): boolean {
  switch (lane?.kind) {
    case 'motorbike':
      return twoWheelers.includes(vehicle.kind);
    case 'bicycle':
      return vehicle.kind === 'bicycle' || vehicle.kind === 'ebike';
    case 'bus':
      return vehicle.kind === 'bus';
    case 'emergency':
      return (
        vehicle.kind === 'ambulance' || vehicle.kind === 'fire-engine' || vehicle.lights.includes('hazard')
      );
    default:
      return true;
  }
}

/** What contradicts the verdict “lawful”. */
export function checkLawful(
  scene: Scene,
  layout: Layout,
  placed: PlacedVehicle[],
  parkingPx: number,
): string[] {
  const problems: string[] = [];
  for (const each of placed) {
    const { vehicle, of, lane } = each;
    const name = `${vehicle.kind} at ${vehicle.at}`;
    if (lawlessHeading(each)) problems.push(`The ${name} faces against its lane.`);
    if (!mayUse(each)) problems.push(`The ${name} uses a ${lane!.kind} lane.`);
    if (of?.road.motorway && twoWheelers.includes(vehicle.kind))
      problems.push(`The ${name} is on a motorway.`);
    if (vehicle.off && !vehicle.moving && nearJunction(layout, each, parkingPx))
      problems.push(`The ${name} stands within the forbidden distance of a junction.`);
    if (vehicle.off === 'kerb' && !vehicle.moving && onCrossing(scene, layout, each))
      problems.push(`The ${name} stands on a zebra or a track.`);
    if (vehicle.off === 'pavement' && (vehicle.moving || !twoWheelers.includes(vehicle.kind)))
      problems.push(`The ${name} is on the pavement.`);
    problems.push(...unsafeWith(each));
    if (vehicle.focus && isAtRed(scene) && crossesStopLine(scene, layout, each))
      problems.push('The focus passes a stop line at red.');
    if (vehicle.focus && crossesSolidLine(scene, layout, each))
      problems.push('The focus crosses a solid line.');
  }
  if (scene.people.length && layout.roads.some(({ road }) => road.motorway))
    problems.push('People are on a motorway.');
  return problems;
}

function unsafeWith({ vehicle }: PlacedVehicle): string[] {
  const problems: string[] = unsafeSeats(vehicle);
  const name = `${vehicle.kind} at ${vehicle.at}`;
  const riders = twoWheelers.includes(vehicle.kind) ? (vehicle.riders ?? []) : [];
  if (vehicle.kind !== 'bicycle' && riders.some((rider) => !rider.helmet))
    problems.push(`Somebody on the ${name} wears no helmet.`);
  if (riders.some((rider) => rider.phone)) problems.push(`The rider of the ${name} holds a phone.`);
  if (tooManyRiders(riders)) problems.push(`Too many people ride the ${name}.`);
  if (vehicle.plate === 'covered') problems.push(`The plate of the ${name} is covered.`);
  if (vehicle.noise) problems.push(`The ${name} makes noise.`);
  if (badCargo(vehicle.cargo)) problems.push(`The load of the ${name} is not lawful.`);
  return problems;
}

/** Belts and child seats, where the roof is cut away; a child must not sit beside the driver while the rear row exists. */
function unsafeSeats({ seats = [], at }: PlacedVehicle['vehicle']): string[] {
  return seats.flatMap((seat) => {
    const problems: string[] = [];
    if (seat.who === 'child' && seat.place.startsWith('front'))
      problems.push(`A child sits in the front row of the car at ${at}.`);
    if (seat.who === 'child' && !seat.childSeat)
      problems.push(`A child in the car at ${at} has no child seat.`);
    if (seat.who === 'adult' && !seat.belt) problems.push(`Somebody in the car at ${at} wears no seat belt.`);
    return problems;
  });
}

/** More than one passenger; two are allowed when one of them is a child. */
function tooManyRiders(riders: readonly { who: 'adult' | 'child' }[]): boolean {
  const passengers = riders.slice(1);
  return (
    passengers.length > 2 || (passengers.length === 2 && !passengers.some((each) => each.who === 'child'))
  );
}

function badCargo(cargo: PlacedVehicle['vehicle']['cargo']): boolean {
  if (!cargo) return false;
  return (
    cargo.kind === 'people' ||
    (cargo.kind === 'gravel' && !cargo.covered) ||
    cargo.over !== undefined ||
    cargo.raised ||
    cargo.spill
  );
}

/** A violation scene must show what it names; what cannot be seen from the data passes. */
export function checkBreak(
  scene: Scene,
  layout: Layout,
  placed: PlacedVehicle[],
  parkingPx: number,
): string[] {
  const focus = placed.find((each) => each.vehicle.focus);
  const wrong = (sentence: string) => [`breaks: ${scene.breaks}: ${sentence}`];
  if (!focus) return [];
  const { vehicle, of } = focus;
  switch (scene.breaks) {
    case 'heading':
      return lawlessHeading(focus) ? [] : wrong('the focus does not face against its lane.');
    case 'lane':
      return !mayUse(focus) ||
        leavesLane(scene, focus) ||
        of?.road.motorway ||
        vehicle.off === 'shoulder' ||
        vehicle.off === 'pavement'
        ? []
        : wrong('the focus is in a lane it may use and stays inside it.');
    case 'line':
      return crossesSolidLine(scene, layout, focus) || crossesStopLine(scene, layout, focus)
        ? []
        : wrong('neither the focus nor its path crosses a solid line.');
    case 'light':
      if (!isAtRed(scene)) return wrong('no signal shows red.');
      return crossesStopLine(scene, layout, focus)
        ? []
        : wrong('neither the focus nor its path passes a stop line.');
    case 'position':
      return isBadPosition(scene, layout, focus, parkingPx)
        ? []
        : wrong('the focus stands where stopping is not forbidden by anything drawn.');
    case 'load':
      return badCargo(vehicle.cargo) || vehicle.cargo || scene.profile
        ? []
        : wrong('the focus carries no load.');
    case 'riders':
      return tooManyRiders(vehicle.riders ?? []) ||
        vehicle.cargo?.kind === 'people' ||
        !twoWheelers.includes(vehicle.kind)
        ? []
        : wrong('the focus does not carry too many people.');
    case 'equipment':
      return unsafeWith(focus).length || vehicle.doors.length
        ? []
        : wrong('nothing about the focus is unsafe.');
    case 'yield':
      return hasOthersNear(scene, layout, placed)
        ? []
        : wrong('nobody is near to whom the focus should give way.');
    default:
      return [];
  }
}

function isBadPosition(scene: Scene, layout: Layout, focus: PlacedVehicle, parkingPx: number): boolean {
  const { vehicle } = focus;
  const noStopping = scene.signs.some(
    (sign) => !sign.absent && (sign.code === 'P.130' || sign.code === 'P.131'),
  );
  const stopBay = scene.bays.some((bay) => bay.kind === 'bus-stop') && vehicle.kind !== 'bus';
  const besideTheKerb = vehicle.off !== 'kerb' && vehicle.off !== 'bay';
  return (
    besideTheKerb ||
    noStopping ||
    stopBay ||
    nearJunction(layout, focus, parkingPx) ||
    onCrossing(scene, layout, focus)
  );
}

function hasOthersNear(scene: Scene, layout: Layout, placed: PlacedVehicle[]): boolean {
  const focus = focusOf(scene, layout)!;
  const others = [...placed.filter((each) => !each.vehicle.focus).map((each) => each.pose), ...scene.people];
  return others.some((other) => Math.hypot(other.x - focus.x, other.y - focus.y) < 260);
}
