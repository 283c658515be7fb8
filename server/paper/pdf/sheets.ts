import type { PaperForm } from '../forms.ts';
import { PAGE_SIZES, type PaperSize } from '../grid.ts';
import { GREY, INK, lineHeight, Paper, RULE, type PaperPicture, type Style } from './document.ts';
import { setQuestion, type Block, type Look } from './question.ts';

/** What is printed besides the questions; days as they are shown, 22/11/2026. */
export type PaperFacts = {
  title: string;
  /** Day of the law it follows, `YYYY-MM-DD`. */
  madeOn: string;
  /** The same day as printed. */
  day: string;
  /** Address of the page that says whether it still holds, and the code to type in its place. */
  address: string;
  code: string;
};

type Layout = Look & { margin: number; columns: number; columnGap: number; blockGap: number };

/** Questions with more signs than this are not for narrow columns. */
const LONG_SIGNS = 430;
const LONG_SHARE = 0.25;

const signsOf = ({ text, shown }: PaperForm['items'][number]): number =>
  text.length +
  ('options' in shown
    ? shown.options.join('').length
    : 'items' in shown
      ? shown.items.join('').length
      : 'lefts' in shown
        ? 2 * LONG_SIGNS
        : 0);

function layoutFor(form: PaperForm, size: PaperSize): Layout {
  const long = form.items.filter((item) => signsOf(item) > LONG_SIGNS).length;
  const isNarrow = size === 'A4' && long <= LONG_SHARE * form.items.length;
  const points = size === 'A4' ? 10.5 : 9.5;
  return {
    text: { size: points, weight: 'text' },
    bold: { size: points, weight: 'bold' },
    hint: { size: points - 1, weight: 'text' },
    margin: size === 'A4' ? 40 : 28,
    columns: isNarrow ? 2 : 1,
    columnGap: 22,
    blockGap: size === 'A4' ? 9 : 7,
    pictureWidth: size === 'A4' ? 190 : 170,
  };
}

const QR_SIDE = { A4: 62, A5: 50 } as const;
const HEAD_HEIGHT = { A4: 124, A5: 112 } as const;
const FOOT_HEIGHT = 26;

function drawHead(paper: Paper, facts: PaperFacts, form: PaperForm, margin: number): void {
  const { width } = PAGE_SIZES[paper.size];
  const isWide = paper.size === 'A4';
  const side = QR_SIDE[paper.size];
  const right = width - margin;
  const qrLeft = right - side;
  const small: Style = { size: isWide ? 8 : 7, weight: 'text' };
  paper.tagged(
    'Figure',
    () => paper.qr(facts.address, qrLeft, margin, side),
    `Mã QR: đề còn đúng luật không, xem tại ${facts.address}`,
  );
  paper.tagged('P', () =>
    paper.lineMiddle(facts.code, qrLeft + side / 2, margin + side + 2, { ...small, weight: 'bold' }),
  );

  const boxWidth = isWide ? 84 : 66;
  const boxLeft = qrLeft - boxWidth - 14;
  const boxHeight = isWide ? 46 : 40;
  paper.decoration(() =>
    paper.doc.roundedRect(boxLeft, margin, boxWidth, boxHeight, 5).lineWidth(1.4).strokeColor(INK).stroke(),
  );
  paper.tagged('P', () => {
    paper.lineMiddle('Mã đề', boxLeft + boxWidth / 2, margin + 4, small);
    const code: Style = { size: isWide ? 21 : 18, weight: 'bold' };
    paper.lineMiddle(form.code, boxLeft + boxWidth / 2, margin + (isWide ? 14 : 12), code);
  });

  const room = boxLeft - margin - 14;
  let y = margin - 3;
  paper.tagged('H1', () => {
    y += paper.title(facts.title, margin, y, room, { size: isWide ? 15 : 12, weight: 'bold' });
  });
  paper.tagged('P', () => {
    paper.paragraph(
      `${form.items.length} câu · Theo luật đến ngày ${facts.day}`,
      margin,
      y + 1,
      room,
      small,
      GREY,
    );
  });
  const field: Style = { size: isWide ? 10.5 : 9, weight: 'text' };
  const low = margin + side - (isWide ? 8 : 6);
  const step = isWide ? 23 : 20;
  paper.tagged('P', () => {
    paper.field('Trường:', margin, low, room, field);
    const wide = (right - margin) * 0.7;
    paper.field('Họ và tên:', margin, low + step, wide - 10, field);
    paper.field('Lớp:', margin + wide, low + step, right - margin - wide, field);
  });
  const bottom = margin + HEAD_HEIGHT[paper.size] - (isWide ? 14 : 16);
  paper.decoration(() =>
    paper.doc.moveTo(margin, bottom).lineTo(right, bottom).lineWidth(1).strokeColor(INK).stroke(),
  );
}

/** The foot of a page: what it belongs to, and how to learn whether it still holds. */
function drawFoot(
  paper: Paper,
  facts: PaperFacts,
  form: PaperForm,
  page: number,
  pages: number,
  margin: number,
) {
  const { width, height } = PAGE_SIZES[paper.size];
  const y = height - margin - 10;
  const style: Style = { size: paper.size === 'A4' ? 8 : 7, weight: 'text' };
  paper.decoration(() => {
    paper.doc
      .moveTo(margin, y - 5)
      .lineTo(width - margin, y - 5)
      .lineWidth(0.6)
      .strokeColor(RULE)
      .stroke();
    paper.line(facts.address.replace(/^https?:\/\//, ''), margin, y, style, GREY);
    paper.lineRight(`Trang ${page}/${pages} · Mã đề ${form.code}`, width - margin, y, style);
  });
}

type PlacedBlock = { block: Block; page: number; x: number; y: number };

/** Puts questions below each other, column by column; none is cut by the end of a column. */
function place(
  blocks: readonly Block[],
  size: PaperSize,
  layout: Layout,
): { placed: PlacedBlock[]; pages: number; end: { y: number; x: number; width: number } } {
  const { width, height } = PAGE_SIZES[size];
  const { margin, columns, columnGap, blockGap } = layout;
  const columnWidth = (width - 2 * margin - (columns - 1) * columnGap) / columns;
  const bottom = height - margin - FOOT_HEIGHT;
  const topOf = (page: number) => margin + (page === 0 ? HEAD_HEIGHT[size] : 0);
  let [page, column, y] = [0, 0, topOf(0)];
  const placed = blocks.map((block) => {
    if (y + block.height > bottom && y > topOf(page)) {
      column += 1;
      if (column === columns) [page, column] = [page + 1, 0];
      y = topOf(page);
    }
    const at = { block, page, x: margin + column * (columnWidth + columnGap), y };
    y += block.height + blockGap;
    return at;
  });
  return {
    placed,
    pages: page + 1,
    end: { y, x: margin + column * (columnWidth + columnGap), width: columnWidth },
  };
}

async function drawForm(
  paper: Paper,
  facts: PaperFacts,
  form: PaperForm,
  pictures: ReadonlyMap<number, PaperPicture>,
): Promise<void> {
  const layout = layoutFor(form, paper.size);
  const { width, height } = PAGE_SIZES[paper.size];
  const { margin, columns, columnGap } = layout;
  const columnWidth = (width - 2 * margin - (columns - 1) * columnGap) / columns;
  const blocks: Block[] = [];
  for (const item of form.items) {
    blocks.push(setQuestion(paper, item, pictures.get(item.question) ?? null, columnWidth, layout));
    await paper.breathe();
  }
  const { placed, pages, end } = place(blocks, paper.size, layout);
  for (let page = 0; page < pages; page += 1) {
    paper.doc.addPage();
    if (page === 0) {
      paper.doc.outline.addItem(`Mã đề ${form.code}`);
      drawHead(paper, facts, form, margin);
    }
    const here = placed.filter((each) => each.page === page);
    const isSplit = columns > 1 && here.some(({ x }) => x > margin);
    if (isSplit) {
      const top = margin + (page === 0 ? HEAD_HEIGHT[paper.size] : 0);
      paper.decoration(() =>
        paper.doc
          .moveTo(width / 2, top)
          .lineTo(width / 2, height - margin - FOOT_HEIGHT)
          .lineWidth(0.5)
          .strokeColor(RULE)
          .stroke(),
      );
    }
    for (const { block, x, y } of here) {
      block.draw(x, y);
      await paper.breathe();
    }
    if (page === pages - 1 && end.y + lineHeight(layout.bold) < height - margin - FOOT_HEIGHT)
      paper.tagged('P', () => paper.lineMiddle('HẾT', end.x + end.width / 2, end.y + 4, layout.bold));
    drawFoot(paper, facts, form, page + 1, pages, margin);
  }
}

/**
 * All forms of a set in one file, each on pages of its own.
 * @param pictures JPEG by the question's place in the bank
 */
export async function drawSheets(
  facts: PaperFacts,
  forms: readonly PaperForm[],
  size: PaperSize,
  pictures: ReadonlyMap<number, Buffer>,
): Promise<Buffer> {
  const paper = new Paper(size, { title: `${facts.title}: đề`, madeOn: facts.madeOn });
  const embedded = new Map([...pictures].map(([question, jpeg]) => [question, paper.openPicture(jpeg)]));
  for (const form of forms) await drawForm(paper, facts, form, embedded);
  return paper.finish();
}
