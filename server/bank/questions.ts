import type { z } from 'zod';
import type { Task } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import { DomainError, InputError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { isPicture, publishMedia, useMedia } from '../media/use.ts';
import { ownQuestion } from './question-views.ts';
import type { MoveQuestionInput, QuestionText, SaveQuestionInput } from './schema.ts';
import { questionColumns, readTyped, record, requireProvision, STALE, unitFor, type Kept } from './write.ts';

const MAX_OWN = 20_000;

type Typed = z.output<typeof QuestionText>;

/** What is typed, held to the rules and as it would be kept; nothing is written. @throws InputError */
export const checkQuestion = async (ctx: StaffContext, input: Typed): Promise<Kept> => readTyped(ctx, input);

/** The picture of a question: a hotspot has its own, and no question has two. @throws InputError */
function pictureColumns(
  ctx: StaffContext,
  { scene, mediaId }: Typed,
  task: Task,
): { scene: string | null; mediaId: string | null } {
  if (task.kind === 'hotspot') return { scene: null, mediaId: null };
  if (scene !== null && !ctx.bank.scenes.has(scene))
    throw new InputError([{ path: ['scene'], message: 'Trang không có hình vẽ này. Hãy chọn hình khác.' }]);
  return { scene: mediaId === null ? scene : null, mediaId };
}

/**
 * Says which picture a question shows. Whoever answers is not signed in, so anybody who has its address may see it.
 * @throws InputError, DomainError NOT_FOUND
 */
async function showPicture(
  tx: Prisma.TransactionClient,
  ctx: StaffContext,
  id: string,
  mediaId: string | null,
): Promise<void> {
  const subject = `bank-question:${id}`;
  if (mediaId !== null && !(await isPicture(tx, mediaId)))
    throw new InputError([{ path: ['mediaId'], message: 'Tệp đã chọn không phải ảnh. Hãy chọn ảnh khác.' }]);
  await useMedia(tx, ctx, subject, mediaId === null ? [] : [mediaId]);
  if (mediaId !== null) await publishMedia(tx, subject, mediaId, ctx.now());
}

/**
 * Keeps a new question of whoever asks; without a provision it is a draft.
 * @throws InputError for what does not hold, DomainError CONFLICT when the bank is full
 */
export async function createQuestion(ctx: StaffContext, input: Typed): Promise<{ id: string }> {
  const kept = readTyped(ctx, input);
  await requireProvision(ctx, input.provision);
  const picture = pictureColumns(ctx, input, kept.task);
  const unitId = await unitFor(ctx);
  await requireRoom(ctx, 1);
  const { provision, levels, topic, difficulty } = input;
  const now = ctx.now();
  return ctx.db.prisma.$transaction(async (tx) => {
    const { id } = await tx.bankQuestion.create({
      data: {
        ownerId: ctx.actor.id,
        unitId,
        ...questionColumns(kept, { topic }),
        ...{ provision, levels, topic, difficulty, ...picture, createdAt: now, updatedAt: now },
      },
    });
    await showPicture(tx, ctx, id, picture.mediaId);
    const after = { ...kept, provision, levels, topic, difficulty, ...picture };
    await record(ctx, tx, {
      action: 'bank.create-question',
      subject: `bank-question:${id}`,
      unitId,
      before: null,
      after,
    });
    return { id };
  });
}

/** @throws DomainError CONFLICT when so many more questions would be too many */
export async function requireRoom(ctx: StaffContext, more: number): Promise<void> {
  const held = await ctx.db.prisma.bankQuestion.count({ where: { ownerId: ctx.actor.id } });
  if (held + more > MAX_OWN)
    throw new DomainError(
      'CONFLICT',
      'Kho của bạn đã có gần 20.000 câu, không chứa thêm được. Hãy xuất bớt ra tệp.',
    );
}

/**
 * Saves a question. Games and homework that run already go on with the words they began with.
 * @throws DomainError CONFLICT when the version it was typed over is no longer the newest: nothing is written; InputError
 */
export async function saveQuestion(
  ctx: StaffContext,
  input: z.output<typeof SaveQuestionInput>,
): Promise<{ id: string; version: number }> {
  const { id, version, provision, levels, topic, difficulty } = input;
  const old = await ownQuestion(ctx, id);
  if (old.version !== version) throw new DomainError('CONFLICT', STALE);
  const kept = readTyped(ctx, input);
  // One that ended meanwhile does not keep its author from mending the rest.
  if (provision !== old.provision) await requireProvision(ctx, provision);
  const picture = pictureColumns(ctx, input, kept.task);
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.bankQuestion.updateMany({
      where: { id, ownerId: ctx.actor.id, version },
      data: {
        ...questionColumns(kept, { topic, tags: old.tags }),
        ...{ provision, levels, topic, difficulty, ...picture },
        version: version + 1,
        updatedAt: ctx.now(),
      },
    });
    if (count === 0) throw new DomainError('CONFLICT', STALE);
    await showPicture(tx, ctx, id, picture.mediaId);
    const { text, task, explanation } = old;
    await record(ctx, tx, {
      action: 'bank.save-question',
      subject: `bank-question:${id}`,
      unitId: old.unitId,
      before: {
        ...{ text, task, explanation, provision: old.provision, levels: old.levels, topic: old.topic },
        ...{ difficulty: old.difficulty, scene: old.scene, mediaId: old.mediaId },
      },
      after: { ...kept, provision, levels, topic, difficulty, ...picture },
    });
  });
  return { id, version: version + 1 };
}

/** Puts a question away: it leaves lists and sets. @throws DomainError NOT_FOUND, CONFLICT */
export const archiveQuestion = (ctx: StaffContext, input: z.output<typeof MoveQuestionInput>) =>
  moveQuestion(ctx, input, ctx.now());

/** Takes back a question that was put away; sets that held it hold it again. @throws DomainError NOT_FOUND, CONFLICT */
export const restoreQuestion = (ctx: StaffContext, input: z.output<typeof MoveQuestionInput>) =>
  moveQuestion(ctx, input, null);

async function moveQuestion(
  ctx: StaffContext,
  { id, version }: z.output<typeof MoveQuestionInput>,
  archivedAt: Date | null,
): Promise<void> {
  const old = await ownQuestion(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.bankQuestion.updateMany({
      where: { id, ownerId: ctx.actor.id, version },
      data: { archivedAt, version: version + 1 },
    });
    if (count === 0) throw new DomainError('CONFLICT', STALE);
    await record(ctx, tx, {
      action: archivedAt === null ? 'bank.restore-question' : 'bank.archive-question',
      subject: `bank-question:${id}`,
      unitId: old.unitId,
      before: { isArchived: old.archivedAt !== null },
      after: { isArchived: archivedAt !== null },
    });
  });
}
