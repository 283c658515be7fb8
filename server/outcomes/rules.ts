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
export { membersOf, type Member, type Names } from './members.ts';
export { currentFigures, periodsIn, standingReleases, tableIn, type CurrentFigures } from './current.ts';
export {
  FIELDS,
  fieldWords,
  isField,
  WHOLE_FIELDS,
  type AnyResult,
  type DimensionField,
  type Field,
  type WholeField,
} from './intake/fields.ts';
export { findPersonal, PERSONAL_KINDS, type PersonalKind, type PersonalPiece } from './personal-patterns.ts';
export { type CorrectionNote } from './view/atlas.ts';
export { type Bar, type Chart, type Tone } from './view/chart.ts';
export { drawChart, heatFill, type Drawing, type Fill, type Label, type Shape } from './view/drawing.ts';
export { type Finding } from './view/findings.ts';
export { periodFor, type Grid, type GridRow } from './view/grid.ts';
export { coverageOf, fileNameOf, readRows, type FigureView, type Overview } from './view/model.ts';
export {
  capital,
  countOf,
  HIDDEN_WORD,
  percentOf,
  shownCount,
  shownFigure,
  shownPercent,
  UNPUBLISHED_WORD,
  type Figure,
} from './view/numbers.ts';
export {
  choiceQuery,
  choiceSubject,
  OVERVIEW_SUBJECT,
  parseSubject,
  readChoice,
  viewOf,
  VIEW_IDS,
  VIEWS,
  type View,
  type ViewChoice,
  type ViewId,
} from './view/views.ts';
export { sumGapWords, unitGapWords } from './release/views.ts';
