import type { PaperForm } from '../forms.ts';
import { answerSheet, type AnswerRow, type AnswerSheet, type Bubble, type PaperSize } from '../grid.ts';
import { GREY, INK, Paper, type Style } from './document.ts';
import type { PaperFacts } from './sheets.ts';

/** What stands inside of a bubble is paler than a pencil: a filled one is told from an empty one. */
const BUBBLE_GREY = '#7A848D';

function drawBubble(paper: Paper, { label, x, y, isFilled }: Bubble, radius: number): void {
  paper.doc.circle(x, y, radius).lineWidth(0.8);
  if (isFilled) paper.doc.fillAndStroke(INK, INK);
  else paper.doc.strokeColor(BUBBLE_GREY).stroke();
  const style: Style = { size: radius * 1.25, weight: 'text' };
  paper.lineMiddle(label, x, y - style.size * 0.67, style, isFilled ? '#FFFFFF' : BUBBLE_GREY);
}

function drawDigits(
  paper: Paper,
  columns: readonly Bubble[][],
  title: string,
  radius: number,
  size: PaperSize,
): void {
  const all = columns.flat();
  const middle = (columns[0]![0]!.x + columns.at(-1)![0]!.x) / 2;
  const top = columns[0]![0]!.y;
  const side = radius * 2 + 2;
  const small: Style = { size: size === 'A4' ? 9 : 7.5, weight: 'bold' };
  paper.tagged('P', () => paper.lineMiddle(title, middle, top - side - radius - small.size * 1.5, small));
  paper.decoration(() => {
    for (const column of columns) {
      const [first] = column;
      const filled = column.find(({ isFilled }) => isFilled);
      paper.doc
        .rect(first!.x - side / 2, top - radius - side - 1, side, side)
        .lineWidth(0.8)
        .strokeColor(INK)
        .stroke();
      if (filled) {
        const digit: Style = { size: side * 0.7, weight: 'bold' };
        paper.lineMiddle(
          filled.label,
          first!.x,
          top - radius - side - 1 + (side - digit.size * 1.3) / 2,
          digit,
        );
      }
    }
    for (const bubble of all) drawBubble(paper, bubble, radius * 0.86);
  });
}

function drawRow(paper: Paper, row: AnswerRow, radius: number): void {
  const bold: Style = { size: radius * 1.55, weight: 'bold' };
  paper.lineRight(`${row.number}`, row.x + 24, row.y - bold.size * 0.67, bold);
  if (row.bubbles) {
    for (const bubble of row.bubbles) drawBubble(paper, bubble, radius);
    if (row.isMany) {
      const last = row.bubbles.at(-1)!;
      paper.line(
        '(mọi ý đúng)',
        last.x + radius + 4,
        row.y - radius * 0.8,
        { size: radius * 1.1, weight: 'text' },
        GREY,
      );
    }
    return;
  }
  const { x, y, width, height, hint } = row.box;
  paper.doc.rect(x, y, width, height).lineWidth(0.8).strokeColor(BUBBLE_GREY).stroke();
  const style: Style = { size: radius * 1.15, weight: 'text' };
  if (hint !== '') paper.lineRight(hint, x + width - 4, y + (height - style.size * 1.3) / 2, style, GREY);
}

function drawSheet(paper: Paper, facts: PaperFacts, form: PaperForm, sheet: AnswerSheet): void {
  const { corners, cornerSide, rows, radius, seat, code, topOfRows } = sheet;
  const isWide = paper.size === 'A4';
  const left = corners[0]!.x + cornerSide;
  paper.doc.addPage();
  paper.doc.outline.addItem(`Phiếu mã đề ${form.code}`);
  paper.decoration(() => {
    for (const { x, y } of corners)
      paper.doc.rect(x - cornerSide / 2, y - cornerSide / 2, cornerSide, cornerSide);
    paper.doc.fill('#000000');
  });

  const room = seat[0]![0]!.x - left - (isWide ? 34 : 24);
  const field: Style = { size: isWide ? 10.5 : 9, weight: 'text' };
  const small: Style = { size: isWide ? 8 : 7, weight: 'text' };
  let y = corners[0]!.y + cornerSide * 0.3;
  paper.tagged('H1', () => {
    paper.line('PHIẾU TRẢ LỜI', left, y, { size: isWide ? 17 : 13.5, weight: 'bold' });
  });
  y += isWide ? 25 : 20;
  paper.tagged('P', () => {
    y += paper.title(facts.title, left, y, room, { size: isWide ? 10.5 : 9, weight: 'bold' });
  });
  y += 4;
  paper.tagged('P', () => {
    for (const word of ['Trường:', 'Họ và tên:', 'Lớp:']) {
      paper.field(word, left, y, room, field);
      y += isWide ? 21 : 17;
    }
  });
  const hints = [
    'Tô kín một ô tròn bằng bút chì. Tô sai thì tẩy sạch.',
    'Tô số thứ tự của bạn trong lớp. Mã đề đã tô sẵn.',
  ];
  paper.tagged('P', () => {
    for (const hint of hints) y += paper.paragraph(hint, left, y, room, small, GREY);
  });

  drawDigits(paper, seat, 'Số thứ tự', radius, paper.size);
  drawDigits(paper, code, 'Mã đề', radius, paper.size);
  const right = sheet.width - left;
  paper.decoration(() =>
    paper.doc
      .moveTo(left, topOfRows + 8)
      .lineTo(right, topOfRows + 8)
      .lineWidth(1)
      .strokeColor(INK)
      .stroke(),
  );
  paper.tagged('P', () => {
    for (const row of rows) drawRow(paper, row, radius);
  });
  paper.decoration(() => {
    const low = corners[2]!.y - small.size * 0.6;
    paper.line(`${facts.code} · Theo luật đến ngày ${facts.day}`, left, low, small, GREY);
    paper.lineRight(`Phiếu trả lời · Mã đề ${form.code}`, right, low, small);
  });
}

/** One answer sheet per form, in one file. */
export async function drawAnswers(
  facts: PaperFacts,
  forms: readonly PaperForm[],
  size: PaperSize,
): Promise<Buffer> {
  const paper = new Paper(size, { title: `${facts.title}: phiếu trả lời`, madeOn: facts.madeOn });
  for (const form of forms) {
    drawSheet(paper, facts, form, answerSheet(form, size));
    await paper.breathe();
  }
  return paper.finish();
}
