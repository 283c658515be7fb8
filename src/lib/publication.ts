import type { Outcome } from '#server/approval/write.ts';
import { VERBS, type Verb } from '#server/approval/rules.ts';
import type { Tried } from './desk.ts';
import { instantFrom } from './instant.ts';

/** A step as it was posted by the form of components/desk/Steps.astro. */
export type PostedStep = { version: number; verb: Exclude<Verb, 'edit'>; reason: string; liveAt: string };

/** null: the form names no step. */
export function postedStep(form: { text(name: string): string }): PostedStep | null {
  const verb = VERBS.find((name) => name === form.text('buoc'));
  if (verb === undefined || verb === 'edit') return null;
  return {
    version: Number(form.text('ban')),
    verb,
    reason: form.text(`ly-do-${verb}`),
    liveAt: form.text('gio'),
  };
}

/** A posted step as the procedure takes it. */
export const stepInput = (id: string, { version, verb, reason, liveAt }: PostedStep) => ({
  id,
  version,
  verb,
  reason,
  liveAt: instantFrom(liveAt),
});

/** What the steps panel shows again of a step that was refused. */
export const typedStep = (step: PostedStep | null, tried: Tried<Outcome> | null) =>
  step && tried && !tried.ok ? { ...step, errors: tried.fields } : undefined;

/** Whether an id stands in an address at all: anything else is no page. */
export const isId = (text: string | undefined): text is string => /^[0-9a-f-]{36}$/.test(text ?? '');
