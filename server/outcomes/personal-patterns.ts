/*
 * What points at one person, vehicle or line wherever it stands in a text: found by its shape, so that it need not be known.
 * For files that are handed over and for words that are published.
 */

export const PERSONAL_KINDS = ['plate', 'phone', 'id-number', 'email'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Where in a text something stands: from, and to before. */
export type PersonalPiece = { kind: PersonalKind; from: number; to: number };

const BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const AFTER = String.raw`(?![\p{L}\p{N}])`;
/** What people put between the parts of a number. */
const GAP = String.raw`[\s.\-–_·]*`;

const PATTERNS: Readonly<Record<PersonalKind, readonly RegExp[]>> = {
  plate: [
    // 29A-123.45, 51F12345, 29-B1 234.56, 30LD-012.34; also with blanks between all of it.
    new RegExp(`${BEFORE}\\d${GAP}\\d${GAP}[A-ZĐ]{1,2}${GAP}\\d?(?:${GAP}\\d){4,5}${AFTER}`, 'giu'),
    // Of the army and of foreign missions: TM 12-34, 80-123-NG-45.
    new RegExp(
      `${BEFORE}(?:A[ABCDNPTV]|B[BCHKLPST]|H[ABCEHLNQT]|K[ABCDKNPTV]|P[ABGKMQTX]|Q[ABHKMT]|T[CHKMNT])${GAP}\\d{2}${GAP}\\d{2,3}${AFTER}`,
      'gu',
    ),
    new RegExp(`${BEFORE}\\d{2}${GAP}\\d{3}${GAP}(?:NG|NN|QT|CV)${GAP}\\d{2}${AFTER}`, 'giu'),
    new RegExp(
      `${BEFORE}(?:biển(?: kiểm soát| số)?|bks|đuôi(?: số)?)[\\s:]+(?:[\\p{L}\\d.\\-]*\\d[\\p{L}\\d.\\-]*)`,
      'giu',
    ),
  ],
  'id-number': [new RegExp(`${BEFORE}\\d(?:[\\s.\\-]?\\d){11}${AFTER}`, 'gu')],
  phone: [
    new RegExp(`(?<![\\p{L}\\p{N}])(?:\\+?${GAP}84|0)(?:${GAP}\\d){8,10}${AFTER}`, 'gu'),
    new RegExp(`${BEFORE}(?:1[89]00[\\s.-]+\\d(?:${GAP}\\d){3,5}|1900\\d{4,6})${AFTER}`, 'gu'),
  ],
  email: [/[^\s@<>()]+@[^\s@<>()]+/gu],
};

/**
 * What in a text looks like a plate, a telephone number, the number of an identity card or a mail address, in that order;
 * no two overlap.
 */
export function findPersonal(text: string): PersonalPiece[] {
  const found: PersonalPiece[] = [];
  for (const kind of ['email', 'plate', 'id-number', 'phone'] as const)
    for (const pattern of PATTERNS[kind])
      for (const match of text.matchAll(pattern)) {
        const piece = { kind, from: match.index, to: match.index + match[0].length };
        if (!found.some(({ from, to }) => piece.from < to && from < piece.to)) found.push(piece);
      }
  return found.sort((a, b) => a.from - b.from);
}
