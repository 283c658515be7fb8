import type { Context } from '../context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Registry } from '../law/rules.ts';
import {
  askedOn,
  drawOrder,
  readinessOf,
  type AskedQuestion,
  type AskedTask,
  type TaskOrder,
} from '../quiz/rules.ts';
import { seedAt, type Counting, type KeyShown } from './rules.ts';

type Client = Prisma.TransactionClient;

/** A homework as its rows hold it. */
export type HomeworkRecord = {
  id: string;
  code: string;
  ownerId: string;
  unitId: string | null;
  set: string;
  title: string;
  opensAt: Date;
  dueAt: Date;
  attempts: number | null;
  counting: Counting;
  keyShown: KeyShown;
  seats: number;
  limitMinutes: number | null;
  isKept: boolean;
  deleteOn: string;
  createdAt: Date;
  settledAt: Date | null;
  archivedAt: Date | null;
};

/** A question of a homework, and whether it may be asked today. */
export type GivenQuestion = {
  position: number;
  ref: string;
  question: AskedQuestion;
  isReady: boolean;
  /** Whether it counts: as settled, else whether it may be asked today. */
  isCounted: boolean;
};

/** A homework; null when its rows are gone, or its last day is over. */
export async function readHomework(
  client: Client,
  where: { id: string } | { code: string },
  today: string,
): Promise<HomeworkRecord | null> {
  const row = await client.homework.findUnique({ where });
  return row && row.deleteOn >= today ? (row as HomeworkRecord) : null;
}

/** The questions of a homework in their order, judged by the law of a day. */
export async function readQuestions(
  client: Client,
  registry: Registry,
  homeworkId: string,
  today: string,
): Promise<GivenQuestion[]> {
  const rows = await client.homeworkQuestion.findMany({
    where: { homeworkId },
    orderBy: { position: 'asc' },
  });
  return rows.map(({ position, ref, question: kept, isCounted }) => {
    const question = kept as unknown as AskedQuestion;
    const isReady = readinessOf(registry, question, today).ok;
    return { position, ref, question, isReady, isCounted: isCounted ?? isReady };
  });
}

/** A question as an attempt sees it: words of the day, and the places in which this attempt shows things. */
export type Put = { asked: AskedTask; order: TaskOrder };

/**
 * Puts a question to an attempt.
 * @param given is ready today
 */
export function putTo(
  registry: Registry,
  { question, position }: GivenQuestion,
  seed: number,
  today: string,
): Put {
  const asked = askedOn(registry, question, today);
  return { asked, order: drawOrder(asked.task, seedAt(seed, position)) };
}

/** {@link readQuestions} for a request. */
export const questionsOf = async (ctx: Context, homeworkId: string): Promise<GivenQuestion[]> =>
  readQuestions(ctx.db.prisma, await ctx.law.registry(), homeworkId, ctx.today);
