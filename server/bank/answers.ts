import type { Task } from '#content/schema.ts';
import { formatNumber } from '../law/rules.ts';

/** One line of a key as somebody who checks a question reads it. */
export type AnswerLine = {
  text: string;
  /** null: neither, where the lines only stand in order. */
  isRight: boolean | null;
  /** What somebody believes who answers so, or what it is worth; null: nothing to say. */
  note: string | null;
};

const worth = (pct: number | undefined): string | null =>
  pct === undefined || pct === 100 ? null : `${formatNumber(pct)}% số điểm`;
const notes = (...given: (string | null | undefined)[]): string | null => {
  const said = given.filter((note) => note != null && note !== '');
  return said.length === 0 ? null : said.join(' · ');
};
const believes = (misconception: string | undefined): string | null =>
  misconception === undefined ? null : `Hiểu lầm: ${misconception}`;

/** The key of a task in words, line by line. */
export function answerLines(task: Task): AnswerLine[] {
  switch (task.kind) {
    case 'one':
      return task.options.map(({ text, misconception }, at) => ({
        text,
        isRight: at === task.right,
        note: believes(misconception),
      }));
    case 'several':
      return task.options.map(({ text, misconception, isRight, weightPct }) => ({
        text,
        isRight,
        note: notes(worth(weightPct), believes(misconception)),
      }));
    case 'true-false':
      return [true, false].map((value) => ({
        text: value ? 'Đúng' : 'Sai',
        isRight: value === task.isTrue,
        note: value === task.isTrue ? null : believes(task.misconception),
      }));
    case 'ordering':
      return task.items.map((text, at) => ({ text: `${at + 1}. ${text}`, isRight: null, note: null }));
    case 'matching':
      return [
        ...task.pairs.map(({ left, right }) => ({ text: `${left} → ${right}`, isRight: true, note: null })),
        ...task.extras.map((extra) => ({ text: extra, isRight: false, note: 'Vế thừa' })),
      ];
    case 'number':
      return task.values.map(({ value, tolerance, weightPct }) => ({
        text: [formatNumber(value), tolerance === 0 ? null : `± ${formatNumber(tolerance)}`, task.unit]
          .filter(Boolean)
          .join(' '),
        isRight: true,
        note: worth(weightPct),
      }));
    case 'short':
      return task.accepted.map(({ text, weightPct }) => ({ text, isRight: true, note: worth(weightPct) }));
    case 'hotspot':
      return task.spots.map(({ label, misconception }, at) => ({
        text: label,
        isRight: at === task.right,
        note: believes(misconception),
      }));
  }
}

/** Every text of a question that whoever answers it may read, its key and what is said afterwards included. */
export function wordsOfQuestion({
  text,
  explanation,
  task,
}: {
  text: string;
  explanation: string;
  task: Task;
}): string[] {
  const words: string[] = [];
  const left: unknown[] = [task];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') words.push(value);
    else if (value !== null && typeof value === 'object') left.push(...(Object.values(value) as unknown[]));
  }
  return [text, explanation, ...words];
}

/** Two options that read alike; null: there are none. What is compared is what `readinessOf` compares. */
export function likeOptions(task: Task): string | null {
  if (task.kind !== 'one' && task.kind !== 'several') return null;
  const seen = new Set<string>();
  for (const { text } of task.options) {
    const plain = text
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .replace(/(\d)\s*[-–—]\s*(?=\d)/g, '$1–')
      .replace(/\s+/g, ' ')
      .replace(/\s*\.\s*$/, '')
      .trim();
    if (seen.has(plain)) return text;
    seen.add(plain);
  }
  return null;
}
