import { fold } from '#server/search/rules.ts';
import type { TaskKind } from '#content/schema.ts';
import { letterOf } from '../text/letters.ts';

/** Columns that stand once. Headings are told apart without marks and capitals; `also` are other ways of writing them. */
const SINGLES = {
  kind: { heading: 'Loại câu', also: ['Loại', 'Kiểu câu', 'Dạng câu'] },
  text: { heading: 'Câu hỏi', also: ['Nội dung câu hỏi', 'Nội dung', 'Đề bài'] },
  answer: { heading: 'Đáp án', also: ['Đáp án đúng', 'Trả lời đúng'] },
  explanation: { heading: 'Giải thích', also: ['Lời giải'] },
  feedbackRight: { heading: 'Lời nhắn khi đúng', also: [] },
  feedbackWrong: { heading: 'Lời nhắn khi sai', also: [] },
  misconception: { heading: 'Hiểu lầm', also: [] },
  unit: { heading: 'Đơn vị', also: [] },
  scene: { heading: 'Hình', also: ['Hình vẽ'] },
  name: { heading: 'Tên câu', also: ['Tên'] },
  externalId: { heading: 'Mã', also: ['Mã câu', 'Mã câu hỏi'] },
  tags: { heading: 'Nhãn', also: ['Từ khoá', 'Từ khóa'] },
  category: { heading: 'Danh mục', also: ['Chủ đề', 'Chương'] },
} as const satisfies Record<string, { heading: string; also: readonly string[] }>;
export type Single = keyof typeof SINGLES;

/** Columns that stand once for each option, behind its letter; of extras, behind a number. */
const FAMILIES = {
  option: { heading: 'Lựa chọn', count: 20, also: ['Phương án', 'Đáp án', 'Mục', ''] },
  pair: { heading: 'Ghép với', count: 10, also: [] },
  extra: { heading: 'Vế thừa', count: 6, also: [] },
  place: { heading: 'Vị trí', count: 8, also: [] },
  tolerance: { heading: 'Sai số', count: 10, also: [] },
  weight: { heading: 'Trọng số', count: 20, also: [] },
  feedback: { heading: 'Lời nhắn', count: 20, also: [] },
  believed: { heading: 'Hiểu lầm', count: 10, also: [] },
} as const satisfies Record<string, { heading: string; count: number; also: readonly string[] }>;
export type Family = keyof typeof FAMILIES;

/** A column: `text`, or `option.0` for the first option. */
export type Key = Single | `${Family}.${number}`;

/** How a workbook is laid out, from left to right. */
const ORDER: readonly (Single | Family)[] = [
  'kind',
  'text',
  'option',
  'pair',
  'extra',
  'place',
  'answer',
  'tolerance',
  'unit',
  'weight',
  'explanation',
  'feedbackRight',
  'feedbackWrong',
  'feedback',
  'misconception',
  'believed',
  'scene',
  'name',
  'externalId',
  'tags',
  'category',
];

const isFamily = (name: Single | Family): name is Family => name in FAMILIES;

const suffixOf = (family: Family, place: number): string =>
  family === 'extra' ? String(place + 1) : letterOf(place);

type Column = { key: Key; heading: string };

/** Every column there is, in order, with its heading. */
export const COLUMNS: readonly Column[] = ORDER.flatMap((name): Column[] =>
  isFamily(name)
    ? Array.from({ length: FAMILIES[name].count }, (_, place) => ({
        key: `${name}.${place}` as const,
        heading: `${FAMILIES[name].heading} ${suffixOf(name, place)}`,
      }))
    : [{ key: name, heading: SINGLES[name].heading }],
);

const KEYS: ReadonlyMap<string, Key> = new Map([
  ...(Object.keys(FAMILIES) as Family[]).flatMap((family) =>
    [FAMILIES[family].heading, ...FAMILIES[family].also].flatMap((heading) =>
      Array.from(
        { length: FAMILIES[family].count },
        (_, place) => [fold(`${heading} ${suffixOf(family, place)}`), `${family}.${place}` as Key] as const,
      ),
    ),
  ),
  [fold('Sai số'), 'tolerance.0'] as const,
  ...(Object.keys(SINGLES) as Single[]).flatMap((single) =>
    [SINGLES[single].heading, ...SINGLES[single].also].map((heading) => [fold(heading), single] as const),
  ),
]);

/** The column that a heading names, however it is written; null for any other text. */
export const keyOf = (heading: string): Key | null =>
  KEYS.get(fold(heading.replace(/[*:()]/g, ' ').replace(/_/g, ' '))) ?? null;

export const headingOf = (key: Key): string => COLUMNS.find((column) => column.key === key)!.heading;

/** How the kinds are called; `also` are other ways of writing them. */
const KINDS: Readonly<Record<TaskKind, { word: string; also: readonly string[] }>> = {
  one: { word: 'Một đáp án', also: ['Chọn một', 'Trắc nghiệm', 'Một lựa chọn', '1 đáp án'] },
  several: { word: 'Nhiều đáp án', also: ['Chọn nhiều', 'Nhiều lựa chọn'] },
  'true-false': { word: 'Đúng/Sai', also: ['Đúng sai', 'Đúng hay sai', 'Đúng - Sai'] },
  ordering: { word: 'Sắp xếp', also: ['Thứ tự', 'Sắp thứ tự'] },
  matching: { word: 'Ghép cặp', also: ['Ghép đôi', 'Nối', 'Nối cột'] },
  number: { word: 'Điền số', also: ['Số'] },
  short: { word: 'Trả lời ngắn', also: ['Điền từ', 'Điền chữ'] },
  hotspot: { word: 'Chỉ điểm trên hình', also: ['Chỉ điểm', 'Điểm trên hình'] },
};

export const kindWord = (kind: TaskKind): string => KINDS[kind].word;
export const KIND_WORDS: readonly string[] = Object.values(KINDS).map(({ word }) => word);

export const kindOf = (word: string): TaskKind | null =>
  (Object.keys(KINDS) as TaskKind[]).find((kind) =>
    [KINDS[kind].word, ...KINDS[kind].also].some((known) => fold(known) === fold(word)),
  ) ?? null;

/** Not read: it explains the others. */
export const GUIDE_SHEET = 'Hướng dẫn';
