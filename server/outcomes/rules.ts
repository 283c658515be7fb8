/* The rules of published outcomes. Pure; this file is the door of the room for other rooms and for the screen. */
export {
  lastDayOf,
  monthAfter,
  monthsOf,
  periodOf,
  periodWords,
  spanOf,
  SPANS,
  type Span,
} from './periods.ts';
export {
  OUTCOME_TABLES,
  RESULT_COLUMNS,
  tableOf,
  type Level,
  type OutcomeTable,
  type OutcomeTableId,
} from './tables.ts';
export {
  CRASH_MEASURES,
  crashWords,
  RESULT_SUMS,
  RESULTS,
  resultWords,
  SOURCES,
  sourceWords,
  SUM_MEASURES,
  sumWords,
  VEHICLES,
  vehicleWords,
  WHOLE,
  type CrashMeasure,
  type Result,
  type ResultSum,
  type Source,
  type SumMeasure,
  type Vehicle,
} from './vocabulary.ts';
export {
  cellOf,
  hiddenCells,
  type CrashMonth,
  type Named,
  type PublishedSum,
  type ReleaseContent,
} from './content.ts';
export { currentFigures, periodsIn, tableIn, type CurrentFigures } from './current.ts';
export { sumGapWords, unitGapWords } from './release/views.ts';
