import type { Task } from '#content/schema.ts';
import {
  FALSE_LETTER,
  PAPER_LETTERS,
  TRUE_LETTER,
  wordingText,
  type PaperForm,
  type PaperItem,
  type PaperQuestion,
  type PaperTask,
} from './forms.ts';

/**
 * Why a key is not handed out.
 * `UNKNOWN`: no question of the bank reads like this one.
 * `AMBIGUOUS`: its right answer stands there twice, or two questions of the bank read alike and differ in it.
 * `WRONG_KEY`: the key names another answer than the bank.
 */
export type Unsolved = { ok: false; number: number; reason: 'UNKNOWN' | 'AMBIGUOUS' | 'WRONG_KEY' };

const byWords = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const haveSame = (left: readonly string[], right: readonly string[]): boolean =>
  JSON.stringify([...left].sort(byWords)) === JSON.stringify([...right].sort(byWords));

/** Whether a printed task may be this one, by its words alone. */
function readsLike(shown: PaperTask, task: Task): boolean {
  switch (shown.kind) {
    case 'one':
    case 'several':
      return (
        task.kind === shown.kind &&
        haveSame(
          shown.options,
          task.options.map(({ text }) => text),
        )
      );
    case 'ordering':
      return task.kind === 'ordering' && haveSame(shown.items, task.items);
    case 'matching':
      return (
        task.kind === 'matching' &&
        haveSame(
          shown.lefts,
          task.pairs.map(({ left }) => left),
        ) &&
        haveSame(shown.rights, [...new Set([...task.pairs.map(({ right }) => right), ...task.extras])])
      );
    case 'number':
      return task.kind === 'number' && (task.unit ?? null) === shown.unit;
    case 'true-false':
    case 'short':
      return task.kind === shown.kind;
  }
}

/** Letter of a wording among those printed; null when it stands there twice or not at all. */
function letterOf(wording: string, printed: readonly string[]): string | null {
  const at = printed.indexOf(wording);
  return at < 0 || at !== printed.lastIndexOf(wording) ? null : PAPER_LETTERS[at]!;
}

/** Letters of several wordings; null when one of them has none. */
function lettersOf(wordings: readonly string[], printed: readonly string[]): string[] | null {
  const letters = wordings.map((wording) => letterOf(wording, printed));
  return letters.every((letter) => letter !== null) ? letters : null;
}

const most = <T extends { weightPct: number }>(accepted: readonly T[]): T =>
  accepted.reduce((best, each) => (each.weightPct > best.weightPct ? each : best));

/** What somebody who knows the bank writes down for a printed task; null: there is more than one answer. */
function answerTo(shown: PaperTask, task: Task): string | null {
  if (task.kind === 'one' && shown.kind === 'one')
    return letterOf(task.options[task.right]!.text, shown.options);
  if (task.kind === 'several' && shown.kind === 'several') {
    const right = task.options.filter(({ isRight, weightPct }) => isRight || (weightPct ?? 0) > 0);
    const letters = lettersOf(
      right.map(({ text }) => text),
      shown.options,
    );
    return letters && letters.sort(byWords).join(' ');
  }
  if (task.kind === 'true-false') return task.isTrue ? TRUE_LETTER : FALSE_LETTER;
  if (task.kind === 'ordering' && shown.kind === 'ordering')
    return lettersOf(task.items, shown.items)?.join(' ') ?? null;
  if (task.kind === 'matching' && shown.kind === 'matching') {
    const rights = shown.lefts.map((left) => task.pairs.find((pair) => pair.left === left)!.right);
    return (
      lettersOf(rights, shown.rights)
        ?.map((letter, at) => `${at + 1}${letter}`)
        .join(' ') ?? null
    );
  }
  if (task.kind === 'number') {
    const { value, tolerance } = most(task.values);
    const [shownValue, shownTolerance] = [value, tolerance].map((each) => String(each).replace('.', ','));
    return tolerance > 0 ? `${shownValue} ± ${shownTolerance}` : shownValue!;
  }
  return task.kind === 'short' ? wordingText(most(task.accepted).text) : null;
}

function solveItem(
  { text, pictureAlt, shown, key }: PaperItem,
  bank: readonly PaperQuestion[],
): Unsolved['reason'] | null {
  const alike = bank.filter(
    (each) => each.text === text && each.pictureAlt === pictureAlt && readsLike(shown, each.task),
  );
  const answers = [...new Set(alike.map(({ task }) => answerTo(shown, task)))];
  if (answers.length === 0) return 'UNKNOWN';
  if (answers.length > 1 || answers[0] === null) return 'AMBIGUOUS';
  return answers[0] === key ? null : 'WRONG_KEY';
}

/**
 * Solves a form from what it prints, words and letters, without knowing how it was mixed, and compares with its key.
 * @param bank the questions it was made from
 */
export function solveForm(form: PaperForm, bank: readonly PaperQuestion[]): { ok: true } | Unsolved {
  for (const item of form.items) {
    const reason = solveItem(item, bank);
    if (reason) return { ok: false, number: item.number, reason };
  }
  return { ok: true };
}
