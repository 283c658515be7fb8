/*
 * What the procedures of the bank do; each subject has its own file.
 */
export { findCandidates } from './candidates.ts';
export { copySet } from './copy.ts';
export { listQuestions, readQuestion } from './question-views.ts';
export {
  archiveQuestion,
  checkQuestion,
  createQuestion,
  restoreQuestion,
  saveQuestion,
} from './questions.ts';
export { findProvisions } from './provisions.ts';
export { reviewSet } from './review.ts';
export { listSets, readSet, setOfPublication } from './set-views.ts';
export { archiveSet, createSet, listBankUnits, restoreSet, saveSet, shareSet } from './sets.ts';
export { submitSet, withdrawSet } from './sharing.ts';
export { bankTemplate, exportBank, exportSet, importIntoBank, readImport } from './transfer.ts';
export { listScenes } from './scenes.ts';
