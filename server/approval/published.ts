import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { progressOf } from './load.ts';
import { KINDS, progressAt, type PublicationKind } from './rules.ts';
import type { PublishedInput, PublishedListInput } from './schema.ts';

/** A publication as readers see it. Days in Asia/Ho_Chi_Minh, YYYY-MM-DD. */
export type Published = {
  title: string;
  slug: string;
  data: unknown;
  /** Whose it is; null: of the whole site. */
  unitName: string | null;
  publishedOn: string;
  /** Notes on what was wrong in earlier versions, newest first. */
  corrections: { on: string; note: string }[];
};

/**
 * What stands at an address: a publication, one that was withdrawn, or one whose address is now `slug`.
 * Nobody learns here of what is not public yet.
 */
export type PublishedAt =
  | { kind: 'live'; published: Published }
  | { kind: 'moved'; slug: string }
  | { kind: 'withdrawn'; on: string; reason: string };

/** What readers have seen of a publication: every version that was live up to now, oldest first. */
const SHOWN = (now: Date) => ({
  where: { liveAt: { lte: now } },
  orderBy: { number: 'asc' as const },
});

/** What readers may see of a kind at an instant: the version they see, and when they first saw one. From FROM on. */
function shownOf(kind: PublicationKind, now: Date): Prisma.Sql {
  const at = Prisma.sql`${now.toISOString()}::timestamptz`;
  const isOut = Prisma.sql`(publication.state = 'scheduled' AND publication.live_at <= ${at})`;
  return Prisma.sql`FROM publication
    JOIN publication_version AS shown ON shown.publication_id = publication.id
      AND shown.number = CASE WHEN ${isOut} THEN publication.version ELSE publication.live_version END
    CROSS JOIN LATERAL (
      SELECT min(live_at) AS at FROM publication_version AS version
      WHERE version.publication_id = publication.id AND version.live_at <= ${at}
    ) AS first
    WHERE publication.kind = ${kind} AND publication.state <> 'withdrawn' AND first.at IS NOT NULL`;
}
const NEWEST_FIRST = Prisma.sql`ORDER BY first.at DESC, publication.id DESC`;

/** Publications of a kind that readers may see, newest first. @throws DomainError NOT_FOUND for a kind without pages */
export async function listPublished(
  ctx: Context,
  { kind, page, size }: z.output<typeof PublishedListInput>,
): Promise<{ items: (Published & { id: string })[]; total: number; size: number }> {
  requirePages(kind);
  const { prisma } = ctx.db;
  const now = ctx.now();
  const [counted] = await prisma.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total ${shownOf(kind, now)}`;
  const chosen = await prisma.$queryRaw<{ id: string; number: number }[]>`
    SELECT publication.id::text, shown.number ${shownOf(kind, now)}
    ${NEWEST_FIRST} LIMIT ${size} OFFSET ${(page - 1) * size}`;
  const rows = await prisma.publication.findMany({
    where: { id: { in: chosen.map(({ id }) => id) } },
    include: { unit: { select: { shortName: true } }, versions: { ...SHOWN(now), omit: { data: true } } },
  });
  const texts = await prisma.publicationVersion.findMany({
    where: { OR: chosen.map(({ id, number }) => ({ publicationId: id, number })) },
  });
  return {
    items: chosen.map(({ id }) => {
      const { versions, unit } = rows.find((row) => row.id === id)!;
      const text = texts.find(({ publicationId }) => publicationId === id)!;
      return { id, ...publishedOf(text, versions, unit) };
    }),
    total: counted!.total,
    size,
  };
}

/**
 * Where readers find publications of a kind, newest first, and the day each came out.
 * @param most how many at most
 */
export async function publishedPaths(
  ctx: Context,
  kind: PublicationKind,
  most: number,
): Promise<{ path: string; publishedOn: string }[]> {
  const folder = requirePages(kind);
  const rows = await ctx.db.prisma.$queryRaw<{ slug: string; at: Date }[]>`
    SELECT shown.slug, first.at ${shownOf(kind, ctx.now())} ${NEWEST_FIRST} LIMIT ${most}`;
  return rows.map(({ slug, at }) => ({ path: `${folder}${slug}/`, publishedOn: dayOf(at) }));
}

/** Folder of the pages of a kind. @throws DomainError NOT_FOUND: what has no pages is nobody's business */
function requirePages(kind: PublicationKind): string {
  const { publicPath } = KINDS[kind];
  if (publicPath !== null) return publicPath;
  throw new DomainError('NOT_FOUND', 'Loại này không có trang công khai.');
}

/** What stands at an address of a kind. @throws DomainError NOT_FOUND, also for a kind without pages */
export async function readPublished(
  ctx: Context,
  { kind, slug }: z.output<typeof PublishedInput>,
): Promise<PublishedAt> {
  requirePages(kind);
  const now = ctx.now();
  const unknown = new DomainError(
    'NOT_FOUND',
    `Không có ${KINDS[kind].titleVi.toLowerCase()} ở địa chỉ này.`,
  );
  const address = await ctx.db.prisma.publicationAddress.findUnique({
    where: { kind_slug: { kind, slug } },
    include: {
      publication: { include: { unit: { select: { shortName: true } }, versions: SHOWN(now) } },
    },
  });
  if (!address) throw unknown;
  const { unit, versions, ...row } = address.publication;
  // An address kept for a text that is not out yet is nobody's business.
  if (!versions.some((version) => version.slug === slug)) throw unknown;
  const { state, liveVersion } = progressAt(progressOf(row), now);
  if (state === 'withdrawn')
    return { kind: 'withdrawn', on: dayOf(row.withdrawnAt!), reason: row.withdrawnReason! };
  const live = versions.find(({ number }) => number === liveVersion);
  if (!live) throw unknown;
  return live.slug === slug
    ? { kind: 'live', published: publishedOf(live, versions, unit) }
    : { kind: 'moved', slug: live.slug! };
}

function publishedOf(
  live: { title: string; slug: string | null; data: unknown },
  shown: readonly { liveAt: Date | null; correction: string | null }[],
  unit: { shortName: string } | null,
): Published {
  return {
    title: live.title,
    slug: live.slug!,
    data: live.data,
    unitName: unit?.shortName ?? null,
    publishedOn: dayOf(shown[0]!.liveAt!),
    corrections: shown
      .flatMap(({ liveAt, correction }) =>
        correction === null ? [] : [{ on: dayOf(liveAt!), note: correction }],
      )
      .reverse(),
  };
}
