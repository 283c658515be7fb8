/*
 * The rules of the registry of units: pure. This file is the door of the room for other rooms and for the screen.
 */
export { isCode, makeCode, readCode, shownCode, type ReadCode } from './code.ts';
export {
  dayBefore,
  isThere,
  unitOn,
  type NamePeriod,
  type PlacePeriod,
  type UnitHistory,
} from './history.ts';
export {
  levelsText,
  planImport,
  type AddedRow,
  type ChangedRow,
  type ImportPlan,
  type ImportUnit,
  type PlannedParent,
} from './import-plan.ts';
export {
  headcountHeader,
  layoutOf,
  UNIT_COLUMNS,
  type FileRow,
  type Layout,
  type RowProblem,
} from './import-rows.ts';
export {
  isUnitKind,
  kindWords,
  levelWords,
  mayStandUnder,
  SCHOOL_LEVELS,
  UNIT_KIND_NAMES,
  UNIT_KINDS,
  type SchoolLevel,
  type UnitKind,
} from './kinds.ts';
export {
  planOf,
  type Heir,
  type LineageKind,
  type NewUnit,
  type Operation,
  type Planned,
  type UnitNode,
  type UnitPlan,
  type UnitRefusal,
  type UnitsKnown,
} from './operations.ts';
export { codeSentence, refusalSentence } from './refusal-words.ts';
export {
  seriesOn,
  WHOLE_PPM,
  type Lifetimes,
  type LineageLink,
  type SeriesCell,
  type SeriesValue,
} from './series.ts';
export { sortKeyOf } from './sort-key.ts';
