/* What the procedures of releases call. */
export { compareWithPublic, listMonths, readDraft, readReport } from './desk.ts';
export { cancelPreparation, prepareMonth, readPreparation } from './prepare.ts';
