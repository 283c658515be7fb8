/* What a column of a handed-over file may mean. Pure; the screen takes it through the door of the room. */
import {
  CRASH_MEASURES,
  crashWords,
  RESULT_SUMS,
  RESULTS,
  resultWords,
  type CrashMeasure,
  type Result,
  type ResultSum,
} from '../vocabulary.ts';

/** What rows are told apart by; their texts are looked up. */
export const DIMENSION_FIELDS = [
  'place',
  'behaviour',
  'vehicle',
  'source',
  'result',
  'unit',
  'measure',
] as const;
export type DimensionField = (typeof DIMENSION_FIELDS)[number];

export type AnyResult = Result | ResultSum;
const ALL_RESULTS = [...RESULTS, ...(Object.keys(RESULT_SUMS) as ResultSum[])] as const;

const NUMBER_FIELDS = [
  'count',
  'fines',
  'points',
  'processing-days',
  'mean-days',
  'contributors',
  'cap',
] as const;
type NumberField = (typeof NUMBER_FIELDS)[number];

/** Meaning of a column. `none`: it is left aside. `result.fined`: how many were fined, where every result has a column of its own. */
export type Field =
  'month' | DimensionField | NumberField | `result.${AnyResult}` | `crash.${CrashMeasure}` | 'none';

const SINGLE_WORDS: Record<'month' | DimensionField | NumberField | 'none', string> = {
  month: 'Tháng',
  place: 'Xã, phường',
  behaviour: 'Hành vi',
  vehicle: 'Phương tiện',
  source: 'Nguồn',
  result: 'Kết quả',
  unit: 'Đơn vị',
  measure: 'Chỉ tiêu tai nạn',
  count: 'Số lượng',
  fines: 'Tiền phạt (đồng)',
  points: 'Điểm bị trừ',
  'processing-days': 'Số ngày xử lý (cộng lại)',
  'mean-days': 'Số ngày xử lý trung bình',
  contributors: 'Số người đóng góp',
  cap: 'Mức trần mỗi người',
  none: 'Không dùng cột này',
};

/** Every meaning, in the order in which it is offered. */
export const FIELDS: readonly Field[] = [
  'none',
  'month',
  ...DIMENSION_FIELDS,
  ...NUMBER_FIELDS,
  ...ALL_RESULTS.map((result) => `result.${result}` as const),
  ...CRASH_MEASURES.map((measure) => `crash.${measure}` as const),
];

export const isField = (text: string): text is Field => (FIELDS as readonly string[]).includes(text);

/** What a meaning is called. */
export function fieldWords(field: Field): string {
  const result = resultOf(field);
  if (result) return `Số vụ: ${resultWords[result]}`;
  const measure = measureOf(field);
  if (measure) return `Tai nạn: ${crashWords[measure]}`;
  return SINGLE_WORDS[field as keyof typeof SINGLE_WORDS];
}

/** The result that a column of its own counts; null: it is none of these. */
export const resultOf = (field: Field): AnyResult | null =>
  field.startsWith('result.') ? (field.slice('result.'.length) as AnyResult) : null;

export const measureOf = (field: Field): CrashMeasure | null =>
  field.startsWith('crash.') ? (field.slice('crash.'.length) as CrashMeasure) : null;

export const isDimension = (field: Field): field is DimensionField =>
  (DIMENSION_FIELDS as readonly Field[]).includes(field);

/** Whether cells of a column hold numbers. */
export const isNumeric = (field: Field): boolean =>
  (NUMBER_FIELDS as readonly Field[]).includes(field) ||
  resultOf(field) !== null ||
  measureOf(field) !== null;

/** What may be said once for a whole file instead of in a column. */
export const WHOLE_FIELDS = ['month', 'place', 'behaviour', 'vehicle', 'source'] as const;
export type WholeField = (typeof WHOLE_FIELDS)[number];
