import type { KindHandler } from '../approval/handler.ts';
import { isPicture, publishMedia, useMedia, withdrawMedia } from '../media/use.ts';
import { noticeProblems, type NoticeData } from './rules.ts';
import { NoticeSchema } from './schema.ts';

/** A notice in the workflow: compared with the law when it is confirmed and approved, changes nothing but its own pages and who may see its picture. */
export const noticeHandler: KindHandler<NoticeData> = {
  data: NoticeSchema,
  fields: ({ lead, body, guides, cites, picture }) => [
    { name: 'lead', label: 'Tóm tắt', text: lead },
    { name: 'body', label: 'Nội dung', text: body },
    { name: 'guides', label: 'Bài cẩm nang', text: guides.join('\n') },
    { name: 'cites', label: 'Điều khoản dẫn', text: cites.join('\n') },
    { name: 'picture', label: 'Ảnh (mã của tệp)', text: picture ?? '' },
  ],
  problems: async ({ db, law }, data, day) => {
    const ids = data.guides.map((slug) => `guide:${slug}`);
    const found = await db.prisma.searchEntry.findMany({
      where: { id: { in: ids } },
      select: { id: true },
    });
    const known = new Set(found.map(({ id }) => id.slice('guide:'.length)));
    const problems = noticeProblems(await law.registry(), data, known, day);
    return data.picture === null || (await isPicture(db.prisma, data.picture))
      ? problems
      : [...problems, 'Tệp đã chọn không phải ảnh. Hãy chọn ảnh khác.'];
  },
  onTexts: async (tx, ctx, publicationId, texts) => {
    const subject = `publication:${publicationId}`;
    const pictures = texts.flatMap(({ data: { picture }, publicFrom }) =>
      picture === null ? [] : [{ picture, publicFrom }],
    );
    await useMedia(
      tx,
      ctx,
      subject,
      pictures.map(({ picture }) => picture),
    );
    await withdrawMedia(tx, subject);
    for (const { picture, publicFrom } of pictures)
      if (publicFrom !== null) await publishMedia(tx, subject, picture, publicFrom);
  },
};
