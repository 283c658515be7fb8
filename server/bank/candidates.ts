import type { z } from 'zod';
import type { Level } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import { askedOn, readinessOf } from '../quiz/rules.ts';
import { fold } from '../search/rules.ts';
import { findQuestions } from './question-views.ts';
import { formatItem, usabilityOf, type Usability } from './rules.ts';
import type { CandidatesInput } from './schema.ts';

const PAGE_SIZE = 25;

/** A question that can be put into a set. */
export type Candidate = { item: string; text: string; kind: string; levels: Level[]; usability: Usability };

/** Own questions or shipped ones that hold every word of a query, a page of 25; of shipped ones those that may be asked today. */
export async function findCandidates(
  ctx: StaffContext,
  { from, query, page }: z.output<typeof CandidatesInput>,
): Promise<{ rows: Candidate[]; hasMore: boolean; size: number }> {
  const registry = await ctx.law.registry();
  const skip = (page - 1) * PAGE_SIZE;
  if (from === 'own') {
    const all = { kind: null, level: null, topic: null, state: null, query };
    const rows = await findQuestions(ctx, all, { skip, take: PAGE_SIZE + 1 });
    return {
      rows: rows.slice(0, PAGE_SIZE).map(({ id, text, kind, levels, provision }) => ({
        item: formatItem({ from, id }),
        ...{ text, kind, levels: levels as Level[] },
        usability: usabilityOf(registry, provision, ctx.today),
      })),
      hasMore: rows.length > PAGE_SIZE,
      size: PAGE_SIZE,
    };
  }
  const words = fold(query).split(' ').filter(Boolean);
  const found = (await ctx.quiz.questions())
    .filter((question) => readinessOf(registry, question, ctx.today).ok)
    .map((question) => ({ question, text: askedOn(registry, question, ctx.today).text }))
    .filter(({ text, question }) => {
      const folded = fold(`${text} ${question.guides.join(' ')}`);
      return words.every((word) => folded.includes(word));
    });
  return {
    rows: found.slice(skip, skip + PAGE_SIZE).map(({ question, text }) => ({
      item: formatItem({ from, id: question.id }),
      ...{ text, kind: question.task.kind, levels: [...question.levels] },
      usability: usabilityOf(registry, question.provision, ctx.today),
    })),
    hasMore: found.length > skip + PAGE_SIZE,
    size: PAGE_SIZE,
  };
}
