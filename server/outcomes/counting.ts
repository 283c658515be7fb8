/*
 * What counts of all that was handed over: of each sender, month and kind of figures the newest batch that has any. Batches hold
 * whole months, so a newer one takes the place of the older.
 */
import { Prisma } from '../generated/prisma/client.ts';

/** A batch that counts for a month, in one kind of figures. */
export type Counting = {
  kind: 'cases' | 'contributions' | 'crashes';
  month: string;
  batchId: string;
  takenAt: Date;
};

/**
 * The batches that count; in a fixed order.
 * @param of senders of a province, or these
 * @param months null: every month
 */
export async function countingBatches(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  of: { provinceId: string } | { senderIds: readonly string[] },
  months: readonly string[] | null,
): Promise<Counting[]> {
  const whose =
    'provinceId' in of
      ? Prisma.sql`sender.province_id = ${of.provinceId}::uuid`
      : Prisma.sql`sender.id = ANY(${[...of.senderIds]}::uuid[])`;
  const among = months === null ? Prisma.sql`TRUE` : Prisma.sql`batch.months && ${[...months]}::text[]`;
  const within =
    months === null
      ? Prisma.sql`batch_id IN (SELECT id FROM batch)`
      : Prisma.sql`batch_id IN (SELECT id FROM batch) AND month = ANY(${[...months]}::text[])`;
  return prisma.$queryRaw<Counting[]>`
    WITH batch AS (
      SELECT batch.id, batch.sender_id, batch.taken_at FROM outcome_batch AS batch
        JOIN outcome_sender AS sender ON sender.id = batch.sender_id
      WHERE ${whose} AND ${among}
    ), held AS (
      SELECT DISTINCT 'cases' AS kind, batch_id, month FROM outcome_tally WHERE ${within}
      UNION ALL SELECT DISTINCT 'contributions', batch_id, month FROM outcome_contribution WHERE ${within}
      UNION ALL SELECT DISTINCT 'crashes', batch_id, month FROM crash_tally WHERE ${within}
    )
    SELECT DISTINCT ON (kind, month, sender_id) kind, month, held.batch_id::text AS "batchId",
      batch.taken_at AS "takenAt"
    FROM held JOIN batch ON batch.id = held.batch_id
    ORDER BY kind, month, sender_id, batch.taken_at DESC, held.batch_id DESC`;
}

/** A figure of a batch that counts: a single result, `contributions`, or a measure of crashes. */
export type CurrentSum = Pick<Counting, 'kind' | 'month' | 'batchId'> & { what: string; count: number };

/** What the batches that count come to, by month and result. */
export async function currentSums(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  counting: readonly Counting[],
): Promise<CurrentSum[]> {
  const [kinds, ids, months] = [
    counting.map(({ kind }) => kind),
    counting.map(({ batchId }) => batchId),
    counting.map(({ month }) => month),
  ];
  return prisma.$queryRaw<CurrentSum[]>`
    WITH counts AS (
      SELECT * FROM unnest(${kinds}::text[], ${ids}::uuid[], ${months}::text[]) AS counts(kind, batch_id, month)
    )
    SELECT kind, month, batch_id::text AS "batchId", result AS what, sum(count)::int AS count
      FROM outcome_tally JOIN counts USING (batch_id, month) WHERE kind = 'cases' GROUP BY 1, 2, 3, 4
    UNION ALL SELECT kind, month, batch_id::text, 'contributions', sum(count)::int
      FROM outcome_contribution JOIN counts USING (batch_id, month) WHERE kind = 'contributions' GROUP BY 1, 2, 3
    UNION ALL SELECT kind, month, batch_id::text, measure, sum(count)::int
      FROM crash_tally JOIN counts USING (batch_id, month) WHERE kind = 'crashes' GROUP BY 1, 2, 3, 4`;
}
