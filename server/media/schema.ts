import { z } from 'zod';
import { ORDERS, USES } from './rules.ts';

const AltText = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(5, { error: 'Hãy tả nội dung của tệp, ít nhất 5 chữ cái.' })
      .max(300, { error: 'Lời tả dài quá 300 chữ cái. Hãy viết ngắn lại.' })
      .regex(/^[^\p{Cc}\p{Cf}]*$/u, { error: 'Lời tả có ký tự ẩn. Hãy gõ lại.' }),
  )
  .describe('What a picture shows, what a document is.');

const Id = z.uuid({ error: 'Tệp này không có.' });

export const UploadInput = z.object({
  fileName: z.string().max(255).describe('As the sender names it; says nothing about what the file is.'),
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array, { error: 'Hãy chọn một tệp rồi gửi lại.' })
    .describe('The whole file; pages hand it over, no JSON carries it.'),
  altText: AltText,
  unitId: z
    .uuid({ error: 'Hãy chọn đơn vị.' })
    .nullable()
    .describe('Whose file it is; null: the whole site’s.'),
});

export const SetAltInput = z.object({ id: Id, altText: AltText });
export const MediaInput = z.object({ id: Id });

export const MediaListInput = z.object({
  q: z
    .string()
    .max(200)
    .transform((text) => text.replace(/\p{C}/gu, ''))
    .default(''),
  use: z.enum(USES).nullable().default(null),
  order: z.enum(ORDERS).default('-ngay'),
  page: z.int().min(1).max(10_000).default(1),
});
