/*
 * The task of a row, kind by kind. Each reader asks for the cells of its kind; what is wrong is gathered by the row.
 */
import type { TaskKind } from '#content/schema.ts';
import type { Draft } from '../check.ts';
import { excerptOf } from '../question.ts';
import { lettersIn, letterOf, namedIn } from '../text/letters.ts';
import { kindOf, KIND_WORDS, type Key } from './columns.ts';
import type { RowReader } from './row.ts';

type Task = Draft['task'];

/** Most options that a column exists for, by kind. */
const MOST = { options: 10, items: 8, pairs: 10, extras: 6, values: 10, accepted: 20, spots: 8 } as const;

/** The task of a row; undefined when a cell is at fault. */
export function taskOf(row: RowReader): Task | undefined {
  const kind = kindOfRow(row);
  const task = kind && READERS[kind](row);
  return row.faults.length === 0 ? task : undefined;
}

function kindOfRow(row: RowReader): TaskKind | undefined {
  const word = row.text('kind');
  if (word.trim() !== '') {
    const kind = kindOf(word);
    if (!kind)
      row.fault(
        'kind',
        `Không có loại câu “${excerptOf(word)}”. Hãy ghi một trong: ${KIND_WORDS.join(', ')}.`,
      );
    return kind ?? undefined;
  }
  if (row.has('option.0')) return (lettersIn(row.text('answer')) ?? []).length > 1 ? 'several' : 'one';
  if (isTrue(row.judgement('answer')) !== undefined) return 'true-false';
  row.fault('kind', 'Không biết đây là loại câu gì. Hãy điền cột Loại câu.');
  return undefined;
}

const READERS: Readonly<Record<TaskKind, (row: RowReader) => Task | undefined>> = {
  one(row) {
    const options = choices(row);
    const right = rightOf(row, options);
    return right === undefined ? undefined : { kind: 'one', options, right };
  },
  several(row) {
    const options = choices(row);
    const rights = rightsOf(row, options);
    const weights = options.map((_, at) => row.number(`weight.${at}`));
    return {
      kind: 'several',
      options: options.map((option, at) => ({
        ...option,
        isRight: rights.includes(at),
        weightPct: weights[at],
      })),
    };
  },
  'true-false'(row) {
    const answer = isTrue(row.judgement('answer'));
    if (answer === undefined)
      row.fault('answer', 'Đáp án của câu đúng/sai phải là Đúng hoặc Sai. Hãy sửa lại.');
    return {
      kind: 'true-false',
      isTrue: answer ?? false,
      misconception: row.text('misconception'),
      feedbackRight: row.text('feedbackRight'),
      feedbackWrong: row.text('feedbackWrong'),
    };
  },
  ordering(row) {
    const items = options(row, MOST.items);
    const answer = row.text('answer');
    if (answer.trim() === '') return { kind: 'ordering', items };
    const order = lettersIn(answer) ?? [];
    if ([...order].sort((one, two) => one - two).join() !== items.map((_, at) => at).join())
      row.fault('answer', 'Thứ tự đúng phải nêu mỗi chữ cái một lần, ví dụ “B, A, C”. Hãy sửa lại.');
    return { kind: 'ordering', items: order.map((at) => items[at] ?? '') };
  },
  matching(row) {
    const lefts = options(row, MOST.pairs);
    for (let at = lefts.length; at < MOST.pairs; at += 1)
      if (row.has(`pair.${at}`)) row.fault(`option.${at}`, `Vế trái ${letterOf(at)} trống. Hãy điền vào.`);
    const pairs = lefts.map((left, at) => ({
      left,
      right: needed(row, `pair.${at}`, `Vế phải ${letterOf(at)}`),
    }));
    const extras = Array.from({ length: MOST.extras }, (_, at) => row.text(`extra.${at}`)).filter(isGiven);
    return { kind: 'matching', pairs, extras };
  },
  number(row) {
    const keys = filled(row, MOST.values);
    const answer: Key[] = keys.length === 0 ? ['answer'] : keys;
    const values = answer.map((key, at) => ({
      value: row.number(key) ?? missing(row, key),
      tolerance: row.number(`tolerance.${at}`),
      weightPct: row.number(`weight.${at}`),
      feedback: row.text(`feedback.${at}`),
    }));
    return { kind: 'number', values, unit: row.text('unit') };
  },
  short(row) {
    const keys = filled(row, MOST.accepted);
    const texts =
      keys.length > 0 ? keys.map((key) => row.text(key)) : row.text('answer').split('|').filter(isGiven);
    if (texts.length === 0 && !row.has('answer'))
      row.fault('answer', 'Thiếu câu trả lời được nhận. Hãy điền cột Đáp án.');
    const accepted = texts.map((text, at) => ({
      text,
      weightPct: row.number(`weight.${at}`),
      feedback: row.text(`feedback.${at}`),
    }));
    return { kind: 'short', accepted };
  },
  hotspot(row) {
    const labels = options(row, MOST.spots);
    const spots = labels.map((label, at) => ({
      label,
      ...placeOf(row, `place.${at}`),
      misconception: row.text(`believed.${at}`),
    }));
    const right = rightOf(
      row,
      labels.map((text) => ({ text })),
    );
    const scene = needed(row, 'scene', 'Tên hình');
    return right === undefined ? undefined : { kind: 'hotspot', scene: scene.trim(), spots, right };
  },
};

const isGiven = (text: string): boolean => text.trim() !== '';

function needed(row: RowReader, key: Key, what: string): string {
  if (!row.has(key)) row.fault(key, `${what} trống. Hãy điền vào.`);
  return row.text(key);
}

/** Stands for a number that is not there; the row is left out. */
function missing(row: RowReader, key: Key): number {
  if (!row.has(key)) row.fault(key, 'Thiếu đáp số. Hãy điền một số.');
  return 0;
}

/** Columns of options that are filled, without a gap; a gap is a fault. */
function filled(row: RowReader, most: number): Key[] {
  const keys = Array.from({ length: most }, (_, at) => `option.${at}` as const);
  const last = keys.findLastIndex((key) => row.has(key));
  keys.slice(0, last + 1).forEach((key, at) => {
    if (!row.has(key)) row.fault(key, `Lựa chọn ${letterOf(at)} trống ở giữa. Hãy điền vào hoặc dồn lại.`);
  });
  return keys.slice(0, last + 1);
}

const options = (row: RowReader, most: number): string[] => filled(row, most).map((key) => row.text(key));

const choices = (row: RowReader): { text: string; misconception: string; feedback: string }[] =>
  options(row, MOST.options).map((text, at) => ({
    text,
    misconception: row.text(`believed.${at}`),
    feedback: row.text(`feedback.${at}`),
  }));

/** The options that the answer names, by letters or by the words of one of them. */
function rightsOf(row: RowReader, choosable: readonly { text: string }[]): number[] {
  const answer = row.text('answer');
  const rights = namedIn(
    answer,
    choosable.map(({ text }) => text),
  );
  if (!isGiven(answer)) row.fault('answer', 'Thiếu đáp án. Hãy ghi chữ cái của lựa chọn đúng.');
  else if (rights === null)
    row.fault('answer', `Đáp án “${excerptOf(answer)}” không có trong các lựa chọn. Hãy sửa lại.`);
  return rights ?? [];
}

function rightOf(row: RowReader, choosable: readonly { text: string }[]): number | undefined {
  const [right, ...others] = rightsOf(row, choosable);
  if (others.length > 0) row.fault('answer', 'Loại câu này có một đáp án. Hãy để lại một chữ cái.');
  return right;
}

function isTrue(word: string): boolean | undefined {
  if (/^(đúng|đ|true|t)$/iu.test(word)) return true;
  return /^(sai|s|false|f)$/iu.test(word) ? false : undefined;
}

/** `x; y; radius` in canvas px. */
function placeOf(row: RowReader, key: Key): { xPx: number; yPx: number; radiusPx: number } {
  const text = needed(row, key, 'Vị trí');
  const numbers = text.split(';').map((part) => part.trim().replace(',', '.'));
  const [xPx, yPx, radiusPx] = numbers.map(Number);
  if (
    isGiven(text) &&
    (numbers.length !== 3 || numbers.some((part) => part === '' || !Number.isFinite(Number(part))))
  )
    row.fault(key, 'Vị trí phải là ba số “ngang; dọc; bán kính”. Hãy sửa lại.');
  return { xPx: xPx ?? 0, yPx: yPx ?? 0, radiusPx: radiusPx ?? 0 };
}
