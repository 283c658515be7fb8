import type { SceneVehicle } from './layout.ts';
import { twoWheelers } from './place.ts';
import { amber, cream, ink, num, nums, paper, path, rect, steel, stopRed, stroke } from './svg.ts';

/* What a vehicle shows: lamps, doors, plate, noise. Around 0,0, facing east. */

export function beams(vehicle: SceneVehicle, length: number, width: number): string {
  if (!vehicle.lights.includes('head')) return '';
  const x = length / 2 - 4;
  const spread = twoWheelers.includes(vehicle.kind) ? [0] : [-width / 2 + 8, width / 2 - 8];
  return spread
    .map((y) =>
      path(
        `M${nums(x, y - 3)}L${nums(x + 88, y - 24)}Q${nums(x + 100, y)} ${nums(x + 88, y + 24)}L${nums(x, y + 3)}Z`,
        cream,
        'opacity=".32"',
      ),
    )
    .join('');
}

/** Where the bar of blue and red lamps lies along the roof. */
const sirenAt: Partial<Record<SceneVehicle['kind'], number>> = { ambulance: 23.5, 'police-car': -5 };

export function lamps(vehicle: SceneVehicle, length: number, width: number): string {
  const [x, y] = [length / 2, width / 2];
  const lit = (lamp: SceneVehicle['lights'][number]) => vehicle.lights.includes(lamp);
  const spots: string[] = [];
  const spot = (sx: number, sy: number, colour: string, radius = 4) =>
    spots.push(
      `<circle cx="${sx}" cy="${sy}" r="${radius * 2}" fill="${colour}" opacity=".35"/><circle cx="${sx}" cy="${sy}" r="${radius}" fill="${colour}" stroke="${paper}"/>`,
    );
  for (const side of [-1, 1]) {
    if (lit('hazard') || lit(side < 0 ? 'left' : 'right')) {
      spot(x - 5, side * (y - 2), amber);
      spot(-x + 4, side * (y - 2), amber);
    }
    if (lit('brake')) spot(-x + 1, side * (y - (width < 20 ? y : 9)), '#FF4B44', 4.5);
    if (lit('siren')) spot(sirenAt[vehicle.kind] ?? 55.5, side * 11, '#FF4B44', 5.5);
  }
  return spots.join('');
}

export function openDoors(vehicle: SceneVehicle, length: number, width: number): string {
  const big = vehicle.kind === 'coach' || vehicle.kind === 'bus';
  return vehicle.doors
    .map((door) => {
      const side = door === 'right' ? 1 : -1;
      const y = side * (width / 2 - 1);
      if (big) {
        const x = length / 2 - 40;
        return (
          path(`M${x} ${y}v${side * 9}h26v${side * -9}Z`, cream, `stroke="${ink}" stroke-width="1.5"`) +
          stroke(`M${x} ${y}v${side * 12}M${x + 26} ${y}v${side * 12}`, ink, 4)
        );
      }
      return path(
        `M14 ${y}L-2 ${y + side * 24}-6 ${y + side * 22} 8 ${y}Z`,
        'currentColor',
        `stroke="${ink}" stroke-width="1.5"`,
      );
    })
    .join('');
}

export function plate(vehicle: SceneVehicle, length: number): string {
  if (vehicle.plate === 'none') return '';
  const x = -length / 2;
  const shown = rect(x - 6, -8, 9, 16, paper, `stroke="${ink}" stroke-width="1.6" rx="1.5"`);
  if (vehicle.plate === 'shown') return shown + stroke(`M${x - 3}-5V-1M${x - 3} 1V5`, ink, 1.6);
  return (
    shown +
    path(
      `M${x - 9}-11 ${x + 5}-10 ${x + 4} 8 ${x - 2} 12 ${x - 10} 9Z`,
      '#3E4750',
      `stroke="${ink}" stroke-width="1.4" stroke-linejoin="round"`,
    ) +
    stroke(`M${x - 7}-8 ${x + 2} 6M${x + 2}-7 ${x - 7} 6`, steel, 1.6)
  );
}

export function noise(vehicle: SceneVehicle, length: number): string {
  if (!vehicle.noise) return '';
  const x = -length / 2 - 4;
  const waves = [8, 17, 26]
    .map(
      (reach) =>
        `M${num(x - reach * 0.7)}-${num(reach * 0.8)}Q${num(x - reach * 1.7)} 0 ${num(x - reach * 0.7)} ${num(reach * 0.8)}`,
    )
    .join('');
  return (
    stroke(waves, paper, 6, 'stroke-linecap="round"') + stroke(waves, stopRed, 3.2, 'stroke-linecap="round"')
  );
}
