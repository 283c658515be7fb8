/*
 * The rules of a live game: pure, with the instant as an argument. This file is the door of the room for other rooms and
 * for the screen.
 */
export { answerLetters, answerWords, letterAt, receiptWords } from './answer-words.ts';
export { beliefsOf, classBeliefs, MIN_BELIEVERS, type Belief } from './beliefs.ts';
export {
  CODE_BYTES,
  homeworkCodeOf,
  hostCodeOf,
  isCode,
  joinCodeOf,
  resumeCodeOf,
  typedCode,
} from './codes.ts';
export {
  applyAction,
  extraMsOf,
  GRACE_MS,
  isCounted,
  isInTime,
  nextChangeAt,
  phaseOf,
  withdrawn,
  withTimePct,
  type Acted,
  type Action,
  type Clock,
  type Facts,
  type Game,
  type Phase,
  type Step,
  type StepState,
} from './game.ts';
export {
  bandOf,
  BANDS,
  reportOf,
  type AnswerCount,
  type Band,
  type GameReport,
  type QuestionReport,
  type SeatReport,
} from './report.ts';
export { judgeName, type NameRefusal } from './names.ts';
export { blockMeans, MIN_SEATS_KEPT, pointsOf, schoolYearEnd } from './score.ts';
export { animalAt, animalCount, ANIMALS, bySeat, isSeat, MAX_SEATS, seatName, teamOf } from './seats.ts';

/** Says that a game moved on: whoever follows it reads it again. */
export const gameTag = (gameId: string): string => `game:${gameId}`;
/** Says that players or answers of a game became more: only its host wants to know. */
export const countTag = (gameId: string): string => `count:${gameId}`;
/** What a tag says of a game; null for the tags of kept pages, which carry neither. */
export function readGameTag(tag: string): { kind: 'game' | 'count'; gameId: string } | null {
  const [, kind, gameId] = /^(game|count):(.+)$/.exec(tag) ?? [];
  return kind === undefined ? null : { kind: kind as 'game' | 'count', gameId: gameId! };
}
