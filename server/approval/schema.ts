import { z } from 'zod';
import { PUBLICATION_KINDS, STATES, VERBS } from './rules.ts';

const Id = z.uuid({ error: 'Không có mục này.' });
const Kind = z.enum(PUBLICATION_KINDS, { error: 'Không có loại này.' });
const Version = z.number().int().min(1);
const Page = z.number().int().min(1).max(10_000).default(1);
const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Ngày phải có dạng năm-tháng-ngày.' })
  .refine((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day), {
    error: 'Không có ngày này trong lịch.',
  });
const Instant = z.iso
  .datetime({ offset: true, error: 'Hãy ghi đủ ngày và giờ.' })
  .transform((text) => new Date(text));
const Reason = z.string().trim().max(500, { error: 'Lý do dài quá 500 ký tự.' });

const text = {
  title: z
    .string()
    .trim()
    .min(5, { error: 'Hãy ghi tiêu đề, ít nhất năm ký tự.' })
    .max(160, { error: 'Tiêu đề dài quá 160 ký tự.' }),
  slug: z
    .string()
    .regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/, {
      error: 'Địa chỉ chỉ gồm chữ thường không dấu, số và gạch nối.',
    })
    .max(80, { error: 'Địa chỉ dài quá 80 ký tự.' })
    .default('')
    .describe('Name in the address; empty: made of the title at first, later as it is.'),
  data: z.unknown().describe("What the kind's own schema holds."),
};
const plan = {
  dueOn: Day.nullable().default(null),
  embargoAt: Instant.nullable().default(null),
};

export const CreateInput = z.strictObject({
  kind: Kind,
  ...text,
  ...plan,
  unitCode: z
    .string()
    .max(20)
    .nullable()
    .default(null)
    .describe('Code of the unit it belongs to; null: the whole site.'),
});
export const SaveInput = z.strictObject({
  id: Id,
  version: Version.describe('Version the text was typed over.'),
  ...text,
  ...plan,
  correction: Reason.nullable().default(null).describe('Public note of a correction; null: as it is.'),
});
export const CompareInput = z.strictObject({ id: Id, ...text });
export const StepInput = z.strictObject({
  id: Id,
  version: Version.describe('Version that was looked at.'),
  verb: z.enum(VERBS).exclude(['edit']),
  reason: Reason.default(''),
  liveAt: Instant.nullable().default(null).describe('For `schedule`: when readers see it.'),
});
export const RestoreInput = z.strictObject({
  id: Id,
  version: Version.describe('Version in the works that was looked at.'),
  number: Version.describe('Older version whose text is taken.'),
});
export const PublicationInput = z.strictObject({ id: Id });
export const DiffInput = z.strictObject({ id: Id, from: Version, to: Version });
export const ListInput = z.strictObject({
  kind: Kind,
  states: z.array(z.enum(STATES)).default([]).describe('Empty: all.'),
  authorId: Id.nullable().default(null),
  unitId: Id.nullable().default(null),
  query: z.string().max(100).default(''),
  sort: z.enum(['title', '-title', 'since', '-since', 'due', '-due', 'state', '-state']).default('-since'),
  page: Page,
});
export const PublishedListInput = z.strictObject({
  kind: Kind,
  page: Page,
  size: z.number().int().min(1).max(50).default(20),
});
export const PublishedInput = z.strictObject({ kind: Kind, slug: z.string().max(80) });
