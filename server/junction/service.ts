import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { citationOf, provisionOn, type Registry } from '../law/rules.ts';
import { shuffled } from '../quiz/rules.ts';
import { shippedIds } from './generate.ts';
import { citesOf, picturePath, questionOf, seedOf, type JunctionQuestion } from './question.ts';
import type { AnswerInput, QuestionInput } from './schema.ts';
import { heldBackBy } from './standing.ts';

/** A question on a junction before its answer: nothing in it tells the key. */
export type JunctionView = {
  id: string;
  /** `one`: choose one of the options. `ordering`: put all of them in order. */
  kind: 'one' | 'ordering';
  text: string;
  /** As they are shown; the place in the list is the choice. */
  options: string[];
  picture: { src: string; alt: string };
  difficulty: 1 | 2 | 3;
  /** Another question. */
  nextId: string;
};

/** One step of the proof with the provision it rests on, as that stands today. */
export type ProofStep = {
  text: string;
  law: {
    provisionId: string;
    citation: string;
    textVi: string;
    /** First day of its wording. */
    from: string;
    checkedOn: string;
    isSingleSource: boolean;
    noteVi: string | null;
  };
};

export type JunctionOutcome = JunctionView & {
  isRight: boolean;
  /** What was chosen, and what is right: places of options, one or all in order. */
  chosen: number[];
  right: number[];
  /** What somebody believes who chose this; null for a right answer, and where it has no name. */
  misconception: string | null;
  /** The right order in words. */
  order: string;
  proof: ProofStep[];
};

/**
 * A question on a junction: the one its id names, or the one of the day.
 * @throws DomainError NOT_FOUND for an id that names no decided junction, CONFLICT while a provision it rests on is held back
 */
export async function readQuestion(
  ctx: Context,
  { id }: z.output<typeof QuestionInput>,
): Promise<JunctionView> {
  const registry = await ctx.law.registry();
  return viewOf(ctx, registry, readyQuestion(ctx, registry, id ?? nextReady(ctx, registry, ctx.today)));
}

/**
 * The outcome of an answer, with the order and its proof. Stores nothing.
 * @throws DomainError as {@link readQuestion}; BAD_INPUT for a choice that was not offered
 */
export async function answerQuestion(
  ctx: Context,
  { id, choice }: z.output<typeof AnswerInput>,
): Promise<JunctionOutcome> {
  const registry = await ctx.law.registry();
  const question = readyQuestion(ctx, registry, id);
  const { task } = question;
  const shown = shownOf(question);
  const length = task.kind === 'one' ? 1 : shown.length;
  if (choice.some((at) => at >= shown.length)) throw new DomainError('BAD_INPUT', 'Hãy chọn một đáp án.');
  if (choice.length !== length || new Set(choice).size < length)
    throw new DomainError('BAD_INPUT', 'Mỗi xe đứng một chỗ. Hãy chọn lại thứ tự.');
  const right = task.kind === 'one' ? [task.right] : task.items.map((item) => shown.indexOf(item));
  const isRight = choice.every((at, index) => at === right[index]);
  return {
    ...viewOf(ctx, registry, question),
    isRight,
    chosen: choice,
    right,
    misconception: (task.kind === 'one' && task.options[choice[0]!]?.misconception) || null,
    order: question.orderVi,
    proof: question.explanation.map(({ text, provisionId }) => ({
      text,
      law: lawOf(registry, provisionId, ctx.today),
    })),
  };
}

function readyQuestion(ctx: Context, registry: Registry, id: string): JunctionQuestion {
  const question = questionOf(id);
  if (!question)
    throw new DomainError(
      'NOT_FOUND',
      'Không có câu hỏi này, hoặc luật chưa phân định được. Hãy mở câu khác.',
    );
  if (heldBackBy(registry, citesOf(question), ctx.today).length > 0)
    throw new DomainError('CONFLICT', 'Câu này đang được kiểm tra lại theo luật. Hãy mở câu khác.');
  return question;
}

/** The first question after an id, or after any text, that may be asked today. */
function nextReady(ctx: Context, registry: Registry, after: string): string {
  const ids = shippedIds();
  const at = ids.indexOf(after);
  const start = at >= 0 ? at + 1 : seedOf(after) % ids.length;
  const turn = [...ids.slice(start), ...ids.slice(0, start)];
  const ready = turn.find((id) => heldBackBy(registry, citesOf(questionOf(id)!), ctx.today).length === 0);
  if (ready === undefined)
    throw new DomainError('CONFLICT', 'Các câu này đang được kiểm tra lại theo luật. Hãy chọn bộ khác.');
  return ready;
}

/** Options as they are shown. */
const shownOf = ({ id, task }: JunctionQuestion): string[] =>
  task.kind === 'one' ? task.options.map(({ text }) => text) : shuffled(task.items, seedOf(id));

function viewOf(ctx: Context, registry: Registry, question: JunctionQuestion): JunctionView {
  const { id, text, task, pictureVi, difficulty } = question;
  return {
    id,
    kind: task.kind,
    text,
    options: shownOf(question),
    picture: { src: picturePath(id), alt: pictureVi },
    difficulty,
    nextId: nextReady(ctx, registry, id),
  };
}

function lawOf(registry: Registry, provisionId: string, day: string): ProofStep['law'] {
  const { act, period } = provisionOn(registry, provisionId, day)!;
  return {
    provisionId,
    citation: citationOf(provisionId, act),
    textVi: period!.textVi,
    from: period!.from,
    checkedOn: act.checkedOn,
    isSingleSource: period!.confidence === 'single-source',
    noteVi: period!.noteVi ?? null,
  };
}
