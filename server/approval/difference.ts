import { diffWordsWithSpace } from 'diff';
import type { TextField } from './handler.ts';

/** A run of words that both texts have, or only one of them. */
export type Run = { change: 'same' | 'added' | 'removed'; text: string };
export type FieldDifference = { name: string; label: string; isChanged: boolean; runs: Run[] };

/**
 * Runs that are easier to read: changed words with nothing but blanks and marks between them become one run that went and one
 * that came.
 */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  let gone = '';
  let come = '';
  const close = () => {
    if (gone !== '') out.push({ change: 'removed', text: gone });
    if (come !== '') out.push({ change: 'added', text: come });
    gone = come = '';
  };
  runs.forEach(({ change, text }, at) => {
    const isBetween =
      change === 'same' && gone + come !== '' && at < runs.length - 1 && !/[\p{L}\p{N}]/u.test(text);
    if (change === 'same' && !isBetween) {
      close();
      out.push({ change, text });
    } else {
      if (change !== 'added') gone += text;
      if (change !== 'removed') come += text;
    }
  });
  close();
  return out;
}

/** What became of each part of a text, word by word, in the order of the newer text. A part that only one has counts as empty in the other. */
export function differenceOf(before: readonly TextField[], after: readonly TextField[]): FieldDifference[] {
  const gone = before.filter(({ name }) => !after.some((field) => field.name === name));
  return [...after, ...gone.map((field) => ({ ...field, text: '' }))].map(({ name, label, text }) => {
    const old = before.find((field) => field.name === name)?.text ?? '';
    const runs = diffWordsWithSpace(old, text).map(({ added, removed, value }): Run => ({
      change: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }));
    return { name, label, isChanged: old !== text, runs: joined(runs) };
  });
}
