import type { Scene } from '#content/schema.ts';
import {
  circle,
  glass,
  goGreen,
  ink,
  nums,
  paper,
  path,
  placed,
  rect,
  stopRed,
  stroke,
  yellow,
} from './svg.ts';

type Profile = NonNullable<Scene['profile']>;

const profileSize = { width: 190, height: 120 };

/** Side view of a load against its limit, in a framed inset; green below the line, red above it. */
export function drawProfile(profile: Profile, k: number): string {
  const bad = profile.load === 'high' || profile.load === 'raised' || profile.load === 'gravel-high';
  const { width, height } = profileSize;
  const frame =
    rect(0, 0, width, height, paper, `rx="10" stroke="${ink}" stroke-width="2.4"`) +
    rect(10, 102, width - 20, 4, ink);
  const limit = profile.kind === 'truck' ? (profile.load.startsWith('gravel') ? 61 : 34) : 34;
  const line = stroke(`M12 ${limit}H${width - 12}`, bad ? stopRed : goGreen, 3, 'stroke-dasharray="9 6"');
  const body = profile.kind === 'truck' ? truck(profile.load) : motorbike(profile.load);
  return placed(profile.x, profile.y, 0, frame + body + line, k * 0.85);
}

const wheel = (x: number, y: number, r: number) => circle(x, y, r, ink) + circle(x, y, r * 0.45, '#C5CCD4');
const line = `stroke="${ink}" stroke-width="1.6" stroke-linejoin="round"`;

function truck(load: Profile['load']): string {
  const parts: string[] = [];
  if (load === 'gravel-low') parts.push(path('M22 66Q50 64 76 66T126 66V80H22Z', '#B9A98C'));
  if (load === 'gravel-high')
    parts.push(path('M22 60Q40 30 74 34 112 30 126 60V80H22Z', '#B9A98C', line) + stones);
  if (load === 'low' || load === 'high' || load === 'raised') {
    const top = load === 'low' ? 44 : 17;
    for (let x = 24; x < 120; x += 25)
      for (let y = 78; y > top; y -= (78 - top) / 2)
        parts.push(rect(x, y - (78 - top) / 2, 24, (78 - top) / 2, '#C9A56B', line));
  }
  if (load === 'raised') {
    let posts = '';
    for (let x = 26; x <= 124; x += 14) posts += `M${x} 14V60`;
    parts.push(
      rect(18, 12, 112, 48, '#8F9AA5', `fill-opacity=".55" stroke="${stopRed}" stroke-width="3"`),
      stroke(posts, ink, 1.6),
    );
  }
  // The walls as made: sand lies below their upper edge, so they are drawn half through.
  parts.push(
    rect(18, 58, 112, 28, yellow, `fill-opacity="${load.startsWith('gravel') ? '.72' : '1'}" ${line}`),
    stroke('M46 58V86M74 58V86M102 58V86', ink, 1.2),
  );
  parts.push(
    rect(16, 86, 156, 6, ink),
    path('M136 48H158Q166 50 172 68V88H136Z', yellow, line),
    path('M143 54H157Q162 56 165 68H143Z', glass),
    wheel(42, 93, 10),
    wheel(66, 93, 10),
    wheel(154, 93, 10),
  );
  return parts.join('');
}

const stones = stroke(
  `M40 50h3M58 44h2M74 48h3M90 42h2M106 52h3M66 38h2`,
  '#7E725B',
  3,
  'stroke-linecap="round"',
);

function motorbike(load: Profile['load']): string {
  const top = load === 'low' ? 50 : 14;
  const rows = Math.round((76 - top) / 14);
  let boxes = '';
  for (let row = 0; row < rows; row += 1)
    boxes += rect(
      38,
      76 - (row + 1) * ((76 - top) / rows),
      40,
      (76 - top) / rows,
      row % 2 ? '#B8925A' : '#C9A56B',
      line,
    );
  return [
    boxes,
    wheel(58, 92, 11) + wheel(136, 92, 11),
    stroke('M136 92 122 58M122 58 114 56', ink, 4, 'stroke-linecap="round"'),
    path('M44 78H84L96 84H112L124 62 130 66 122 90 74 94 52 86Z', yellow, line),
    path('M82 76Q78 56 88 48L100 50 98 66 108 76 104 90 96 88 98 78Z', '#0A4DA2', line),
    stroke('M96 54 110 62 120 58', ink, 7, 'stroke-linecap="round"') +
      stroke('M96 54 110 62 120 58', '#0A4DA2', 4, 'stroke-linecap="round"'),
    circle(96, 40, 9, paper, line) + path(`M${nums(99, 36)}Q106 38 105 44H98Z`, glass),
  ].join('');
}
