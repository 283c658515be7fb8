import type { SceneVehicle } from './layout.ts';
import { drawMachine, drawRiders, twoWheelerShadow } from './riders.ts';
import { beams, lamps, noise, openDoors, plate } from './equipment.ts';
import { drawCabin } from './cabin.ts';
import { drawLoad } from './cargo.ts';
import type { PlacedVehicle } from './place.ts';
import { twoWheelers, vehicleSize } from './place.ts';
import { cream, glass, ink, lampRed, paper, path, placed, rect, stopRed, stroke, yellow } from './svg.ts';

/*
 * Vehicles from above. Each is drawn around 0,0 facing east; `currentColor` is its paint, so that the
 * same drawing serves every colour and can be reused.
 */

const tones = { light: '#C5CCD4', blue: '#8FA1B3', dark: '#7C8792', white: '#F4F6F8' };

/** Paint of a vehicle: yellow for the focus, else a grey. */
export function paintOf(vehicle: SceneVehicle): string {
  if (vehicle.focus) return yellow;
  if (vehicle.kind === 'ambulance') return tones.white;
  if (vehicle.kind === 'fire-engine') return '#A9272C';
  if (vehicle.kind === 'police-car') return tones.white;
  if (vehicle.kind === 'army-truck') return '#6B7A4B';
  return tones[vehicle.tone];
}

/** Soft shadow to the lower right of where the vehicle stands, whatever way it faces. */
export function drawShadow({ vehicle, pose }: PlacedVehicle): string {
  if (twoWheelers.includes(vehicle.kind))
    return placed(pose.x + 3, pose.y + 4, pose.angle, twoWheelerShadow(vehicle));
  const { length, width } = pose;
  return placed(
    pose.x + 3.5,
    pose.y + 5,
    pose.angle,
    rect(
      -length / 2,
      -width / 2,
      length,
      width,
      ink,
      `rx="${vehicle.kind === 'car' || vehicle.kind === 'police-car' ? 12 : 6}" opacity=".38"`,
    ),
  );
}

/** One vehicle around 0,0, facing east, without its shadow, in three layers; `body` is alike for many and worth sharing. */
export function drawVehicle(vehicle: SceneVehicle): { under: string; body: string; over: string } {
  const { length, width } = vehicleSize[vehicle.kind];
  const rides = twoWheelers.includes(vehicle.kind);
  return {
    under: beams(vehicle, length, width) + openDoors(vehicle, length, width) + noise(vehicle, length),
    body: bodyOf(vehicle),
    over:
      (rides ? drawRiders(vehicle) : '') +
      lamps(vehicle, length, rides ? 16 : width) +
      plate(vehicle, length),
  };
}

function bodyOf(vehicle: SceneVehicle): string {
  switch (vehicle.kind) {
    case 'motorbike':
    case 'moped':
    case 'bicycle':
    case 'ebike':
      return drawMachine(vehicle);
    case 'car':
      return car(vehicle.seats && drawCabin(vehicle.seats));
    case 'van':
      return van();
    case 'ambulance':
      return van() + ambulanceMarks;
    case 'coach':
      return coach(250, false);
    case 'bus':
      return coach(232, true);
    case 'police-car':
      return car() + policeMarks;
    case 'truck':
    case 'army-truck':
      return truck(166, 52, vehicle);
    case 'dump-truck':
      return truck(172, 55, vehicle);
    case 'container':
      return container();
    case 'fire-engine':
      return fireEngine;
    case 'train':
      return train;
  }
}

const edge = 'stroke="#14181D" stroke-opacity=".55" stroke-width="1"';

const glazing =
  path(
    'M17-16.5Q23-18 26-15 31 0 26 15 23 18 17 16.5 21 0 17-16.5ZM-27-15.5Q-33-17-36-13-39 0-36 13-33 17-27 15.5-30 0-27-15.5ZM-24-19H12L15-16.5H-22ZM-24 19H12L15 16.5H-22Z',
    glass,
  ) + rect(-26, -15, 41, 30, paper, 'rx="5" opacity=".38"');

/** `cabin` stands in for glass and roof. */
function car(cabin = glazing): string {
  return [
    path('M9-20 12-26 17-25 15-20ZM9 20 12 26 17 25 15 20Z', 'currentColor', edge),
    path(
      'M-44-20Q-49.5-19-49.5-13V13Q-49.5 19-44 20L-38 21.5H26Q45 20 48.5 9 50 0 48.5-9 45-20 26-21.5H-38Z',
      'currentColor',
      edge,
    ),
    cabin,
    path(
      'M37-18.5Q46-15.5 47.5-8.5L42-10Q41-14 35.5-16ZM37 18.5Q46 15.5 47.5 8.5L42 10Q41 14 35.5 16Z',
      cream,
    ),
    path('M-49-15V-9L-45.5-9.5V-17ZM-49 15V9L-45.5 9.5V17Z', lampRed),
  ].join('');
}

function van(): string {
  return [
    path('M30-22 33-28 38-27 37-22ZM30 22 33 28 38 27 37 22Z', 'currentColor', edge),
    rect(-58, -23, 116, 46, 'currentColor', `rx="9" ${edge}`),
    path(
      'M34-18.5Q41-20 44-17 48 0 44 17 41 20 34 18.5 37 0 34-18.5ZM-50-21.5H28L32-19H-48ZM-50 21.5H28L32 19H-48Z',
      glass,
    ),
    rect(-54, -17, 84, 34, paper, 'rx="5" opacity=".4"'),
    path('M50-20Q57-18 57.5-11L53-13ZM50 20Q57 18 57.5 11L53 13Z', cream),
    path('M-58-18V-10H-55V-19ZM-58 18V10H-55V19Z', lampRed),
  ].join('');
}

const ambulanceMarks =
  path('M-17-4H-9V-12H-1V-4H7V4H-1V12H-9V4H-17Z', stopRed) +
  rect(20, -15, 7, 30, '#20508C', 'rx="2"') +
  rect(20, -15, 7, 10, lampRed, 'rx="2"') +
  rect(20, 5, 7, 10, lampRed, 'rx="2"');

const policeMarks =
  rect(-44, -21, 84, 5, '#20508C') +
  rect(-44, 16, 84, 5, '#20508C') +
  rect(-9, -15, 8, 30, '#20508C', 'rx="2"') +
  rect(-9, -15, 8, 10, lampRed, 'rx="2"');

function coach(length: number, city: boolean): string {
  const half = length / 2;
  const hatches = (city ? [-66, 6] : [-74, 0, 62])
    .map((x) => rect(x - 19, -12, 38, 24, ink, 'rx="5" opacity=".2"'))
    .join('');
  return [
    path(
      `M${half - 12}-27 ${half - 6}-34 ${half - 1}-32 ${half - 5}-26ZM${half - 12} 27 ${half - 6} 34 ${half - 1} 32 ${half - 5} 26Z`,
      ink,
    ),
    rect(-half, -27.5, length, 55, 'currentColor', `rx="8" ${edge}`),
    rect(-half + 8, -23, length - 26, 46, paper, 'rx="5" opacity=".4"'),
    stroke(
      `M${-half + 10}-25H${half - 16}M${-half + 10} 25H${half - 16}`,
      glass,
      3.4,
      city ? 'stroke-dasharray="26 4"' : '',
    ),
    path(
      `M${half - 13}-22Q${half - 6}-24 ${half - 4}-20 ${half - 1} 0 ${half - 4} 20 ${half - 6} 24 ${half - 13} 22 ${half - 10} 0 ${half - 13}-22Z`,
      glass,
    ),
    hatches,
    path(`M${-half}-22V-13H${-half + 3}V-23ZM${-half} 22V13H${-half + 3}V23Z`, lampRed),
  ].join('');
}

/** Cab of a lorry, its nose at x. */
function cab(nose: number, half: number): string {
  return [
    path(
      `M${nose - 14}-${half} ${nose - 9}-${half + 7} ${nose - 4}-${half + 6} ${nose - 6}-${half}ZM${nose - 14} ${half} ${nose - 9} ${half + 7} ${nose - 4} ${half + 6} ${nose - 6} ${half}Z`,
      ink,
    ),
    rect(nose - 42, -half, 42, half * 2, 'currentColor', `rx="7" ${edge}`),
    path(
      `M${nose - 13}-${half - 5}Q${nose - 6}-${half - 4} ${nose - 5}-${half - 8} ${nose - 2} 0 ${nose - 5} ${half - 8} ${nose - 6} ${half - 4} ${nose - 13} ${half - 5} ${nose - 10} 0 ${nose - 13}-${half - 5}Z`,
      glass,
    ),
    rect(nose - 38, -half + 5, 22, half * 2 - 10, paper, 'rx="4" opacity=".4"'),
    path(
      `M${nose - 3}-${half - 3} ${nose}-${half - 6}V-${half - 12}L${nose - 3}-${half - 11}ZM${nose - 3} ${half - 3} ${nose} ${half - 6}V${half - 12}L${nose - 3} ${half - 11}Z`,
      cream,
    ),
  ].join('');
}

function truck(length: number, width: number, vehicle: SceneVehicle): string {
  const [nose, half] = [length / 2, width / 2];
  const bed = { from: -nose, to: nose - 46, half };
  return [
    rect(bed.to - 2, -half + 12, 10, width - 24, ink),
    drawLoad(vehicle, bed),
    cab(nose, half - 1),
    path(
      `M-${nose}-${half - 3}V-${half - 11}H-${nose - 3}V-${half - 3}ZM-${nose} ${half - 3}V${half - 11}H-${nose - 3}V${half - 3}Z`,
      lampRed,
    ),
  ].join('');
}

function container(): string {
  let ribs = '';
  for (let x = -148; x <= 96; x += 12) ribs += `M${x}-25V25`;
  return [
    rect(96, -14, 30, 28, ink),
    rect(-160, -27.5, 268, 55, 'currentColor', `rx="3" ${edge}`),
    stroke(ribs, ink, 2, 'opacity=".22"'),
    rect(-160, -27.5, 268, 5, ink, 'opacity=".22"') + rect(-160, 22.5, 268, 5, ink, 'opacity=".22"'),
    cab(160, 26),
    path('M-160-23V-14H-157V-23ZM-160 23V14H-157V23Z', lampRed),
  ].join('');
}

const fireEngine = [
  rect(-86, -27, 132, 54, 'currentColor', `rx="5" ${edge}`),
  rect(-80, -21, 120, 42, paper, 'rx="3" opacity=".18"'),
  stroke('M-78-9H50M-78 9H50', '#DDE2E7', 3) +
    stroke('M-70-9V9M-56-9V9M-42-9V9M-28-9V9M-14-9V9M0-9V9M14-9V9M28-9V9M42-9V9', '#DDE2E7', 2.5),
  cab(86, 26),
  rect(52, -18, 7, 36, '#20508C', 'rx="2"'),
].join('');

const train = [
  path('M-150-30Q-150-33-146-33H118Q150-30 150 0 150 30 118 33H-146Q-150 33-150 30Z', 'currentColor', edge),
  rect(-140, -24, 256, 48, paper, 'rx="6" opacity=".35"'),
  path('M122-24Q136-20 138 0 136 20 122 24 128 0 122-24Z', glass),
  rect(-118, -14, 44, 28, ink, 'rx="4" opacity=".22"') +
    rect(-44, -14, 44, 28, ink, 'rx="4" opacity=".22"') +
    rect(30, -14, 44, 28, ink, 'rx="4" opacity=".22"'),
  rect(-146, -31, 262, 4, stopRed) + rect(-146, 27, 262, 4, stopRed),
].join('');
