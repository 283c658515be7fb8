/*
 * What counts of all that was handed over: of each sender and month the newest batch that has figures of the kind. Batches
 * hold whole months, so a newer one takes the place of the older.
 */
import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** The database, in a transaction or not. */
type Reader = Pick<PrismaClient, '$queryRaw'>;

/** Cases together, whatever the vehicle. Sums are null where nothing of them was stated. */
export type CurrentTally = {
  month: string;
  communeId: string;
  /** Code of the commune. */
  commune: string;
  behaviour: string;
  source: string;
  /** A single result. */
  result: string;
  count: number;
  finesVnd: number | null;
  points: number | null;
  /** Days of these cases added up. */
  processingDays: number | null;
};
export type CurrentContribution = {
  month: string;
  unitId: string;
  /** Code of the unit. */
  unit: string;
  count: number;
  contributors: number | null;
  capPerPerson: number | null;
};
export type CurrentCrash = { month: string; measure: string; count: number };

const TABLES = {
  cases: Prisma.sql`outcome_tally`,
  contributions: Prisma.sql`outcome_contribution`,
  crashes: Prisma.sql`crash_tally`,
} as const;
type Kind = keyof typeof TABLES;

/**
 * The batches that count, with their months.
 * @param of senders of a province, one sender
 */
const counting = (
  kind: Kind,
  of: { provinceId: string } | { senderId: string },
  months: readonly string[] | null,
) => {
  const whose =
    'provinceId' in of
      ? Prisma.sql`sender.province_id = ${of.provinceId}::uuid`
      : Prisma.sql`sender.id = ${of.senderId}::uuid`;
  const which = months === null ? Prisma.sql`TRUE` : Prisma.sql`month = ANY(${[...months]}::text[])`;
  return Prisma.sql`
    SELECT DISTINCT ON (batch.sender_id, held.month) batch.id AS batch_id, held.month
    FROM outcome_batch batch
    JOIN outcome_sender sender ON sender.id = batch.sender_id AND ${whose}
    JOIN (SELECT DISTINCT batch_id, month FROM ${TABLES[kind]} WHERE ${which}) held ON held.batch_id = batch.id
    ORDER BY batch.sender_id, held.month, batch.taken_at DESC, batch.id DESC`;
};

/** Cases of a province in some months, as they count now. */
export async function currentTallies(
  prisma: Reader,
  provinceId: string,
  months: readonly string[],
): Promise<CurrentTally[]> {
  return prisma.$queryRaw<CurrentTally[]>`
    WITH counting AS (${counting('cases', { provinceId }, months)})
    SELECT tally.month, tally.commune_id::text AS "communeId", unit.code AS commune, tally.behaviour, tally.source, tally.result,
      sum(tally.count)::int AS count, sum(tally.fines_vnd)::float8 AS "finesVnd", sum(tally.points)::int AS points,
      sum(tally.processing_days) AS "processingDays"
    FROM outcome_tally tally
    JOIN counting ON counting.batch_id = tally.batch_id AND counting.month = tally.month
    JOIN unit ON unit.id = tally.commune_id
    GROUP BY 1, 2, 3, 4, 5, 6
    ORDER BY tally.month, unit.code, tally.behaviour, tally.source, tally.result`;
}

/** Contributions of units of a province in some months, as they count now: of one unit those of all senders together. */
export async function currentContributions(
  prisma: Reader,
  provinceId: string,
  months: readonly string[],
): Promise<CurrentContribution[]> {
  return prisma.$queryRaw<CurrentContribution[]>`
    WITH counting AS (${counting('contributions', { provinceId }, months)})
    SELECT one.month, one.unit_id::text AS "unitId", unit.code AS unit, sum(one.count)::int AS count,
      -- Nobody can tell whether two senders mean the same people: the larger number is the one that is sure.
      max(one.contributors)::int AS contributors, sum(one.cap_per_person)::int AS "capPerPerson"
    FROM outcome_contribution one
    JOIN counting ON counting.batch_id = one.batch_id AND counting.month = one.month
    JOIN unit ON unit.id = one.unit_id
    GROUP BY 1, 2, 3 ORDER BY one.month, unit.code`;
}

/** Crash figures of a province in some months, as they count now: of all senders together. */
export async function currentCrashes(
  prisma: Reader,
  provinceId: string,
  months: readonly string[],
): Promise<CurrentCrash[]> {
  return prisma.$queryRaw<CurrentCrash[]>`
    WITH counting AS (${counting('crashes', { provinceId }, months)})
    SELECT one.month, one.measure, sum(one.count)::int AS count
    FROM crash_tally one JOIN counting ON counting.batch_id = one.batch_id AND counting.month = one.month
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Digest of what counts in some months: the same as long as no newer batch takes a place. Lower-case hex, 64 characters. */
export async function batchMark(
  prisma: Reader,
  provinceId: string,
  months: readonly string[],
): Promise<string> {
  const digest = createHash('sha256');
  for (const kind of Object.keys(TABLES) as Kind[]) {
    const rows = await prisma.$queryRaw<{ batchId: string; month: string }[]>`
      SELECT batch_id::text AS "batchId", month FROM (${counting(kind, { provinceId }, months)}) AS counting
      ORDER BY month, batch_id`;
    digest.update(`${kind}\n${rows.map(({ batchId, month }) => `${month} ${batchId}`).join('\n')}\n`);
  }
  return digest.digest('hex');
}

/** One figure of a sender as it counts now: a single result, `contributions`, or a measure of crashes. */
export type CurrentSum = { kind: Kind; month: string; what: string; count: number };

/** What counts now of one sender in some months, by month and result. */
export async function currentSums(
  prisma: Reader,
  senderId: string,
  months: readonly string[],
): Promise<CurrentSum[]> {
  return prisma.$queryRaw<CurrentSum[]>`
    WITH cases AS (${counting('cases', { senderId }, months)}),
      contributions AS (${counting('contributions', { senderId }, months)}),
      crashes AS (${counting('crashes', { senderId }, months)})
    SELECT 'cases' AS kind, one.month, one.result AS what, sum(one.count)::int AS count
      FROM outcome_tally one JOIN cases USING (batch_id, month) GROUP BY 2, 3
    UNION ALL SELECT 'contributions', one.month, 'contributions', sum(one.count)::int
      FROM outcome_contribution one JOIN contributions USING (batch_id, month) GROUP BY 2
    UNION ALL SELECT 'crashes', one.month, one.measure, sum(one.count)::int
      FROM crash_tally one JOIN crashes USING (batch_id, month) GROUP BY 2, 3`;
}

/** Which batches of senders count, by kind and month. */
export async function countingBatches(
  prisma: Reader,
  senderIds: readonly string[],
): Promise<{ batchId: string; kind: Kind; month: string; count: number }[]> {
  const one = (kind: Kind) => {
    const what =
      kind === 'crashes'
        ? Prisma.sql`sum(held.count) FILTER (WHERE held.measure = 'crashes')`
        : Prisma.sql`sum(held.count)`;
    return Prisma.sql`
      SELECT DISTINCT ON (batch.sender_id, held.month) batch.id::text AS "batchId", ${kind}::text AS kind, held.month, held.count
      FROM outcome_batch batch
      JOIN (SELECT batch_id, month, coalesce(${what}, 0)::int AS count FROM ${TABLES[kind]} held GROUP BY 1, 2) held
        ON held.batch_id = batch.id
      WHERE batch.sender_id = ANY(${[...senderIds]}::uuid[])
      ORDER BY batch.sender_id, held.month, batch.taken_at DESC, batch.id DESC`;
  };
  const rows: { batchId: string; kind: Kind; month: string; count: number }[] = [];
  for (const kind of Object.keys(TABLES) as Kind[])
    rows.push(...(await prisma.$queryRaw<typeof rows>(one(kind))));
  return rows;
}
