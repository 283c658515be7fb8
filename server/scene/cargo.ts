import type { SceneVehicle } from './layout.ts';
import { circle, ink, mist, num, path, rect, skin, hair, steel, stroke } from './svg.ts';

export type Bed = { from: number; to: number; half: number };

const wood = '#C9A56B';
const sand = '#B9A98C';
const tarp = '#5D7A72';

/** The body of a lorry with what lies in it, facing east. */
export function drawLoad(vehicle: SceneVehicle, bed: Bed): string {
  const { cargo } = vehicle;
  const { from, to, half } = bed;
  const [length, width] = [to - from, half * 2];
  const open = cargo !== undefined || vehicle.kind === 'dump-truck';
  if (!open) return closedBox(bed);
  const wall = cargo?.raised ? 6 : 4;
  const parts = [
    rect(
      from,
      -half,
      length,
      width,
      'currentColor',
      'rx="3" stroke="#14181D" stroke-opacity=".55" stroke-width="1"',
    ),
    rect(from + wall, -half + wall, length - 2 * wall, width - 2 * wall, '#4A535C'),
  ];
  if (cargo?.raised) parts.push(raisedWalls(bed));
  if (cargo?.kind === 'gravel') parts.push(cargo.covered ? tarpaulin(bed) : gravel(bed, wall));
  if (cargo?.kind === 'boxes') parts.push(boxes(bed, cargo.over), cargo.covered ? tarpaulin(bed) : '');
  if (cargo?.kind === 'people') parts.push(people(bed));
  if (cargo?.spill) parts.push(spill(bed));
  return parts.join('');
}

function closedBox({ from, to, half }: Bed): string {
  let ribs = '';
  for (let x = from + 20; x < to - 8; x += 20) ribs += `M${num(x)}-${half - 3}V${half - 3}`;
  return (
    rect(
      from,
      -half,
      to - from,
      half * 2,
      'currentColor',
      'rx="3" stroke="#14181D" stroke-opacity=".55" stroke-width="1"',
    ) +
    rect(from + 4, -half + 4, to - from - 8, half * 2 - 8, '#FFFFFF', 'rx="2" opacity=".42"') +
    stroke(ribs, ink, 1.5, 'opacity=".16"')
  );
}

/** Boards added on top of the walls: a second, lighter rim with posts. */
function raisedWalls({ from, to, half }: Bed): string {
  let posts = '';
  for (let x = from + 10; x < to; x += 24) posts += `M${num(x)}-${half + 3}v8M${num(x)} ${half + 3}v-8`;
  return (
    rect(from - 2, -half - 2, to - from + 4, half * 2 + 4, 'none', `stroke="${wood}" stroke-width="6"`) +
    rect(from - 5, -half - 5, to - from + 10, half * 2 + 10, 'none', `stroke="${ink}" stroke-width="1.2"`) +
    stroke(posts, ink, 2)
  );
}

function gravel({ from, to, half }: Bed, wall: number): string {
  let stones = '';
  for (let index = 0; index < 26; index += 1) {
    const x = from + 12 + ((index * 37) % (to - from - 26));
    const y = -half + 10 + ((index * 23) % (half * 2 - 20));
    stones += `M${num(x)} ${num(y)}h${2 + (index % 3)}`;
  }
  const [a, b, c] = [from + wall + 1, to - wall - 1, half - wall - 1];
  return (
    path(
      `M${a + 8}-${c}H${b - 6}Q${b}-${c} ${b}-${c - 6}V${c - 8}Q${b} ${c} ${b - 8} ${c}H${a + 6}Q${a} ${c} ${a} ${c - 6}V-${c - 8}Q${a}-${c} ${a + 8}-${c}Z`,
      sand,
    ) +
    path(
      `M${a + 16}-${c - 9}Q${(a + b) / 2}-${c - 4} ${b - 14}-${c - 10} ${b - 8} 0 ${b - 16} ${c - 10} ${(a + b) / 2} ${c - 5} ${a + 14} ${c - 9} ${a + 8} 0 ${a + 16}-${c - 9}Z`,
      '#CDBFA4',
    ) +
    stroke(stones, '#7E725B', 3, 'stroke-linecap="round"')
  );
}

function tarpaulin({ from, to, half }: Bed): string {
  let ribs = '';
  let ropes = '';
  for (let x = from + 18; x < to - 8; x += 22) {
    ribs += `M${num(x)}-${half}V${half}`;
    ropes += `M${num(x - 11)}-${half}l5 4M${num(x - 11)} ${half}l5-4`;
  }
  return (
    rect(
      from,
      -half,
      to - from,
      half * 2,
      tarp,
      'rx="4" stroke="#14181D" stroke-opacity=".6" stroke-width="1"',
    ) +
    rect(from + 3, -half + 12, to - from - 6, half * 2 - 24, '#FFFFFF', 'rx="4" opacity=".14"') +
    stroke(ribs, ink, 2, 'opacity=".3"') +
    stroke(ropes, mist, 1.6)
  );
}

function boxes({ from, to, half }: Bed, over?: 'side' | 'back'): string {
  const top = over === 'side' ? half + 12 : half - 5;
  const back = over === 'back' ? from - 34 : from + 5;
  const columns = 4;
  const step = (to - 5 - back) / columns;
  let body = over ? rect(back + 4, -top + 6, to - back - 4, top * 2, ink, 'opacity=".3"') : '';
  for (let column = 0; column < columns; column += 1) {
    for (const [y, height] of [
      [-top, top - 1],
      [1, top - 1],
    ] as const) {
      body += rect(
        back + column * step,
        y,
        step - 2,
        height,
        column % 2 ? '#B8925A' : wood,
        `stroke="${ink}" stroke-width="1.2"`,
      );
    }
  }
  const tape = Array.from(
    { length: columns },
    (_, column) => `M${num(back + (column + 0.5) * step)}-${top}V${top}`,
  ).join('');
  return body + stroke(tape, '#E8D3AA', 3);
}

function people({ from, to, half }: Bed): string {
  let body = '';
  const shirts = ['#66727E', '#8A96A2', '#4F5A65'];
  for (let row = 0; row < 3; row += 1) {
    for (const side of [-1, 1]) {
      const [x, y] = [from + 20 + row * ((to - from - 36) / 2), side * (half - 15)];
      body += `<ellipse cx="${num(x)}" cy="${y}" rx="7.5" ry="11" fill="${shirts[(row + (side > 0 ? 1 : 0)) % 3]}" stroke="${ink}" stroke-width="1.2"/>${circle(x + 1, y, 6, hair, `stroke="${skin}" stroke-width="1.4"`)}`;
    }
  }
  return body;
}

function spill({ from, half }: Bed): string {
  let body = '';
  for (let index = 0; index < 16; index += 1) {
    const x = from - 8 - ((index * 29) % 96);
    const y = -half + 6 + ((index * 17) % (half * 2 - 10));
    body += `M${num(x)} ${num(y)}h${1 + (index % 3)}`;
  }
  return (
    stroke(body, '#CDBFA4', 5, 'stroke-linecap="round"') +
    stroke(`M${from - 2}-${half - 8}v${half}`, steel, 2)
  );
}
