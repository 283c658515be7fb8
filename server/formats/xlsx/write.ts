import { writeWorkbook } from '#server/sheet/workbook.ts';
import { tidyQuestion } from '../check.ts';
import type { ExportedQuestion } from '../question.ts';
import { letterOf } from '../text/letters.ts';
import { COLUMNS, GUIDE_SHEET, KIND_WORDS, kindWord, type Key } from './columns.ts';

type Cells = Partial<Record<Key, string | number>>;

/** Columns of every workbook, so that a teacher knows where to write. */
const ALWAYS: readonly Key[] = [
  'kind',
  'text',
  'option.0',
  'option.1',
  'option.2',
  'option.3',
  'answer',
  'explanation',
];
const WIDTHS: Partial<Record<Key, number>> = { kind: 16, text: 60, answer: 12, explanation: 40 };
const OTHER_WIDTH = 24;

/** A bank as a workbook, one row a question; holds all eight kinds whole. */
export async function writeQuestions(questions: readonly ExportedQuestion[]): Promise<Uint8Array> {
  return writeWorkbook([
    sheetOf(
      'Câu hỏi',
      questions.map((question) => cellsOf(tidyQuestion(question))),
    ),
  ]);
}

/** An empty workbook to fill in, with a sheet that explains it by examples. */
export async function writeTemplate(examples: readonly ExportedQuestion[]): Promise<Uint8Array> {
  const guide = [
    ['Cách điền', null],
    ['Mỗi dòng là một câu. Điền ở trang “Câu hỏi”, trang này không được nhập.', null],
    [`Loại câu: ${KIND_WORDS.join(' · ')}.`, null],
    ['Đáp án: chữ cái của lựa chọn đúng, ví dụ B hoặc A, C. Câu đúng/sai ghi Đúng hoặc Sai.', null],
    ['Sắp xếp: điền các mục theo thứ tự đúng, để trống Đáp án.', null],
    [
      'Có thể thêm cột: Ghép với A, Trọng số A, Lời nhắn A, Hiểu lầm A, Sai số A, Đơn vị, Nhãn, Danh mục.',
      null,
    ],
    [null],
  ];
  const shown = sheetOf('', examples.map(cellsOf));
  return writeWorkbook([
    sheetOf('Câu hỏi', []),
    { name: GUIDE_SHEET, rows: [...guide, ...shown.rows], widths: shown.widths },
  ]);
}

function sheetOf(name: string, rows: readonly Cells[]) {
  const used = COLUMNS.filter(
    ({ key }) => ALWAYS.includes(key) || rows.some((cells) => cells[key] !== undefined),
  );
  return {
    name,
    rows: [
      used.map(({ heading }) => heading),
      ...rows.map((cells) => used.map(({ key }) => cells[key] ?? null)),
    ],
    widths: used.map(({ key }) => WIDTHS[key] ?? OTHER_WIDTH),
  };
}

function cellsOf({ text, task, tags, explanation, name, externalId, category }: ExportedQuestion): Cells {
  return {
    kind: kindWord(task.kind),
    text,
    ...taskCells(task),
    ...(explanation === undefined ? {} : { explanation }),
    ...(name === undefined ? {} : { name }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(category === undefined ? {} : { category }),
    ...(tags.length === 0 ? {} : { tags: tags.join('; ') }),
  };
}

/** A family of columns, one for each member that has a value. */
function family<T>(
  name: 'option' | 'pair' | 'extra' | 'place' | 'tolerance' | 'weight' | 'feedback' | 'believed',
  members: readonly T[],
  valueOf: (member: T) => string | number | undefined,
): Cells {
  return Object.fromEntries(
    members.flatMap((member, at) => {
      const value = valueOf(member);
      return value === undefined ? [] : [[`${name}.${at}`, value]];
    }),
  );
}

const FULL = 100;
const weight = ({ weightPct }: { weightPct: number }) => (weightPct === FULL ? undefined : weightPct);
const feedback = (member: { feedback?: string | undefined }) => member.feedback;
const misconception = (member: { misconception?: string | undefined }) => member.misconception;

function taskCells(task: ExportedQuestion['task']): Cells {
  switch (task.kind) {
    case 'one':
      return {
        ...family('option', task.options, ({ text }) => text),
        ...family('feedback', task.options, feedback),
        ...family('believed', task.options, misconception),
        answer: letterOf(task.right),
      };
    case 'several':
      return {
        ...family('option', task.options, ({ text }) => text),
        ...family('feedback', task.options, feedback),
        ...family('believed', task.options, misconception),
        ...family('weight', task.options, ({ weightPct }) => weightPct),
        answer: task.options.flatMap(({ isRight }, at) => (isRight ? [letterOf(at)] : [])).join(', '),
      };
    case 'true-false':
      return {
        answer: task.isTrue ? 'Đúng' : 'Sai',
        ...(task.misconception === undefined ? {} : { misconception: task.misconception }),
        ...(task.feedbackRight === undefined ? {} : { feedbackRight: task.feedbackRight }),
        ...(task.feedbackWrong === undefined ? {} : { feedbackWrong: task.feedbackWrong }),
      };
    case 'ordering':
      return family('option', task.items, (item) => item);
    case 'matching':
      return {
        ...family('option', task.pairs, ({ left }) => left),
        ...family('pair', task.pairs, ({ right }) => right),
        ...family('extra', task.extras, (extra) => extra),
      };
    case 'number':
      return {
        ...family('option', task.values, ({ value }) => value),
        ...family('tolerance', task.values, ({ tolerance }) => tolerance),
        ...family('weight', task.values, weight),
        ...family('feedback', task.values, feedback),
        ...(task.unit === undefined ? {} : { unit: task.unit }),
      };
    case 'short':
      return {
        ...family('option', task.accepted, ({ text }) => text),
        ...family('weight', task.accepted, weight),
        ...family('feedback', task.accepted, feedback),
      };
    case 'hotspot':
      return {
        ...family('option', task.spots, ({ label }) => label),
        ...family('place', task.spots, ({ xPx, yPx, radiusPx }) => `${xPx}; ${yPx}; ${radiusPx}`),
        ...family('believed', task.spots, misconception),
        scene: task.scene,
        answer: letterOf(task.right),
      };
  }
}
