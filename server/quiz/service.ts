import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Context, StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import {
  drawQuestions,
  fitsAddress,
  isAnswerTo,
  MAX_QUESTIONS,
  MAX_SHORT_LENGTH,
  newAttempt,
  parseAttempt,
  withResponse,
  type Attempt,
  type PractisedSet,
} from './rules.ts';
import type { AnswerInput } from './schema.ts';
import type { PublicSet } from './source.ts';
import { findStock, readStock, shippedStocks, type Stock } from './stock.ts';
import { putQuestion, viewAttempt, type AttemptView, type OutcomeView } from './views.ts';

export type { AttemptView, OutcomeView, QuestionView } from './views.ts';

export type SetView = {
  set: PractisedSet;
  /** Questions that may be asked today. */
  ready: number;
  /** Questions of one attempt today. */
  size: number;
};

const setView = ({ set, ready, size }: Stock): SetView => ({ set, ready: ready.length, size });

/** Every shipped set with what may be asked of it today: mixed, levels, guides. */
export const listSets = async (ctx: Context): Promise<SetView[]> => (await shippedStocks(ctx)).map(setView);

/** Sets that others share with everybody, source by source. */
export async function listShared(ctx: Context): Promise<PublicSet[]> {
  return [...(await ctx.quiz.publicSets())];
}

/** Sets that whoever is signed in may use and not everybody: their own, and those of their school. */
export const listOwn = (ctx: StaffContext): Promise<PublicSet[]> => ctx.quiz.ownSets(ctx.actor);

/**
 * One set with what may be asked of it today, shipped or shared.
 * @throws DomainError NOT_FOUND
 */
export const readSet = async (ctx: Context, input: { set: string }): Promise<SetView> =>
  setView(await readStock(ctx, input.set));

/**
 * Begins an attempt with questions and places of options drawn by chance. Stores nothing.
 * @throws DomainError NOT_FOUND for an unknown set, CONFLICT when none of its questions may be asked today
 */
export async function startAttempt(ctx: Context, input: { set: string }): Promise<AttemptView> {
  const stock = await readStock(ctx, input.set);
  if (stock.size === 0)
    throw new DomainError(
      'CONFLICT',
      'Các câu của bộ này đang được kiểm tra lại theo luật. Hãy chọn một bộ khác.',
    );
  return begin(ctx, stock, randomBytes(6).toString('base64url'));
}

/**
 * The attempt of the day at a set, the same for everybody, for a page that shows its first question to all readers.
 * @returns null when no question of the set may be asked today, or there is no such set
 */
export async function readSample(ctx: Context, input: { set: string }): Promise<AttemptView | null> {
  const stock = await findStock(ctx, input.set);
  if (!stock || stock.size === 0) return null;
  return begin(ctx, stock, ctx.quiz.signer.sign(`sample ${input.set} ${ctx.today}`).slice(0, 8));
}

function begin(ctx: Context, stock: Stock, seed: string): AttemptView {
  const { set, ready, isOrdered } = stock;
  const size = Math.min(stock.size, MAX_QUESTIONS);
  const drawn = isOrdered
    ? ready.slice(0, size)
    : drawQuestions(ready, size, ctx.quiz.signer.numberOf(`draw ${set.id} ${seed}`));
  const refs = drawn.map(({ ref }) => ref);
  return viewAttempt(ctx, stock, newAttempt(set.id, ctx.today, seed, refs));
}

/**
 * An attempt as its address carries it: where it stands, and what comes next.
 * @throws DomainError BAD_INPUT when the address was cut or changed, NOT_FOUND when its set is gone
 */
export async function readAttempt(ctx: Context, input: { token: string }): Promise<AttemptView> {
  const attempt = readToken(ctx, input.token);
  return viewAttempt(ctx, await stockOf(ctx, attempt), attempt);
}

/**
 * Takes an answer. The first answer to a question counts: a second one changes nothing, and `isRepeat` says so. The
 * attempt is the address alone, so whoever goes back to an older address goes on from there.
 * @throws DomainError BAD_INPUT for a broken address, a question outside the attempt, an answer that does not fit the task
 *   or the address; CONFLICT for a question that was withdrawn
 */
export async function answerQuestion(
  ctx: Context,
  { token, number, response }: z.output<typeof AnswerInput>,
): Promise<AttemptView & { isRepeat: boolean; outcome: OutcomeView }> {
  const attempt = readToken(ctx, token);
  const ref = attempt.refs[number - 1];
  if (ref === undefined)
    throw new DomainError(
      'BAD_INPUT',
      `Bài này có ${attempt.refs.length} câu, không có câu ${number}. Hãy mở lại bài làm.`,
    );
  const stock = await stockOf(ctx, attempt);
  const question = stock.ready.find((each) => each.ref === ref);
  if (!question) throw withdrawn(number);
  if (!isAnswerTo(putQuestion(ctx, stock, attempt, question, number).asked.task, response))
    throw new DomainError('BAD_INPUT', 'Hãy chọn một đáp án có trong câu hỏi.');
  if (!fitsAddress(response))
    throw new DomainError(
      'BAD_INPUT',
      `Câu trả lời dài quá. Hãy viết ngắn hơn, nhiều nhất ${MAX_SHORT_LENGTH} ký tự.`,
    );

  const isRepeat = attempt.responses[number - 1] !== null;
  const view = viewAttempt(ctx, stock, withResponse(attempt, number, response));
  const outcome = view.outcomes.find((each) => each.number === number);
  if (!outcome) throw withdrawn(number);
  return { ...view, isRepeat, outcome };
}

const withdrawn = (number: number): DomainError =>
  new DomainError(
    'CONFLICT',
    `Câu ${number} vừa được rút vì luật đang được kiểm tra lại. Câu này không tính điểm.`,
  );

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

async function stockOf(ctx: Context, attempt: Attempt): Promise<Stock> {
  const stock = await findStock(ctx, attempt.set);
  if (!stock) throw new DomainError('NOT_FOUND', 'Bộ câu hỏi này không còn nữa. Hãy chọn một bộ khác.');
  return stock;
}
