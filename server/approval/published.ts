import type { z } from 'zod';
import { dayOf } from '../calendar.ts';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { progressOf } from './load.ts';
import { KINDS, progressAt } from './rules.ts';
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

/** Publications of a kind that readers may see, newest first. */
export async function listPublished(
  ctx: Context,
  { kind, page, size }: z.output<typeof PublishedListInput>,
): Promise<{ items: (Published & { id: string })[]; total: number; size: number }> {
  const now = ctx.now();
  const rows = await ctx.db.prisma.publication.findMany({
    where: {
      kind,
      state: { not: 'withdrawn' },
      OR: [{ liveVersion: { not: null } }, { state: 'scheduled', liveAt: { lte: now } }],
    },
    include: { unit: { select: { shortName: true } }, versions: { ...SHOWN(now), omit: { data: true } } },
  });
  const firstSeen = ({ versions }: (typeof rows)[number]) => versions[0]!.liveAt!.getTime();
  const start = (page - 1) * size;
  const chosen = rows.sort((a, b) => firstSeen(b) - firstSeen(a)).slice(start, start + size);
  const texts = await ctx.db.prisma.publicationVersion.findMany({
    where: {
      OR: chosen.map((row) => ({
        publicationId: row.id,
        number: progressAt(progressOf(row), now).liveVersion!,
      })),
    },
  });
  return {
    items: chosen.map((row) => {
      const text = texts.find(({ publicationId }) => publicationId === row.id)!;
      return { id: row.id, ...publishedOf(text, row.versions, row.unit) };
    }),
    total: rows.length,
    size,
  };
}

/** What stands at an address of a kind. @throws DomainError NOT_FOUND */
export async function readPublished(
  ctx: Context,
  { kind, slug }: z.output<typeof PublishedInput>,
): Promise<PublishedAt> {
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
