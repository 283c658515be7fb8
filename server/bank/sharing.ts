import type { z } from 'zod';
import type { Task } from '#content/schema.ts';
import type { State } from '../approval/rules.ts';
import type { Outcome } from '../approval/write.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { BankSet } from '../generated/prisma/client.ts';
import { parseItem } from './rules.ts';
import type { SharedSet, SubmitSetInput, WithdrawSetInput } from './schema.ts';
import { ownSet } from './set-views.ts';
import { ownRows } from './source.ts';
import { changeSet } from './sets.ts';
import { levelsOf, STALE } from './write.ts';

/** A set as it is shared: a copy of its questions. @throws DomainError for what cannot be shared */
async function copyOf(ctx: StaffContext, row: BankSet): Promise<SharedSet> {
  const own = await ownRows(ctx.db.prisma, row);
  const questions = row.items.map((text, at): SharedSet['questions'][number] => {
    const item = parseItem(text);
    if (item?.from === 'shipped') return { from: 'shipped', id: item.id };
    const question = own.get(item?.id ?? '');
    if (!question)
      throw new DomainError('CONFLICT', `Câu ${at + 1} đã bị xóa. Hãy bỏ câu ấy ra khỏi bộ rồi gửi lại.`);
    const { id, text: words, task, explanation, provision, levels, difficulty, scene, mediaId } = question;
    if (provision === null)
      throw new DomainError('CONFLICT', `Câu ${at + 1} còn là nháp. Hãy chọn điều khoản cho câu ấy.`);
    return {
      from: 'own',
      question: {
        ...{ id, text: words, task: task as Task, explanation, provision, scene, mediaId },
        levels: levelsOf(levels),
        difficulty: difficulty as 1 | 2 | 3,
      },
    };
  });
  if (questions.length === 0)
    throw new DomainError('CONFLICT', 'Bộ chưa có câu nào. Hãy thêm câu rồi gửi lại.');
  return { code: row.code, description: row.description, levels: levelsOf(row.levels), questions };
}

/**
 * Sends a set as it is now to be checked and approved for everyone. What was approved before stays until this is.
 * @param input `note`: what was wrong before, when an approved text is to be replaced; readers see it
 * @throws DomainError CONFLICT for a set that cannot be shared or changed meanwhile, BAD_INPUT for what the law checker would refuse
 */
export async function submitSet(
  ctx: StaffContext,
  { code, version, note }: z.output<typeof SubmitSetInput>,
): Promise<{ state: State }> {
  const row = await ownSet(ctx, code);
  if (row.version !== version) throw new DomainError('CONFLICT', STALE);
  const data = await copyOf(ctx, row);
  const problems = await ctx.publications['question-set'].problems(ctx, data, ctx.today, null);
  if (problems.length > 0) throw new DomainError('BAD_INPUT', problems.join(' '));

  const drafted = await draftOf(ctx, row, data, note);
  if (drafted.id !== row.publicationId)
    await changeSet(ctx, row, version, {
      action: 'bank.submit-set',
      before: { publicationId: row.publicationId },
      data: { publicationId: drafted.id },
    });
  if (drafted.state !== 'draft')
    throw new DomainError('CONFLICT', 'Bản này đang chờ duyệt và chưa có gì mới. Hãy chờ, hoặc rút lại.');
  const { id, version: drawn } = drafted;
  return ctx.workflow.step(ctx, { id, version: drawn, verb: 'submit', reason: '', liveAt: null });
}

/** A draft of the set's publication with this text: a new one, or a new version of the one it has. */
async function draftOf(
  ctx: StaffContext,
  row: BankSet & { unitId: string | null },
  data: SharedSet,
  note: string,
): Promise<Outcome> {
  const { workflow, db } = ctx;
  const text = { title: row.title, slug: '', data, dueOn: null, embargoAt: null };
  const old = row.publicationId
    ? await db.prisma.publication.findUnique({ where: { id: row.publicationId } })
    : null;
  if (!old || old.state === 'withdrawn') {
    const unit = row.unitId && (await db.prisma.unit.findUnique({ where: { id: row.unitId } }));
    const unitCode = unit ? unit.code : null;
    return workflow.create(ctx, { kind: 'question-set', ...text, unitCode });
  }
  const opened =
    old.state === 'live'
      ? await workflow.step(ctx, {
          id: old.id,
          version: old.version,
          verb: 'correct',
          reason: note || 'Tác giả cập nhật bộ câu hỏi.',
          liveAt: null,
        })
      : old;
  return workflow.save(ctx, { id: old.id, version: opened.version, ...text, correction: null });
}

/**
 * Takes a set back from everyone, or from its way there. Games and homework that run already go on.
 * @throws DomainError CONFLICT when it is not there
 */
export async function withdrawSet(
  ctx: StaffContext,
  { code, version, reason }: z.output<typeof WithdrawSetInput>,
): Promise<void> {
  const row = await ownSet(ctx, code);
  if (row.version !== version) throw new DomainError('CONFLICT', STALE);
  const old = row.publicationId
    ? await ctx.db.prisma.publication.findUnique({ where: { id: row.publicationId } })
    : null;
  if (!old || old.state === 'withdrawn')
    throw new DomainError('CONFLICT', 'Bộ này không chia sẻ với mọi người.');
  const at = { id: old.id, liveAt: null };
  if (old.liveVersion !== null) {
    await ctx.workflow.step(ctx, { ...at, version: old.version, verb: 'withdraw', reason });
    return;
  }
  // What nobody saw yet is not withdrawn but given up, and only a draft can be.
  const draft =
    old.state === 'draft'
      ? old
      : await ctx.workflow.restore(ctx, { id: old.id, version: old.version, number: old.version });
  await ctx.workflow.step(ctx, { ...at, version: draft.version, verb: 'discard', reason: '' });
}
