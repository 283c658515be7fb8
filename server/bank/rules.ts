/*
 * The rules of the question bank: which questions of a teacher may be asked, how their key reads, what a set holds. Pure;
 * this file is the door of the room for other rooms and for the screen.
 */
export { answerLines, likeOptions, wordsOfQuestion, type AnswerLine } from './answers.ts';
export { formatItem, isSetCode, MAX_ITEMS, moved, parseItem, SET_PREFIX, type SetItem } from './items.ts';
export { usabilityOf, whyNotUsed, type Usability } from './usability.ts';

/** Kinds of tasks, in the order in which they are offered. */
export const TASK_KINDS = [
  'one',
  'several',
  'true-false',
  'ordering',
  'matching',
  'number',
  'short',
  'hotspot',
] as const;

/** What a list of questions can be narrowed to. `archived`: put away by its owner. */
export const QUESTION_STATES = ['ready', 'draft', 'held', 'archived'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** Who reads and uses a set besides its owner, without anybody's approval. */
export const SHARINGS = ['private', 'school'] as const;
export type Sharing = (typeof SHARINGS)[number];

export const LEVELS = ['primary', 'lower-secondary', 'upper-secondary', 'adult'] as const;
