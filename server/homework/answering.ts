import type { z } from 'zod';
import type { TaskResponse } from '#content/schema.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Segment } from '../law/rules.ts';
import {
  feedbackOf,
  isAnswerTo,
  markOf,
  rightOf,
  shownTask,
  verdictOf,
  type LawOfAnswer,
  type QuestionPicture,
  type RightAnswer,
  type ShownTask,
  type Verdict,
} from '../quiz/rules.ts';
import { attemptOf, countedMarks } from './attempts.ts';
import { seatOf } from './entry.ts';
import { putTo, questionsOf, type GivenQuestion, type HomeworkRecord } from './record.ts';
import { attemptMark, endOf, isKeyShown, isOpenAt } from './rules.ts';
import type { AnswerInput, AttemptInput, QuestionInput } from './schema.ts';

/** What is told after an answer. */
export type Outcome = {
  /** 0 to 100; null: not answered. */
  markPct: number | null;
  verdict: Verdict;
  /** What the author says to whoever answered like this. */
  feedback: string | null;
  right: RightAnswer;
  explanation: Segment[];
  law: LawOfAnswer;
  guides: string[];
};

/** A question as an attempt shows it. */
export type QuestionPut = {
  position: number;
  text: string;
  picture: QuestionPicture | null;
  task: ShownTask;
  /** What is stored. */
  response: TaskResponse | null;
  /** null: the right answer is not shown yet. */
  outcome: Outcome | null;
  /** The answer stands for good. */
  isFixed: boolean;
};

/** How a question of an attempt stands; a withdrawn one is asked of nobody and counts for nobody. */
export type QuestionState = 'open' | 'answered' | 'withdrawn';

export type AttemptView = {
  title: string;
  number: number;
  endsAt: Date;
  isOver: boolean;
  hasMinutes: boolean;
  /** The right answer follows each answer, which then stands. */
  isAnswerFinal: boolean;
  /** One per question, in their order. */
  states: QuestionState[];
};

type Kept = Awaited<ReturnType<typeof attemptOf>>;

async function load(ctx: Context, input: z.output<typeof AttemptInput>) {
  const { homework, seat } = await seatOf(ctx, input);
  const [attempt, questions] = await Promise.all([
    attemptOf(ctx, seat.id, input.number),
    questionsOf(ctx, homework.id),
  ]);
  return { homework, attempt, questions };
}

const viewOf = (
  { title, keyShown, ...homework }: HomeworkRecord,
  attempt: Kept,
  questions: readonly GivenQuestion[],
  now: Date,
): AttemptView => ({
  title,
  number: attempt.number,
  endsAt: endOf(attempt.startedAt, homework),
  isOver: !isOpenAt(attempt, homework, now),
  hasMinutes: homework.limitMinutes !== null,
  isAnswerFinal: keyShown === 'answer',
  states: questions.map(({ position, isReady }) => {
    if (!isReady) return 'withdrawn';
    return attempt.answers.some((answer) => answer.position === position) ? 'answered' : 'open';
  }),
});

/**
 * An attempt: which questions are answered, which are open.
 * @throws DomainError NOT_FOUND, TOO_MANY, FORBIDDEN
 */
export async function readAttempt(ctx: Context, input: z.output<typeof AttemptInput>): Promise<AttemptView> {
  const { homework, attempt, questions } = await load(ctx, input);
  return viewOf(homework, attempt, questions, ctx.now());
}

/**
 * One question of an attempt, with what was answered, and with the right answer when its homework shows it.
 * @throws DomainError NOT_FOUND, also for a question outside of it; TOO_MANY, FORBIDDEN
 */
export async function readQuestion(
  ctx: Context,
  input: z.output<typeof QuestionInput>,
): Promise<AttemptView & { question: QuestionPut | null }> {
  const { homework, attempt, questions } = await load(ctx, input);
  const given = questions[input.position];
  if (!given)
    throw new DomainError('NOT_FOUND', `Bài này có ${questions.length} câu. Hãy mở lại trang bài tập.`);
  return {
    ...viewOf(homework, attempt, questions, ctx.now()),
    question: given.isReady ? await put(ctx, homework, attempt, given) : null,
  };
}

async function put(
  ctx: Context,
  homework: HomeworkRecord,
  attempt: Kept,
  given: GivenQuestion,
): Promise<QuestionPut> {
  const now = ctx.now();
  const { asked, order } = putTo(await ctx.law.registry(), given, attempt.seed, ctx.today);
  const answer = attempt.answers.find(({ position }) => position === given.position);
  const response = (answer?.response ?? null) as TaskResponse | null;
  const isOver = !isOpenAt(attempt, homework, now);
  const isShown = isKeyShown(homework, { isAnswered: answer !== undefined, isOver }, now);
  return {
    position: given.position,
    text: asked.text,
    picture: asked.picture,
    task: shownTask(asked.task, order),
    response,
    outcome: isShown
      ? {
          markPct: answer?.markPct ?? null,
          verdict: verdictOf(answer?.markPct ?? 0),
          feedback: response && feedbackOf(asked.task, order, response),
          right: rightOf(asked.task, order),
          explanation: asked.explanation,
          law: asked.law,
          guides: [...given.question.guides],
        }
      : null,
    isFixed: isOver || (homework.keyShown === 'answer' && answer !== undefined),
  };
}

/**
 * What a device gets for an answer. Ok: it is stored; `isRepeat`: an answer stored before stands. Not ok: nothing was
 * stored, and sending it again is of no use.
 */
export type AnswerReply =
  | { ok: true; isRepeat: boolean; response: TaskResponse }
  | { ok: false; reason: 'TOO_LATE' | 'HANDED_IN' | 'WITHDRAWN' };

/**
 * Takes an answer: stored first, acknowledged after. Sent again with the same `clientId`, it is acknowledged again, also
 * when the time is over. Until the attempt is handed in, the answer that came in last stands; where the right answer
 * follows at once, the first one.
 * @throws DomainError NOT_FOUND, TOO_MANY, FORBIDDEN; BAD_INPUT when the answer does not fit the question
 */
export async function answerQuestion(
  ctx: Context,
  input: z.output<typeof AnswerInput>,
): Promise<AnswerReply> {
  // Before anything is waited for: what counts is when the answer came in.
  const receivedAt = ctx.now();
  const { homework, attempt, questions } = await load(ctx, input);
  const { position, clientId, response } = input;
  const stored = attempt.answers.find((answer) => answer.position === position);
  const repeat = (kept: unknown): AnswerReply => ({
    ok: true,
    isRepeat: true,
    response: kept as TaskResponse,
  });
  if (stored?.clientId === clientId) return repeat(stored.response);
  if (attempt.handedInAt !== null) return { ok: false, reason: 'HANDED_IN' };
  if (!isOpenAt(attempt, homework, receivedAt)) return { ok: false, reason: 'TOO_LATE' };
  const given = questions[position];
  if (given && !given.isReady) return { ok: false, reason: 'WITHDRAWN' };
  if (stored && homework.keyShown === 'answer') return repeat(stored.response);
  const asked = given && putTo(await ctx.law.registry(), given, attempt.seed, ctx.today);
  if (!asked || !isAnswerTo(asked.asked.task, response))
    throw new DomainError('BAD_INPUT', 'Câu trả lời không khớp với câu hỏi. Hãy tải lại trang.');
  const markPct = markOf(asked.asked.task, asked.order, response);
  const answer = { attemptId: attempt.id, position, clientId, response, markPct, receivedAt };
  if (await store(ctx, answer, homework.keyShown === 'answer'))
    return { ok: true, isRepeat: false, response };

  // Another device was faster: with another answer, or by handing in.
  const again = await attemptOf(ctx, attempt.seatId, attempt.number);
  const standing = again.answers.find((each) => each.position === position);
  return !standing || (again.handedInAt !== null && standing.clientId !== clientId)
    ? { ok: false, reason: 'HANDED_IN' }
    : repeat(standing.response);
}

type GivenAnswer = {
  attemptId: string;
  position: number;
  clientId: string;
  response: TaskResponse;
  markPct: number;
  receivedAt: Date;
};

/**
 * Writes an answer unless its attempt was handed in meanwhile; the attempt cannot be handed in while this is under way.
 * @param isFirst an answer that is there stands
 * @returns whether it was written
 */
async function store(ctx: Context, answer: GivenAnswer, isFirst: boolean): Promise<boolean> {
  const { attemptId, position, clientId, markPct } = answer;
  const receivedAt = answer.receivedAt.toISOString();
  const response = JSON.stringify(answer.response);
  const written = await ctx.db.prisma.$executeRaw`
    WITH running AS (
      SELECT id FROM homework_attempt WHERE id = ${attemptId}::uuid AND handed_in_at IS NULL FOR SHARE)
    INSERT INTO homework_answer (attempt_id, position, client_id, response, mark_pct, received_at)
    SELECT id, ${position}::int, ${clientId}, ${response}::jsonb, ${markPct}::float8, ${receivedAt}::timestamptz
    FROM running
    ON CONFLICT (attempt_id, position) DO UPDATE
      SET client_id = excluded.client_id, response = excluded.response, mark_pct = excluded.mark_pct,
        received_at = excluded.received_at
      WHERE NOT ${isFirst}::boolean AND homework_answer.received_at <= excluded.received_at`;
  return written > 0;
}

/** An attempt that is over, as its seat may see it. */
export type ResultView = AttemptView & {
  /** Of the questions that count; null: not shown yet, or no question counts. */
  markPct: number | null;
  /** From when on mark and right answers are shown; null: they are. */
  shownFrom: Date | null;
  /** Withdrawn ones are left out. */
  questions: QuestionPut[];
};

/**
 * An attempt after it was handed in or its time is over.
 * @throws DomainError NOT_FOUND, TOO_MANY, FORBIDDEN; CONFLICT while it runs
 */
export async function readResult(ctx: Context, input: z.output<typeof AttemptInput>): Promise<ResultView> {
  const { homework, attempt, questions } = await load(ctx, input);
  const now = ctx.now();
  const view = viewOf(homework, attempt, questions, now);
  if (!view.isOver) throw new DomainError('CONFLICT', 'Bạn chưa nộp lần làm này. Hãy làm tiếp rồi nộp.');
  const isShown = isKeyShown(homework, { isAnswered: false, isOver: true }, now);
  return {
    ...view,
    markPct: isShown ? attemptMark(countedMarks(questions, attempt)) : null,
    shownFrom: isShown ? null : homework.dueAt,
    questions: await Promise.all(
      questions.filter(({ isReady }) => isReady).map((given) => put(ctx, homework, attempt, given)),
    ),
  };
}
