import { z } from 'zod';
import { DIMENSION_FIELDS, isField, WHOLE_FIELDS, type Field } from './fields.ts';

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Hãy chọn tháng, ví dụ 9/2026.' });
const FieldName = z.custom<Field>((given) => typeof given === 'string' && isField(given), {
  error: 'Hãy chọn ý nghĩa của cột trong danh sách.',
});
const id = z.uuid();
const Page = z.number().int().min(1).max(10_000).default(1);
const Format = z.enum(['csv', 'xlsx']);

/** How a file names things: kept with its sender and found again by the texts themselves. */
export const Mapping = z.strictObject({
  columns: z
    .record(z.string().max(600), FieldName)
    .describe('Meaning of columns, by their heads as columnKey() makes them.'),
  values: z
    .partialRecord(z.enum(DIMENSION_FIELDS), z.record(z.string().max(200), z.string().max(40)))
    .describe('Codes of texts in cells, by dimension and folded text.'),
  whole: z
    .partialRecord(z.enum(WHOLE_FIELDS), z.string().max(40))
    .describe('What holds for every row: a month, or a code.'),
});
export type Mapping = z.output<typeof Mapping>;

export const BeginInput = z.strictObject({
  senderId: z.uuid({ error: 'Hãy chọn nguồn số liệu.' }),
  fileName: z.string().max(300),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array, { error: 'Hãy chọn một tệp.' }),
});
export const ReadInput = z.strictObject({ id, page: Page });
export const RemapInput = z.strictObject({
  id,
  columns: z
    .array(z.strictObject({ key: z.string().max(600), field: FieldName }))
    .max(400)
    .default([])
    .describe('Meaning of columns by the key the view gave them; columns not named stay as they are.'),
  values: z
    .array(
      z.strictObject({
        dimension: z.enum(DIMENSION_FIELDS),
        text: z.string().max(5000),
        code: z.string().trim().max(40).describe('Empty: not decided yet.'),
      }),
    )
    .max(2000)
    .default([]),
  whole: z
    .partialRecord(z.enum(WHOLE_FIELDS), z.union([z.string().trim().max(40), z.null()]))
    .default({})
    .describe('null: take it back.'),
});
export const AcceptInput = z.strictObject({
  id,
  fileHash: z.string(),
  mark: z.string(),
  isRemembered: z.boolean().default(true).describe('Whether the mapping is kept for the next file.'),
});
export const CancelInput = z.strictObject({ id });
export const BrokenRowsInput = z.strictObject({ id, format: Format });
export const TemplateInput = z.strictObject({
  format: Format,
  kind: z.enum(['cases', 'contributions', 'crashes']).default('cases'),
});
export const SampleInput = z.strictObject({ format: Format });
export const BatchesInput = z.strictObject({
  senderId: id.nullable().default(null),
  month: Month.nullable().default(null),
  page: Page,
});
