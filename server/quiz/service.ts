import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { bindText, type Registry, type Segment } from '../law/rules.ts';
import {
  drawQuestions,
  formatAttempt,
  lawOf,
  newAttempt,
  nextNumber,
  optionTexts,
  parseAttempt,
  poolOf,
  readinessOf,
  scoreOf,
  setsOf,
  shownText,
  shuffled,
  sizeOf,
  withChoice,
  type Answer,
  type Attempt,
  type LawOfAnswer,
  type QuizSet,
  type Score,
} from './rules.ts';
import type { AnswerInput } from './schema.ts';
import type { AskedQuestion } from './store.ts';

/** A question before its answer: nothing in it tells which option is right. */
export type QuestionView = {
  /** From 1. */
  number: number;
  /** Its drawn scene, and the words for those who do not see it; null: there is none. */
  picture: { src: string; alt: string } | null;
  text: string;
  /** In the order of this attempt; the place in the list is the choice. */
  options: string[];
};

/** A question after its answer. */
export type OutcomeView = QuestionView & {
  /** Place of the option chosen, and of the right one. */
  chosen: number;
  right: number;
  explanation: Segment[];
  law: LawOfAnswer;
  guides: string[];
};

export type AttemptView = {
  token: string;
  set: QuizSet;
  /** Day on which it began. */
  on: string;
  score: Score;
  /** One per question. */
  answers: Answer[];
  /** The first question still to answer; null: the attempt is finished. */
  current: QuestionView | null;
  /** Questions answered so far that still count, in order. */
  outcomes: OutcomeView[];
};

export type SetView = {
  set: QuizSet;
  /** Questions that may be asked today. */
  ready: number;
  /** Questions of one attempt today. */
  size: number;
};

type Stock = { questions: readonly AskedQuestion[]; day: string; ready: readonly AskedQuestion[] };

/** Judging every question costs some milliseconds; it is done once per registry, stock and day. */
const stocks = new WeakMap<Registry, Stock>();

async function stockOf(ctx: Context): Promise<Stock & { registry: Registry }> {
  const [questions, registry] = await Promise.all([ctx.quiz.questions(), ctx.law.registry()]);
  const day = ctx.today;
  let stock = stocks.get(registry);
  if (!stock || stock.questions !== questions || stock.day !== day) {
    const ready = questions.filter((question) => readinessOf(registry, question, day).ok);
    stock = { questions, day, ready };
    stocks.set(registry, stock);
  }
  return { ...stock, registry };
}

/** Every set with what may be asked of it today: mixed, levels, guides. */
export async function listSets(ctx: Context): Promise<SetView[]> {
  const { questions, ready } = await stockOf(ctx);
  return setsOf(questions).map((set) => {
    const count = poolOf(ready, set).length;
    return { set, ready: count, size: Math.min(count, sizeOf(set)) };
  });
}

/**
 * One set with what may be asked of it today.
 * @throws DomainError NOT_FOUND
 */
export async function readSet(ctx: Context, input: { set: string }): Promise<SetView> {
  const view = (await listSets(ctx)).find(({ set }) => set.id === input.set);
  if (!view) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  return view;
}

/**
 * Begins an attempt with questions and places of options drawn by chance. Stores nothing.
 * @throws DomainError NOT_FOUND for an unknown set, CONFLICT when none of its questions may be asked today
 */
export async function startAttempt(ctx: Context, input: { set: string }): Promise<AttemptView> {
  return begin(ctx, input.set, randomBytes(6).toString('base64url'));
}

/**
 * The attempt of the day at a set, the same for everybody, for a page that shows its first question to all readers.
 * @returns null when no question of the set may be asked today, or there is no such set
 */
export async function readSample(ctx: Context, input: { set: string }): Promise<AttemptView | null> {
  const view = (await listSets(ctx)).find(({ set }) => set.id === input.set);
  if (!view || view.ready === 0) return null;
  return begin(ctx, input.set, ctx.quiz.signer.sign(`sample ${input.set} ${ctx.today}`).slice(0, 8));
}

async function begin(ctx: Context, setId: string, seed: string): Promise<AttemptView> {
  const { set, ready } = await readSet(ctx, { set: setId });
  if (ready === 0)
    throw new DomainError(
      'CONFLICT',
      'Các câu của bộ này đang được kiểm tra lại theo luật. Hãy chọn một bộ khác.',
    );
  const stock = await stockOf(ctx);
  const pool = poolOf(stock.ready, set);
  const drawn = drawQuestions(pool, sizeOf(set), ctx.quiz.signer.numberOf(`draw ${setId} ${seed}`));
  const attempt = newAttempt(
    setId,
    ctx.today,
    seed,
    drawn.map(({ ref }) => ref),
  );
  return viewAttempt(ctx, attempt);
}

/**
 * An attempt as its address carries it: where it stands, and what comes next.
 * @throws DomainError BAD_INPUT when the address was cut or changed
 */
export async function readAttempt(ctx: Context, input: { token: string }): Promise<AttemptView> {
  return viewAttempt(ctx, readToken(ctx, input.token));
}

/**
 * Takes an answer. The first answer to a question counts: a second one changes nothing, and `isRepeat` says so. The
 * attempt is the address alone, so whoever goes back to an older address goes on from there.
 * @throws DomainError BAD_INPUT for a broken address, a question outside the attempt, an option that does not exist;
 *   CONFLICT for a question that was withdrawn
 */
export async function answerQuestion(
  ctx: Context,
  { token, number, choice }: z.output<typeof AnswerInput>,
): Promise<AttemptView & { isRepeat: boolean; outcome: OutcomeView }> {
  const attempt = readToken(ctx, token);
  const ref = attempt.refs[number - 1];
  if (ref === undefined)
    throw new DomainError(
      'BAD_INPUT',
      `Bài này có ${attempt.refs.length} câu, không có câu ${number}. Hãy mở lại bài làm.`,
    );
  const question = (await stockOf(ctx)).ready.find((each) => each.ref === ref);
  if (!question)
    throw new DomainError(
      'CONFLICT',
      `Câu ${number} vừa được rút vì luật đang được kiểm tra lại. Câu này không tính điểm.`,
    );
  if (choice >= question.options.length) throw new DomainError('BAD_INPUT', 'Hãy chọn một đáp án.');

  const isRepeat = attempt.choices[number - 1] !== null;
  const view = await viewAttempt(ctx, withChoice(attempt, number, choice));
  const outcome = view.outcomes.find((each) => each.number === number)!;
  return { ...view, isRepeat, outcome };
}

function readToken(ctx: Context, token: string): Attempt {
  const cut = token.lastIndexOf('.');
  const text = token.slice(0, cut);
  const attempt = ctx.quiz.signer.isSigned(`attempt ${text}`, token.slice(cut + 1))
    ? parseAttempt(text)
    : null;
  if (!attempt)
    throw new DomainError(
      'BAD_INPUT',
      'Địa chỉ bài làm không đúng, có thể đã bị cắt khi sao chép. Hãy mở lại địa chỉ đầy đủ, hoặc làm bài mới.',
    );
  return attempt;
}

async function viewAttempt(ctx: Context, attempt: Attempt): Promise<AttemptView> {
  const { questions, ready, registry } = await stockOf(ctx);
  const set = setsOf(questions).find(({ id }) => id === attempt.set);
  if (!set) throw new DomainError('NOT_FOUND', 'Bộ câu hỏi này không còn nữa. Hãy chọn một bộ khác.');
  const byRef = new Map(ready.map((question) => [question.ref, question]));
  const items = attempt.refs.map((ref, index) => {
    const question = byRef.get(ref);
    if (!question) return { answer: 'withdrawn' as Answer, view: null, outcome: null };
    const order = orderOf(ctx, attempt.seed, question);
    const view = viewQuestion(ctx, registry, question, index + 1, order);
    const choice = attempt.choices[index]!;
    if (choice === null) return { answer: 'open' as Answer, view, outcome: null };
    const outcome = viewOutcome(ctx, registry, question, view, order, choice);
    return { answer: (outcome.right === choice ? 'right' : 'wrong') as Answer, view, outcome };
  });
  const answers = items.map(({ answer }) => answer);
  const next = nextNumber(answers);
  const text = formatAttempt(attempt);
  return {
    token: `${text}.${ctx.quiz.signer.sign(`attempt ${text}`)}`,
    set,
    on: attempt.on,
    score: scoreOf(answers),
    answers,
    current: next === null ? null : items[next - 1]!.view,
    outcomes: items.flatMap(({ outcome }) => outcome ?? []),
  };
}

/**
 * Places of the options in one attempt. Drawn from the secret: whoever reads seed and code cannot tell the order of the
 * file, in which the right option may always come first.
 */
const orderOf = (ctx: Context, seed: string, question: AskedQuestion): number[] =>
  shuffled([...question.options.keys()], ctx.quiz.signer.numberOf(`order ${seed} ${question.ref}`));

function viewQuestion(
  ctx: Context,
  registry: Registry,
  question: AskedQuestion,
  number: number,
  order: number[],
): QuestionView {
  const texts = optionTexts(registry, question, ctx.today);
  return {
    number,
    ...shownText(registry, question, ctx.today),
    options: order.map((at) => texts[at]!),
  };
}

function viewOutcome(
  ctx: Context,
  registry: Registry,
  question: AskedQuestion,
  view: QuestionView,
  order: number[],
  chosen: number,
): OutcomeView {
  return {
    ...view,
    chosen,
    right: order.findIndex((at) => question.options[at]!.isRight),
    explanation: bindText(registry, question.explanation, ctx.today),
    law: lawOf(registry, question.provision, ctx.today),
    guides: question.guides,
  };
}
