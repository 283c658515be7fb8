import { z } from 'zod';
import type { NoticeData } from './rules.ts';

const Lines = (what: string, max: number) =>
  z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(80, { error: `${what} quá dài. Mỗi dòng một mục.` }),
    )
    .max(max, { error: `Nhiều nhất ${max} mục.` });

/** What a notice holds, as typed at the desk. */
export const NoticeSchema: z.ZodType<NoticeData> = z.strictObject({
  lead: z
    .string()
    .trim()
    .min(10, { error: 'Hãy tóm tắt thông báo trong một hoặc hai câu.' })
    .max(300, { error: 'Tóm tắt dài quá 300 ký tự.' }),
  body: z
    .string()
    .trim()
    .min(20, { error: 'Hãy viết nội dung thông báo.' })
    .max(20_000, { error: 'Nội dung dài quá 20.000 ký tự.' }),
  guides: Lines('Tên bài cẩm nang', 20),
  cites: Lines('Tên điều khoản', 40),
  picture: z.uuid({ error: 'Hãy chọn một ảnh trong danh sách.' }).nullable().default(null),
});
