import type { TaskResponse } from '#content/schema.ts';
import type { RightAnswer, ShownTask } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { letterOf } from './signs.ts';

/** A number as it is written in Vietnamese: 1.234,5. */
const written = (value: number): string => value.toLocaleString('vi', { maximumFractionDigits: 10 });

/**
 * A number as somebody typed it: a comma is the decimal one, a point too unless it parts thousands.
 * @returns null when it is none
 */
export function readNumber(typed: string): number | null {
  const text = typed.replace(/\s/g, '').replace(/^\u2212/, '-');
  const plain =
    text.includes(',') || /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(text)
      ? text.replaceAll('.', '').replace(',', '.')
      : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** An answer, or the right one, in words: one line per thing it says. Empty where it does not answer the task. */
export function answerLines(task: ShownTask, answer: TaskResponse | RightAnswer): string[] {
  switch (answer.kind) {
    case 'one':
    case 'several': {
      if (task.kind !== 'one' && task.kind !== 'several') return [];
      const places = answer.kind === 'one' ? [answer.choice] : answer.choices;
      return places.map((place) => `${letterOf(place)}. ${task.options[place]}`);
    }
    case 'true-false':
      return [answer.isTrue ? words.isTrue : words.isFalse];
    case 'ordering':
      return task.kind === 'ordering'
        ? answer.places.map((place, at) => `${at + 1}. ${task.items[place]}`)
        : [];
    case 'matching':
      return task.kind === 'matching'
        ? answer.rights.map((place, at) => `${task.lefts[at]}: ${place === null ? '–' : task.rights[place]}`)
        : [];
    case 'number': {
      const unit = task.kind === 'number' && task.unit !== null ? `\u00a0${task.unit}` : '';
      const around = 'tolerance' in answer && answer.tolerance > 0 ? ` ± ${written(answer.tolerance)}` : '';
      return [`${written(answer.value)}${around}${unit}`];
    }
    case 'short':
      return [answer.text.replaceAll('*', '…')];
    case 'hotspot':
      return task.kind === 'hotspot' ? [`${answer.spot + 1}. ${task.spots[answer.spot]?.label}`] : [];
  }
}
