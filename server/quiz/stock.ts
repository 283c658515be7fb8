import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Registry } from '../law/rules.ts';
import { poolOf, readinessOf, setsOf, sizeOf, type AskedQuestion, type PractisedSet } from './rules.ts';

type Judged = { day: string; ready: readonly AskedQuestion[] };

/** Judging every question costs some milliseconds; it is done once per registry, list of questions and day. */
const judged = new WeakMap<Registry, WeakMap<readonly AskedQuestion[], Judged>>();

/** Of a list of questions those that may be asked on a day. */
export function readyOf(
  registry: Registry,
  questions: readonly AskedQuestion[],
  day: string,
): readonly AskedQuestion[] {
  let lists = judged.get(registry);
  if (!lists) judged.set(registry, (lists = new WeakMap()));
  const known = lists.get(questions);
  if (known?.day === day) return known.ready;
  const ready = questions.filter((question) => readinessOf(registry, question, day).ok);
  lists.set(questions, { day, ready });
  return ready;
}

/** A set with its questions that may be asked today. */
export type Stock = {
  set: PractisedSet;
  registry: Registry;
  ready: readonly AskedQuestion[];
  /** How many questions one attempt has today. */
  size: number;
  isOrdered: boolean;
};

/** Every shipped set: mixed, levels, guides. */
export async function shippedStocks(ctx: Context): Promise<Stock[]> {
  const [questions, registry] = await Promise.all([ctx.quiz.questions(), ctx.law.registry()]);
  const all = readyOf(registry, questions, ctx.today);
  return setsOf(questions).map((set) => {
    const ready = poolOf(all, set);
    return { set, registry, ready, size: Math.min(ready.length, sizeOf(set)), isOrdered: false };
  });
}

/** A set that whoever asks may practise, shipped or of another source; null: there is none for them. */
export async function findStock(ctx: Context, setId: string): Promise<Stock | null> {
  const shipped = (await shippedStocks(ctx)).find(({ set }) => set.id === setId);
  if (shipped) return shipped;
  const [found, registry] = await Promise.all([ctx.quiz.findSet(setId, ctx.actor), ctx.law.registry()]);
  if (!found) return null;
  const ready = readyOf(registry, found.questions, ctx.today);
  return {
    set: { id: found.id, kind: 'shared', titleVi: found.titleVi ?? found.id, byVi: found.byVi ?? null },
    ...{ registry, ready },
    size: Math.min(ready.length, found.size),
    isOrdered: found.isOrdered,
  };
}

/**
 * A set that whoever asks may practise.
 * @throws DomainError NOT_FOUND
 */
export async function readStock(ctx: Context, setId: string): Promise<Stock> {
  const stock = await findStock(ctx, setId);
  if (!stock) throw new DomainError('NOT_FOUND', 'Không có bộ câu hỏi này. Hãy chọn một bộ khác.');
  return stock;
}
