import type { ShownTask } from '../quiz/rules.ts';
import type { TaskResponse } from '#content/schema.ts';

/** Letter of a place among options, from A. */
export const letterAt = (place: number): string => String.fromCharCode(65 + place);

const TRUTHS = { true: 'Đúng', false: 'Sai' } as const;

/** A number as Vietnamese write it. */
const numberWords = (value: number): string =>
  new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 }).format(value);

const behind = (unit: string | null): string => (unit === null ? '' : ` ${unit}`);

/**
 * An answer in words, or the right one; the places it names are places in the task as it was shown.
 * @param answer fits the task
 */
export function answerWords(shown: ShownTask, answer: TaskResponse & { tolerance?: number }): string {
  switch (answer.kind) {
    case 'one':
      return shown.kind === 'one' ? shown.options[answer.choice]! : '';
    case 'several': {
      if (shown.kind !== 'several') return '';
      const chosen = answer.choices.toSorted((a, b) => a - b).map((at) => shown.options[at]!);
      return chosen.length === 0 ? 'Không chọn gì' : chosen.join('; ');
    }
    case 'true-false':
      return TRUTHS[`${answer.isTrue}`];
    case 'ordering':
      return shown.kind === 'ordering' ? answer.places.map((at) => shown.items[at]!).join(', rồi ') : '';
    case 'matching':
      return shown.kind === 'matching'
        ? shown.lefts
            .map((left, at) => {
              const place = answer.rights[at];
              return `${left}: ${place == null ? '…' : shown.rights[place]!}`;
            })
            .join('; ')
        : '';
    case 'number': {
      const unit = shown.kind === 'number' ? shown.unit : null;
      const spread = answer.tolerance ? ` ± ${numberWords(answer.tolerance)}` : '';
      return `${numberWords(answer.value)}${spread}${behind(unit)}`;
    }
    case 'short':
      return `“${answer.text}”`;
    case 'hotspot':
      return shown.kind === 'hotspot' ? shown.spots[answer.spot]!.label : '';
  }
}

/** Letters of an answer whose places carry letters: “C”, “A, D”; null where they carry none. */
export function answerLetters(answer: TaskResponse): string | null {
  if (answer.kind === 'one') return letterAt(answer.choice);
  if (answer.kind === 'hotspot') return letterAt(answer.spot);
  if (answer.kind !== 'several' || answer.choices.length === 0) return null;
  return answer.choices
    .toSorted((a, b) => a - b)
    .map(letterAt)
    .join(', ');
}

/** An answer in words where the question itself is not at hand: places by letter or number, what was typed as it was. */
export function receiptWords(answer: TaskResponse): string {
  switch (answer.kind) {
    case 'one':
    case 'several':
    case 'hotspot':
      return answerLetters(answer) ?? 'Không chọn gì';
    case 'true-false':
      return TRUTHS[`${answer.isTrue}`];
    case 'ordering':
      return answer.places.map(letterAt).join(', ');
    case 'matching':
      return answer.rights
        .map((place, at) => `${at + 1}–${place === null ? '…' : letterAt(place)}`)
        .join(', ');
    case 'number':
      return numberWords(answer.value);
    case 'short':
      return `“${answer.text}”`;
  }
}
