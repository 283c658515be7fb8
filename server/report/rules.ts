/**
 * The evidence coach: whether what a citizen recorded may be enough for police to verify, what is missing and where that
 * stands. Everything here runs in the reader's browser; there is no service behind it.
 */
export { NO_ANSWERS, type Answers, type FileFacts } from './answers.ts';
export {
  assess,
  DEADLINE_NEAR_DAYS,
  FILE_TIME_TOLERANCE_MINUTES,
  lastDayOf,
  SHORT_FILM_SECONDS,
  type Assessment,
  type Missing,
  type Need,
  type Source,
  type Today,
  type Warning,
} from './assess.ts';
export {
  GUIDES_WITH_NEEDS,
  needsOf,
  sortRecord,
  type BehaviourNeeds,
  type RecordTopic,
} from './behaviours.ts';
export { ASKED_BY_POLICE, dayInWords, messageOf } from './message.ts';
export { hasMarker, isJudging, isWholePlate, readAccount, readPlace, type PlaceRead } from './reading.ts';
