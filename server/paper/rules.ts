/*
 * The rules of paper: forms, their keys, and whether what was printed still holds. Pure; this file is the door of the room
 * for other rooms and for the screen.
 */
export {
  isPaperCode,
  PAPER_CODE_BYTES,
  PAPER_FILES,
  paperCodeOf,
  printedCode,
  typedPaperCode,
  type PaperFile,
} from './codes.ts';
export {
  MAX_FORMS,
  MAX_QUESTIONS,
  formsFrom,
  paperForms,
  paperLack,
  placesOf,
  rightInWords,
  type PaperForm,
  type PaperQuestion,
} from './forms.ts';
export { answerSheet, type PaperSize } from './grid.ts';
export { solveForm } from './solve.ts';
export {
  paperEnd,
  printedStanding,
  type Lapse,
  type PrintedQuestion,
  type PrintedStanding,
} from './standing.ts';
