/**
 * An attempt at a set, as its address carries it. Nothing about it is stored anywhere. `choices` are places of options as
 * they were shown, from 0; null: not answered yet. `on`: the day it began.
 */
export type Attempt = {
  set: string;
  on: string;
  seed: string;
  /** One per question, in the order they are asked: six characters that name the question and its options. */
  refs: readonly string[];
  choices: readonly (number | null)[];
};

const VERSION = '1';
const REF_LENGTH = 6;
const MAX_QUESTIONS = 40;
const SHAPE = /^1\.([a-z0-9-]{1,60})\.(\d{8})\.([A-Za-z0-9_-]{8})\.((?:[A-Za-z0-9_-]{6})+)\.([0-3-]+)$/;

/** An attempt that begins. */
export const newAttempt = (set: string, on: string, seed: string, refs: readonly string[]): Attempt => ({
  set,
  on,
  seed,
  refs,
  choices: refs.map(() => null),
});

/** The attempt as text for an address, without a signature. */
export const formatAttempt = ({ set, on, seed, refs, choices }: Attempt): string =>
  [
    VERSION,
    set,
    on.replaceAll('-', ''),
    seed,
    refs.join(''),
    choices.map((choice) => choice ?? '-').join(''),
  ].join('.');

/** Reads what {@link formatAttempt} wrote; null for anything else. */
export function parseAttempt(text: string): Attempt | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [, set, day, seed, joined, marks] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const refs = Array.from({ length: joined.length / REF_LENGTH }, (_, index) =>
    joined.slice(index * REF_LENGTH, (index + 1) * REF_LENGTH),
  );
  if (refs.length !== marks.length || refs.length > MAX_QUESTIONS) return null;
  return {
    set,
    on: day.replace(/(....)(..)(..)/, '$1-$2-$3'),
    seed,
    refs,
    choices: [...marks].map((mark) => (mark === '-' ? null : Number(mark))),
  };
}

/**
 * The attempt with one more answer. What was answered stays: a second answer changes nothing.
 * @param number of the question, from 1
 * @param choice place of the option as shown, from 0
 */
export function withChoice(attempt: Attempt, number: number, choice: number): Attempt {
  if (attempt.choices[number - 1] !== null) return attempt;
  return {
    ...attempt,
    choices: attempt.choices.map((old, index) => (index === number - 1 ? choice : old)),
  };
}

/** One question of an attempt: right, wrong, not answered, or taken out since the attempt began. */
export type Answer = 'right' | 'wrong' | 'open' | 'withdrawn';

export type Score = { right: number; answered: number; total: number; withdrawn: number };

/** Counts an attempt. Withdrawn questions count neither as right nor towards the total. */
export function scoreOf(answers: readonly Answer[]): Score {
  const count = (kind: Answer) => answers.filter((answer) => answer === kind).length;
  const [right, wrong, withdrawn] = [count('right'), count('wrong'), count('withdrawn')];
  return { right, answered: right + wrong, total: answers.length - withdrawn, withdrawn };
}

/** Number, from 1, of the first question still to answer; null when there is none. */
export function nextNumber(answers: readonly Answer[]): number | null {
  const at = answers.indexOf('open');
  return at < 0 ? null : at + 1;
}
