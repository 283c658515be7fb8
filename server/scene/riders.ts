import type { SceneVehicle } from './layout.ts';
import {
  circle,
  cream,
  ellipse,
  glass,
  hair,
  ink,
  lampRed,
  num,
  paper,
  path,
  placed,
  rect,
  signBlue,
  skin,
  steel,
  stroke,
} from './svg.ts';

type Rider = NonNullable<SceneVehicle['riders']>[number];

const outline = `stroke="${ink}" stroke-width="1.8" stroke-linejoin="round"`;
const lone: Rider = { who: 'adult', helmet: true, phone: false, bag: false, seat: 'front' };
const shirts = [signBlue, '#5B6873', '#8A5A44', '#3F6B5A', '#7A4F6B'];
const greyShirts = ['#515B65', '#6F7A85', '#434C55', '#7C8792', '#59636D'];
const helmets = [paper, '#D7DDE3', '#E8C9C4', '#C9D8E8', '#D9E2CF'];

/** Load and riders of a two-wheeler facing east around 0,0; the driver sits a little behind the middle. */
export function drawRiders(vehicle: SceneVehicle): string {
  const riders = vehicle.riders ?? [lone];
  return cargoOn(vehicle) + seated(vehicle, riders);
}

/** The machine alone, the same for every vehicle of its kind. */
export function drawMachine(vehicle: SceneVehicle): string {
  if (vehicle.kind === 'motorbike') return motorbike();
  return vehicle.kind === 'moped' ? moped : bicycle(vehicle.kind === 'ebike');
}

/** Outline for the shadow under a two-wheeler and its riders. */
export function twoWheelerShadow(vehicle: SceneVehicle): string {
  const count = vehicle.riders?.length ?? 1;
  const body =
    rect(-40, -6, 80, 12, ink, 'rx="6"') +
    (count ? ellipse(-3 - (count - 1) * 7, 0, 17 + (count - 1) * 8, 20, ink) : '');
  return `<g opacity=".42">${body}</g>`;
}

function motorbike(): string {
  return [
    rect(-43, -4, 20, 8, ink, `rx="4" stroke="${steel}" stroke-width=".8"`),
    rect(25, -3.5, 18, 7, ink, `rx="3.5" stroke="${steel}" stroke-width=".8"`),
    path('M-12-11-24-12V-8H-12ZM-12 9-30 9V13H-12Z', '#8C959E', `stroke="${ink}" stroke-width="1"`),
    path('M-36-4Q-38 0-36 4L-22 7H4L12 10 22 8 32 3.5V-3.5L22-8 12-10 4-7H-22Z', 'currentColor', outline),
    path('M-30-5.5H0Q4-5 4 0 4 5 0 5.5H-30Q-33 0-30-5.5Z', glass),
    path('M24-6 31-3V3L24 6Q27 0 24-6Z', cream, `stroke="${ink}" stroke-width="1"`),
    rect(-38.5, -3, 4, 6, lampRed, 'rx="1.5"'),
    stroke('M15-18Q17-9 16 0 17 9 15 18', ink, 3.6, 'stroke-linecap="round"'),
    stroke('M17-15 22-20M17 15 22 20', ink, 1.6) +
      ellipse(23, -20.5, 2.4, 3.6, '#4A535C') +
      ellipse(23, 20.5, 2.4, 3.6, '#4A535C'),
  ].join('');
}

/** Shorter than a motorbike: small wheels, a flat footboard and a front shield. */
const moped = [
  rect(-34, -3.5, 14, 7, ink, `rx="3.5" stroke="${steel}" stroke-width=".8"`),
  rect(22, -3, 14, 6, ink, `rx="3" stroke="${steel}" stroke-width=".8"`),
  path(
    'M-31-4Q-32-8-26-9H-6L-2-7H10L14-11H19Q24-6 24 0 24 6 19 11H14L10 7H-2L-6 9H-26Q-32 8-31 4Z',
    'currentColor',
    outline,
  ),
  rect(-27, -6, 22, 12, glass, 'rx="5"'),
  rect(-2, -6, 12, 12, '#4A535C', 'rx="1.5"'),
  rect(-33, -2.5, 3.6, 5, lampRed, 'rx="1.5"'),
  circle(22, 0, 3, cream, `stroke="${ink}" stroke-width="1"`),
  stroke('M14-17Q17-9 16 0 17 9 14 17', ink, 3.4, 'stroke-linecap="round"'),
].join('');

function bicycle(electric: boolean): string {
  return [
    rect(-40, -2.5, 32, 5, ink, `rx="2.5" stroke="#8C959E" stroke-width=".8"`),
    rect(9, -2.5, 31, 5, ink, `rx="2.5" stroke="#8C959E" stroke-width=".8"`),
    stroke('M-26 0H20', 'currentColor', electric ? 9 : 5, 'stroke-linecap="round"'),
    electric
      ? rect(-28, -6, 16, 12, '#4A535C', `rx="3" ${outline}`)
      : rect(-37, -6, 19, 12, 'none', `rx="2" stroke="#8C959E" stroke-width="2"`),
    path('M-14-5Q-4-3 0 0-4 3-14 5-17 0-14-5Z', glass),
    stroke('M-3-9H3M-3 9H3', ink, 3.4),
    stroke('M12-17Q17-10 16 0 17 10 12 17', ink, 3, 'stroke-linecap="round"'),
    circle(20, 0, 2.6, cream),
  ].join('');
}

/* ───────────── riders ───────────── */

type Seat = { x: number; size: number; driver: boolean; rider: Rider; index: number };

function seated(vehicle: SceneVehicle, riders: Rider[]): string {
  const seats: Seat[] = [];
  const [driver, ...passengers] = riders;
  if (!driver) return '';
  const [first] = passengers;
  const front = first?.who === 'child' && first.seat === 'front' && passengers.length > 1;
  const behind = front ? passengers.slice(1) : passengers;
  // Whoever sits behind a child moves up: all stay on the saddle.
  const step = behind.length > 2 ? 15 : 18;
  const x = front ? -8 : behind.length > 1 ? 0 : -3;
  behind.forEach((rider, index) =>
    seats.push({
      x: x - step * (index + 1) + (index && behind[0]!.who === 'child' ? 4 : 0),
      size: rider.who === 'child' ? 0.72 : 0.94,
      driver: false,
      rider,
      index: index + (front ? 2 : 1),
    }),
  );
  seats.reverse();
  seats.push({ x, size: driver.who === 'child' ? 0.82 : 1, driver: true, rider: driver, index: 0 });
  const child = front ? [{ x: x + 16, size: 0.7, driver: false, rider: passengers[0]!, index: 1 }] : [];
  const heads = [...seats, ...child].map((seat) => head(vehicle, seat)).join('');
  return (
    seats.map((seat) => legs(seat)).join('') +
    [...seats, ...child].map((seat) => torso(vehicle, seat)).join('') +
    (seats.at(-1) ? arms(vehicle, seats.at(-1)!) : '') +
    seats.map(bag).join('') +
    heads +
    (vehicle.phoneHolder ? phone(20, 0, 90) : '')
  );
}

const shirtOf = (vehicle: SceneVehicle, index: number) => (vehicle.focus ? shirts : greyShirts)[index % 5]!;

function legs({ x, size }: Seat): string {
  const w = num(13 * size);
  return (
    stroke(
      `M${num(x - 2)}-${w}L${num(x + 9)}-${num(11 * size)}M${num(x - 2)} ${w}L${num(x + 9)} ${num(11 * size)}`,
      ink,
      8.5,
      'stroke-linecap="round"',
    ) +
    stroke(
      `M${num(x - 2)}-${w}L${num(x + 9)}-${num(11 * size)}M${num(x - 2)} ${w}L${num(x + 9)} ${num(11 * size)}`,
      '#3A434D',
      5.5,
      'stroke-linecap="round"',
    )
  );
}

function torso(vehicle: SceneVehicle, { x, size, index, driver, rider }: Seat): string {
  const bright = vehicle.focus && rider.who === 'child' && !driver;
  return ellipse(
    x - 2,
    0,
    10 * size,
    17 * size,
    bright ? '#E8612C' : shirtOf(vehicle, index),
    `stroke="${ink}" stroke-width="2"`,
  );
}

/** Arms to the handlebar, or one hand lifted with a phone. */
function arms(vehicle: SceneVehicle, { x, size, rider }: Seat): string {
  const shirt = shirtOf(vehicle, 0);
  const reach = 16;
  const arm = (side: 1 | -1) =>
    `M${num(x)} ${num(side * 14 * size)}Q${num(x + 9)} ${num(side * 19.5)} ${reach - 2} ${side * 15.5}`;
  const lines = rider.phone ? arm(-1) : arm(-1) + arm(1);
  const bent = rider.phone ? `M${num(x)} ${num(14 * size)}Q${num(x + 10)} 17.5 ${num(x + 13)} 9.5` : '';
  const limbs =
    stroke(lines + bent, ink, 9, 'stroke-linecap="round"') +
    stroke(lines + bent, shirt, 6, 'stroke-linecap="round"');
  const hands =
    circle(reach, -15.5, 3, skin, `stroke="${ink}" stroke-width="1.2"`) +
    (rider.phone ? '' : circle(reach, 15.5, 3, skin, `stroke="${ink}" stroke-width="1.2"`));
  if (!rider.phone) return limbs + hands;
  const px = x + 15;
  const hand = circle(px - 1, 7.5, 3.4, skin, `stroke="${ink}" stroke-width="1.2"`);
  return limbs + hands + hand + phone(px + 2, 5, 14);
}

function phone(x: number, y: number, turn: number): string {
  const screen = rect(-2.3, -4.8, 4.6, 9.2, '#9CD0FF', 'rx=".6"');
  return placed(
    x,
    y,
    turn,
    rect(-3.6, -6.5, 7.2, 13, ink, `rx="1.6" stroke="${paper}" stroke-width=".9"`) + screen,
  );
}

function bag({ x, size, rider }: Seat): string {
  if (!rider.bag) return '';
  return (
    rect(x - 17, -9 * size, 13, 18 * size, '#B5121B', `rx="4" ${outline}`) +
    stroke(`M${num(x - 12)}-${num(5 * size)}V${num(5 * size)}`, '#E88A8E', 1.8)
  );
}

function head(vehicle: SceneVehicle, { x, size, rider, index }: Seat): string {
  const radius = 9.2 * (rider.who === 'child' ? 0.82 : Math.max(size, 0.94));
  const cx = x + 2;
  if (rider.helmet) {
    const shell = vehicle.focus ? helmets[index % 5]! : index ? '#D7DDE3' : '#EEF1F4';
    return [
      circle(cx, 0, radius, shell, `stroke="${ink}" stroke-width="2.2"`),
      stroke(
        `M${num(cx + radius * 0.45)}-${num(radius * 0.75)}Q${num(cx + radius * 1.12)} 0 ${num(cx + radius * 0.45)} ${num(radius * 0.75)}`,
        ink,
        3,
      ),
      stroke(
        `M${num(cx - radius * 0.6)}-${num(radius * 0.42)}Q${num(cx - radius * 0.2)}-${num(radius * 0.62)} ${num(cx + radius * 0.2)}-${num(radius * 0.5)}`,
        signBlue,
        1.4,
        'opacity=".5" stroke-linecap="round"',
      ),
    ].join('');
  }
  const r = radius * 0.88;
  const nose = num(cx + r * 1.05);
  return [
    ellipse(cx, 0, 2.4, r + 1.8, skin, `stroke="${ink}" stroke-width="1"`),
    circle(cx, 0, r, skin, `stroke="${ink}" stroke-width="1.6"`),
    path(`M${nose}-1.6 ${num(cx + r * 1.35)} 0 ${nose} 1.6Z`, skin, `stroke="${ink}" stroke-width=".8"`),
    path(
      `M${num(cx + r * 0.5)}-${num(r * 0.82)}Q${num(cx + r * 0.3)} 0 ${num(cx + r * 0.5)} ${num(r * 0.82)}A${num(r)} ${num(r)} 0 1 1 ${num(cx + r * 0.5)}-${num(r * 0.82)}Z`,
      hair,
    ),
    stroke(
      `M${num(cx - r * 0.7)} 0Q${num(cx - r * 0.1)}-${num(r * 0.25)} ${num(cx + r * 0.35)}-${num(r * 0.1)}M${num(cx - r * 0.5)} ${num(r * 0.5)}Q${num(cx)} ${num(r * 0.3)} ${num(cx + r * 0.3)} ${num(r * 0.45)}`,
      '#6B5648',
      1,
      'stroke-linecap="round"',
    ),
  ].join('');
}

/** Bulky goods on a two-wheeler, behind the rider. */
function cargoOn(vehicle: SceneVehicle): string {
  const { cargo } = vehicle;
  if (!cargo || cargo.kind !== 'boxes') return '';
  const half = cargo.over === 'side' ? 31 : 14;
  const back = cargo.over === 'back' ? -76 : -46;
  const front = -15;
  return [
    rect(back, -half, front - back, half * 2, '#C9A56B', `rx="2" ${outline}`),
    stroke(`M${back} 0H${front}M${(back + front) / 2}-${half}V${half}`, '#8F7445', 2),
    stroke(`M${back + 6}-${half}V${half}M${front - 6}-${half}V${half}`, '#E8D3AA', 2.4),
  ].join('');
}
