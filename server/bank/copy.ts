import type { z } from 'zod';
import type { Task } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { publishMedia, useMedia } from '../media/use.ts';
import { createSet } from './sets.ts';
import { requireRoom } from './questions.ts';
import { formatItem, parseItem } from './rules.ts';
import type { SetInput } from './schema.ts';
import { seenSet } from './set-views.ts';
import { ownRows } from './source.ts';
import { levelsOf, questionColumns, record, unitFor } from './write.ts';

/**
 * Copies a set that whoever asks may read, with its questions, into their own bank; from then on the two know nothing of each other.
 * @throws DomainError NOT_FOUND, CONFLICT when there is no room
 */
export async function copySet(
  ctx: StaffContext,
  { code }: z.output<typeof SetInput>,
): Promise<{ code: string }> {
  const set = await seenSet(ctx, code);
  const rows = await ownRows(ctx.db.prisma, set);
  if (set.items.length === 0) throw new DomainError('CONFLICT', 'Bộ chưa có câu nào để chép.');
  await requireRoom(ctx, rows.size);
  const unitId = await unitFor(ctx);
  const now = ctx.now();
  const copies = new Map<string, string>();
  await ctx.db.prisma.$transaction(async (tx) => {
    for (const row of rows.values()) {
      const { id } = await tx.bankQuestion.create({
        data: {
          ...questionColumns({ ...row, task: row.task as Task }, row),
          ...{ ownerId: ctx.actor.id, unitId, createdAt: now, updatedAt: now },
          ...{ provision: row.provision, levels: row.levels, topic: row.topic, difficulty: row.difficulty },
          ...{ scene: row.scene, mediaId: row.mediaId, tags: row.tags },
          ...{ externalId: row.externalId, name: row.name, category: row.category },
        },
      });
      copies.set(row.id, id);
      if (row.mediaId !== null) {
        await useMedia(tx, ctx, `bank-question:${id}`, [row.mediaId]);
        await publishMedia(tx, `bank-question:${id}`, row.mediaId, now);
      }
    }
    await record(ctx, tx, {
      action: 'bank.copy-set',
      subject: `bank-set:${code}`,
      unitId,
      before: null,
      after: { questions: [...copies.values()] },
    });
  });
  const items = set.items.flatMap((text) => {
    const item = parseItem(text);
    const id = item?.from === 'own' ? copies.get(item.id) : item?.id;
    return item && id !== undefined ? [formatItem({ from: item.from, id })] : [];
  });
  const { title, description, levels } = set;
  return createSet(ctx, { title, description, levels: levelsOf(levels), unitId, items });
}
