/*
 * The rules of approval: one state machine for everything that is published, and what may pass through it. Pure; this file
 * is the door of the room for other rooms and for the screen.
 */
import { fold } from '../search/rules.ts';

export { KINDS, PUBLICATION_KINDS, type KindRules, type Need, type PublicationKind } from './kinds.ts';
export {
  nextSteps,
  progressAfter,
  progressAt,
  STATES,
  stateOfVersion,
  stepFor,
  transitionsOf,
  VERBS,
  type Asker,
  type NextStep,
  type Progress,
  type State,
  type StepRefusal,
  type Transition,
  type Verb,
} from './states.ts';
export { doneWords, refusalWords, stateNames, verbNames } from './words.ts';

const MAX_SLUG = 80;

/** Name of a page in its address, made of its title: `Cấm đường Lê Lợi` → `cam-duong-le-loi`; empty when nothing readable is left. */
export const slugOf = (title: string): string =>
  fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
