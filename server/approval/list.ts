import type { z } from 'zod';
import type { StaffContext } from '../context.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { unitsInScope } from '../scope.ts';
import { fold } from '../search/rules.ts';
import { namesOf } from './load.ts';
import type { Person } from './read.ts';
import { KINDS, STATES, type State } from './rules.ts';
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

type Input = z.output<typeof ListInput>;
type Listed = Omit<ListRow, 'unit' | 'authors'> & {
  unitId: string | null;
  unitName: string | null;
  authorIds: string[];
};

/** A due day that was not set comes last; of what is alike the newest comes first. */
const ORDERS: Readonly<Record<Input['sort'], Prisma.Sql>> = {
  title: Prisma.sql`sort_key, id DESC`,
  '-title': Prisma.sql`sort_key DESC, id DESC`,
  since: Prisma.sql`since, id DESC`,
  '-since': Prisma.sql`since DESC, id DESC`,
  due: Prisma.sql`due_on NULLS LAST, id DESC`,
  '-due': Prisma.sql`due_on DESC NULLS FIRST, id DESC`,
  state: Prisma.sql`array_position(${STATES}::text[], state), id DESC`,
  '-state': Prisma.sql`array_position(${STATES}::text[], state) DESC, id DESC`,
};

const collator = new Intl.Collator('vi');

/** Publications of a kind within the scope of whoever asks. */
export async function listPublications(ctx: StaffContext, input: Input): Promise<PublicationList> {
  const { prisma } = ctx.db;
  const seen = seenBy(ctx.now(), input.kind, await unitsInScope(ctx, 'publication.read'));
  const narrowed = Prisma.sql`${seen} WHERE ${narrowing(input)}`;
  const isChosen =
    input.states.length === 0 ? Prisma.sql`true` : Prisma.sql`state = ANY(${input.states}::text[])`;
  const counts = await prisma.$queryRaw<{ state: State; count: number }[]>`
    SELECT state, count(*)::int AS count ${narrowed} GROUP BY state ORDER BY array_position(${STATES}::text[], state)`;
  const rows = await prisma.$queryRaw<Listed[]>`
    SELECT id::text, title, state, is_public AS "isPublic", since, live_at AS "liveAt", due_on AS "dueOn",
      unit_id::text AS "unitId", unit_name AS "unitName", author_ids::text[] AS "authorIds"
    ${narrowed} AND ${isChosen}
    ORDER BY ${ORDERS[input.sort]} LIMIT ${PAGE_SIZE} OFFSET ${(input.page - 1) * PAGE_SIZE}`;
  const authors = await prisma.$queryRaw<
    { id: string }[]
  >`SELECT DISTINCT unnest(author_ids)::text AS id ${seen}`;
  const units = await prisma.$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT unit_id::text AS id, unit_name AS name ${seen} WHERE unit_id IS NOT NULL`;
  const names = await namesOf(
    ctx,
    authors.map(({ id }) => id),
  );
  const person = (id: string): Person => ({ id, name: names.get(id) ?? null });
  return {
    rows: rows.map(({ unitId, unitName, authorIds, ...row }) => ({
      ...row,
      unit: unitId === null ? null : { id: unitId, name: unitName! },
      authors: authorIds.map(person),
    })),
    total: counts
      .filter(({ state }) => input.states.length === 0 || input.states.includes(state))
      .reduce((sum, { count }) => sum + count, 0),
    size: PAGE_SIZE,
    states: counts,
    authors: authors.map(({ id }) => person(id)).sort((a, b) => collator.compare(a.name ?? '', b.name ?? '')),
    units: units.sort((a, b) => collator.compare(a.name, b.name)),
  };
}

/**
 * Every publication of a kind in a scope, as it stands at an instant: what was scheduled is live once its hour has come.
 * From FROM on.
 * @param units null: all, and what belongs to none
 */
function seenBy(now: Date, kind: Input['kind'], units: ReadonlySet<string> | null): Prisma.Sql {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const isOut = Prisma.sql`(publication.state = 'scheduled' AND publication.live_at <= ${at})`;
  const isSeen =
    units === null
      ? Prisma.sql`true`
      : KINDS[kind].isSiteWide
        ? Prisma.sql`false`
        : Prisma.sql`publication.unit_id = ANY(${[...units]}::uuid[])`;
  return Prisma.sql`FROM (
    SELECT publication.id, title, publication.sort_key, publication.folded, due_on, unit_id, author_ids,
      unit.short_name AS unit_name,
      CASE WHEN ${isOut} THEN 'live' ELSE publication.state END AS state,
      CASE WHEN ${isOut} THEN live_at ELSE since END AS since,
      CASE WHEN ${isOut} THEN NULL ELSE live_at END AS live_at,
      live_version IS NOT NULL OR ${isOut} AS is_public
    FROM publication LEFT JOIN unit ON unit.id = publication.unit_id
    WHERE publication.kind = ${kind} AND ${isSeen}
  ) AS seen`;
}

/** What was asked for but the state, for its counts stand beside each other. */
function narrowing({ authorId, unitId, query }: Input): Prisma.Sql {
  const words = fold(query).split(' ').filter(Boolean);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return Prisma.join(
    [
      authorId === null ? Prisma.sql`true` : Prisma.sql`${authorId}::uuid = ANY(author_ids)`,
      unitId === null ? Prisma.sql`true` : Prisma.sql`unit_id = ${unitId}::uuid`,
      ...patterns.map((pattern) => Prisma.sql`folded LIKE ${pattern}`),
    ],
    ' AND ',
  );
}
