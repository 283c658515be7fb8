/*
 * The rules of disclosure control: pure. This file is the door of the room; the solver (solver.ts) is handed in by whoever calls.
 */
export { bulletinFact, bulletinWaitsUntil, type FactRefusal } from './bulletin.ts';
export { isSmall, mayAppear, openWidth, POLICY, type Policy } from './policy.ts';
export { prepareRelease } from './prepare.ts';
export { countTables, frameOf, type ShownTable } from './tables.ts';
