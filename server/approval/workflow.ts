import { createPublication, restoreVersion, savePublication, takeStep } from './service.ts';

/** The steps of the workflow for a room whose people do not work with publications themselves. Each asks for permissions as its procedure does. */
export type Workflow = {
  create: typeof createPublication;
  save: typeof savePublication;
  restore: typeof restoreVersion;
  step: typeof takeStep;
};

export const workflow: Workflow = {
  create: createPublication,
  save: savePublication,
  restore: restoreVersion,
  step: takeStep,
};
