import { randomBytes, randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { PaperSet } from '../generated/prisma/client.ts';
import { askedOn, drawQuestions, readinessOf, type AskedQuestion, type LawOfAnswer } from '../quiz/rules.ts';
import { plainText } from '../law/rules.ts';
import {
  formsFrom,
  PAPER_CODE_BYTES,
  paperCodeOf,
  paperEnd,
  paperForms,
  paperLack,
  placesOf,
  printedCode,
  printedStanding,
  solveForm,
  type Lapse,
  type PaperForm,
  type PaperQuestion,
  type PaperSize,
  type PrintedQuestion,
} from './rules.ts';
import type { CreatePaperInput, MadePaperInput, OfferInput, PaperInput } from './schema.ts';

/** A question as it was printed, with what the key sheet says and the scene that was drawn. */
export type KeptQuestion = PrintedQuestion & {
  pictureAlt: string | null;
  scene: string | null;
  why: string;
  law: LawOfAnswer;
};

/** A printed set as the page behind its QR shows it: nothing in it tells a key. */
export type PaperView = {
  /** As printed: K7QF-93AD. */
  code: string;
  set: string;
  titleVi: string | null;
  madeOn: string;
  deleteOn: string;
  size: PaperSize;
  forms: number;
  questions: number;
  /** Questions that no longer hold. */
  lapsed: {
    text: string;
    reason: Lapse;
    since: string | null;
    provisionId: string;
    citation: string;
    places: { form: string; number: number }[];
  }[];
};

const secretOf = (ctx: Context, code: string): string => ctx.paper.signer.sign(`paper ${code}`);

/** What the solver and the forms know of a kept question. */
const asPaper = ({ text, pictureAlt, task }: KeptQuestion): PaperQuestion => ({ text, pictureAlt, task });

async function keepQuestion(ctx: Context, asked: AskedQuestion): Promise<KeptQuestion> {
  const { text, task, picture, explanation, law } = askedOn(await ctx.law.registry(), asked, ctx.today);
  return {
    ...{ asked, text, task, law },
    pictureAlt: picture?.alt ?? null,
    scene: (await ctx.quiz.sceneOf(asked.ref)) ?? null,
    why: plainText(explanation),
  };
}

/**
 * Solves every form; nothing is handed out whose key says something else than the bank.
 * @throws DomainError CONFLICT
 */
function requireSolved(forms: readonly PaperForm[], bank: readonly PaperQuestion[]): void {
  for (const form of forms) {
    const solved = solveForm(form, bank);
    if (solved.ok) continue;
    throw new DomainError(
      'CONFLICT',
      `Mã đề ${form.code}, câu ${solved.number}: máy giải lại không ra đúng đáp án này, nên đề không được phát. Hãy tạo bộ khác.`,
    );
  }
}

/** What of a set can be printed today. */
export type PaperOffer = {
  set: string;
  titleVi: string | null;
  printable: number;
  /** Questions left out: they ask to point at a picture, or are too long for a page. */
  leftOut: number;
};

async function offerOf(ctx: Context, setId: string) {
  const [found, registry] = await Promise.all([ctx.quiz.findSet(setId, ctx.actor), ctx.law.registry()]);
  if (!found) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  const ready = found.questions.filter((question) => readinessOf(registry, question, ctx.today).ok);
  const printable = ready.filter((question) => {
    const { text, task, picture } = askedOn(registry, question, ctx.today);
    return paperLack({ text, task, pictureAlt: picture?.alt ?? null }) === null;
  });
  return { found, ready, printable };
}

/**
 * What of a set can be printed today.
 * @throws DomainError NOT_FOUND
 */
export async function readOffer(ctx: Context, input: z.output<typeof OfferInput>): Promise<PaperOffer> {
  const { found, ready, printable } = await offerOf(ctx, input.set);
  return {
    ...{ set: found.id, titleVi: found.titleVi },
    ...{ printable: printable.length, leftOut: ready.length - printable.length },
  };
}

/**
 * Mixes a set into forms and keeps them under a new code.
 * @returns the code as in addresses, and the secret that opens the files
 * @throws DomainError NOT_FOUND; CONFLICT when nothing of the set can be printed today; TOO_MANY
 */
export async function createPaper(
  ctx: Context,
  input: z.output<typeof CreatePaperInput>,
): Promise<{ code: string; secret: string }> {
  const { found, printable } = await offerOf(ctx, input.set);
  if (printable.length === 0)
    throw new DomainError(
      'CONFLICT',
      'Hôm nay bộ này không có câu nào in được: các câu đang được kiểm tra lại, hoặc cần màn hình. Hãy chọn bộ khác.',
    );
  if (!ctx.paper.newSets.take(ctx.visit?.address))
    throw new DomainError('TOO_MANY', 'Máy chủ đang tạo rất nhiều đề. Hãy thử lại sau một phút.');

  const drawn = found.isOrdered
    ? printable.slice(0, input.questions)
    : drawQuestions(printable, input.questions, randomInt(2 ** 32));
  const questions = await Promise.all(drawn.map((asked) => keepQuestion(ctx, asked)));
  const bank = questions.map(asPaper);
  const forms = paperForms({ questions: bank, forms: input.forms, seed: randomInt(2 ** 32) });
  requireSolved(forms, bank);
  const code = paperCodeOf(randomBytes(PAPER_CODE_BYTES));
  await ctx.db.prisma.paperSet.create({
    data: {
      ...{ code, set: found.id, title: found.titleVi, size: input.size },
      ...{ madeOn: ctx.today, deleteOn: paperEnd(ctx.today) },
      questions: questions,
      forms: forms.map(placesOf),
    },
  });
  return { code, secret: secretOf(ctx, code) };
}

async function findPaper(ctx: Context, code: string): Promise<PaperSet> {
  const paper = await ctx.db.prisma.paperSet.findUnique({ where: { code } });
  if (!paper || paper.deleteOn < ctx.today)
    throw new DomainError(
      'NOT_FOUND',
      'Không có đề nào dùng mã này. Đề được giữ đến hết năm học sau; hãy xem lại 8 chữ và số dưới mã QR.',
    );
  return paper;
}

/** What of a kept set the drawing needs. */
export type PaperContent = {
  paper: PaperSet;
  forms: PaperForm[];
  questions: KeptQuestion[];
};

function contentOf(paper: PaperSet): PaperContent {
  const questions = paper.questions as unknown as KeptQuestion[];
  const forms = formsFrom(questions.map(asPaper), paper.forms as number[][][]);
  return { paper, forms, questions };
}

async function viewPaper(ctx: Context, paper: PaperSet): Promise<PaperView> {
  const registry = await ctx.law.registry();
  const { forms, questions } = contentOf(paper);
  const { set, title: titleVi, madeOn, deleteOn, size } = paper;
  const lapsed = questions.flatMap((question, at) => {
    const standing = printedStanding(registry, question, madeOn, ctx.today);
    if (standing.holds) return [];
    const { reason, since } = standing;
    const { provisionId, citation } = question.law;
    const places = forms.map(({ code, items }) => ({
      form: code,
      number: items.find((item) => item.question === at)!.number,
    }));
    return [{ text: question.text, reason, since, provisionId, citation, places }];
  });
  return {
    ...{ code: printedCode(paper.code), set, titleVi, madeOn, deleteOn, size: size as PaperSize },
    ...{ forms: forms.length, questions: questions.length, lapsed },
  };
}

/**
 * Whether a printed set still holds today.
 * @throws DomainError NOT_FOUND
 */
export async function checkPaper(ctx: Context, { code }: z.output<typeof PaperInput>): Promise<PaperView> {
  return viewPaper(ctx, await findPaper(ctx, code));
}

function requireSecret(ctx: Context, { code, secret }: z.output<typeof MadePaperInput>): void {
  if (!ctx.paper.signer.isSigned(`paper ${code}`, secret))
    throw new DomainError(
      'NOT_FOUND',
      'Địa chỉ này không đúng, có thể đã bị cắt khi sao chép. Hãy mở lại địa chỉ đầy đủ, hoặc tạo đề mới.',
    );
}

/**
 * A set as whoever made it sees it.
 * @throws DomainError NOT_FOUND without the secret
 */
export async function readMade(ctx: Context, input: z.output<typeof MadePaperInput>): Promise<PaperView> {
  requireSecret(ctx, input);
  return viewPaper(ctx, await findPaper(ctx, input.code));
}

/**
 * Everything that is drawn of a set; every key was solved again just now.
 * @throws DomainError NOT_FOUND without the secret; CONFLICT for a key that is not right
 */
export async function readContent(
  ctx: Context,
  input: z.output<typeof MadePaperInput>,
): Promise<PaperContent> {
  requireSecret(ctx, input);
  const content = contentOf(await findPaper(ctx, input.code));
  requireSolved(content.forms, content.questions.map(asPaper));
  return content;
}
