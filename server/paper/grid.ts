import { FALSE_LETTER, PAPER_LETTERS, TRUE_LETTER, type PaperForm, type PaperTask } from './forms.ts';

export type PaperSize = 'A4' | 'A5';

/** Width and height of a page, in points of 1/72 inch. */
export const PAGE_SIZES: Readonly<Record<PaperSize, { width: number; height: number }>> = {
  A4: { width: 595.28, height: 841.89 },
  A5: { width: 419.53, height: 595.28 },
};

/** A place to fill in; its middle, in points from the top left corner of the page. */
export type Bubble = { label: string; x: number; y: number; isFilled: boolean };

/** The row of one question: bubbles to choose from, or a box to write in. */
export type AnswerRow = { number: number; x: number; y: number } & (
  | { bubbles: Bubble[]; box: null; isMany: boolean }
  | { bubbles: null; box: { x: number; y: number; width: number; height: number; hint: string } }
);

/** A sheet for the answers to one form, in points from the top left corner of the page. */
export type AnswerSheet = {
  width: number;
  height: number;
  /** Side of the black squares in the corners, and the middle of each: top left, top right, bottom left, bottom right. */
  cornerSide: number;
  corners: { x: number; y: number }[];
  radius: number;
  /** Columns of digits; of the form's code the right ones are filled beforehand. */
  code: Bubble[][];
  seat: Bubble[][];
  rows: AnswerRow[];
  /** Where the rows begin. */
  topOfRows: number;
};

const DIGITS = [...'0123456789'];
const SEAT_DIGITS = 2;
const COLUMNS = 2;

const measures = {
  A4: { margin: 36, corner: 14, radius: 7, gap: 19, top: 190, digitGap: 15.5, pitchMax: 27 },
  A5: { margin: 24, corner: 11, radius: 5.6, gap: 15, top: 152, digitGap: 12.4, pitchMax: 19 },
} as const;

/** What is written rather than filled in, in a few words. */
function hintOf(shown: PaperTask): string {
  switch (shown.kind) {
    case 'ordering':
      return 'thứ tự';
    case 'matching':
      return shown.lefts.map((_, at) => `${at + 1}…`).join(' ');
    case 'number':
      return shown.unit ?? '';
    case 'one':
    case 'several':
    case 'true-false':
    case 'short':
      return '';
  }
}

function lettersFor(shown: PaperTask): string[] | null {
  if (shown.kind === 'true-false') return [TRUE_LETTER, FALSE_LETTER];
  if (shown.kind === 'one' || shown.kind === 'several')
    return PAPER_LETTERS.slice(0, Math.max(4, shown.options.length));
  return null;
}

/** Where everything stands on the answer sheet of a form. Same form, same places: a reader may rely on them. */
export function answerSheet(form: PaperForm, size: PaperSize): AnswerSheet {
  const { width, height } = PAGE_SIZES[size];
  const { margin, corner, radius, gap, top, digitGap, pitchMax } = measures[size];
  const inner = { left: margin + corner, right: width - margin - corner };
  const digits = (count: number, right: number, filled: string): Bubble[][] =>
    Array.from({ length: count }, (_, column) =>
      DIGITS.map((label, row) => ({
        label,
        x: right - (count - 1 - column) * gap,
        y: top - 12 - (DIGITS.length - 1 - row) * (digitGap - (size === 'A4' ? 2 : 1.4)),
        isFilled: filled[column] === label,
      })),
    );
  const codeRight = inner.right - radius;
  const seatRight = codeRight - form.code.length * gap - gap * 1.2;

  const perColumn = Math.max(10, Math.ceil(form.items.length / COLUMNS));
  const bottom = height - margin - corner - 22;
  const pitch = Math.min(pitchMax, (bottom - top - 24) / perColumn);
  const columnWidth = (inner.right - inner.left) / COLUMNS;
  const rows = form.items.map(({ number, shown }, at): AnswerRow => {
    const x = inner.left + Math.floor(at / perColumn) * columnWidth;
    const y = top + 30 + (at % perColumn) * pitch;
    const first = x + 38;
    const letters = lettersFor(shown);
    if (letters)
      return {
        ...{ number, x, y, box: null, isMany: shown.kind === 'several' },
        bubbles: letters.map((label, place) => ({ label, x: first + place * gap, y, isFilled: false })),
      };
    const box = {
      ...{ x: first - radius, y: y - radius - 1, width: columnWidth - 38 - gap, height: 2 * radius + 2 },
      hint: hintOf(shown),
    };
    return { number, x, y, bubbles: null, box };
  });
  const half = margin / 2 + corner / 2;
  return {
    ...{ width, height, cornerSide: corner, radius, rows, topOfRows: top },
    corners: [
      { x: half, y: half },
      { x: width - half, y: half },
      { x: half, y: height - half },
      { x: width - half, y: height - half },
    ],
    code: digits(form.code.length, codeRight, form.code),
    seat: digits(SEAT_DIGITS, seatRight, ''),
  };
}
