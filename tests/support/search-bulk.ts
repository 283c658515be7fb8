import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { settleIndexes } from '#server/search/fill.ts';

/**
 * Fills search_entry up to `count` rows with copies of the real ones. A third of the words in the names of each copy are exchanged for other
 * known words, so that copies are as long as their models and their words as frequent as they are in the language.
 */
export async function growSearch(prisma: PrismaClient, count: number): Promise<void> {
  const real = await prisma.searchEntry.count();
  const copies = Math.ceil(count / real) - 1;
  await prisma.$executeRaw`
    WITH lexeme AS MATERIALIZED (SELECT array_agg(word ORDER BY word) AS words FROM search_lexeme)
    INSERT INTO search_entry (id, kind, title, path, summary, terms, cites, folded, place, hash, title_words, words)
    SELECT id || '-' || n, kind, title, path, summary, terms, cites, exchanged, place, hash,
      to_tsvector('vi', split_part(exchanged, ' | ', 1)),
      setweight(to_tsvector('vi', split_part(exchanged, ' | ', 1)), 'A') || ts_filter(search_entry.words, '{b,c,d}')
    FROM generate_series(1, ${copies}::int) AS n, search_entry, lexeme,
      LATERAL (
        SELECT string_agg(
          CASE WHEN word <> '|' AND (at + n) % 3 = 0
            THEN lexeme.words[1 + abs(hashtext(word || n)) % cardinality(lexeme.words)] ELSE word END,
          ' ' ORDER BY at) AS exchanged
        FROM regexp_split_to_table(folded, ' ') WITH ORDINALITY AS part (word, at)
      ) AS copy
    ORDER BY n, id
    LIMIT ${count - real}::int`;
  await settleIndexes(prisma);
}

/** What people type: everyday words, abbreviations, numbers of acts, whole questions, typing errors, words that everything holds. */
export const TYPED = [
  'nguoc chieu',
  'den do',
  'nong do con',
  'mu bao hiem',
  'danh vong',
  'coi noi thung',
  'gplx',
  'csgt',
  'mũ bh',
  'nđ 168',
  'điều 6 nghị định 168',
  'xe may di nguoc chieu bi phat bao nhieu',
  'cho hang cong kenh qua cao tren xe tai',
  'vượt đèn vàng',
  'nguoc chiue',
  'nong do conn',
  'vuot den doo',
  'zzzz qqqq',
  'xe',
  'xe may',
  'oto',
  'do',
] as const;

/** Middle, 95th percentile and worst of some times. */
export function spread(times: readonly number[]): { median: number; p95: number; worst: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1)! };
}
