import type { z } from 'zod';
import { matches } from '../search/rules.ts';
import { scopeTest } from '../scope.ts';
import type { StaffContext } from '../context.ts';
import { namesOf, progressOf } from './load.ts';
import type { Person } from './read.ts';
import { progressAt, STATES, type State } from './rules.ts';
import type { ListInput } from './schema.ts';

const PAGE_SIZE = 25;

export type ListRow = {
  id: string;
  title: string;
  state: State;
  isPublic: boolean;
  since: Date;
  liveAt: Date | null;
  dueOn: string | null;
  unit: { id: string; name: string } | null;
  authors: Person[];
};

/** `states`, `authors`, `units`: what the list can be narrowed to, with how many rows each has. */
export type PublicationList = {
  rows: ListRow[];
  total: number;
  size: number;
  states: { state: State; count: number }[];
  authors: Person[];
  units: { id: string; name: string }[];
};

const collator = new Intl.Collator('vi');

/** A due day that was not set comes last. */
const ORDER: Record<string, (a: ListRow, b: ListRow) => number> = {
  title: (a, b) => collator.compare(a.title, b.title),
  since: (a, b) => a.since.getTime() - b.since.getTime(),
  due: (a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1),
  state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
};

/** Publications of a kind within the scope of whoever asks. */
export async function listPublications(
  ctx: StaffContext,
  input: z.output<typeof ListInput>,
): Promise<PublicationList> {
  const found = await ctx.db.prisma.publication.findMany({
    where: { kind: input.kind },
    include: { unit: { select: { id: true, shortName: true } } },
    orderBy: { id: 'desc' },
  });
  const isSeen = await scopeTest(ctx, 'publication.read');
  const seen = found.filter(({ unitId }) => isSeen(unitId));
  const names = await namesOf(
    ctx,
    seen.flatMap(({ authorIds }) => authorIds),
  );
  const now = ctx.now();
  const all = seen.map((row): ListRow => {
    const progress = progressAt(progressOf(row), now);
    return {
      id: row.id,
      title: row.title,
      state: progress.state,
      isPublic: progress.liveVersion !== null,
      since: progress.state === row.state ? row.since : row.liveAt!,
      liveAt: progress.liveAt,
      dueOn: row.dueOn,
      unit: row.unit && { id: row.unit.id, name: row.unit.shortName },
      authors: row.authorIds.map((id) => ({ id, name: names.get(id) ?? null })),
    };
  });
  const narrowed = all.filter(
    ({ title, unit, authors }) =>
      (input.authorId === null || authors.some(({ id }) => id === input.authorId)) &&
      (input.unitId === null || unit?.id === input.unitId) &&
      matches(title, input.query),
  );
  const chosen = narrowed.filter(({ state }) => input.states.length === 0 || input.states.includes(state));
  const compare = ORDER[input.sort.replace('-', '')]!;
  const sign = input.sort.startsWith('-') ? -1 : 1;
  const start = (input.page - 1) * PAGE_SIZE;
  return {
    rows: chosen.sort((a, b) => sign * compare(a, b)).slice(start, start + PAGE_SIZE),
    total: chosen.length,
    size: PAGE_SIZE,
    states: STATES.map((state) => ({
      state,
      count: narrowed.filter((row) => row.state === state).length,
    })).filter(({ count }) => count > 0),
    authors: sorted(all.flatMap(({ authors }) => authors)),
    units: sorted(all.flatMap(({ unit }) => unit ?? [])),
  };
}

/** Each once, in Vietnamese order. */
const sorted = <T extends { id: string; name: string | null }>(options: readonly T[]): T[] =>
  [...new Map(options.map((option) => [option.id, option])).values()].sort((a, b) =>
    collator.compare(a.name ?? '', b.name ?? ''),
  );
