import type { TaskResponse } from '#content/schema.ts';
import type { Context } from '../context.ts';
import type { Segment } from '../law/rules.ts';
import {
  askedOn,
  drawOrder,
  feedbackOf,
  formatAttempt,
  isAnswerTo,
  markOf,
  nextNumber,
  rightOf,
  scoreOf,
  shownTask,
  verdictOf,
  type Answer,
  type AskedQuestion,
  type AskedTask,
  type Attempt,
  type LawOfAnswer,
  type PractisedSet,
  type QuestionPicture,
  type RightAnswer,
  type Score,
  type ShownTask,
  type TaskOrder,
  type Verdict,
} from './rules.ts';
import type { Stock } from './stock.ts';

/** A question before its answer: nothing in it tells the key. */
export type QuestionView = {
  /** From 1. */
  number: number;
  picture: QuestionPicture | null;
  text: string;
  /** With places as this attempt shows them. */
  task: ShownTask;
};

/** A question after its answer. */
export type OutcomeView = QuestionView & {
  response: TaskResponse;
  right: RightAnswer;
  verdict: Verdict;
  /** What the author says to whoever answered like this. */
  feedback: string | null;
  explanation: Segment[];
  law: LawOfAnswer;
  guides: string[];
};

export type AttemptView = {
  token: string;
  set: PractisedSet;
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

type Put = { asked: AskedTask; order: TaskOrder; view: QuestionView };

/**
 * A question with the places in which one attempt shows it. They are drawn from the secret: whoever reads seed and code
 * cannot tell the order of the file, in which the right option may always come first.
 */
export function putQuestion(
  ctx: Context,
  { registry }: Stock,
  attempt: Attempt,
  question: AskedQuestion,
  number: number,
): Put {
  const asked = askedOn(registry, question, ctx.today);
  const seed = ctx.quiz.signer.numberOf(`order ${attempt.seed} ${question.ref}`);
  const order = drawOrder(asked.task, seed);
  const { picture, text, task } = asked;
  return { asked, order, view: { number, picture, text, task: shownTask(task, order) } };
}

function outcomeOf(
  { asked, order, view }: Put,
  response: TaskResponse,
  guides: readonly string[],
): OutcomeView {
  const { task, explanation, law } = asked;
  return {
    ...{ ...view, response, explanation, law },
    right: rightOf(task, order),
    verdict: verdictOf(markOf(task, order, response)),
    feedback: feedbackOf(task, order, response),
    guides: [...guides],
  };
}

/** An attempt as it stands: what is answered, what comes next, its address. Questions no longer asked are withdrawn. */
export function viewAttempt(ctx: Context, stock: Stock, attempt: Attempt): AttemptView {
  const byRef = new Map(stock.ready.map((question) => [question.ref, question]));
  const items = attempt.refs.map(
    (ref, index): { answer: Answer; view?: QuestionView; outcome?: OutcomeView } => {
      const question = byRef.get(ref);
      if (!question) return { answer: 'withdrawn' };
      const put = putQuestion(ctx, stock, attempt, question, index + 1);
      const response = attempt.responses[index]!;
      if (response === null) return { answer: 'open', view: put.view };
      // Signed here, and yet of another task than the one asked: its author changed it under the same name.
      if (!isAnswerTo(put.asked.task, response)) return { answer: 'withdrawn' };
      const outcome = outcomeOf(put, response, question.guides);
      return { answer: outcome.verdict, outcome };
    },
  );
  const answers = items.map(({ answer }) => answer);
  const next = nextNumber(answers);
  const text = formatAttempt(attempt);
  return {
    token: `${text}.${ctx.quiz.signer.sign(`attempt ${text}`)}`,
    set: stock.set,
    on: attempt.on,
    score: scoreOf(answers),
    answers,
    current: (next !== null && items[next - 1]!.view) || null,
    outcomes: items.flatMap(({ outcome }) => outcome ?? []),
  };
}
