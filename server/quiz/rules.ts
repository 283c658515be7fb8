/*
 * The rules of the quiz: which questions are asked, in which order, and what an answer counts. Pure; this file is the
 * door of the room for other rooms and for the screen.
 */
export { askedOn, lawOf, shownText, type AskedTask, type LawOfAnswer } from './asked.ts';
export {
  formatAttempt,
  newAttempt,
  nextNumber,
  parseAttempt,
  scoreOf,
  withChoice,
  type Answer,
  type Attempt,
  type Score,
} from './attempt.ts';
export { parseResultSubject, resultSubject, type Result } from './result.ts';
export { poolOf, setsOf, sizeOf, type QuizSet } from './sets.ts';
export { drawQuestions, shuffled } from './shuffle.ts';
export { optionTexts, readinessOf, typeset, type Readiness } from './standing.ts';
export {
  drawOrder,
  isAnswerTo,
  markOf,
  rightOf,
  shownTask,
  taskOf,
  type RightAnswer,
  type ShownTask,
  type TaskOrder,
} from './task.ts';

/** Letters of the four options; each goes with the shape of a road sign: triangle, circle, square, octagon. */
export const LETTERS = ['A', 'B', 'C', 'D'] as const;
