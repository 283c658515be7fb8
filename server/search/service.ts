import { z } from 'zod';
import type { Context } from '../context.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { hitOf, orderFound, type Found, type SearchHit } from './hits.ts';
import {
  doubtfulWords,
  looseQueryOf,
  mendedPieces,
  phraseQueryOf,
  pointsFor,
  pointsForNear,
  readQuery,
  SEARCH_KINDS,
  shareNamed,
  spansOf,
  textQueryOf,
  type Likeness,
  type Query,
} from './rules.ts';
import type { SearchInput, SuggestInput } from './schema.ts';
import { FoundRow, LikelyRow } from './schema.ts';

/** How many rows the database hands over to be ranked. */
const MAX_CANDIDATES = 100;
/** How many rows it ranks of those that hold the words, and again of those that hold them in the title. */
const MAX_RANKED = 200;
const MAX_HITS = 25;
const MAX_NEAR = 8;
const MAX_SUGGESTIONS = 6;
/** Trigram similarity from which a known word is looked at: “dne” and “den” share little. */
const MIN_LIKENESS = '0.1';
const MAX_LIKELY = 40;
/** Share of the words that must stand in the names of an entry that does not hold them all. */
const MIN_SHARE = 0.5;
/** What resembles is shown only next to what resembles most. */
const NEAR_BAND = 0.2;

/**
 * `match`: exact: every word stands in every hit; near: none has all of them, these resemble it; none: nothing does.
 * `total` counts all hits, `hits` holds the first of them; `isCapped`: there are more than `total`.
 */
export type SearchView = {
  match: 'exact' | 'near' | 'none';
  hits: SearchHit[];
  total: number;
  isCapped: boolean;
};

/**
 * What the site says about a query, the best first, as the law stands today. Marks and case do not matter, abbreviations are
 * understood; when nothing has all the words, what resembles them. An empty query finds nothing.
 */
export async function searchSite(ctx: Context, input: z.output<typeof SearchInput>): Promise<SearchView> {
  const query = await readTyped(ctx, input.query);
  if (query.pieces.length === 0) return { match: 'none', hits: [], total: 0, isCapped: false };
  const kinds = input.kinds.length > 0 ? input.kinds : [...SEARCH_KINDS];
  let rows = await findRows(ctx, textQueryOf(query.pieces, false), kinds);
  if (rows.length === 0) rows = await findRows(ctx, textQueryOf(query.pieces, true), kinds);
  if (rows.length === 0) return searchNear(ctx, query, kinds);
  const { hits, total } = await showRanked(ctx, rows, query, MAX_HITS);
  return { match: 'exact', hits, total, isCapped: rows.length === MAX_CANDIDATES };
}

/** The first few hits while the last word is still being typed. */
export async function suggestSite(
  ctx: Context,
  input: z.output<typeof SuggestInput>,
): Promise<{ text: string; href: string; kind: SearchHit['kind'] }[]> {
  const query = await readTyped(ctx, input.query);
  if (query.pieces.length === 0) return [];
  const kinds = [...SEARCH_KINDS];
  const rows = await findRows(ctx, textQueryOf(query.pieces, true), kinds);
  const { hits } =
    rows.length > 0
      ? await showRanked(ctx, rows, query, MAX_SUGGESTIONS)
      : await searchNear(ctx, query, kinds);
  return hits.slice(0, MAX_SUGGESTIONS).map(({ title, href, kind }) => ({ text: title, href, kind }));
}

async function readTyped(ctx: Context, text: string): Promise<Query> {
  const spans = spansOf(text);
  const known =
    spans.length === 0 ? [] : await ctx.db.prisma.searchWord.findMany({ where: { id: { in: spans } } });
  return readQuery(text, known);
}

type Shown = { hits: SearchHit[]; total: number };

const showRanked = (ctx: Context, rows: readonly FoundRow[], query: Query, max: number): Promise<Shown> =>
  show(
    ctx,
    rows.map((row) => ({ row, points: pointsFor({ ...row, textRank: row.score }, query) })),
    query,
    max,
  );

async function show(ctx: Context, found: readonly Found[], query: Query, max: number): Promise<Shown> {
  const registry = await ctx.law.registry();
  const ordered = orderFound(registry, found, ctx.today);
  return {
    hits: ordered.slice(0, max).map((row) => hitOf(registry, row, ctx.today, query)),
    total: ordered.length,
  };
}

/** What resembles a query: what holds all its words once typing errors are mended, else what is called by most of them. */
async function searchNear(ctx: Context, query: Query, kinds: readonly string[]): Promise<SearchView> {
  const mended = mendedPieces(query, await findLikely(ctx, query));
  const pieces = mended ?? query.pieces;
  let rows = mended ? await findRows(ctx, phraseQueryOf(mended), kinds) : [];
  if (mended && rows.length === 0) rows = await findRows(ctx, textQueryOf(mended, false), kinds);
  let least = 0;
  if (rows.length === 0) {
    const loose = looseQueryOf(pieces);
    rows = loose === null ? [] : await findRows(ctx, loose, kinds);
    least = MIN_SHARE;
  }
  const near = rows
    .map((row) => ({ row, share: shareNamed(row.folded, pieces) }))
    .filter(({ share }) => share >= least)
    .map(({ row, share }) => ({ row, points: pointsForNear(row.kind, share) }));
  const best = Math.max(0, ...near.map(({ points }) => points));
  const close = near.filter(({ points }) => points >= best - NEAR_BAND);
  const { hits } = await show(ctx, close, query, MAX_NEAR);
  return { match: hits.length > 0 ? 'near' : 'none', hits, total: hits.length, isCapped: false };
}

const columns = Prisma.sql`id, kind, title, path, summary, terms, cites, folded`;

/**
 * Rows that hold a text query, at most {@link MAX_CANDIDATES}. Of words that thousands of entries hold, only the first
 * kinds and titles are ranked: ranking all would take longer than a reader waits.
 */
async function findRows(ctx: Context, textQuery: string, kinds: readonly string[]): Promise<FoundRow[]> {
  const rows = await ctx.db.prisma.$queryRaw`
    WITH first AS MATERIALIZED (
      SELECT id FROM search_entry
      WHERE words @@ to_tsquery('vi', ${textQuery}) AND kind = ANY(${[...kinds]})
      ORDER BY place, id LIMIT ${MAX_RANKED}
    ), titled AS MATERIALIZED (
      SELECT id FROM search_entry
      WHERE (SELECT count(*) FROM first) = ${MAX_RANKED}
        AND title_words @@ to_tsquery('vi', ${textQuery}) AND kind = ANY(${[...kinds]})
      ORDER BY place, id LIMIT ${MAX_RANKED}
    )
    SELECT ${columns}, ts_rank('{0.05, 0.2, 0.6, 1}', words, to_tsquery('vi', ${textQuery}))::float8 AS score
    FROM search_entry
    WHERE id = ANY(ARRAY(SELECT id FROM first UNION SELECT id FROM titled))
    ORDER BY ts_rank('{0.05, 0.2, 0.6, 1}', words, to_tsquery('vi', ${textQuery}))
      * CASE kind WHEN 'guide' THEN 3 WHEN 'provision' THEN 1 WHEN 'question' THEN 1 ELSE 2 END DESC, id
    LIMIT ${MAX_CANDIDATES}`;
  return z.array(FoundRow).parse(rows);
}

/** Known words that share letters with the doubtful words of a query. */
async function findLikely(ctx: Context, query: Query): Promise<Likeness[]> {
  const typed = query.pieces.flatMap((piece) => piece[0]!);
  const { prisma } = ctx.db;
  const known = await prisma.searchLexeme.findMany({ where: { word: { in: typed } } });
  const doubtful = doubtfulWords(query, new Set(known.map(({ word }) => word)));
  if (doubtful.length === 0) return [];
  // The operator uses the index and takes its limit from the session.
  const [, rows] = await prisma.$transaction([
    prisma.$queryRaw`SELECT set_config('pg_trgm.similarity_threshold', ${MIN_LIKENESS}, true)`,
    prisma.$queryRaw`
      SELECT typed, word FROM unnest(${doubtful}::text[]) AS typed,
        LATERAL (SELECT word FROM search_lexeme WHERE word % typed
          ORDER BY similarity(word, typed) DESC, word LIMIT ${MAX_LIKELY}) AS likely`,
  ]);
  return z.array(LikelyRow).parse(rows);
}
