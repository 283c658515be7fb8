/*
 * The rules of the quiz: which questions are asked, in which order, and what an answer counts. Pure; this file is the
 * door of the room for other rooms and for the screen.
 */
export {
  askedOn,
  lawOf,
  type AskedQuestion,
  type AskedTask,
  type LawOfAnswer,
  type QuestionPicture,
} from './asked.ts';
export {
  formatAttempt,
  newAttempt,
  nextNumber,
  parseAttempt,
  scoreOf,
  verdictOf,
  withResponse,
  MAX_QUESTIONS,
  type Answer,
  type Attempt,
  type Score,
  type Verdict,
} from './attempt.ts';
export {
  beliefsByProvision,
  mostChosenMisconceptions,
  type BeliefAnswer,
  type Beliefs,
} from './misconceptions.ts';
export { fitsAddress, MAX_SHORT_LENGTH } from './packed.ts';
export { givenIn, responseFrom, type Given } from './form.ts';
export { parseResultSubject, resultSubject, type Result } from './result.ts';
export { poolOf, setsOf, sizeOf, type PractisedSet, type QuizSet } from './sets.ts';
export { drawQuestions, shuffled } from './shuffle.ts';
export { boundTask, textsOf, typeset } from './bound.ts';
export { readinessOf, type Askable, type Readiness } from './standing.ts';
export { statisticsOf, type ItemStatistics, type TestStatistics } from './statistics.ts';
export {
  drawOrder,
  feedbackOf,
  isAnswerTo,
  markOf,
  rightOf,
  shownTask,
  type RightAnswer,
  type ShownTask,
  type TaskOrder,
} from './task.ts';

/** Letters of options; the first four go with the shapes of road signs: triangle, circle, square, octagon. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] as const;
export { wordsAsTyped } from './short-answer.ts';
