import type { StepView } from '#server/approval/read.ts';

/** The two signatures under a version; null: not given, or no longer. */
export type Signatures = { first: StepView | null; second: StepView | null };

/** @param steps of the publication, oldest first */
export function signaturesOf(steps: readonly StepView[], version: number): Signatures {
  let given: Signatures = { first: null, second: null };
  for (const step of steps.filter((each) => each.version === version)) {
    if (step.verb === 'submit') given = { first: step, second: null };
    if (step.verb === 'approve') given = { ...given, second: step };
    if (step.verb === 'send-back') given = { first: null, second: null };
  }
  return given;
}
