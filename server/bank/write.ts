import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Level, Task } from '#content/schema.ts';
import { recordEvents, type AuditEntry } from '../audit/record.ts';
import { canonicalJson } from '../audit/rules.ts';
import type { StaffContext } from '../context.ts';
import { DomainError, InputError } from '../errors.ts';
import { checkDraft } from '../formats/check.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { requireScope } from '../scope.ts';
import { fold } from '../search/rules.ts';
import { assignmentsFor, roleFor, type Permission } from '../staff/rules.ts';
import { likeOptions, usabilityOf, whyNotUsed, wordsOfQuestion } from './rules.ts';
import type { QuestionText } from './schema.ts';

type Tx = Prisma.TransactionClient;
type Typed = z.output<typeof QuestionText>;

export const STALE =
  'Có người vừa lưu bản khác, có thể là bạn ở một thẻ khác. Hãy so hai bản rồi chọn bản giữ lại.';

/** Why words of somebody at the desk cannot be kept; null: they can. Two braces would be read as a figure of law. */
export const BRACES = 'Trong câu có dấu {{. Trang dùng dấu ấy cho số liệu luật, hãy bỏ đi hoặc viết khác.';

/** A question's texts and task as they are kept, once they hold. */
export type Kept = {
  text: string;
  task: Task;
  explanation: string;
};

/** What keeps a question from being kept, beyond its shape; one sentence each. */
export function faultsOf(ctx: Pick<StaffContext, 'bank'>, { text, task, explanation }: Kept): string[] {
  const like = likeOptions(task);
  return [
    ...(wordsOfQuestion({ text, task, explanation }).some((words) => words.includes('{{')) ? [BRACES] : []),
    ...(like === null ? [] : [`Có hai lựa chọn giống nhau: “${like}”. Hãy sửa một trong hai.`]),
    ...(task.kind === 'hotspot' && !ctx.bank.scenes.has(task.scene)
      ? [`Trang không có hình vẽ “${task.scene}”. Hãy chọn một hình có sẵn.`]
      : []),
  ];
}

/** Holds a typed question to the rules of imports. @throws InputError with every sentence, under `task` */
export function readTyped(
  ctx: Pick<StaffContext, 'bank'>,
  { text, task, explanation }: Pick<Typed, 'text' | 'task' | 'explanation'>,
): Kept {
  const refuse = (messages: readonly string[]) => {
    throw new InputError(messages.map((message) => ({ path: ['task'], message })));
  };
  const checked = checkDraft({ text, task: task as Task, explanation }, { from: 1, to: 1 });
  if (!checked.ok) return refuse(checked.messages);
  const { question } = checked;
  const kept = { text: question.text, task: question.task, explanation: question.explanation ?? '' };
  const faults = faultsOf(ctx, kept);
  return faults.length > 0 ? refuse(faults) : kept;
}

/** @throws InputError unless a provision is known and plainly in force today */
export async function requireProvision(
  ctx: Pick<StaffContext, 'law' | 'today'>,
  provision: string | null,
): Promise<void> {
  if (provision === null) return;
  const why = whyNotUsed(usabilityOf(await ctx.law.registry(), provision, ctx.today));
  if (why !== null)
    throw new InputError([{ path: ['provision'], message: `${why} Hãy chọn điều khoản khác.` }]);
}

/** Text and task in one short name: the same for the same question. */
export const hashOf = ({ text, task }: Pick<Kept, 'text' | 'task'>): string =>
  createHash('sha256')
    .update(canonicalJson([text, task]))
    .digest('hex');

/** Columns that follow from what is kept. */
export const questionColumns = (
  { text, task, explanation }: Kept,
  { topic, tags = [] }: { topic: string; tags?: readonly string[] },
) => ({
  text,
  task,
  kind: task.kind,
  explanation,
  folded: fold([text, topic, ...tags].join(' ')),
  hash: hashOf({ text, task }),
});

/**
 * The unit something new belongs to.
 * @param asked undefined: the first unit at which whoever asks may write
 * @throws DomainError FORBIDDEN outside their scope
 */
export async function unitFor(ctx: StaffContext, asked?: string | null): Promise<string | null> {
  const first = assignmentsFor(ctx.actor, 'bank.write')[0]!.unitId;
  const unitId = asked === undefined ? first : asked;
  await requireScope(ctx, 'bank.write', unitId);
  return unitId;
}

/** Writes down what was done in the bank. */
export const record = (
  ctx: StaffContext,
  tx: Tx,
  entry: AuditEntry,
  permission: Permission = 'bank.write',
): Promise<void> =>
  recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, permission) }, ctx.now(), [entry]);

export const noQuestion = () =>
  new DomainError('NOT_FOUND', 'Không có câu hỏi này trong kho của bạn. Hãy mở lại từ danh sách.');
export const noSet = () =>
  new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này, hoặc bộ không chia sẻ cho bạn.');

export const levelsOf = (levels: readonly string[]): Level[] => levels as Level[];
