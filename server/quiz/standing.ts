import type { QuestionTask, Task } from '#content/schema.ts';
import { bindText, provisionOn, UnknownBindingError, type Registry, type Segment } from '../law/rules.ts';
import { boundTask, textsOf } from './bound.ts';

/**
 * Why a question is not asked on a day.
 * `law`: its provision, or a figure bound in it, is not plainly in force that day.
 * `unconfirmed`: its provision may not be published as law.
 * `two-right`: a wrong option reads like the right one since the figure changed.
 * `unknown`: it names something the registry does not hold.
 */
export type Retirement = 'law' | 'unconfirmed' | 'two-right' | 'unknown';

export type Readiness = { ok: true } | { ok: false; reason: Retirement };

/** What of a question decides whether it may be asked. */
export type Askable = {
  text: string;
  task: QuestionTask;
  explanation: string;
  /** The provision that answers it. */
  provision: string;
  /** Other provisions it rests on. */
  cites?: readonly string[];
};

/** The words of an option for comparing: case, kinds of blanks and dashes, and a last full stop do not count. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/(\d)\s*[-–—]\s*(?=\d)/g, '$1–')
    .replace(/\s+/g, ' ')
    .replace(/\s*\.\s*$/, '')
    .trim();

/** Whether a question may be asked on a day. */
export function readinessOf(registry: Registry, question: Askable, day: string): Readiness {
  for (const provisionId of [question.provision, ...(question.cites ?? [])]) {
    const on = provisionOn(registry, provisionId, day);
    if (!on) return { ok: false, reason: 'unknown' };
    if (on.period?.confidence === 'unconfirmed') return { ok: false, reason: 'unconfirmed' };
    if (on.standing !== 'in-force') return { ok: false, reason: 'law' };
  }

  let task: Task;
  let segments: Segment[];
  try {
    segments = [question.text, question.explanation, ...textsOf(question.task)].flatMap((text) =>
      bindText(registry, text, day),
    );
    if (segments.some((segment) => segment.kind === 'figure' && segment.standing !== 'in-force'))
      return { ok: false, reason: 'law' };
    task = boundTask(registry, question.task, day);
  } catch (error) {
    if (error instanceof UnknownBindingError) return { ok: false, reason: 'unknown' };
    throw error;
  }
  if (task.kind !== 'one' && task.kind !== 'several') return { ok: true };
  const texts = task.options.map(({ text }) => wordsOf(text));
  return new Set(texts).size < texts.length ? { ok: false, reason: 'two-right' } : { ok: true };
}
