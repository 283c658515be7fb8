/**
 * Cuts Be Vietnam Pro down to what Vietnamese pages need and writes it to `public/fonts`: `npm run fonts`.
 * The outputs are committed; run it again after a new version of the font package or a change of the letters below.
 * Prints the sizes and the metrics that `src/styles/tokens.css` needs for fallback faces that do not shift the page.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface SubsetOptions {
  targetFormat: 'woff2';
  keepFeatures: string[];
  noHinting: boolean;
  dropTables: string[];
}
const require = createRequire(import.meta.url);
// The package has no types of its own.
const subsetFont = require('subset-font') as (
  font: Buffer,
  text: string,
  options: SubsetOptions,
) => Promise<Buffer>;

/** Both weights together may weigh this much. */
const BUDGET_BYTES = 50 * 1024;
const PACKAGE = new URL('../node_modules/@expo-google-fonts/be-vietnam-pro/', import.meta.url);
const OUT = new URL('../public/fonts/', import.meta.url);
const WEIGHTS = [
  { weight: 400, file: '400Regular/BeVietnamPro_400Regular.ttf' },
  { weight: 700, file: '700Bold/BeVietnamPro_700Bold.ttf' },
] as const;

const PUNCTUATION = '–—…“”‘’·•×÷±≤≥°²³€₫№→←↑↓↗✓✕−\u00A0«»§©';
// Tone, circumflex, breve and horn as characters of their own: text pasted in NFD must not fall to another font.
const COMBINING = '\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323';
// tnum is kept for the day the font gets it: version 0.4.1 of the package has no tabular digits.
const KEPT_FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'];

/** The 134 letters of Vietnamese outside Basic Latin, lower and upper case, composed (NFC). */
function vietnameseLetters(): string[] {
  const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const lower = [...'aăâeêioôơuưy'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
  return [...lower, 'đ']
    .flatMap((letter) => [letter, letter.toUpperCase()])
    .filter((letter) => letter > '\u007F');
}

function basicLatin(): string {
  return String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));
}

interface Font {
  unitsPerEm: number;
  ascent: number;
  descent: number;
  lineGap: number;
  glyphOf: (char: string) => number;
  advanceOf: (char: string) => number;
}

/** Reads the tables named below of a TrueType file; character maps of format 4 only, which this font has. */
function readFont(ttf: Buffer): Font {
  const table = (tag: string): number => {
    for (let index = 0; index < ttf.readUInt16BE(4); index++) {
      const at = 12 + index * 16;
      if (ttf.toString('latin1', at, at + 4) === tag) return ttf.readUInt32BE(at + 8);
    }
    throw new Error(`The font has no table ${tag}`);
  };
  const [head, hhea, hmtx, cmap] = [table('head'), table('hhea'), table('hmtx'), table('cmap')];
  const maps = Array.from(
    { length: ttf.readUInt16BE(cmap + 2) },
    (_, index) => cmap + ttf.readUInt32BE(cmap + 8 + index * 8),
  );
  const map = maps.find((at) => ttf.readUInt16BE(at) === 4);
  if (map === undefined) throw new Error('The font has no character map of format 4');
  const segments = ttf.readUInt16BE(map + 6) / 2;
  const ends = map + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  const glyphOf = (char: string): number => {
    const code = char.codePointAt(0) ?? 0;
    for (let index = 0; index < segments; index++) {
      if (code > ttf.readUInt16BE(ends + index * 2)) continue;
      const start = ttf.readUInt16BE(starts + index * 2);
      if (code < start) return 0;
      const delta = ttf.readUInt16BE(deltas + index * 2);
      const offset = ttf.readUInt16BE(offsets + index * 2);
      if (offset === 0) return (code + delta) & 0xffff;
      const glyph = ttf.readUInt16BE(offsets + index * 2 + offset + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
  const longMetrics = ttf.readUInt16BE(hhea + 34);
  return {
    unitsPerEm: ttf.readUInt16BE(head + 18),
    ascent: ttf.readInt16BE(hhea + 4),
    descent: ttf.readInt16BE(hhea + 6),
    lineGap: ttf.readInt16BE(hhea + 8),
    glyphOf,
    advanceOf: (char) => ttf.readUInt16BE(hmtx + Math.min(glyphOf(char), longMetrics - 1) * 4),
  };
}

// Widths of Arial (and of every font with its metrics) in 1/1000 em: space, then a to z. Marks do not widen a letter.
const ARIAL: Record<number, number[]> = {
  400: [
    278, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278,
    556, 500, 722, 500, 500, 500,
  ],
  700: [
    278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333,
    611, 556, 778, 556, 556, 500,
  ],
};
// Android has no Arial. Roboto's average width is 911 units to Arial's 913 in the tables Astro ships for its own fallbacks.
const ROBOTO_TO_ARIAL = 911 / 913;
const SAMPLE =
  'khi thấy xe chạy ngược chiều trên đường một chiều hãy dừng lại ở nơi an toàn rồi mới quay phim ghi rõ ngày giờ tên đường ' +
  'và biển số của xe người điều khiển xe không chấp hành hiệu lệnh của đèn tín hiệu giao thông bị phạt tiền và trừ điểm giấy phép lái xe';

/** Prints `@font-face` overrides: percentages of the fallback's em after `size-adjust`, rounded to 0.01. */
function printFallback(weight: number, font: Font): void {
  const ours = [...SAMPLE].reduce((sum, char) => sum + font.advanceOf(char) / font.unitsPerEm, 0);
  const arial = [...SAMPLE].reduce((sum, char) => {
    const base = char.normalize('NFD').charAt(0).replace('đ', 'd');
    return sum + (ARIAL[weight]?.[base === ' ' ? 0 : base.charCodeAt(0) - 96] ?? Number.NaN) / 1000;
  }, 0);
  for (const [name, sizeAdjust] of [
    ['Arial', ours / arial],
    ['Roboto', ours / (arial * ROBOTO_TO_ARIAL)],
  ] as const) {
    const pct = (value: number): string => `${((value / font.unitsPerEm / sizeAdjust) * 100).toFixed(2)}%`;
    console.log(
      `  ${name} ${weight}: size-adjust: ${(sizeAdjust * 100).toFixed(2)}%; ascent-override: ${pct(font.ascent)}; ` +
        `descent-override: ${pct(-font.descent)}; line-gap-override: ${pct(font.lineGap)};`,
    );
  }
}

async function main(): Promise<void> {
  const letters = vietnameseLetters();
  if (letters.length !== 134)
    throw new Error(`Vietnamese has 134 letters outside Basic Latin, not ${letters.length}`);
  const wanted = [...new Set(basicLatin() + letters.join('') + PUNCTUATION + COMBINING)];
  await mkdir(OUT, { recursive: true });
  let totalBytes = 0;
  for (const { weight, file } of WEIGHTS) {
    const full = await readFile(new URL(file, PACKAGE));
    const font = readFont(full);
    const missing = wanted.filter((char) => font.glyphOf(char) === 0);
    const missingLetters = missing.filter((char) => letters.includes(char) || basicLatin().includes(char));
    if (missingLetters.length > 0)
      throw new Error(`Weight ${weight} lacks the letters ${missingLetters.join(' ')}`);
    const woff2 = await subsetFont(full, wanted.join(''), {
      targetFormat: 'woff2',
      keepFeatures: KEPT_FEATURES,
      noHinting: true,
      dropTables: ['DSIG', 'gasp', 'FFTM'],
    });
    const target = new URL(`be-vietnam-pro-${weight}.woff2`, OUT);
    await writeFile(target, woff2);
    totalBytes += woff2.length;
    console.log(
      `${fileURLToPath(target)}: ${woff2.length} bytes; not in the font: ${missing.join(' ') || 'nothing'}`,
    );
    printFallback(weight, font);
  }
  await copyFile(new URL('LICENSE_FONT', PACKAGE), new URL('OFL.txt', OUT));
  console.log(`together ${totalBytes} bytes of ${BUDGET_BYTES}`);
  if (totalBytes > BUDGET_BYTES)
    throw new Error(`The fonts weigh ${totalBytes - BUDGET_BYTES} bytes too much`);
}

await main();
