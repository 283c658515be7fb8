/*
 * What points at one person, vehicle or line wherever it stands in a text: found by its shape, so that it need not be known.
 * For files that are handed over and for words that are published.
 */

export const PERSONAL_KINDS = ['plate', 'phone', 'id-number', 'email'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Where in a text something stands: from, and to before. */
export type PersonalPiece = { kind: PersonalKind; from: number; to: number };

/** `words`: what an editor publishes, where figures are spelt out; `files`: tables of figures, full of numbers and days. */
export type PersonalPlace = 'words' | 'files';

const BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const AFTER = String.raw`(?![\p{L}\p{N}])`;
/** What people put between the parts of a number, if only to hide it. */
const GAP = String.raw`[\s.\-–_·]*`;
const ARMY = String.raw`(?:A[ABCDNPTV]|B[BCHKLPST]|H[ABCEHLNQT]|K[ABCDKNPTV]|P[ABGKMQTX]|Q[ABHKMT]|T[CHKMNT])`;
const everywhere = (pattern: RegExp) => ({ words: pattern, files: pattern });

/**
 * In the order in which they are looked for. In words a number is found however it is pulled apart; in files only as it is
 * written, so that neither a sum nor a day with its hour is taken for one. null: not looked for there.
 */
const PATTERNS: readonly ({ kind: PersonalKind } & Readonly<Record<PersonalPlace, RegExp | null>>)[] = [
  { kind: 'email', ...everywhere(/[^\s@<>()]+@[^\s@<>()]+/gu) },
  {
    // 29A-123.45, 51F12345, 29-B1 234.56, 30LD-012.34; in words also with blanks between all of it.
    kind: 'plate',
    words: new RegExp(`${BEFORE}\\d${GAP}\\d${GAP}[A-ZĐ]{1,2}${GAP}\\d?(?:${GAP}\\d){4,5}${AFTER}`, 'giu'),
    files: new RegExp(
      `${BEFORE}[1-9]\\d[\\s.-]?(?:[A-HK-NPS-VX-Z]\\d|[A-HK-NPS-VX-Z]{1,2}|MĐ\\d?|NN|NG|QT|CV|LD|DA|MK|TĐ|HC|KT)[\\s.-]?(?:\\d{3}[.\\s-]?\\d{2}|\\d{4})${AFTER}`,
      'giu',
    ),
  },
  {
    // Of the army: TM 12-34.
    kind: 'plate',
    words: new RegExp(`${BEFORE}${ARMY}${GAP}\\d{2}${GAP}\\d{2,3}${AFTER}`, 'gu'),
    files: new RegExp(`${BEFORE}${ARMY}[\\s-]?\\d{2}[\\s.-]\\d{2}${AFTER}`, 'gu'),
  },
  {
    // Of foreign missions: 80-123-NG-45.
    kind: 'plate',
    ...everywhere(new RegExp(`${BEFORE}\\d{2}${GAP}\\d{3}${GAP}(?:NG|NN|QT|CV)${GAP}\\d{2}${AFTER}`, 'giu')),
  },
  {
    kind: 'plate',
    words: new RegExp(
      `${BEFORE}(?:biển(?: kiểm soát| số)?|bks|đuôi(?: số)?)[\\s:]+(?:[\\p{L}\\d.\\-]*\\d[\\p{L}\\d.\\-]*)`,
      'giu',
    ),
    files: null,
  },
  {
    kind: 'id-number',
    words: new RegExp(`${BEFORE}\\d(?:[\\s.\\-]?\\d){11}${AFTER}`, 'gu'),
    files: /(?<![\d.,])0\d{2}[\s.-]?\d{3}[\s.-]?\d{3}[\s.-]?\d{3}(?![\d.,]*\d)/gu,
  },
  // The same in three groups of four; in words the one above finds it.
  { kind: 'id-number', words: null, files: /(?<![\d.,])0\d{3}[\s.-]\d{4}[\s.-]\d{4}(?![\d.,]*\d)/gu },
  {
    kind: 'phone',
    words: new RegExp(`${BEFORE}(?:\\+?${GAP}84|0)(?:${GAP}\\d){8,10}${AFTER}`, 'gu'),
    files: /(?<![\d.,/-])(?:\+?84|0)[\s.-]?(?:2(?:[\s.-]?\d){9}|[235789](?:[\s.-]?\d){8})(?![\s.-]?\d)/gu,
  },
  {
    kind: 'phone',
    words: new RegExp(`${BEFORE}(?:1[89]00[\\s.-]+\\d(?:${GAP}\\d){3,5}|1900\\d{4,6})${AFTER}`, 'gu'),
    files: null,
  },
  // Cards of the old kind have nine digits; eleven are a card with one lost. In words any such number is refused as a number.
  { kind: 'id-number', words: null, files: /(?<!\d|\d[.,])(?:\d{9}|\d{11,12})(?!\d|[.,]\d)/gu },
];

/**
 * What in a text looks like a plate, a telephone number, the number of an identity card or a mail address, in the order of the
 * text; no two overlap.
 */
export function findPersonal(text: string, place: PersonalPlace): PersonalPiece[] {
  const found: PersonalPiece[] = [];
  if (!/[\d@]/.test(text)) return found;
  for (const { kind, [place]: pattern } of PATTERNS)
    for (const match of pattern === null ? [] : text.matchAll(pattern)) {
      const piece = { kind, from: match.index, to: match.index + match[0].length };
      if (!found.some(({ from, to }) => piece.from < to && from < piece.to)) found.push(piece);
    }
  return found.sort((a, b) => a.from - b.from);
}
