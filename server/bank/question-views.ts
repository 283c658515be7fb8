import type { z } from 'zod';
import type { Level, Task } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import type { BankQuestion, Prisma } from '../generated/prisma/client.ts';
import type { Registry } from '../law/rules.ts';
import { fold } from '../search/rules.ts';
import { formatItem, usabilityOf, type QuestionState, type Usability } from './rules.ts';
import type { QuestionInput, QuestionListInput } from './schema.ts';
import { noQuestion } from './write.ts';

const PAGE_SIZE = 25;

/** A question as a list shows it. */
export type QuestionRow = {
  id: string;
  text: string;
  kind: Task['kind'];
  levels: Level[];
  topic: string;
  difficulty: number;
  hasPicture: boolean;
  usability: Usability;
  isArchived: boolean;
  updatedAt: Date;
};

export type QuestionView = QuestionRow & {
  task: Task;
  explanation: string;
  provision: string | null;
  scene: string | null;
  mediaId: string | null;
  name: string | null;
  externalId: string | null;
  tags: string[];
  category: string | null;
  version: number;
  /** Sets of its owner that hold it. */
  sets: { code: string; title: string }[];
};

/** A page of questions, and what the list can be narrowed to. */
export type QuestionList = {
  rows: QuestionRow[];
  total: number;
  size: number;
  states: { state: QuestionState; count: number }[];
  topics: string[];
};

const rowOf = (registry: Registry, today: string, row: BankQuestion): QuestionRow => ({
  id: row.id,
  text: row.text,
  kind: row.kind as Task['kind'],
  levels: row.levels as Level[],
  topic: row.topic,
  difficulty: row.difficulty,
  hasPicture: row.scene !== null || row.mediaId !== null || row.kind === 'hotspot',
  usability: usabilityOf(registry, row.provision, today),
  isArchived: row.archivedAt !== null,
  updatedAt: row.updatedAt,
});

export type Narrowing = Omit<z.output<typeof QuestionListInput>, 'page'>;

/** What was asked for but the state; all words of the query must stand in the question, marks aside. */
const narrowed = (
  ownerId: string,
  { kind, level, topic, query }: Narrowing,
): Prisma.BankQuestionWhereInput => ({
  ownerId,
  ...(kind === null ? {} : { kind }),
  ...(level === null ? {} : { levels: { has: level } }),
  ...(topic === null ? {} : { topic }),
  AND: fold(query)
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ folded: { contains: word } })),
});

/** Which rows are in a state: whether a provision holds is the registry's to say, so its provisions are named. */
async function inState(
  ctx: StaffContext,
  state: QuestionState | null,
): Promise<Prisma.BankQuestionWhereInput> {
  if (state === 'archived') return { archivedAt: { not: null } };
  if (state === null) return { archivedAt: null };
  if (state === 'draft') return { archivedAt: null, provision: null };
  const registry = await ctx.law.registry();
  const named = await ctx.db.prisma.bankQuestion.findMany({
    where: { ownerId: ctx.actor.id, provision: { not: null } },
    distinct: ['provision'],
    select: { provision: true },
  });
  const provisions = named
    .map(({ provision }) => provision!)
    .filter((provision) => usabilityOf(registry, provision, ctx.today).state === state);
  return { archivedAt: null, provision: { in: provisions } };
}

/** Rows of whoever asks that fit, in the order of the list: what was written last comes first. */
export async function findQuestions(
  ctx: StaffContext,
  input: Narrowing,
  page: { skip: number; take: number },
): Promise<BankQuestion[]> {
  return ctx.db.prisma.bankQuestion.findMany({
    where: { ...narrowed(ctx.actor.id, input), ...(await inState(ctx, input.state)) },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    ...page,
  });
}

/** Questions of whoever asks. */
export async function listQuestions(
  ctx: StaffContext,
  input: z.output<typeof QuestionListInput>,
): Promise<QuestionList> {
  const { prisma } = ctx.db;
  const where = narrowed(ctx.actor.id, input);
  const registry = await ctx.law.registry();
  const grouped = await prisma.bankQuestion.groupBy({
    by: ['provision'],
    where: { ...where, archivedAt: null },
    _count: { _all: true },
  });
  const counts = new Map<QuestionState, number>();
  for (const { provision, _count } of grouped) {
    const { state } = usabilityOf(registry, provision, ctx.today);
    counts.set(state, (counts.get(state) ?? 0) + _count._all);
  }
  counts.set('archived', await prisma.bankQuestion.count({ where: { ...where, archivedAt: { not: null } } }));
  const rows = await findQuestions(ctx, input, { skip: (input.page - 1) * PAGE_SIZE, take: PAGE_SIZE });
  const topics = await prisma.bankQuestion.findMany({
    where: { ownerId: ctx.actor.id, topic: { not: '' } },
    distinct: ['topic'],
    select: { topic: true },
  });
  const kept = (['ready', 'draft', 'held'] as const).reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  return {
    rows: rows.map((row) => rowOf(registry, ctx.today, row)),
    total: input.state === null ? kept : (counts.get(input.state) ?? 0),
    size: PAGE_SIZE,
    states: (['ready', 'draft', 'held', 'archived'] as const).flatMap((state) => {
      const count = counts.get(state) ?? 0;
      return count === 0 ? [] : [{ state, count }];
    }),
    topics: topics.map(({ topic }) => topic).sort(new Intl.Collator('vi').compare),
  };
}

/** The row of a question of whoever asks. @throws DomainError NOT_FOUND, also for one of somebody else */
export async function ownQuestion(ctx: StaffContext, id: string): Promise<BankQuestion> {
  const row = await ctx.db.prisma.bankQuestion.findFirst({ where: { id, ownerId: ctx.actor.id } });
  if (!row) throw noQuestion();
  return row;
}

/** One question of whoever asks. @throws DomainError NOT_FOUND */
export async function readQuestion(
  ctx: StaffContext,
  { id }: z.output<typeof QuestionInput>,
): Promise<QuestionView> {
  const row = await ownQuestion(ctx, id);
  const sets = await ctx.db.prisma.bankSet.findMany({
    where: { ownerId: ctx.actor.id, items: { has: formatItem({ from: 'own', id }) }, archivedAt: null },
    select: { code: true, title: true },
    orderBy: { updatedAt: 'desc' },
  });
  const { task, explanation, provision, scene, mediaId, name, externalId, tags, category, version } = row;
  return {
    ...rowOf(await ctx.law.registry(), ctx.today, row),
    task: task as Task,
    ...{ explanation, provision, scene, mediaId, name, externalId, tags, category, version, sets },
  };
}
