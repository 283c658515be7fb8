import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { entriesOf, type Entry } from './entries.ts';
import { fold, spaced, type SearchWord } from './rules.ts';
import { readSources, type Sources } from './sources.ts';

/** Two processes that start together take turns. */
const LOCK = 72707371;
/** Rows written by one statement. */
const BATCH = 500;

/** Statements of a transaction. */
type Tx = Pick<PrismaClient, 'searchEntry' | 'searchLexeme' | 'searchWord' | '$executeRaw' | '$queryRaw'>;

/**
 * Writes what can be searched for into the database: what is new or changed by hash, and takes out what left the content.
 * Doing it twice changes nothing. One transaction; processes that start together take turns.
 * @returns how many entries and words were written or removed
 */
export async function syncSearch(prisma: PrismaClient, contentDir = resolve('content')): Promise<number> {
  const sources = readSources(contentDir);
  return prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
      const entries = await writeEntries(tx, entriesOf(sources));
      if (entries > 0) await writeLexemes(tx);
      return entries + (await writeWords(tx, wordsOf(sources)));
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

const hashOf = (entry: Entry): string => createHash('sha256').update(JSON.stringify(entry)).digest('hex');

async function writeEntries(tx: Tx, entries: readonly Entry[]): Promise<number> {
  const rows = await tx.searchEntry.findMany({ select: { id: true, hash: true } });
  const known = new Map(rows.map(({ id, hash }) => [id, hash]));
  const changed = entries
    .map((entry) => ({ ...entry, hash: hashOf(entry) }))
    .filter(({ id, hash }) => known.get(id) !== hash);
  for (let at = 0; at < changed.length; at += BATCH) {
    const batch = changed.slice(at, at + BATCH).map((entry) => ({
      ...entry,
      // The parser of PostgreSQL reads addresses and file names into “168/2024/NĐ-CP”: it is given words apart.
      a: spaced(entry.title),
      b: spaced(entry.terms.join(' ')),
      c: spaced(entry.summary.replace(/\{\{[^}]*\}\}/g, ' ')),
      d: spaced(entry.text),
    }));
    await tx.$executeRaw`
      INSERT INTO search_entry (id, kind, title, path, summary, terms, cites, folded, place, hash, title_words, words)
      SELECT id, kind, title, path, summary, terms, cites, folded, place, hash, to_tsvector('vi', a),
        setweight(to_tsvector('vi', a), 'A') || setweight(to_tsvector('vi', b), 'B') ||
        setweight(to_tsvector('vi', c), 'C') || setweight(to_tsvector('vi', d), 'D')
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS given (
        id text, kind text, title text, path text, summary text, terms text[], cites text[], folded text, place int, hash text,
        a text, b text, c text, d text)
      ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, path = excluded.path,
        summary = excluded.summary, terms = excluded.terms, cites = excluded.cites, folded = excluded.folded, place = excluded.place,
        hash = excluded.hash, title_words = excluded.title_words, words = excluded.words`;
  }
  const gone = await tx.searchEntry.deleteMany({ where: { id: { notIn: entries.map(({ id }) => id) } } });
  return changed.length + gone.count;
}

/** Numbers are left out: nobody means 169 by 168. */
async function writeLexemes(tx: Tx): Promise<void> {
  await tx.searchLexeme.deleteMany();
  await tx.$executeRaw`
    INSERT INTO search_lexeme (word)
    SELECT word FROM ts_stat('SELECT words FROM search_entry') WHERE word ~ '^[a-z]{2,}$'`;
  await settleIndexes(tx);
}

/**
 * Takes in what the text indexes have put aside while many rows were written, and counts the rows: with either undone the
 * planner reads whole tables. The embedded database never does it by itself.
 */
export async function settleIndexes(tx: Pick<Tx, '$executeRaw' | '$queryRaw'>): Promise<void> {
  await tx.$queryRaw`
    SELECT gin_clean_pending_list(indexrelid)::text FROM pg_index
      JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
    WHERE amname = 'gin' AND indrelid IN ('search_entry'::regclass, 'search_lexeme'::regclass)`;
  await tx.$executeRaw`ANALYZE search_entry, search_lexeme`;
}

/** Abbreviations and fillers, folded; one that stands twice keeps all its meanings. */
function wordsOf({ words }: Sources): SearchWord[] {
  const means = new Map<string, string[]>();
  for (const filler of words.fillers) means.set(fold(spaced(filler)), []);
  for (const { short, means: own } of words.abbreviations) {
    const id = fold(spaced(short));
    means.set(id, [...new Set([...(means.get(id) ?? []), ...own])]);
  }
  return [...means].map(([id, own]) => ({ id, means: own }));
}

async function writeWords(tx: Tx, words: readonly SearchWord[]): Promise<number> {
  const rows = await tx.searchWord.findMany();
  const known = new Map(rows.map(({ id, means }) => [id, means.join('\n')]));
  const changed = words.filter(({ id, means }) => known.get(id) !== means.join('\n'));
  for (const { id, means } of changed) {
    const data = { means: [...means] };
    await tx.searchWord.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  const gone = await tx.searchWord.deleteMany({ where: { id: { notIn: words.map(({ id }) => id) } } });
  return changed.length + gone.count;
}
