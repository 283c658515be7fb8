import type { z } from 'zod';
import { KINDS, type PublicationKind } from '../approval/rules.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { isInScope } from '../scope.ts';
import { readinessOf } from '../quiz/rules.ts';
import { coveredBy } from './mark.ts';
import {
  actIdOf,
  anchorOf,
  citationOf,
  covers,
  penaltyOn,
  provisionOn,
  shownFine,
  type Mark,
  type Registry,
  type Standing,
} from './rules.ts';
import type { InspectInput } from './schema.ts';

/** How something stands without and with a mark. */
type Change<T> = { before: T; after: T };

/** Everything that rests on a place of law, on one day, as it is and as a mark would make it. */
export type Inspection = {
  target: string;
  citation: string;
  /** Where readers find it. */
  path: string;
  /** Day that before and after are about. */
  day: string;
  /** Marks that hold it now or later, on itself or on what holds it; newest first. */
  marks: (Mark & { citation: string })[];
  /** Marks on exactly this place that were lifted, newest first. */
  lifted: { state: Mark['state']; onDay: string; reason: string; liftedAt: Date }[];
  /** Proposals at the desk that wait for a second person; none for who reads those of some units only. */
  proposals: { id: string; title: string }[];
  provisions: ({ id: string; citation: string; heading: string } & Change<Standing>)[];
  penalties: ({ id: string; title: string } & Change<{ standing: Standing; fine: string }>)[];
  /** `before`, `after`: whether it is asked. */
  questions: ({ id: string; title: string } & Change<boolean>)[];
  /** Guides, channels, plans, notices, bulletins and other pages that cite it. */
  pages: { kind: string; title: string; path: string }[];
};

/** Registry as it would be with a mark set on a target, or with all marks on it lifted. */
function registryWith(registry: Registry, mark: Pick<Mark, 'target' | 'onDay'>, state: string): Registry {
  const marks = registry.marks.filter(({ target }) => state !== 'clear' || target !== mark.target);
  return state === 'under-review' || state === 'ended'
    ? { ...registry, marks: [{ id: '', reason: '', state, ...mark }, ...marks] }
    : { ...registry, marks };
}

/** @throws DomainError NOT_FOUND when the registry holds nothing there */
export async function inspectLaw(
  ctx: Context,
  { target, state, onDay }: z.output<typeof InspectInput>,
): Promise<Inspection> {
  const registry = await ctx.law.registry();
  const covered = coveredBy(registry, target);
  const act = registry.acts.get(actIdOf(target));
  if (covered.provisions.length + covered.penalties.length === 0 && !registry.acts.has(target))
    throw new DomainError(
      'NOT_FOUND',
      `Không tìm thấy điều khoản “${target}”. Ví dụ đúng: nd-168-2024:6.9.đ`,
    );
  const day = onDay !== null && onDay > ctx.today ? onDay : ctx.today;
  const changed = registryWith(registry, { target, onDay: onDay ?? day }, state ?? '');
  const both = <T>(look: (seen: Registry) => T): Change<T> => ({
    before: look(registry),
    after: look(changed),
  });
  const cite = (id: string) => citationOf(id, registry.acts.get(actIdOf(id)));

  const questions = (await ctx.quiz.questions()).filter(({ provision }) => covers(target, provision));
  const places = [
    ...covered.provisions,
    ...covered.penalties.flatMap((id) =>
      registry.penalties.get(id)!.periods.map(({ provision }) => provision),
    ),
    target,
  ].filter((id) => covers(target, id));
  const { prisma } = ctx.db;
  const [entries, titles, lifted, proposals, notices] = await Promise.all([
    prisma.searchEntry.findMany({
      where: { kind: { in: ['guide', 'page', 'channel', 'plan'] }, cites: { hasSome: [...new Set(places)] } },
      select: { kind: true, title: true, path: true },
      orderBy: { place: 'asc' },
    }),
    prisma.searchEntry.findMany({
      where: { id: { in: questions.map(({ id }) => `question:${id}`) } },
      select: { id: true, title: true },
    }),
    prisma.lawMark.findMany({
      where: { target, liftedAt: { not: null } },
      orderBy: { liftedAt: 'desc' },
    }),
    proposalsFor(ctx, target),
    citingPublications(ctx, target),
  ]);
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]));
  return {
    target,
    citation: cite(target),
    path: `/luat/${actIdOf(target)}/${target.includes(':') && act ? `#${anchorOf(target)}` : ''}`,
    day,
    marks: registry.marks
      .filter((mark) => covers(mark.target, target) || covers(target, mark.target))
      .map((mark) => ({ ...mark, citation: cite(mark.target) })),
    lifted: lifted.map((mark) => ({
      state: mark.state === 'ended' ? 'ended' : 'under-review',
      onDay: mark.onDay,
      reason: mark.reason,
      liftedAt: mark.liftedAt!,
    })),
    proposals,
    provisions: covered.provisions.map((id) => ({
      id,
      citation: cite(id),
      heading: registry.provisions.get(id)!.headingVi,
      ...both((seen) => provisionOn(seen, id, day)!.standing),
    })),
    penalties: covered.penalties.map((id) => ({
      id,
      title: registry.penalties.get(id)!.titleVi,
      ...both((seen) => {
        const row = penaltyOn(seen, id, day)!;
        return { standing: row.standing, fine: shownFine(row) };
      }),
    })),
    questions: questions.map((question) => ({
      id: question.id,
      title: titleOf.get(`question:${question.id}`) ?? question.id,
      ...both((seen) => readinessOf(seen, question, day).ok),
    })),
    pages: [...entries, ...notices],
  };
}

/** What waits for a second person; a mark concerns the whole site, so who reads only some units sees none. */
async function proposalsFor(ctx: Context, target: string): Promise<Inspection['proposals']> {
  if (!(await isInScope(ctx, 'publication.read', null))) return [];
  const waiting = await ctx.db.prisma.publication.findMany({
    where: { kind: 'law-mark', state: 'checked' },
    include: { versions: { orderBy: { number: 'desc' }, take: 1, select: { data: true } } },
  });
  return waiting
    .filter(({ versions }) => (versions[0]?.data as { target?: string }).target === target)
    .map(({ id, title }) => ({ id, title }));
}

/** Notices and bulletins that readers see and that cite a place of law. */
async function citingPublications(
  ctx: Context,
  target: string,
): Promise<{ kind: string; title: string; path: string }[]> {
  const shown = await ctx.db.prisma.publicationVersion.findMany({
    where: {
      liveAt: { lte: ctx.now() },
      publication: { kind: { in: ['notice', 'bulletin'] }, state: { not: 'withdrawn' } },
    },
    orderBy: { number: 'asc' },
    select: {
      publicationId: true,
      title: true,
      slug: true,
      data: true,
      publication: { select: { kind: true } },
    },
  });
  // Of each the last version that came out is the one readers see.
  const latest = new Map(shown.map((version) => [version.publicationId, version]));
  return [...latest.values()]
    .filter(({ data }) => {
      const { cites = [], provision } = data as { cites?: string[]; provision?: string };
      return [...cites, ...(provision === undefined ? [] : [provision])].some((id) => covers(target, id));
    })
    .map(({ title, slug, publication: { kind } }) => ({
      ...{ kind, title },
      path: `${KINDS[kind as PublicationKind].publicPath}${slug}/`,
    }));
}

/** Every mark that holds now or later, newest first, with what it is on. */
export async function listMarks(ctx: Context): Promise<(Mark & { citation: string })[]> {
  const registry = await ctx.law.registry();
  return registry.marks.map((mark) => ({
    ...mark,
    citation: citationOf(mark.target, registry.acts.get(actIdOf(mark.target))),
  }));
}
