import type { KindHandler } from '../approval/handler.ts';
import { noticeProblems, type NoticeData } from './rules.ts';
import { NoticeSchema } from './schema.ts';

/** A notice in the workflow: compared with the law when it is confirmed and approved, changes nothing but its own pages. */
export const noticeHandler: KindHandler<NoticeData> = {
  data: NoticeSchema,
  fields: ({ lead, body, guides, cites }) => [
    { name: 'lead', label: 'Tóm tắt', text: lead },
    { name: 'body', label: 'Nội dung', text: body },
    { name: 'guides', label: 'Bài cẩm nang', text: guides.join('\n') },
    { name: 'cites', label: 'Điều khoản dẫn', text: cites.join('\n') },
  ],
  problems: async ({ db, law }, data, day) => {
    const ids = data.guides.map((slug) => `guide:${slug}`);
    const found = await db.prisma.searchEntry.findMany({
      where: { id: { in: ids } },
      select: { id: true },
    });
    const known = new Set(found.map(({ id }) => id.slice('guide:'.length)));
    return noticeProblems(await law.registry(), data, known, day);
  },
};
