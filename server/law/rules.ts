/*
 * The rules of law: pure, with the day as an argument. This file is the door of the room for other rooms and for the
 * screen; each subject has its own file.
 */
export { changesBetween, type LawChange } from './changes.ts';
export { deductionOf, FULL_POINTS, pointsAfter, restoredOn, testPossibleOn } from './points.ts';
export {
  buildRegistry,
  type ActEntry,
  type Mark,
  type PenaltyEntry,
  type ProvisionEntry,
  type Registry,
} from './registry.ts';
export { bindText, lawProblems, plainText, UnknownBindingError, type Segment } from './text.ts';
export {
  actIdOf,
  covers,
  markOn,
  penaltiesOn,
  penaltyOn,
  periodOn,
  provisionOn,
  type PenaltyOn,
  type ProvisionOn,
  type Standing,
} from './validity.ts';
export {
  anchorOf,
  besidesFine,
  citationOf,
  fineOf,
  formatDay,
  formatFigure,
  formatFine,
  formatNumber,
  nameOf,
  placeOf,
  pointsOf,
  roleNames,
  shownFine,
  standingWords,
  vehicleNames,
} from './words.ts';
