import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { settleHomework } from './clean-up.ts';
import { joinKeyOf, resumeKeyOf } from './entry.ts';
import { checkDays, ownHomework, writeDown } from './giving.ts';
import type { HomeworkRecord } from './record.ts';
import { GRACE_MS, lastDayKept, phaseOf } from './rules.ts';
import type { ArchiveInput, DueInput, FreeInput, HomeworkInput } from './schema.ts';

/**
 * Moves the deadline, also one that has passed; attempts that were not handed in run on.
 * @throws DomainError NOT_FOUND; CONFLICT once the homework is settled; InputError
 */
export async function setDue(ctx: StaffContext, { id, dueAt }: z.output<typeof DueInput>): Promise<void> {
  const homework = await ownHomework(ctx, id);
  checkDays(ctx.now(), homework.opensAt, dueAt);
  await move(ctx, homework, { dueAt });
}

/**
 * Ends a homework now.
 * @throws DomainError NOT_FOUND; CONFLICT when it is over
 */
export async function closeHomework(
  ctx: StaffContext,
  { id }: z.output<typeof HomeworkInput>,
): Promise<void> {
  const homework = await ownHomework(ctx, id);
  const now = ctx.now();
  if (phaseOf(homework, now) === 'closed') throw new DomainError('CONFLICT', 'Bài tập này đã hết hạn rồi.');
  // What is on its way is still taken; the deadline itself is no longer open.
  const dueAt = new Date(now.getTime() - 1);
  await move(ctx, homework, { dueAt, opensAt: homework.opensAt < dueAt ? homework.opensAt : dueAt });
}

async function move(
  ctx: StaffContext,
  homework: HomeworkRecord,
  days: { dueAt: Date; opensAt?: Date },
): Promise<void> {
  const { id, isKept } = homework;
  await ctx.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.homework.updateMany({
      where: { id, settledAt: null },
      data: { ...days, deleteOn: lastDayKept(dayOf(days.dueAt), isKept) },
    });
    if (count === 0)
      throw new DomainError(
        'CONFLICT',
        'Bài đã hết hạn hơn 7 ngày nên không đổi được nữa. Hãy giao bài mới.',
      );
    await writeDown(ctx, tx, homework, {
      action: 'homework.move',
      before: { dueAt: homework.dueAt.toISOString() },
      after: { dueAt: days.dueAt.toISOString() },
    });
  });
}

/**
 * Puts a homework away from the list, or back.
 * @throws DomainError NOT_FOUND
 */
export async function archiveHomework(
  ctx: StaffContext,
  { id, isArchived }: z.output<typeof ArchiveInput>,
): Promise<void> {
  await ownHomework(ctx, id);
  await ctx.db.prisma.homework.update({ where: { id }, data: { archivedAt: isArchived ? ctx.now() : null } });
}

/**
 * Lets somebody else into a seat: whoever lost the code goes on with what was done, or, cleared, the seat is empty. What
 * devices held before opens it no more.
 * @throws DomainError NOT_FOUND
 */
export async function freeSeat(
  ctx: StaffContext,
  { id, seatId, isCleared }: z.output<typeof FreeInput>,
): Promise<void> {
  const homework = await ownHomework(ctx, id);
  await ctx.db.prisma.$transaction(async (tx) => {
    const row = await tx.homeworkSeat.findFirst({ where: { id: seatId, homeworkId: id } });
    if (!row) throw new DomainError('NOT_FOUND', 'Chỗ này không còn trong bài tập. Hãy tải lại trang.');
    if (isCleared) await tx.homeworkSeat.delete({ where: { id: seatId } });
    else {
      const nobody = randomBytes(16).toString('base64url');
      await tx.homeworkSeat.update({
        where: { id: seatId },
        data: {
          ...{ turn: row.turn + 1, isFree: true, joinKey: joinKeyOf(ctx, nobody) },
          resumeKey: resumeKeyOf(ctx, nobody),
        },
      });
    }
    await writeDown(ctx, tx, homework, {
      action: isCleared ? 'homework.clear' : 'homework.free',
      before: { seat: row.seat },
      after: null,
    });
  });
}

/**
 * Deletes a homework with everything in it. Of a class whose time is over stays that it took part.
 * @throws DomainError NOT_FOUND
 */
export async function removeHomework(
  ctx: StaffContext,
  { id }: z.output<typeof HomeworkInput>,
): Promise<void> {
  const homework = await ownHomework(ctx, id);
  const registry = await ctx.law.registry();
  await ctx.db.prisma.$transaction(async (tx) => {
    if (ctx.now().getTime() > homework.dueAt.getTime() + GRACE_MS)
      await settleHomework(tx, registry, id, ctx.now());
    await tx.homework.delete({ where: { id } });
    const { set, title } = homework;
    await writeDown(ctx, tx, homework, { action: 'homework.remove', before: { set, title }, after: null });
  });
}
