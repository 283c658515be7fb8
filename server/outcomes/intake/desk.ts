import type { DeskSource } from '../../desk/source.ts';
import { mayDo } from '../../staff/rules.ts';

/** Files of one's own that were read and wait to be accepted, on the first page of the desk. */
export const intakeSource: DeskSource = {
  waiting: async (ctx) => {
    if (!mayDo(ctx.actor, 'outcome.import')) return [];
    const uploads = await ctx.db.prisma.outcomeUpload.findMany({
      where: { staffId: ctx.actor.id },
      select: { id: true, fileName: true, createdAt: true, sender: { select: { name: true } } },
      orderBy: { createdAt: 'desc' },
      take: 20,
    });
    return uploads.map(({ id, fileName, createdAt, sender }) => ({
      id: `outcome-upload:${id}`,
      work: 'Số liệu',
      title: fileName === '' ? 'Tệp số liệu' : fileName,
      detail: `Của ${sender.name}. Chưa nhận; tự xóa sau một ngày.`,
      since: createdAt,
      dueOn: null,
      path: `/ban-lam-viec/so-lieu/dua-len/${id}/`,
      verb: 'Xem lại',
    }));
  },
  // What was taken is told by the list of hand-overs.
  recent: async () => [],
};
