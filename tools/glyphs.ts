/**
 * Writes the outlines of digits, letters and marks that scenes print to `server/scene/glyphs.ts`, so that pictures need no font:
 * `node tools/glyphs.ts`. The output is committed; run it again after a new version of the font package.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const FONT = new URL(
  '../node_modules/@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf',
  import.meta.url,
);
const OUT = new URL('../server/scene/glyphs.ts', import.meta.url);
/** What a bubble may hold (SceneBubble in content/schema.ts); signs and lane markings need less. */
const CHARS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ,./<>+=:–-';
/** Height of the em in the written numbers: whole numbers on this grid stay true at poster size. */
const EM = 100;

interface Point {
  x: number;
  y: number;
  on: boolean;
}
type Contour = Point[];

const ttf = await readFile(FONT);

function table(tag: string): number {
  for (let index = 0; index < ttf.readUInt16BE(4); index++) {
    const at = 12 + index * 16;
    if (ttf.toString('latin1', at, at + 4) === tag) return ttf.readUInt32BE(at + 8);
  }
  throw new Error(`The font has no table ${tag}`);
}

const [head, hhea, hmtx, cmap, loca, glyf] = ['head', 'hhea', 'hmtx', 'cmap', 'loca', 'glyf'].map(table) as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const unit = EM / ttf.readUInt16BE(head + 18);
const hasLongOffsets = ttf.readInt16BE(head + 50) === 1;

/** Reads a character map of format 4, which this font has. */
function glyphOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  const maps = Array.from(
    { length: ttf.readUInt16BE(cmap + 2) },
    (_, index) => cmap + ttf.readUInt32BE(cmap + 8 + index * 8),
  );
  const map = maps.find((at) => ttf.readUInt16BE(at) === 4);
  if (map === undefined) throw new Error('The font has no character map of format 4');
  const width = ttf.readUInt16BE(map + 6);
  // Four lists of the same width, two bytes of padding after the first: ends, starts, deltas, offsets.
  for (let end = map + 14; end < map + 14 + width; end += 2) {
    if (code > ttf.readUInt16BE(end)) continue;
    const start = ttf.readUInt16BE(end + width + 2);
    const delta = ttf.readUInt16BE(end + 2 * width + 2);
    const offsetAt = end + 3 * width + 2;
    const offset = ttf.readUInt16BE(offsetAt);
    if (code < start) return 0;
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = ttf.readUInt16BE(offsetAt + offset + (code - start) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

function advanceOf(glyph: number): number {
  const longMetrics = ttf.readUInt16BE(hhea + 34);
  return ttf.readUInt16BE(hmtx + Math.min(glyph, longMetrics - 1) * 4);
}

function offsetOf(glyph: number): number {
  return (
    glyf + (hasLongOffsets ? ttf.readUInt32BE(loca + glyph * 4) : ttf.readUInt16BE(loca + glyph * 2) * 2)
  );
}

/** Contours of a glyph in font units, y up. */
function contoursOf(glyph: number): Contour[] {
  const at = offsetOf(glyph);
  if (at === offsetOf(glyph + 1)) return [];
  const count = ttf.readInt16BE(at);
  return count < 0 ? composite(at + 10) : simple(at + 10, count);
}

/** Parts of a composite glyph, moved but never scaled: all that Latin letters need. */
function composite(at: number): Contour[] {
  const contours: Contour[] = [];
  for (let more = true; more;) {
    const flags = ttf.readUInt16BE(at);
    if (flags & 0xc8 || !(flags & 2)) throw new Error('A scaled part in a composite glyph');
    const words = (flags & 1) !== 0;
    const dx = words ? ttf.readInt16BE(at + 4) : ttf.readInt8(at + 4);
    const dy = words ? ttf.readInt16BE(at + 6) : ttf.readInt8(at + 5);
    for (const contour of contoursOf(ttf.readUInt16BE(at + 2)))
      contours.push(contour.map((point) => ({ ...point, x: point.x + dx, y: point.y + dy })));
    at += words ? 8 : 6;
    more = (flags & 0x20) !== 0;
  }
  return contours;
}

function simple(at: number, count: number): Contour[] {
  const ends = Array.from({ length: count }, (_, index) => ttf.readUInt16BE(at + index * 2));
  const total = (ends.at(-1) ?? -1) + 1;
  at += count * 2;
  at += 2 + ttf.readUInt16BE(at);
  const flags: number[] = [];
  while (flags.length < total) {
    const flag = ttf.readUInt8(at++);
    const repeats = flag & 8 ? ttf.readUInt8(at++) : 0;
    for (let index = 0; index <= repeats; index++) flags.push(flag);
  }
  const axis = (short: number, same: number): number[] => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? ttf.readUInt8(at++) : -ttf.readUInt8(at++);
      else if (!(flag & same)) {
        value += ttf.readInt16BE(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = axis(2, 16);
  const ys = axis(4, 32);
  const points = flags.map((flag, index) => ({ x: xs[index]!, y: ys[index]!, on: (flag & 1) !== 0 }));
  return ends.map((end, index) => points.slice(index ? ends[index - 1]! + 1 : 0, end + 1));
}

/**
 * Contours as path data in whole numbers, y down; every command but the first of a contour is relative.
 * Between two control points the font leaves out the middle: there SVG's smooth `t` mirrors the control, as the font means it.
 */
function pathOf(contours: Contour[]): string {
  let d = '';
  for (const raw of contours) {
    const first = raw.findIndex((point) => point.on);
    const points = [...raw.slice(first), ...raw.slice(0, first + 1)].map(({ x, y, on }) => ({
      x: x * unit,
      y: -y * unit,
      on,
    }));
    let [px, py] = [Math.round(points[0]!.x), Math.round(points[0]!.y)];
    d += `M${px} ${py}`;
    /** Control point as written, with the rounding of mirrored ones. */
    let control: { x: number; y: number; smooth: boolean } | undefined;
    const to = (x: number, y: number) => {
      const [nx, ny] = [Math.round(x), Math.round(y)];
      if (control?.smooth) d += `t${nx - px} ${ny - py}`;
      else if (control) d += `q${control.x - px} ${control.y - py} ${nx - px} ${ny - py}`;
      else if (nx !== px && ny !== py) d += `l${nx - px} ${ny - py}`;
      else if (nx !== px) d += `h${nx - px}`;
      else if (ny !== py) d += `v${ny - py}`;
      [px, py] = [nx, ny];
    };
    for (const point of points.slice(1)) {
      if (point.on) {
        to(point.x, point.y);
        control = undefined;
      } else if (control) {
        to((control.x + point.x) / 2, (control.y + point.y) / 2);
        control = { x: 2 * px - control.x, y: 2 * py - control.y, smooth: true };
      } else control = { x: Math.round(point.x), y: Math.round(point.y), smooth: false };
    }
    d += 'z';
  }
  return d.replaceAll(' -', '-');
}

const rows = [...CHARS].map((char) => {
  const glyph = glyphOf(char);
  if (glyph === 0) throw new Error(`The font lacks ${char}`);
  const advance = Math.round(advanceOf(glyph) * unit);
  return `${JSON.stringify(`${char}${advance}${pathOf(contoursOf(glyph))}`)},`;
});
const source = `// Written by tools/glyphs.ts from Be Vietnam Pro Bold (SIL Open Font License 1.1, public/fonts/OFL.txt); do not edit.

/** Height of the em in the numbers below; the baseline is y = 0, y grows downwards. */
export const glyphEm = ${EM};

/** A character, its advance width, its outline as path data. */
const rows = [
${rows.join('\n')}
];

/** Advance width and outline of each character that scenes print. */
export const glyphs: ReadonlyMap<string, { advance: number; d: string }> = new Map(
  rows.map((row) => [row.charAt(0), { advance: Number.parseInt(row.slice(1), 10), d: row.replace(/^.\\d+/, '') }]),
);
`;
const target = fileURLToPath(OUT);
await writeFile(OUT, await format(source, { ...(await resolveConfig(target)), filepath: target }));
console.log(`${target}: ${rows.length} characters`);
