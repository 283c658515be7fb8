import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Level } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import { DomainError, InputError } from '../errors.ts';
import type { BankSet, Prisma } from '../generated/prisma/client.ts';
import { fold } from '../search/rules.ts';
import { assignmentsFor } from '../staff/rules.ts';
import { MAX_ITEMS, parseItem, SET_PREFIX } from './rules.ts';
import type { CreateSetInput, MoveSetInput, SaveSetInput, ShareSetInput } from './schema.ts';
import { ownSet } from './set-views.ts';
import { approvedText } from './source.ts';
import { record, STALE, unitFor } from './write.ts';

/** Units at which whoever asks may keep a set; null: none in particular. */
export async function listBankUnits(ctx: StaffContext): Promise<{ id: string | null; name: string }[]> {
  const ids = [...new Set(assignmentsFor(ctx.actor, 'bank.write').map(({ unitId }) => unitId))];
  const units = await ctx.db.prisma.unit.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, shortName: true },
  });
  return [
    ...units.map(({ id, shortName }) => ({ id, name: shortName })),
    ...(ids.includes(null) ? [{ id: null, name: 'Toàn trang' }] : []),
  ];
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const newCode = (): string =>
  SET_PREFIX + Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]!).join('');

const setColumns = ({
  title,
  description,
  levels,
}: {
  title: string;
  description: string;
  levels: Level[];
}) => ({
  title,
  description,
  levels,
  folded: fold(`${title} ${description}`),
});

/** Items of a set that whoever asks may put into it: their own questions, and shipped ones. @throws InputError */
async function requireItems(ctx: StaffContext, items: readonly string[]): Promise<void> {
  const refuse = (message: string) => {
    throw new InputError([{ path: ['items'], message }]);
  };
  const parsed = items.map(parseItem);
  if (parsed.includes(null)) refuse('Có câu không đọc được. Hãy chọn lại câu ấy.');
  if (items.length > MAX_ITEMS) refuse(`Một bộ có nhiều nhất ${MAX_ITEMS} câu. Hãy chia thành hai bộ.`);
  const ids = parsed.flatMap((item) => (item?.from === 'own' ? [item.id] : []));
  const own = await ctx.db.prisma.bankQuestion.count({
    where: { id: { in: ids }, ownerId: ctx.actor.id },
  });
  if (own < new Set(ids).size) refuse('Có câu không thuộc kho của bạn. Hãy bỏ câu ấy ra.');
}

/** Keeps a new set of whoever asks, private to them. @throws InputError, DomainError FORBIDDEN outside their scope */
export async function createSet(
  ctx: StaffContext,
  input: z.output<typeof CreateSetInput>,
): Promise<{ code: string }> {
  const unitId = await unitFor(ctx, input.unitId);
  await requireItems(ctx, input.items);
  const now = ctx.now();
  const code = newCode();
  const { items } = input;
  const columns = setColumns(input);
  await ctx.db.prisma.$transaction(async (tx) => {
    await tx.bankSet.create({
      data: { code, ownerId: ctx.actor.id, unitId, ...columns, items, createdAt: now, updatedAt: now },
    });
    await record(ctx, tx, {
      action: 'bank.create-set',
      subject: `bank-set:${code}`,
      unitId,
      before: null,
      after: { ...columns, items },
    });
  });
  return { code };
}

/** What is written of a set, and how it was before. */
export type SetChange = {
  action: string;
  before: unknown;
  data: Prisma.BankSetUncheckedUpdateManyInput;
};

/** Changes a set unless somebody did since it was looked at. @throws DomainError CONFLICT */
export async function changeSet(
  ctx: StaffContext,
  old: BankSet,
  seen: number,
  { action, before, data }: SetChange,
): Promise<void> {
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.bankSet.updateMany({
      where: { code: old.code, ownerId: ctx.actor.id, version: seen },
      data: { ...data, version: seen + 1, updatedAt: ctx.now() },
    });
    if (count === 0) throw new DomainError('CONFLICT', STALE);
    await record(ctx, tx, {
      action,
      subject: `bank-set:${old.code}`,
      unitId: old.unitId,
      before,
      after: data,
    });
  });
}

/**
 * Saves a set. What was approved for everyone stays as it was approved.
 * @throws DomainError CONFLICT when the version it was typed over is no longer the newest; InputError
 */
export async function saveSet(
  ctx: StaffContext,
  input: z.output<typeof SaveSetInput>,
): Promise<{ code: string; version: number }> {
  const old = await ownSet(ctx, input.code);
  await requireItems(ctx, input.items);
  const { title, description, levels, items } = old;
  const data = { ...setColumns(input), items: input.items };
  await changeSet(ctx, old, input.version, {
    action: 'bank.save-set',
    before: { title, description, levels, items },
    data,
  });
  return { code: old.code, version: input.version + 1 };
}

/**
 * Shares a set within its school, or no longer. Everybody with a role there reads and uses it as it is at the time.
 * @throws DomainError BAD_INPUT for a set without a unit, CONFLICT
 */
export async function shareSet(
  ctx: StaffContext,
  { code, version, sharing }: z.output<typeof ShareSetInput>,
): Promise<void> {
  const old = await ownSet(ctx, code);
  if (sharing === 'school' && old.unitId === null)
    throw new DomainError(
      'BAD_INPUT',
      'Bộ này không thuộc trường nào. Hãy gửi duyệt để chia sẻ với mọi người.',
    );
  await changeSet(ctx, old, version, {
    action: 'bank.share-set',
    before: { sharing: old.sharing },
    data: { sharing },
  });
}

/** Puts a set away: nobody finds it. @throws DomainError NOT_FOUND; CONFLICT, also while everyone may use it */
export async function archiveSet(
  ctx: StaffContext,
  { code, version }: z.output<typeof MoveSetInput>,
): Promise<void> {
  const old = await ownSet(ctx, code);
  if (await approvedText(ctx.db.prisma, old.publicationId))
    throw new DomainError('CONFLICT', 'Bộ đang chia sẻ với mọi người. Hãy rút bộ xuống rồi xóa.');
  await changeSet(ctx, old, version, {
    action: 'bank.archive-set',
    before: { archivedAt: null },
    data: { archivedAt: ctx.now() },
  });
}

/** Takes back a set that was put away. @throws DomainError NOT_FOUND, CONFLICT */
export async function restoreSet(
  ctx: StaffContext,
  { code, version }: z.output<typeof MoveSetInput>,
): Promise<void> {
  const old = await ownSet(ctx, code);
  const { archivedAt } = old;
  await changeSet(ctx, old, version, {
    action: 'bank.restore-set',
    before: { archivedAt },
    data: { archivedAt: null },
  });
}
