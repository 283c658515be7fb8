import { dayOf } from '../calendar.ts';
import { blockMeans, MIN_SEATS_KEPT } from '../classroom/rules.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Registry } from '../law/rules.ts';
import type { LawStore } from '../law/store.ts';
import { readQuestions, type HomeworkRecord } from './record.ts';
import { resultsOf } from './results.ts';
import { SETTLE_MS } from './rules.ts';

/**
 * Settles what is long past its deadline and deletes what was kept long enough. Several processes may do it at once.
 */
export async function cleanUpHomework(prisma: PrismaClient, law: LawStore, now: Date): Promise<void> {
  const today = dayOf(now);
  const registry = await law.registry();
  const past = await prisma.homework.findMany({
    where: {
      settledAt: null,
      OR: [{ dueAt: { lt: new Date(now.getTime() - SETTLE_MS) } }, { deleteOn: { lt: today } }],
    },
    select: { id: true },
  });
  for (const { id } of past) await prisma.$transaction((tx) => settleHomework(tx, registry, id, now));
  await prisma.homework.deleteMany({ where: { deleteOn: { lt: today } } });
}

/**
 * Makes what a homework came to final: from here on no change of law changes a mark, and of a school's class it is written
 * down that it took part. Once; a second call changes nothing.
 */
export async function settleHomework(
  tx: Prisma.TransactionClient,
  registry: Registry,
  id: string,
  now: Date,
): Promise<void> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM homework WHERE id = ${id}::uuid AND settled_at IS NULL FOR UPDATE`;
  if (!row) return;
  const homework = (await tx.homework.findUniqueOrThrow({ where: { id } })) as HomeworkRecord;
  const today = dayOf(now);
  const questions = await readQuestions(tx, registry, id, today);
  for (const { position, isCounted } of questions)
    await tx.homeworkQuestion.update({
      where: { homeworkId_position: { homeworkId: id, position } },
      data: { isCounted },
    });
  await tx.homework.update({ where: { id }, data: { settledAt: now } });
  if (homework.unitId === null) return;
  const { seats } = await resultsOf(tx, registry, homework, questions, now, today);
  const taking = seats.map(({ marks }) => marks).filter((marks) => marks.some((mark) => mark !== null));
  const means = blockMeans(taking);
  if (!means || taking.length < MIN_SEATS_KEPT) return;
  await tx.quizParticipation.create({
    data: {
      unitId: homework.unitId,
      month: dayOf(homework.dueAt).slice(0, 7),
      set: homework.set,
      seats: taking.length,
      ...means,
    },
  });
}
