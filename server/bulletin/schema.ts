import { z } from 'zod';
import { MAX_LESSON, plainWords, ROAD_KM, type BulletinData } from './rules.ts';

const Code = z.string().trim().min(1, { error: 'Hãy chọn một mục.' }).max(80);
const Quarter = z.string().regex(/^\d{4}-Q[1-4]$/, { error: 'Hãy chọn một quý.' });
const LengthKm = z
  .number({ error: 'Hãy ghi chiều dài bằng số, ví dụ 12 hoặc 12,5.' })
  .min(ROAD_KM, { error: `Chỉ nêu tên con đường dài từ ${ROAD_KM} km trở lên.` })
  .max(3000, { error: 'Chiều dài quá lớn. Hãy ghi theo ki-lô-mét.' });
const Lesson = z
  .string()
  .trim()
  .min(30, { error: 'Hãy viết điều rút ra, ít nhất một câu trọn vẹn.' })
  .max(MAX_LESSON, { error: `Điều rút ra dài quá ${MAX_LESSON} ký tự.` })
  .transform(plainWords);
const Place = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('area'), area: Code }),
    z.strictObject({
      kind: z.literal('road'),
      name: z.string().min(1, { error: 'Hãy ghi tên đường.' }).max(60).transform(plainWords),
      lengthKm: LengthKm,
    }),
  ],
  { error: 'Hãy chọn một vùng hoặc một con đường.' },
);

/** What a bulletin holds. Its words are judged by {@link bulletinProblems}, so that stricter ones never keep an old text from being withdrawn. */
export const BulletinSchema: z.ZodType<BulletinData> = z.strictObject({
  province: Code,
  quarter: Quarter,
  place: Place,
  behaviour: Code,
  provision: Code,
  lesson: Lesson,
});

const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Ngày phải có dạng năm-tháng-ngày.' })
  .nullable()
  .default(null);
const Instant = z.iso.datetime({ offset: true, error: 'Hãy ghi đủ ngày và giờ.' }).nullable().default(null);
const Id = z.uuid({ error: 'Không có mục này.' });
const plan = { dueOn: Day, embargoAt: Instant };

export const CreateInput = z.strictObject({ data: BulletinSchema, ...plan });
export const SaveInput = z.strictObject({
  id: Id,
  version: z.number().int().min(1).describe('Version the text was typed over.'),
  data: BulletinSchema,
  ...plan,
  correction: z
    .string()
    .trim()
    .max(500, { error: 'Ghi chú dài quá 500 ký tự.' })
    .nullable()
    .default(null)
    .describe('Public note of a correction; null: as it is.'),
});
export const NamedInput = z.strictObject({ data: BulletinSchema });
export const ChoicesInput = z.strictObject({
  behaviour: z.string().max(80).nullable().default(null).describe('Whose provisions are asked for.'),
});

export const ListInput = z.strictObject({
  province: z.string().max(20).nullable().default(null),
  behaviour: z.string().max(80).nullable().default(null),
  quarter: z.string().max(10).nullable().default(null),
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.number().int().min(1).max(50).default(20),
});
export const ReadInput = z.strictObject({ slug: z.string().max(80) });
export const NewestInput = z.strictObject({
  law: z.array(z.string().max(80)).max(20).describe('Files of content/law/penalties.'),
  most: z.number().int().min(1).max(10).default(2),
});
