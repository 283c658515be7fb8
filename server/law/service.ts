import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { relevance } from '../search/rules.ts';
import {
  actIdOf,
  anchorOf,
  bindText,
  changesBetween,
  citationOf,
  markOn,
  nameOf,
  penaltiesOn,
  penaltyOn,
  placeOf,
  provisionOn,
  shownFine,
  standingWords,
  UnknownBindingError,
  type ActEntry,
  type LawChange,
  type Mark,
  type PenaltyOn,
  type ProvisionEntry,
  type ProvisionOn,
  type Registry,
  type Segment,
} from './rules.ts';
import type { LawViewInput } from './schema.ts';

export { inspectLaw, listMarks } from './inspect.ts';

export type Citation = { id: string; text: string; place: string; on: ProvisionOn };

export type LawView = {
  day: string;
  /** Rows of each behaviour asked for. */
  behaviours: { id: string; nameVi: string; rows: PenaltyOn[] }[];
  /** Rows asked for by id, in that order. */
  penalties: PenaltyOn[];
  provisions: Citation[];
  /** The texts asked for, in that order, with their figures. */
  texts: Segment[][];
  /** Acts that any of this comes from. */
  acts: ActEntry[];
  /** Marks that touch any of this today. */
  marks: { mark: Mark; text: string }[];
};

/**
 * The law behind one page on one day.
 * @throws DomainError NOT_FOUND for an id the registry does not hold
 */
export async function readLawView(ctx: Context, input: z.output<typeof LawViewInput>): Promise<LawView> {
  const registry = await ctx.law.registry();
  const day = input.day ?? ctx.today;
  const behaviours = input.behaviours.map((id) => {
    const behaviour = registry.behaviours.get(id);
    if (!behaviour) throw new DomainError('NOT_FOUND', `Không có hành vi “${id}”.`);
    return { id, nameVi: behaviour.nameVi, rows: penaltiesOn(registry, id, null, day) };
  });
  const penalties = input.penalties.map((id) => {
    const row = penaltyOn(registry, id, day);
    if (!row) throw new DomainError('NOT_FOUND', `Không có dòng phạt “${id}”.`);
    return row;
  });
  const provisions = [...new Set(input.provisions)].map((id) => citation(registry, id, day));
  const texts = input.texts.map((text) => bind(registry, text, day));

  const touched = [
    ...behaviours
      .flatMap(({ rows }) => rows)
      .concat(penalties)
      .flatMap((row) => (row.period ? [row.period.provision] : [])),
    ...provisions.map(({ id }) => id),
    ...texts.flat().flatMap((segment) => (segment.kind === 'figure' ? [segment.provisionId] : [])),
  ];
  const actIds = [...new Set(touched.map(actIdOf))];
  const marks = new Map(
    touched.flatMap((id) => {
      const mark = markOn(registry, id, day);
      return mark ? [[mark.id, mark] as const] : [];
    }),
  );
  return {
    day,
    behaviours,
    penalties,
    provisions,
    texts,
    acts: actIds.flatMap((id) => registry.acts.get(id) ?? []),
    marks: [...marks.values()].map((mark) => ({
      mark,
      text: citationOf(mark.target, registry.acts.get(actIdOf(mark.target))),
    })),
  };
}

function citation(registry: Registry, id: string, day: string): Citation {
  const on = provisionOn(registry, id, day);
  if (!on) throw new DomainError('NOT_FOUND', `Không có điều khoản “${id}”.`);
  return { id, text: citationOf(id, on.act), place: placeOf(id), on };
}

function bind(registry: Registry, text: string, day: string): Segment[] {
  try {
    return bindText(registry, text, day);
  } catch (error) {
    if (error instanceof UnknownBindingError) throw new DomainError('NOT_FOUND', error.message);
    throw error;
  }
}

/** Vehicles that each behaviour's rows are about. */
export async function listVehicles(ctx: Context): Promise<{ behaviour: string; vehicles: string[] }[]> {
  const registry = await ctx.law.registry();
  return [...registry.behaviours.values()].map(({ id, penaltyIds }) => ({
    behaviour: id,
    vehicles: [...new Set(penaltyIds.map((penaltyId) => registry.penalties.get(penaltyId)!.vehicle))],
  }));
}

/** Every act with how much of it the registry holds, laws before decrees before circulars, newest first. */
export async function listActs(
  ctx: Context,
): Promise<{ act: ActEntry; provisionCount: number; penaltyCount: number }[]> {
  const registry = await ctx.law.registry();
  const rank = ['law', 'resolution', 'decree', 'circular', 'standard', 'decision', 'directive', 'plan'];
  const penalties = [...registry.penalties.values()];
  const provisions = [...registry.provisions.values()].filter(isPublished);
  return [...registry.acts.values()]
    .map((act) => ({
      act,
      provisionCount: provisions.filter((provision) => provision.actId === act.id).length,
      penaltyCount: penalties.filter((row) =>
        row.periods.some((period) => actIdOf(period.provision) === act.id),
      ).length,
    }))
    .sort(
      (a, b) =>
        rank.indexOf(a.act.kind) - rank.indexOf(b.act.kind) ||
        ((a.act.issuedOn ?? '') < (b.act.issuedOn ?? '') ? 1 : -1),
    );
}

export type ActView = {
  act: ActEntry;
  day: string;
  mark: Mark | null;
  provisions: (Citation & { penalties: PenaltyOn[] })[];
  /** Acts that change, replace or detail this one, and the other way round. */
  links: {
    relation: 'amends' | 'replaces' | 'implements' | 'amended-by' | 'replaced-by' | 'implemented-by';
    act: ActEntry;
  }[];
};

/**
 * One act on one day: its provisions in order, each with the penalty rows that rest on it.
 * @throws DomainError NOT_FOUND
 */
export async function readAct(
  ctx: Context,
  { id, day = ctx.today }: { id: string; day?: string | undefined },
): Promise<ActView> {
  const registry = await ctx.law.registry();
  const act = registry.acts.get(id);
  if (!act) throw new DomainError('NOT_FOUND', `Không có văn bản “${id}”.`);
  const rows = [...registry.penalties.keys()].map((penaltyId) => penaltyOn(registry, penaltyId, day)!);
  const provisions = [...registry.provisions.values()]
    .filter((provision) => provision.actId === id && isPublished(provision))
    .sort((a, b) => comparePlaces(a.at, b.at))
    .map((provision) => ({
      ...citation(registry, provision.id, day),
      penalties: rows.filter((row) => row.period?.provision === provision.id),
    }));
  const others = [...registry.acts.values()];
  const named = (ids: readonly string[]) => ids.flatMap((other) => registry.acts.get(other) ?? []);
  return {
    act,
    day,
    mark: markOn(registry, id, day),
    provisions,
    links: [
      ...named(act.amends).map((other) => ({ relation: 'amends' as const, act: other })),
      ...named(act.replaces).map((other) => ({ relation: 'replaces' as const, act: other })),
      ...named(act.implements).map((other) => ({ relation: 'implements' as const, act: other })),
      ...others
        .filter((other) => other.amends.includes(id))
        .map((other) => ({ relation: 'amended-by' as const, act: other })),
      ...others
        .filter((other) => other.replaces.includes(id))
        .map((other) => ({ relation: 'replaced-by' as const, act: other })),
      ...others
        .filter((other) => other.implements.includes(id))
        .map((other) => ({ relation: 'implemented-by' as const, act: other })),
    ],
  };
}

/** Unconfirmed provisions are kept for those who check the law; they are not published as law. */
const isPublished = (provision: ProvisionEntry): boolean =>
  provision.periods.some(({ confidence }) => confidence !== 'unconfirmed');

/** Places in the order of the text: 6.1 before 6.1a before 6.2 before 6.10; points in the Vietnamese alphabet. */
function comparePlaces(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x = '', y = ''] = [left[i], right[i]];
    const byNumber = (Number.parseInt(x, 10) || 0) - (Number.parseInt(y, 10) || 0);
    const order = byNumber || x.localeCompare(y, 'vi');
    if (order !== 0) return order;
  }
  return 0;
}

export type LawHit =
  { kind: 'provision'; citation: Citation } | { kind: 'penalty'; row: PenaltyOn; citation: string };

const MAX_HITS = 60;

/**
 * Provisions and penalty rows whose words match, marks aside, as they stand on a day; the best answers first, rows
 * before provisions. An empty query finds nothing.
 */
export async function searchLaw(
  ctx: Context,
  { query, day = ctx.today }: { query: string; day?: string | undefined },
): Promise<{ hits: LawHit[]; total: number }> {
  const registry = await ctx.law.registry();
  const rows = [...registry.penalties.values()].map((penalty) => {
    const name = registry.behaviours.get(penalty.behaviourId)!.nameVi;
    const places = penalty.periods.map((period) => period.provision).join(' ');
    return {
      score: Math.max(
        relevance(penalty.titleVi, query),
        relevance(`${penalty.titleVi} ${name} ${places}`, query) - 0.5,
      ),
      hit: (): LawHit => {
        const row = penaltyOn(registry, penalty.id, day)!;
        const provision = row.period?.provision ?? penalty.periods[0]!.provision;
        return {
          kind: 'penalty',
          row,
          citation: citationOf(provision, registry.acts.get(actIdOf(provision))),
        };
      },
    };
  });
  const provisions = [...registry.provisions.values()].filter(isPublished).map((provision) => {
    const act = registry.acts.get(provision.actId)!;
    const texts = provision.periods.map((period) => period.textVi).join(' ');
    return {
      score: Math.max(
        relevance(provision.headingVi, query),
        relevance(
          `${provision.headingVi} ${texts} ${nameOf(act)} ${placeOf(provision.id)} ${provision.at}`,
          query,
        ) - 0.5,
      ),
      hit: (): LawHit => ({ kind: 'provision', citation: citation(registry, provision.id, day) }),
    };
  });
  const found = [...rows, ...provisions].filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  return { hits: found.slice(0, MAX_HITS).map(({ hit }) => hit()), total: found.length };
}

const MAX_SUGGESTIONS = 6;

/** The first few hits of a search as lines to choose from, with the address each leads to. */
export async function suggestLaw(
  ctx: Context,
  input: { query: string; day?: string | undefined },
): Promise<{ text: string; href: string }[]> {
  const { hits } = await searchLaw(ctx, input);
  const chosen = input.day === undefined || input.day === ctx.today ? '' : `?ngay=${input.day}`;
  return hits.slice(0, MAX_SUGGESTIONS).map((hit) => {
    const id = hit.kind === 'provision' ? hit.citation.id : (hit.row.period?.provision ?? '');
    const href =
      id === ''
        ? `/luat/?q=${encodeURIComponent(input.query)}`
        : `/luat/${actIdOf(id)}/${chosen}#${anchorOf(id)}`;
    const text =
      hit.kind === 'provision'
        ? `${hit.citation.on.provision.headingVi} (${hit.citation.text})`
        : `${hit.row.penalty.titleVi}: ${hit.row.standing === 'in-force' ? shownFine(hit.row) : standingWords[hit.row.standing]}`;
    return { text, href };
  });
}

/** `target`: the provision, or the act, a change is about. */
export type ChangeView = {
  change: LawChange;
  target: string;
  row: PenaltyOn | null;
  before: PenaltyOn | null;
  citation: string;
};

/** What changed after `from` up to `to`, newest first, with the rows as they stood before and after. */
export async function listChanges(
  ctx: Context,
  { from, to }: { from: string; to: string },
): Promise<ChangeView[]> {
  const registry = await ctx.law.registry();
  return changesBetween(registry, from, to).map((change) => {
    if (change.kind === 'note' || change.kind === 'provision') {
      const target = change.provisionId ?? (change as { actId: string }).actId;
      return {
        change,
        target,
        row: null,
        before: null,
        citation: citationOf(target, registry.acts.get(actIdOf(target))),
      };
    }
    const { provision, amendedBy } = (change.after ?? change.before)!;
    const citation = citationOf(provision, registry.acts.get(actIdOf(provision)));
    return {
      change,
      target: provision,
      row: penaltyOn(registry, change.penaltyId, change.on),
      before: change.before ? penaltyOn(registry, change.penaltyId, change.before.from) : null,
      citation: amendedBy
        ? `${citation} · sửa bởi ${citationOf(amendedBy, registry.acts.get(actIdOf(amendedBy)))}`
        : citation,
    };
  });
}
