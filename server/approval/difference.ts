import { diffWordsWithSpace } from 'diff';
import type { TextField } from './handler.ts';

/** A run of words that both texts have, or only one of them. */
export type Run = { change: 'same' | 'added' | 'removed'; text: string };
export type FieldDifference = { name: string; label: string; isChanged: boolean; runs: Run[] };

/** What became of each part of a text, word by word, in the order of the newer text. A part that only one has counts as empty in the other. */
export function differenceOf(before: readonly TextField[], after: readonly TextField[]): FieldDifference[] {
  const gone = before.filter(({ name }) => !after.some((field) => field.name === name));
  return [...after, ...gone.map((field) => ({ ...field, text: '' }))].map(({ name, label, text }) => {
    const old = before.find((field) => field.name === name)?.text ?? '';
    const runs = diffWordsWithSpace(old, text).map(({ added, removed, value }): Run => ({
      change: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }));
    return { name, label, isChanged: old !== text, runs };
  });
}
