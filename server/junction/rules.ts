/*
 * Who goes first where roads meet: junctions as data, the order the law gives them with its proof, and questions made of
 * them. Pure; this file is the door of the room.
 */
export { beliefsOf } from './beliefs.ts';
export { canonicalOf, formatJunction, parseJunction, relettered, rotated } from './code.ts';
export { decide, type Decided, type Decision, type Step, type Undecided } from './decide.ts';
export { JUNCTION_SET, shippedIds, shippedJunctions } from './generate.ts';
export {
  ASKS,
  asksOf,
  citesOf,
  questionId,
  questionOf,
  type Ask,
  type JunctionQuestion,
} from './question.ts';
export { sceneOf } from './scene.ts';
export { heldBackBy } from './standing.ts';
export { problemsOf } from './soundness.ts';
export { orderWords } from './words.ts';
