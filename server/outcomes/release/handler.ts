import type { KindHandler } from '../../approval/handler.ts';
import { DomainError } from '../../errors.ts';
import { periodWords } from '../rules.ts';
import { ReleaseData } from './schema.ts';
import { draftProblems, sealRelease, unsealRelease, withdrawReleases } from './seal.ts';

/**
 * A release in the workflow. Published or scheduled, it is sealed in the same transaction: numbered, chained, signed. Until its
 * hour it can be taken back, and no other can be sealed meanwhile, so that the chain has one end.
 */
export const releaseHandler: KindHandler<ReleaseData> = {
  data: ReleaseData,
  fields: ({ month, draftId }) => [
    { name: 'month', label: 'Tháng', text: periodWords(month) },
    { name: 'draft', label: 'Bản chuẩn bị', text: draftId },
  ],
  problems: async ({ db: { prisma }, releases, now }, { month, draftId }) => {
    const draft = await prisma.releaseDraft.findUnique({ where: { id: draftId } });
    if (!draft || draft.month !== month)
      return ['Bản chuẩn bị không còn. Hãy chuẩn bị lại rồi chọn bản mới.'];
    const unit = await prisma.unit.findUniqueOrThrow({ where: { id: draft.provinceId } });
    const province = { id: unit.id, code: unit.code, nameVi: unit.shortName, isSample: unit.isSample };
    return draftProblems(prisma, releases.groups, draft, province, now());
  },
  onStep: async (tx, step, ctx) => {
    const { publicationId, unitId, data, version, correction, liveAt, from, to, at, reason } = step;
    if ((to === 'scheduled' || to === 'live') && liveAt !== null) {
      const draft = await tx.releaseDraft.findUnique({
        where: { id: data.draftId },
        select: { provinceId: true },
      });
      if (draft && draft.provinceId !== unitId)
        throw new DomainError('BAD_INPUT', 'Bản chuẩn bị là của một tỉnh khác. Hãy chọn bản của đúng tỉnh.');
      return sealRelease(tx, ctx, {
        ...{ publicationId, version, correction, liveAt },
        ...{ draftId: data.draftId, month: data.month },
      });
    }
    const undone = from === 'scheduled' ? await unsealRelease(tx, publicationId, at) : [];
    if (to !== 'withdrawn' || reason === null) return undone;
    return [...undone, ...(await withdrawReleases(tx, publicationId, reason, at))];
  },
};
