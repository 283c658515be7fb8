import type { TaskResponse } from '#content/schema.ts';
import { keptResponse, PACKED, packResponse, unpackResponse } from './packed.ts';

/**
 * An attempt at a set, as its address carries it. Nothing about it is stored anywhere. Places in `responses` are places as
 * they were shown; null: not answered yet. `on`: the day it began.
 */
export type Attempt = {
  set: string;
  on: string;
  seed: string;
  /** One per question, in the order they are asked: six characters that name the question and its options. */
  refs: readonly string[];
  responses: readonly (TaskResponse | null)[];
};

const VERSION = '1';
const REF_LENGTH = 6;
export const MAX_QUESTIONS = 40;
const SHAPE =
  /^1\.([a-z0-9-]{1,60})\.(\d{8})\.([A-Za-z0-9_-]{8})\.((?:[A-Za-z0-9_-]{6})+)\.((?:[\d-]|[a-z][\w-]*~)+)$/;

/** An attempt that begins. */
export const newAttempt = (set: string, on: string, seed: string, refs: readonly string[]): Attempt => ({
  set,
  on,
  seed,
  refs,
  responses: refs.map(() => null),
});

/** The attempt as text for an address, without a signature. */
export const formatAttempt = ({ set, on, seed, refs, responses }: Attempt): string =>
  [
    VERSION,
    set,
    on.replaceAll('-', ''),
    seed,
    refs.join(''),
    responses.map((response) => packResponse(response)).join(''),
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
  const responses = marks
    .match(PACKED)!
    .flatMap((packed) => unpackResponse(packed) ?? (packed === '-' ? null : []));
  if (refs.length !== responses.length || refs.length > MAX_QUESTIONS) return null;
  return { set, on: day.replace(/(....)(..)(..)/, '$1-$2-$3'), seed, refs, responses };
}

/**
 * The attempt with one more answer. What was answered stays: a second answer changes nothing.
 * @param number of the question, from 1
 */
export function withResponse(attempt: Attempt, number: number, response: TaskResponse): Attempt {
  if (attempt.responses[number - 1] !== null) return attempt;
  return {
    ...attempt,
    responses: attempt.responses.map((old, index) => (index === number - 1 ? keptResponse(response) : old)),
  };
}

/** What an answer was worth: all, a share, or nothing. */
export type Verdict = 'right' | 'partly' | 'wrong';

/** One question of an attempt: answered, not answered, or taken out since the attempt began. */
export type Answer = Verdict | 'open' | 'withdrawn';

/** Weights such as three times 33.333 % make a whole. */
const WHOLE_PCT = 99.99;

/** @param markPct see `markOf` */
export function verdictOf(markPct: number): Verdict {
  if (markPct >= WHOLE_PCT) return 'right';
  return markPct > 0 ? 'partly' : 'wrong';
}

export type Score = { right: number; partly: number; answered: number; total: number; withdrawn: number };

/** Counts an attempt. Withdrawn questions count neither as right nor towards the total. */
export function scoreOf(answers: readonly Answer[]): Score {
  const count = (kind: Answer) => answers.filter((answer) => answer === kind).length;
  const [right, partly, withdrawn] = [count('right'), count('partly'), count('withdrawn')];
  return {
    ...{ right, partly, withdrawn },
    answered: right + partly + count('wrong'),
    total: answers.length - withdrawn,
  };
}

/** Number, from 1, of the first question still to answer; null when there is none. */
export function nextNumber(answers: readonly Answer[]): number | null {
  const at = answers.indexOf('open');
  return at < 0 ? null : at + 1;
}
