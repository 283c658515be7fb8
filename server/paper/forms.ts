import type { Task } from '#content/schema.ts';
import {
  drawOrder,
  rightOf,
  shownTask,
  shuffled,
  type RightAnswer,
  type ShownTask,
  type TaskOrder,
} from '../quiz/rules.ts';

/** A question as it goes on paper, with the words and figures of the day. */
export type PaperQuestion = { text: string; pictureAlt: string | null; task: Task };

/** What can be asked on paper: all but pointing at a place in a picture. */
export type PaperTask = Exclude<ShownTask, { kind: 'hotspot' }>;

/** A question as one form prints it. */
export type PaperItem = {
  /** From 1. */
  number: number;
  text: string;
  pictureAlt: string | null;
  shown: PaperTask;
  /** What belongs into the answer sheet, as the key sheet prints it. */
  key: string;
  /** Its place among the questions given, and where what it shows stands in the task, see `TaskOrder`. */
  question: number;
  order: TaskOrder;
};
export type PaperForm = { code: string; items: PaperItem[] };

export const MAX_FORMS = 24;
export const MAX_QUESTIONS = 40;
const FIRST_CODE = 101;
const codeAt = (form: number): string => `${FIRST_CODE + form}`;
/** How often another order is tried before a set is found to have no more different forms. */
const MAX_TRIES = 30;

/** Letters of options on paper, in order; as many as a task may have. */
export const PAPER_LETTERS = [...'ABCDEFGHIJKLMNOP'];
export const TRUE_LETTER = 'Đ';
export const FALSE_LETTER = 'S';

/** Signs a question may have, options included; one with a picture and as many still fits an A5 page. */
const MAX_SIGNS = 1300;
const MAX_OPTIONS = 8;

/** Why a question is left out of paper; null: it is not. */
export function paperLack({ text, task }: PaperQuestion): 'HOTSPOT' | 'LONG' | null {
  if (task.kind === 'hotspot') return 'HOTSPOT';
  const others = othersOf(task);
  const signs = [text, ...others].reduce((sum, each) => sum + each.length, 0);
  return signs > MAX_SIGNS || others.length > 2 * MAX_OPTIONS ? 'LONG' : null;
}

/** Every text of a task that is printed below its question. */
function othersOf(task: Task): string[] {
  switch (task.kind) {
    case 'one':
    case 'several':
      return task.options.map((option) => option.text);
    case 'ordering':
      return task.items;
    case 'matching':
      return [...task.pairs.flatMap(({ left, right }) => [left, right]), ...task.extras];
    case 'hotspot':
    case 'true-false':
    case 'number':
    case 'short':
      return [];
  }
}

/** Options that speak of the others or of their letters, which hold in one order only. */
const REFERS =
  /^(tất cả|cả (hai|ba|bốn|[a-d0-9]))(?!\p{L})|(?<!\p{L})(đáp án|phương án|ý|câu) (trên|[a-d])(?!\p{L})|(?<!\p{L})không (có )?(đáp án|phương án|ý) nào/iu;

/** Whether the options of a task may stand in any order. */
export const mayMix = (task: Task): boolean =>
  (task.kind !== 'one' && task.kind !== 'several') || !task.options.some(({ text }) => REFERS.test(text));

/** A seed that depends on both numbers; 0 to 2³² − 1. */
function mixed(seed: number, turn: number): number {
  let value = (seed ^ Math.imul(turn + 1, 0x9e3779b1)) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}

const numberText = (value: number): string => String(value).replace('.', ',');
/** An accepted wording as it is printed: a star stands for any words. */
export const wordingText = (pattern: string): string => pattern.replace(/\*/g, '…');

function keyText(right: RightAnswer): string {
  switch (right.kind) {
    case 'one':
      return PAPER_LETTERS[right.choice]!;
    case 'several':
      return right.choices.map((choice) => PAPER_LETTERS[choice]!).join(' ');
    case 'true-false':
      return right.isTrue ? TRUE_LETTER : FALSE_LETTER;
    case 'ordering':
      return right.places.map((place) => PAPER_LETTERS[place]!).join(' ');
    case 'matching':
      return right.rights.map((place, left) => `${left + 1}${PAPER_LETTERS[place]!}`).join(' ');
    case 'number':
      return numberText(right.value) + (right.tolerance > 0 ? ` ± ${numberText(right.tolerance)}` : '');
    case 'short':
      return wordingText(right.text);
    case 'hotspot':
      throw new RangeError('There is no pointing on paper.');
  }
}

/**
 * The same questions in several forms: questions and options stand in other places, each form has its own key. Options
 * that speak of each other keep their order.
 * @param given.questions none with a {@link paperLack}
 * @param given.forms 1 to {@link MAX_FORMS}
 * @param given.seed whole number, 0 to 2³² − 1; the same seed, the same forms
 * @returns forms that differ, with codes from 101 up; fewer than wanted where no more can differ
 */
export function paperForms({
  questions,
  forms,
  seed,
}: {
  questions: readonly PaperQuestion[];
  forms: number;
  seed: number;
}): PaperForm[] {
  const made: PaperForm[] = [];
  const known = new Set<string>();
  for (let turn = 0; made.length < forms && turn < forms * MAX_TRIES; turn += 1) {
    const places = shuffled([...questions.keys()], mixed(seed, turn));
    const items = places.map((question, at) => {
      const { task } = questions[question]!;
      const drawn = drawOrder(task, mixed(seed ^ 0x5bd1e995, turn * 1000 + question));
      return itemOf(questions, at + 1, question, mayMix(task) ? drawn : drawn.toSorted((a, b) => a - b));
    });
    const printed = JSON.stringify(items.map(({ question, shown }) => [question, shown]));
    if (known.has(printed)) continue;
    known.add(printed);
    made.push({ code: codeAt(made.length), items });
  }
  return made;
}

function itemOf(
  questions: readonly PaperQuestion[],
  number: number,
  question: number,
  order: TaskOrder,
): PaperItem {
  const { text, pictureAlt, task } = questions[question]!;
  const shown = shownTask(task, order);
  if (shown.kind === 'hotspot') throw new RangeError('There is no pointing on paper.');
  return { number, text, pictureAlt, shown, key: keyText(rightOf(task, order)), question, order };
}

/** How a form is mixed, as it is kept: for each question its place, then its order. No later way of mixing changes it. */
export const placesOf = (form: PaperForm): number[][] =>
  form.items.map(({ question, order }) => [question, ...order]);

/** The forms of {@link placesOf} again. */
export const formsFrom = (
  questions: readonly PaperQuestion[],
  kept: readonly (readonly (readonly number[])[])[],
): PaperForm[] =>
  kept.map((places, at) => ({
    code: codeAt(at),
    items: places.map(([question, ...order], place) => itemOf(questions, place + 1, question!, order)),
  }));

/** The right answer of a task in its own words, wherever it stands in a form. */
export function rightInWords(task: Task): string {
  switch (task.kind) {
    case 'one':
      return task.options[task.right]!.text;
    case 'several':
      return task.options
        .filter(({ isRight, weightPct }) => isRight || (weightPct ?? 0) > 0)
        .map(({ text }) => text)
        .join('; ');
    case 'true-false':
      return task.isTrue ? 'Đúng' : 'Sai';
    case 'ordering':
      return task.items.join(' → ');
    case 'matching':
      return task.pairs.map(({ left, right }) => `${left} – ${right}`).join('; ');
    case 'number': {
      const right = keyText(rightOf(task, []));
      return task.unit === undefined ? right : `${right} ${task.unit}`;
    }
    case 'short':
      return keyText(rightOf(task, []));
    case 'hotspot':
      return task.spots[task.right]!.label;
  }
}
