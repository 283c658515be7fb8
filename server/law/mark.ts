import type { z } from 'zod';
import type { KindHandler } from '../approval/handler.ts';
import { recordEvents, type AuditEntry } from '../audit/record.ts';
import type { Services } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { actIdOf, citationOf, covers, formatDay, type Registry } from './rules.ts';
import { MarkInput } from './schema.ts';

/** A law checker's word, as read from the command line or the desk. */
export type MarkOrder = z.output<typeof MarkInput>;

const stateNames: Record<MarkOrder['state'], string> = {
  'under-review': 'Đang được kiểm tra lại',
  ended: 'Đã hết hiệu lực',
  clear: 'Gỡ mọi đánh dấu',
};

/** What a target covers: ids of provisions and of penalty rows. Both empty: nothing of the registry but perhaps an act. */
export function coveredBy(registry: Registry, target: string): { provisions: string[]; penalties: string[] } {
  return {
    provisions: [...registry.provisions.keys()].filter((id) => covers(target, id)),
    penalties: [...registry.penalties.values()]
      .filter((row) => row.periods.some((period) => covers(target, period.provision)))
      .map(({ id }) => id),
  };
}

/** Why a mark cannot be set or lifted, one sentence each. */
export function markProblems(registry: Registry, { target, state }: MarkOrder): string[] {
  const { provisions, penalties } = coveredBy(registry, target);
  if (provisions.length + penalties.length === 0 && !registry.acts.has(target))
    return [`Không tìm thấy điều khoản “${target}”. Ví dụ đúng: nd-168-2024:6.9.đ`];
  return state === 'clear' && !registry.marks.some((mark) => mark.target === target)
    ? [`“${target}” không có đánh dấu nào để gỡ.`]
    : [];
}

const auditOf = (order: MarkOrder): AuditEntry => ({
  action: 'law.mark',
  subject: `law:${order.target}`,
  unitId: null,
  before: null,
  after: order,
});

/** Sets a mark; `clear` lifts all marks on exactly that target. */
async function writeMark(
  tx: Prisma.TransactionClient,
  { target, state, onDay, reason }: MarkOrder,
  at: Date,
  publicationId: string | null,
): Promise<void> {
  if (state === 'clear') {
    await tx.lawMark.updateMany({ where: { target, liftedAt: null }, data: { liftedAt: at } });
  } else {
    await tx.lawMark.create({
      data: { target, state: state === 'ended' ? 'ended' : 'underReview', onDay, reason, publicationId },
    });
  }
}

/**
 * Records a law checker's word from the command line, which nobody approves, and tells every process.
 * @returns what it touches, in words
 * @throws DomainError NOT_FOUND when nothing in the registry is covered by the target, or nothing is there to lift
 */
export async function markLaw(
  services: Pick<Services, 'db' | 'law' | 'now'>,
  order: MarkOrder,
): Promise<string> {
  const registry = await services.law.registry();
  const [problem] = markProblems(registry, order);
  if (problem) throw new DomainError('NOT_FOUND', problem);
  const at = services.now();
  await services.db.prisma.$transaction(async (tx) => {
    await writeMark(tx, order, at, null);
    await recordEvents(tx, { actor: null, role: null }, at, [auditOf(order)]);
  });
  await services.db.announce(['law']);
  const { provisions, penalties } = coveredBy(registry, order.target);
  const cited = citationOf(order.target, registry.acts.get(actIdOf(order.target)));
  return `${cited}: ${provisions.length} điều khoản, ${penalties.length} dòng phạt.`;
}

/**
 * A mark in the workflow. “Under review” holds from the moment it is proposed, for safety, and is lifted again when somebody
 * else sends it back; “ended” and “clear” wait until somebody else approves.
 */
export const lawMarkHandler: KindHandler<MarkOrder> = {
  data: MarkInput,
  fields: ({ target, state, onDay, reason }) => [
    { name: 'target', label: 'Điều khoản', text: target },
    { name: 'state', label: 'Đánh dấu', text: stateNames[state] },
    { name: 'onDay', label: 'Từ ngày', text: formatDay(onDay) },
    { name: 'reason', label: 'Lý do', text: reason },
  ],
  problems: async ({ law }, order) => markProblems(await law.registry(), order),
  onStep: async (tx, { publicationId, data: order, from, to, at }) => {
    const isUnderReview = order.state === 'under-review';
    if (from === 'draft' && to === 'checked' && isUnderReview) {
      await writeMark(tx, order, at, publicationId);
      return [auditOf(order)];
    }
    if (from === 'checked' && to === 'draft' && isUnderReview) {
      await tx.lawMark.updateMany({ where: { publicationId, liftedAt: null }, data: { liftedAt: at } });
      return [auditOf({ ...order, state: 'clear' })];
    }
    if (to === 'live' && !isUnderReview) {
      await writeMark(tx, order, at, publicationId);
      return [auditOf(order)];
    }
    return [];
  },
};
