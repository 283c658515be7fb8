import { dayOf } from '../../calendar.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Counting } from '../counting.ts';
import type { HandedOver, HandedTally } from './draft.ts';

/** The figures of the batches that count. @param caseMonths months of which cases are needed */
export async function readHandedOver(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  counting: readonly Counting[],
  caseMonths: ReadonlySet<string>,
): Promise<HandedOver> {
  const pairs = (kind: Counting['kind']) =>
    counting.filter((each) => each.kind === kind && (kind !== 'cases' || caseMonths.has(each.month)));
  const [cases, contributions, crashes] = (['cases', 'contributions', 'crashes'] as const).map(pairs);
  const ids = (some: readonly Counting[] | undefined) => (some ?? []).map(({ batchId }) => batchId);
  const months = (some: readonly Counting[] | undefined) => (some ?? []).map(({ month }) => month);
  type Row = Omit<HandedTally, 'fines' | 'points' | 'processingDays'> &
    Record<`${'f' | 'p' | 'd'}${'c' | 's'}`, number>;
  const tallies = await prisma.$queryRaw<Row[]>`
    SELECT tally.month, unit.code AS commune, behaviour, source, result, sum(count)::int AS count,
      coalesce(sum(count) FILTER (WHERE fines_vnd IS NOT NULL), 0)::int AS fc, coalesce(sum(fines_vnd), 0)::float8 AS fs,
      coalesce(sum(count) FILTER (WHERE points IS NOT NULL), 0)::int AS pc, coalesce(sum(points), 0)::float8 AS ps,
      coalesce(sum(count) FILTER (WHERE processing_days IS NOT NULL), 0)::int AS dc,
      coalesce(sum(processing_days), 0)::float8 AS ds
    FROM outcome_tally AS tally
      JOIN unnest(${ids(cases)}::uuid[], ${months(cases)}::text[]) AS counts(batch_id, month)
        ON counts.batch_id = tally.batch_id AND counts.month = tally.month
      JOIN unit ON unit.id = tally.commune_id
    GROUP BY tally.month, unit.code, behaviour, source, result
    ORDER BY tally.month, unit.code, behaviour, source, result`;
  return {
    months: (cases ?? []).map(({ month, takenAt, batchId }) => ({ month, takenOn: dayOf(takenAt), batchId })),
    tallies: tallies.map(({ fc, fs, pc, ps, dc, ds, ...tally }) => ({
      ...tally,
      fines: { cases: fc, sum: fs },
      points: { cases: pc, sum: ps },
      processingDays: { cases: dc, sum: ds },
    })),
    contributions: await prisma.$queryRaw<HandedOver['contributions'][number][]>`
      SELECT given.month, unit.code AS unit, count, contributors, cap_per_person AS "capPerPerson"
      FROM outcome_contribution AS given
        JOIN unnest(${ids(contributions)}::uuid[], ${months(contributions)}::text[]) AS counts(batch_id, month)
          ON counts.batch_id = given.batch_id AND counts.month = given.month
        JOIN unit ON unit.id = given.unit_id
      ORDER BY given.month, unit.code`,
    crashes: await prisma.$queryRaw<HandedOver['crashes'][number][]>`
      SELECT given.month, measure, sum(count)::int AS count
      FROM crash_tally AS given
        JOIN unnest(${ids(crashes)}::uuid[], ${months(crashes)}::text[]) AS counts(batch_id, month)
          ON counts.batch_id = given.batch_id AND counts.month = given.month
      GROUP BY given.month, measure ORDER BY given.month, measure`,
  };
}
