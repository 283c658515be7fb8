import type { PaperItem } from '../forms.ts';
import { FALSE_LETTER, PAPER_LETTERS, TRUE_LETTER } from '../forms.ts';
import { GREY, lineHeight, type Paper, type PaperPicture, type Style } from './document.ts';

/** A question set for a width; drawn where it is put. */
export type Block = { height: number; draw(x: number, y: number): void };

export type Look = { text: Style; bold: Style; hint: Style; pictureWidth: number };

const GAP = 4;
const INDENT = 14;

/** Questions are set in words of their own: what to do is said where letters alone do not tell. */
const HINTS = {
  several: 'Chọn mọi ý đúng.',
  ordering: 'Ghi các chữ theo thứ tự đúng: ',
  matching: 'Ghi chữ ứng với mỗi số: ',
  number: 'Trả lời: ',
  short: 'Trả lời: ',
} as const;

/** How many options stand beside each other: as many as fit, one column, two, or all. */
function columnsFor(widths: readonly number[], width: number): number {
  const widest = Math.max(...widths) + INDENT + 6;
  return [widths.length, 2].find((columns) => columns <= 4 && widest <= width / columns) ?? 1;
}

/** Lines to draw, each at its place from the top left corner of the block. */
type Placed = { text: string; x: number; y: number; style: Style; isGrey?: boolean };

class Setter {
  readonly placed: Placed[] = [];
  readonly fields: { word: string; x: number; y: number; width: number }[] = [];
  y = 0;
  private readonly paper: Paper;
  private readonly width: number;
  private readonly look: Look;
  constructor(paper: Paper, width: number, look: Look) {
    this.paper = paper;
    this.width = width;
    this.look = look;
  }

  question(label: string, text: string): void {
    const { text: style, bold } = this.look;
    this.placed.push({ text: label, x: 0, y: this.y, style: bold });
    const indent = this.paper.widthOf(`${label} `, bold) + 1;
    this.flow(this.paper.lines(text, this.width, style, indent), 0, style, indent);
  }

  private flow(lines: readonly string[], x: number, style: Style, firstIndent = 0): void {
    for (const [at, line] of lines.entries()) {
      this.placed.push({ text: line, x: x + (at === 0 ? firstIndent : 0), y: this.y, style });
      this.y += lineHeight(style);
    }
  }

  /** Lettered texts, side by side where they are short. */
  options(letters: readonly string[], texts: readonly string[]): void {
    const { text: style, bold } = this.look;
    const columns = columnsFor(
      texts.map((text) => this.paper.widthOf(text, style)),
      this.width,
    );
    const cell = this.width / columns;
    for (let at = 0; at < texts.length; at += columns) {
      const top = this.y;
      let bottom = top;
      for (const [column, text] of texts.slice(at, at + columns).entries()) {
        const x = column * cell;
        this.y = top;
        this.placed.push({ text: `${letters[at + column]!}.`, x, y: top, style: bold });
        this.flow(this.paper.lines(text, cell - INDENT - 4, style), x + INDENT, style);
        bottom = Math.max(bottom, this.y);
      }
      this.y = bottom;
    }
  }

  /** Numbers on the left, letters on the right. */
  pairs(lefts: readonly string[], rights: readonly string[]): void {
    const top = this.y;
    const half = this.width / 2;
    const { text: style, bold } = this.look;
    const side = (labels: readonly string[], texts: readonly string[], x: number) => {
      this.y = top;
      for (const [at, text] of texts.entries()) {
        this.placed.push({ text: labels[at]!, x, y: this.y, style: bold });
        this.flow(this.paper.lines(text, half - INDENT - 8, style), x + INDENT, style);
      }
      return this.y;
    };
    const left = side(
      lefts.map((_, at) => `${at + 1}.`),
      lefts,
      0,
    );
    const right = side(
      rights.map((_, at) => `${PAPER_LETTERS[at]!}.`),
      rights,
      half,
    );
    this.y = Math.max(left, right);
  }

  hint(text: string): void {
    this.placed.push({ text, x: 0, y: this.y + 1, style: this.look.hint, isGrey: true });
    this.y += lineHeight(this.look.hint) + 1;
  }

  /** Something to write on; what follows it stands behind the dots. */
  field(word: string, unit: string | null): void {
    const { text: style } = this.look;
    const unitWidth = unit === null ? 0 : this.paper.widthOf(` ${unit}`, style);
    const width = unit === null ? this.width : Math.min(this.width - unitWidth, 150);
    this.y += 3;
    this.fields.push({ word, x: 0, y: this.y, width });
    if (unit !== null) this.placed.push({ text: unit, x: width + 4, y: this.y, style });
    this.y += lineHeight(style) + 3;
  }
}

function setTask(setter: Setter, { shown }: PaperItem): void {
  switch (shown.kind) {
    case 'several':
      setter.hint(HINTS.several);
      return setter.options(PAPER_LETTERS, shown.options);
    case 'one':
      return setter.options(PAPER_LETTERS, shown.options);
    case 'true-false':
      return setter.options([TRUE_LETTER, FALSE_LETTER], ['Đúng', 'Sai']);
    case 'ordering':
      setter.options(PAPER_LETTERS, shown.items);
      return setter.field(HINTS.ordering, null);
    case 'matching':
      setter.pairs(shown.lefts, shown.rights);
      return setter.field(HINTS.matching, null);
    case 'number':
      return setter.field(HINTS.number, shown.unit ?? '');
    case 'short':
      return setter.field(HINTS.short, null);
  }
}

/** Sets a question with its picture for a width; the picture stands between question and options. */
export function setQuestion(
  paper: Paper,
  item: PaperItem,
  picture: PaperPicture | null,
  width: number,
  look: Look,
): Block {
  const setter = new Setter(paper, width, look);
  setter.question(`Câu ${item.number}.`, item.text);
  if (item.pictureAlt !== null && !picture) setter.hint(`[Hình: ${item.pictureAlt}]`);
  const pictureWidth = Math.min(width, look.pictureWidth);
  const pictureHeight = picture ? (pictureWidth * picture.heightPx) / picture.widthPx : 0;
  const pictureTop = setter.y + GAP;
  if (picture) setter.y += pictureHeight + 2 * GAP;
  const textLines = setter.placed.length;
  setTask(setter, item);
  const { placed, fields, y: height } = setter;

  const drawLines = (lines: readonly Placed[], x: number, y: number) => {
    for (const line of lines)
      paper.line(line.text, x + line.x, y + line.y, line.style, ...(line.isGrey ? [GREY] : []));
  };
  return {
    height,
    draw: (x, y) => {
      paper.tagged('P', () => drawLines(placed.slice(0, textLines), x, y));
      if (picture)
        paper.tagged(
          'Figure',
          () => paper.doc.image(picture.image, x, y + pictureTop, { width: pictureWidth }),
          item.pictureAlt ?? '',
        );
      paper.tagged('P', () => {
        drawLines(placed.slice(textLines), x, y);
        for (const field of fields) paper.field(field.word, x + field.x, y + field.y, field.width, look.text);
      });
    },
  };
}
