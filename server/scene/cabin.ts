import type { SceneVehicle } from './layout.ts';
import { circle, ellipse, glass, hair, ink, nums, paper, path, rect, signBlue, skin, stroke } from './svg.ts';

/* Inside of a car whose roof is cut away, around 0,0, facing east. Left is north: the driver sits front-left. */

type Seat = NonNullable<SceneVehicle['seats']>[number];
type Place = Seat['place'];

const places: Record<Place, { x: number; y: number }> = {
  'front-left': { x: 0, y: -8.4 },
  'front-right': { x: 0, y: 8.4 },
  'rear-left': { x: -24, y: -8.4 },
  'rear-right': { x: -24, y: 8.4 },
};
const shirts: Record<Place, string> = {
  'front-left': signBlue,
  'front-right': '#8A5A44',
  'rear-left': '#8A5A44',
  'rear-right': '#7A4F6B',
};
const line = `stroke="${ink}" stroke-width=".8" stroke-linejoin="round"`;
const round = 'stroke-linecap="round"';

/** Floor, dashboard, four seats and who sits in them. */
export function drawCabin(seats: readonly Seat[]): string {
  return [
    path(
      'M-34-17.5H15Q25-17 27-10V10Q25 17 15 17.5H-34Q-38 0-34-17.5Z',
      '#4A535C',
      `stroke="${ink}" stroke-width="1.2"`,
    ),
    path('M19-16.5Q25-16 26-10V10Q25 16 19 16.5 22 0 19-16.5Z', glass),
    ...Object.values(places).map(chair),
    ...seats.map(sitting),
  ].join('');
}

function chair({ x, y }: { x: number; y: number }): string {
  return (
    rect(x - 6, y - 7, 14, 14, '#AEB8C2', `rx="3" ${line}`) +
    rect(x - 9, y - 7, 4.6, 14, '#8C97A2', `rx="2" ${line}`)
  );
}

function sitting(seat: Seat): string {
  const { x, y } = places[seat.place];
  const child = seat.who === 'child';
  const size = child ? 0.74 : 1;
  const shirt = child ? '#E8612C' : shirts[seat.place];
  const limb = (d: string, colour: string, width: number) =>
    stroke(d, ink, width + 1.2, round) + stroke(d, colour, width, round);
  const legs = [-2.6, 2.6].map((dy) => `M${nums(x + 1, y + dy * size)}h${nums(7.5 * size)}`).join('');
  const parts = [
    seat.childSeat
      ? path(
          `M${nums(x + 7, y - 6.6)}H${nums(x - 4)}Q${nums(x - 9, y - 6, x - 9, y)} ${nums(x - 9, y + 6, x - 4, y + 6.6)}H${nums(x + 7)}Q${nums(x + 4, y, x + 7, y - 6.6)}Z`,
          signBlue,
          `stroke="${paper}" stroke-width="1.2"`,
        )
      : '',
    limb(legs, '#2F3943', 3.6 * size),
    ellipse(x - 0.5, y, 5 * size, 6.6 * size, shirt, line),
    seat.place === 'front-left' ? wheelAndArms(x, y, limb, shirt) : '',
    circle(x - 2.6, y, 3.9 * size, skin, line) + circle(x - 3.2, y, 3.6 * size, hair),
  ];
  if (seat.childSeat)
    parts.push(
      stroke(
        `M${nums(x - 1, y - 2.6)}L${nums(x + 5.4, y)}L${nums(x - 1, y + 2.6)}M${nums(x + 5.4, y)}h2`,
        ink,
        2.4,
        round,
      ) +
        stroke(
          `M${nums(x - 1, y - 2.6)}L${nums(x + 5.4, y)}L${nums(x - 1, y + 2.6)}M${nums(x + 5.4, y)}h2`,
          paper,
          1.4,
          round,
        ),
    );
  else if (seat.belt) {
    const outer = y < 0 ? -1 : 1;
    const d = `M${nums(x - 3.4, y + outer * 6.2)}L${nums(x + 4.6, y - outer * 5)}M${nums(x + 4.6, y + outer * 5.4)}V${nums(y - outer * 5)}`;
    parts.push(stroke(d, ink, 2.4, round) + stroke(d, paper, 1.4, round));
  }
  return parts.join('');
}

function wheelAndArms(
  x: number,
  y: number,
  limb: (d: string, colour: string, width: number) => string,
  shirt: string,
): string {
  return (
    ellipse(x + 15, y, 1.8, 5.4, 'none', `stroke="${ink}" stroke-width="1.6"`) +
    limb(
      `M${nums(x, y - 5.6)}L${nums(x + 13.6, y - 4)}M${nums(x, y + 5.6)}L${nums(x + 13.6, y + 4)}`,
      shirt,
      2.2,
    ) +
    circle(x + 14.4, y - 4, 1.5, skin, line) +
    circle(x + 14.4, y + 4, 1.5, skin, line)
  );
}
