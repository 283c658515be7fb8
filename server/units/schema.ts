import { z } from 'zod';
import { SCHOOL_LEVELS, UNIT_KIND_NAMES, WHOLE_PPM } from './rules.ts';

const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Hãy ghi ngày dạng ngày/tháng/năm, ví dụ 21/11/2026.' })
  .refine(
    (day) =>
      !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
      new Date(`${day}T00:00:00Z`).toISOString().startsWith(day),
    { error: 'Không có ngày này trong lịch.' },
  );
/** A code as it was typed; read by the service, which knows what to say when it is none. */
const Code = z.string().trim().min(1, { error: 'Hãy ghi mã đơn vị.' }).max(40);
const Name = z
  .string()
  .trim()
  .normalize('NFC')
  .min(2, { error: 'Hãy ghi tên, ít nhất hai ký tự.' })
  .max(200, { error: 'Tên dài quá 200 ký tự. Hãy rút ngắn.' })
  // A name is shown, printed and exported: nothing that hides, breaks a line or runs.
  .regex(/^[^\p{C}=+@]/u, { error: 'Tên không thể bắt đầu bằng dấu = + @.' })
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, { error: 'Tên có ký tự ẩn. Hãy gõ lại.' });
const Reason = z
  .string()
  .trim()
  .normalize('NFC')
  .min(5, { error: 'Hãy ghi lý do, ít nhất năm ký tự.' })
  .max(500, { error: 'Lý do dài quá 500 ký tự. Hãy rút ngắn.' });
const Share = z.number().int().min(1).max(WHOLE_PPM).nullable();
const Page = z.number().int().min(1).max(10_000).default(1);

const Facts = {
  kind: z.enum(UNIT_KIND_NAMES, { error: 'Hãy chọn loại đơn vị.' }),
  officialName: Name,
  shortName: Name,
  schoolLevels: z.array(z.enum(SCHOOL_LEVELS)).max(SCHOOL_LEVELS.length).default([]),
  parent: Code.nullable().describe('Code of the unit above; null: under nothing.'),
};
/** A unit to be made by an operation: it takes its kind and its parent from the units it comes from. */
const NewHeir = z.strictObject({ officialName: Name, shortName: Name });
const Heir = z.union([z.strictObject({ code: Code }), NewHeir]);
const Why = { onDay: Day, reason: Reason };

const operations = {
  create: z.strictObject({ ...Facts, ...Why }),
  rename: z.strictObject({ code: Code, officialName: Name, shortName: Name, ...Why }),
  move: z.strictObject({ code: Code, parent: Code.nullable(), ...Why }),
  merge: z.strictObject({
    sources: z.array(Code).min(1, { error: 'Hãy ghi mã đơn vị được nhập.' }).max(50),
    heir: Heir,
    ...Why,
  }),
  split: z.strictObject({
    code: Code,
    parts: z
      .array(z.strictObject({ heir: Heir, sharePpm: Share }))
      .min(1, { error: 'Hãy ghi ít nhất một phần.' })
      .max(12),
    kept: z.strictObject({ sharePpm: Share }).nullable().describe('What the unit keeps; null: it ends.'),
    childTo: z.record(z.string(), z.number().int().min(0).max(11)).default({}),
    ...Why,
  }),
  end: z.strictObject({ code: Code, onDay: Day.describe('Its last day.'), reason: Reason }),
};

export const PreviewInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), given: operations.create }),
  z.strictObject({ kind: z.literal('rename'), given: operations.rename }),
  z.strictObject({ kind: z.literal('move'), given: operations.move }),
  z.strictObject({ kind: z.literal('merge'), given: operations.merge }),
  z.strictObject({ kind: z.literal('split'), given: operations.split }),
  z.strictObject({ kind: z.literal('end'), given: operations.end }),
]);
/** An operation as it was asked for, units by their codes. */
export type UnitRequest = z.output<typeof PreviewInput>;

/** What the preview returned: says that the units are still as they were seen. */
const mark = z.string().length(32);
export const CreateInput = operations.create.extend({ mark });
export const RenameInput = operations.rename.extend({ mark });
export const MoveInput = operations.move.extend({ mark });
export const MergeInput = operations.merge.extend({ mark });
export const SplitInput = operations.split.extend({ mark });
export const EndInput = operations.end.extend({ mark });

export const CodeInput = z.strictObject({ code: Code });
export const FindInput = z.strictObject({ query: z.string().max(200).default('') });

export const UNIT_SORTS = ['ten', '-ten', 'ma', '-ma', 'loai', '-loai', 'tu', '-tu'] as const;
const filters = {
  query: z.string().max(200).default(''),
  kind: z.enum(UNIT_KIND_NAMES).nullable().default(null),
  parent: Code.nullable().default(null),
  state: z.enum(['live', 'ended', 'all']).default('live'),
  sort: z.enum(UNIT_SORTS).default('ten'),
};
export const ListInput = z.strictObject({ ...filters, page: Page });
export type ListInput = z.output<typeof ListInput>;
const Format = z.enum(['csv', 'xlsx']);
export const ExportInput = z.strictObject({ ...filters, format: Format });
export type ExportInput = z.output<typeof ExportInput>;

export const HeadcountInput = z.strictObject({
  code: Code,
  year: z
    .number({ error: 'Hãy ghi năm.' })
    .int()
    .min(2000, { error: 'Năm từ 2000.' })
    .max(2100, { error: 'Năm đến 2100.' }),
  count: z
    .number({ error: 'Hãy ghi sĩ số.' })
    .int({ error: 'Sĩ số là số nguyên.' })
    .min(0, { error: 'Sĩ số không âm.' })
    .max(10_000_000, { error: 'Sĩ số quá lớn.' }),
  version: z.number().int().describe('Of the unit as it was seen.'),
});

export const BeginImportInput = z.strictObject({
  fileName: z.string().max(300),
  bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array, { error: 'Hãy chọn một tệp.' }),
});
const id = z.uuid();
export const ImportInput = z.strictObject({ id, page: Page });
export const AcceptInput = z.strictObject({ id, fileHash: z.string(), mark: z.string() });
export const CancelInput = z.strictObject({ id });
export const BrokenRowsInput = z.strictObject({ id, format: Format });
export const TemplateInput = z.strictObject({ format: Format });
