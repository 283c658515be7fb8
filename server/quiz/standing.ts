import type { Question } from '#content/schema.ts';
import {
  bindText,
  plainText,
  provisionOn,
  UnknownBindingError,
  type Registry,
  type Segment,
} from '../law/rules.ts';

/**
 * Why a question is not asked on a day.
 * `law`: its provision, or a figure bound in it, is not plainly in force that day.
 * `unconfirmed`: its provision may not be published as law.
 * `two-right`: a wrong option reads like the right one since the figure changed.
 * `unknown`: it names something the registry does not hold.
 */
export type Retirement = 'law' | 'unconfirmed' | 'two-right' | 'unknown';

export type Readiness = { ok: true } | { ok: false; reason: Retirement };

const NBSP = '\u00a0';

/** The words of an option for comparing: case, kinds of blanks and dashes, and a last full stop do not count. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/(\d)\s*[-–—]\s*(?=\d)/g, '$1–')
    .replace(/\s+/g, ' ')
    .replace(/\s*\.\s*$/, '')
    .trim();

/**
 * Options of a question on a day as they are shown, in the order of the file. All are set the same way, so that nothing
 * in blanks, dashes, capitals or full stops tells a bound figure from a typed one.
 */
export function optionTexts(registry: Registry, { options }: Question, day: string): string[] {
  const texts = options.map(({ text }) => typeset(plainText(bindText(registry, text, day))));
  const isMixed = new Set(texts.map((text) => text.endsWith('.'))).size > 1;
  return texts.map((text) => {
    const whole = isMixed ? text.replace(/\.$/, '') : text;
    return whole.charAt(0).toLocaleUpperCase('vi') + whole.slice(1);
  });
}

/** Words as they are set: ranges with a dash, figures on one line with the word after them. */
export const typeset = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(\d)\s*[-–—]\s*(?=\d)/g, '$1–')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(\d) (?=\p{L})/gu, `$1${NBSP}`)
    .replace(/triệu đồng/g, `triệu${NBSP}đồng`);

/** Whether a question may be asked on a day. */
export function readinessOf(registry: Registry, question: Question, day: string): Readiness {
  const on = provisionOn(registry, question.provision, day);
  if (!on) return { ok: false, reason: 'unknown' };
  if (on.period?.confidence === 'unconfirmed') return { ok: false, reason: 'unconfirmed' };
  if (on.standing !== 'in-force') return { ok: false, reason: 'law' };

  let segments: Segment[];
  try {
    segments = [question.text, question.explanation, ...question.options.map(({ text }) => text)].flatMap(
      (text) => bindText(registry, text, day),
    );
  } catch (error) {
    if (error instanceof UnknownBindingError) return { ok: false, reason: 'unknown' };
    throw error;
  }
  if (segments.some((segment) => segment.kind === 'figure' && segment.standing !== 'in-force'))
    return { ok: false, reason: 'law' };

  const texts = optionTexts(registry, question, day).map(wordsOf);
  return new Set(texts).size < texts.length ? { ok: false, reason: 'two-right' } : { ok: true };
}
