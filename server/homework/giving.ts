import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { recordEvents, type AuditEntry } from '../audit/record.ts';
import { dayOf } from '../calendar.ts';
import { CODE_BYTES, homeworkCodeOf } from '../classroom/rules.ts';
import type { StaffContext } from '../context.ts';
import { DomainError, InputError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { drawQuestions, readinessOf, type AskedQuestion } from '../quiz/rules.ts';
import { assignmentsFor, roleFor } from '../staff/rules.ts';
import type { HomeworkRecord } from './record.ts';
import { lastDayKept, phaseOf, type Phase } from './rules.ts';
import { MAX_AHEAD_MS, type GiveInput, type ListInput, type SetInput } from './schema.ts';

type Tx = Prisma.TransactionClient;

/**
 * A homework of whoever is signed in.
 * @throws DomainError NOT_FOUND, also for somebody else's
 */
export async function ownHomework(ctx: StaffContext, id: string): Promise<HomeworkRecord> {
  const row = await ctx.db.prisma.homework.findFirst({
    where: { id, ownerId: ctx.actor.id, deleteOn: { gte: ctx.today } },
  });
  if (!row) throw new DomainError('NOT_FOUND', 'Bài tập này không còn. Hãy xem lại danh sách.');
  return row as HomeworkRecord;
}

/** Writes down in the trail what was done to a homework. */
export const writeDown = (
  ctx: StaffContext,
  tx: Tx,
  { id, unitId }: Pick<HomeworkRecord, 'id' | 'unitId'>,
  done: Pick<AuditEntry, 'action' | 'before' | 'after'>,
): Promise<void> =>
  recordEvents(tx, { actor: ctx.actor, role: roleFor(ctx.actor, 'homework.give') }, ctx.now(), [
    { ...done, subject: `homework:${id}`, unitId },
  ]);

/** A set before it is given. */
export type SetToGive = { id: string; titleVi: string | null; ready: number; size: number };

/**
 * A set that whoever is signed in may give.
 * @throws DomainError NOT_FOUND
 */
export async function readSetToGive(
  ctx: StaffContext,
  { set: id }: z.output<typeof SetInput>,
): Promise<SetToGive> {
  const [set, registry] = await Promise.all([ctx.quiz.findSet(id, ctx.actor), ctx.law.registry()]);
  if (!set) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  const ready = set.questions.filter((question) => readinessOf(registry, question, ctx.today).ok).length;
  return { id, titleVi: set.titleVi, ready, size: Math.min(set.isOrdered ? ready : set.size, ready) };
}

/** The schools in whose name whoever is signed in may give homework. */
export async function listUnits(ctx: StaffContext): Promise<{ id: string; name: string }[]> {
  const ids = unitIdsOf(ctx);
  const units = await ctx.db.prisma.unit.findMany({
    where: { id: { in: ids } },
    select: { id: true, shortName: true },
  });
  return ids.flatMap((id) => {
    const unit = units.find((each) => each.id === id);
    return unit ? [{ id, name: unit.shortName }] : [];
  });
}

const unitIdsOf = (ctx: StaffContext): string[] => [
  ...new Set(assignmentsFor(ctx.actor, 'homework.give').flatMap(({ unitId }) => unitId ?? [])),
];

/** @throws InputError when the days do not fit each other */
export function checkDays(now: Date, opensAt: Date, dueAt: Date): void {
  const refuse = (field: string, message: string): never => {
    throw new InputError([{ path: [field], message }]);
  };
  if (dueAt <= now) refuse('dueAt', 'Hạn nộp đã qua. Hãy chọn một giờ sau lúc này.');
  if (dueAt <= opensAt) refuse('dueAt', 'Hạn nộp phải sau giờ mở bài.');
  if (dueAt.getTime() > now.getTime() + MAX_AHEAD_MS)
    refuse('dueAt', 'Hạn nộp xa quá 300 ngày. Hãy chọn một ngày gần hơn.');
}

/**
 * Gives a homework: the questions are drawn now and are the same for everybody.
 * @throws DomainError NOT_FOUND for an unknown set, CONFLICT when none of its questions may be asked today, FORBIDDEN for a
 *   school that is not theirs; InputError for days that do not fit
 */
export async function giveHomework(
  ctx: StaffContext,
  input: z.output<typeof GiveInput>,
): Promise<{ id: string; code: string }> {
  const now = ctx.now();
  const { set, count, unitId: asked, opensAt: opens, ...given } = input;
  const opensAt = opens ?? now;
  checkDays(now, opensAt, given.dueAt);
  const units = unitIdsOf(ctx);
  if (asked !== null && !units.includes(asked))
    throw new DomainError('FORBIDDEN', 'Bạn không dạy ở trường này. Hãy chọn một trường khác.');
  const unitId = asked ?? units[0] ?? null;
  const questions = await drawFor(ctx, set, count);
  return ctx.db.prisma.$transaction(async (tx) => {
    const row = await tx.homework.create({
      data: {
        ...given,
        ...{ set, unitId, opensAt, ownerId: ctx.actor.id, createdAt: now },
        code: homeworkCodeOf(randomBytes(CODE_BYTES.homework)),
        deleteOn: lastDayKept(dayOf(given.dueAt), given.isKept),
        questions: {
          create: questions.map((question, position) => ({
            ...{ position, ref: question.ref },
            question: question,
          })),
        },
      },
      select: { id: true, code: true, unitId: true },
    });
    const after = { set, questions: questions.length, dueAt: given.dueAt.toISOString() };
    await writeDown(ctx, tx, row, { action: 'homework.give', before: null, after });
    return { id: row.id, code: row.code };
  });
}

async function drawFor(ctx: StaffContext, setId: string, count: number): Promise<AskedQuestion[]> {
  const [set, registry] = await Promise.all([ctx.quiz.findSet(setId, ctx.actor), ctx.law.registry()]);
  if (!set) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  const ready = set.questions.filter((question) => readinessOf(registry, question, ctx.today).ok);
  if (ready.length === 0)
    throw new DomainError(
      'CONFLICT',
      'Các câu của bộ này đang được kiểm tra lại theo luật. Hãy chọn một bộ khác.',
    );
  return set.isOrdered ? ready.slice(0, count) : drawQuestions(ready, count, randomBytes(4).readUInt32BE(0));
}

/** A homework in the list of its teacher. */
export type HomeworkRow = Pick<
  HomeworkRecord,
  'id' | 'code' | 'title' | 'set' | 'opensAt' | 'dueAt' | 'deleteOn'
> & {
  phase: Phase;
  questions: number;
  /** Seats taken, and those that handed an attempt in. */
  taken: number;
  handedIn: number;
};

/** The homework of whoever is signed in; the latest deadline first. */
export async function listHomework(
  ctx: StaffContext,
  { isArchived }: z.output<typeof ListInput>,
): Promise<HomeworkRow[]> {
  const rows = await ctx.db.prisma.homework.findMany({
    where: {
      ownerId: ctx.actor.id,
      deleteOn: { gte: ctx.today },
      archivedAt: isArchived ? { not: null } : null,
    },
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    include: { _count: { select: { questions: true, taken: true } } },
  });
  const done = await ctx.db.prisma.homeworkSeat.groupBy({
    by: ['homeworkId'],
    where: {
      homeworkId: { in: rows.map(({ id }) => id) },
      attempts: { some: { handedInAt: { not: null } } },
    },
    _count: true,
  });
  const doneOf = new Map(done.map(({ homeworkId, _count }) => [homeworkId, _count]));
  return rows.map(({ id, code, title, set, opensAt, dueAt, deleteOn, _count }) => ({
    ...{ id, code, title, set, opensAt, dueAt, deleteOn },
    phase: phaseOf({ opensAt, dueAt }, ctx.now()),
    questions: _count.questions,
    taken: _count.taken,
    handedIn: doneOf.get(id) ?? 0,
  }));
}
