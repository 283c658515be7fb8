import sharp from 'sharp';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { formatDay } from '../law/rules.ts';
import { plainRefusal } from '../refusal.ts';
import { drawAnswers } from './pdf/answers.ts';
import { drawKey, type KeyedQuestion } from './pdf/key.ts';
import { drawSheets, type PaperFacts } from './pdf/sheets.ts';
import {
  PAPER_FILES,
  printedCode,
  rightInWords,
  typedPaperCode,
  type PaperFile,
  type PaperSize,
} from './rules.ts';
import { readContent, type KeptQuestion, type PaperContent } from './service.ts';

const isPaperFile = (name: string): name is PaperFile => (PAPER_FILES as readonly string[]).includes(name);

/** What the screen knows and the drawing needs. */
type FromScreen = {
  /** Name of a shipped set. */
  titleOf: (set: string) => Promise<string>;
  /** A scene as SVG without its verdict; null when there is no such scene. */
  drawScene: (scene: string) => Promise<string | null>;
};

const PICTURE_WIDTH_PX = 880;

async function picturesOf(
  questions: readonly KeptQuestion[],
  drawScene: FromScreen['drawScene'],
): Promise<Map<number, Buffer>> {
  const pictures = new Map<number, Buffer>();
  for (const [at, { scene }] of questions.entries()) {
    const svg = scene === null ? null : await drawScene(scene);
    if (svg === null) continue;
    const drawn = sharp(Buffer.from(svg)).resize(PICTURE_WIDTH_PX).flatten({ background: '#FFFFFF' });
    pictures.set(at, await drawn.jpeg({ quality: 86, chromaSubsampling: '4:4:4' }).toBuffer());
  }
  return pictures;
}

const keyed = ({ text, task, law, why }: KeptQuestion): KeyedQuestion => ({
  ...{ text, right: rightInWords(task), law: law.citation, why },
});

/** Draws one file of a set. */
export async function drawPaper(
  { paper, forms, questions }: PaperContent,
  file: PaperFile,
  siteUrl: string,
  { titleOf, drawScene }: FromScreen,
): Promise<Buffer> {
  const facts: PaperFacts = {
    title: paper.title ?? (await titleOf(paper.set)),
    ...{ madeOn: paper.madeOn, day: formatDay(paper.madeOn) },
    ...{ address: `${siteUrl}/giay/${paper.code}/`, code: printedCode(paper.code) },
  };
  const size = paper.size as PaperSize;
  if (file === 'dap-an') return drawKey(facts, forms, questions.map(keyed));
  if (file === 'phieu-tra-loi') return drawAnswers(facts, forms, size);
  return drawSheets(facts, forms, size, await picturesOf(questions, drawScene));
}

/**
 * Answers a request for a file of a set.
 * @param address code and secret as in the address, name of the file without its ending
 */
export async function respondWithPaper(
  ctx: Context,
  address: { code: string; secret: string; file: string },
  screen: FromScreen,
): Promise<Response> {
  const { secret, file } = address;
  const code = typedPaperCode(address.code);
  if (!isPaperFile(file)) return plainRefusal(404, 'Không có tệp này.');
  try {
    const content = await readContent(ctx, { code, secret });
    const pdf = await ctx.paper.file(`${code} ${file}`, () =>
      drawPaper(content, file, ctx.env.siteUrl, screen),
    );
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${file}-${code}.pdf"`,
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex',
      },
    });
  } catch (error) {
    if (error instanceof DomainError)
      return plainRefusal(error.code === 'NOT_FOUND' ? 404 : 409, error.message);
    throw error;
  }
}
