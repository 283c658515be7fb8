import type { PaperForm } from '../forms.ts';
import { PAGE_SIZES } from '../grid.ts';
import { GREY, INK, lineHeight, Paper, RULE, type Style } from './document.ts';
import type { PaperFacts } from './sheets.ts';

/** The right answer of a question in words, and the law it rests on. */
export type KeyedQuestion = { text: string; right: string; law: string; why: string };

const MARGIN = 36;
const NUMBER_WIDTH = 30;
/** Forms beside each other: many where a key is a letter or two, few where it is words. */
const SHORT_KEY = 3;
const FORMS_ACROSS = { short: 24, long: 6 } as const;

const { width: HEIGHT, height: WIDTH } = PAGE_SIZES.A4;
const BOTTOM = HEIGHT - MARGIN - 16;

class KeyPages {
  y = 0;
  pages = 0;
  private readonly paper: Paper;
  private readonly facts: PaperFacts;
  constructor(paper: Paper, facts: PaperFacts) {
    this.paper = paper;
    this.facts = facts;
  }

  open(title: string): void {
    const { paper, facts } = this;
    this.pages += 1;
    paper.doc.addPage();
    const small: Style = { size: 8, weight: 'text' };
    const bold: Style = { size: 13, weight: 'bold' };
    const [firstLine = ''] = paper.lines(`${title}: ${facts.title}`, WIDTH - 2 * MARGIN, bold);
    paper.tagged('H1', () => paper.line(firstLine, MARGIN, MARGIN - 6, bold));
    paper.decoration(() => {
      const foot = HEIGHT - MARGIN;
      paper.line(
        `${facts.code} · Theo luật đến ngày ${facts.day} · Chỉ dành cho người chấm`,
        MARGIN,
        foot,
        small,
        GREY,
      );
      paper.lineRight(`Trang ${this.pages}`, WIDTH - MARGIN, foot, small);
    });
    this.y = MARGIN + 20;
  }
}

function drawTable(paper: Paper, pages: KeyPages, forms: readonly PaperForm[], isShort: boolean): void {
  const room = WIDTH - 2 * MARGIN - NUMBER_WIDTH;
  const cell = Math.min(isShort ? 46 : 200, room / forms.length);
  const text: Style = { size: 8.5, weight: 'text' };
  const bold: Style = { ...text, weight: 'bold' };
  const right = MARGIN + NUMBER_WIDTH + cell * forms.length;
  const rule = (y: number, colour = RULE) =>
    paper.decoration(() =>
      paper.doc.moveTo(MARGIN, y).lineTo(right, y).lineWidth(0.5).strokeColor(colour).stroke(),
    );
  const middle = (column: number) => MARGIN + NUMBER_WIDTH + (column + 0.5) * cell;
  const head = () => {
    paper.tagged('P', () => {
      paper.line('Câu', MARGIN + 3, pages.y, bold);
      for (const [column, { code }] of forms.entries()) paper.lineMiddle(code, middle(column), pages.y, bold);
    });
    pages.y += lineHeight(text) + 1;
    rule(pages.y - 1, INK);
  };
  head();
  for (const [at, item] of forms[0]!.items.entries()) {
    const cells = forms.map((form) => paper.lines(form.items[at]!.key, cell - 6, text));
    const height = Math.max(...cells.map((lines) => lines.length)) * lineHeight(text);
    if (pages.y + height > BOTTOM) {
      pages.open('Đáp án');
      head();
    }
    if (at % 2 === 1)
      paper.decoration(() => paper.doc.rect(MARGIN, pages.y - 1, right - MARGIN, height).fill('#EEF1F4'));
    paper.tagged('P', () => {
      paper.line(`${item.number}`, MARGIN + 3, pages.y, bold);
      for (const [column, lines] of cells.entries())
        for (const [line, words] of lines.entries())
          paper.lineMiddle(words, middle(column), pages.y + line * lineHeight(text), text);
    });
    pages.y += height;
  }
  rule(pages.y);
  pages.y += 14;
}

/** Questions in the order of the first form, two columns, each with its answer in words, its law and why. */
function drawReasons(
  paper: Paper,
  pages: KeyPages,
  questions: readonly KeyedQuestion[],
  first: PaperForm,
): void {
  const gap = 24;
  const width = (WIDTH - 2 * MARGIN - gap) / 2;
  const title = `Vì sao, theo thứ tự của mã đề ${first.code}`;
  pages.open(title);
  const top = pages.y;
  let column = 0;
  const text: Style = { size: 8.5, weight: 'text' };
  const bold: Style = { ...text, weight: 'bold' };
  for (const { number, question } of first.items) {
    const { text: words, right, law, why } = questions[question]!;
    const parts: [string, Style, string][] = [
      [`${number}. ${words}`, text, INK],
      [`Đáp án: ${right}`, bold, INK],
      [why, text, INK],
      [law, text, GREY],
    ];
    const height = parts.reduce(
      (sum, [part, style]) => sum + paper.lines(part, width, style).length * lineHeight(style),
      0,
    );
    if (pages.y + height > BOTTOM) {
      column += 1;
      if (column === 2) {
        pages.open(title);
        column = 0;
      }
      pages.y = top;
    }
    paper.tagged('P', () => {
      for (const [part, style, colour] of parts)
        pages.y += paper.paragraph(part, MARGIN + column * (width + gap), pages.y, width, style, colour);
    });
    pages.y += 8;
  }
}

/** Keys of all forms in tables, then why each answer is right and by which law. */
export async function drawKey(
  facts: PaperFacts,
  forms: readonly PaperForm[],
  questions: readonly KeyedQuestion[],
): Promise<Buffer> {
  const paper = new Paper('A4', { title: `${facts.title}: đáp án`, madeOn: facts.madeOn, isLandscape: true });
  const pages = new KeyPages(paper, facts);
  const isShort = forms.every(({ items }) => items.every(({ key }) => key.length <= SHORT_KEY));
  const across = isShort ? FORMS_ACROSS.short : FORMS_ACROSS.long;
  for (let at = 0; at < forms.length; at += across) {
    pages.open('Đáp án');
    drawTable(paper, pages, forms.slice(at, at + across), isShort);
    await paper.breathe();
  }
  drawReasons(paper, pages, questions, forms[0]!);
  return paper.finish();
}
