import { POLICY } from '../../disclosure/rules.ts';
import type { PublishedTable } from '../../disclosure/types.ts';
import {
  cellOf,
  monthsOf,
  spanOf,
  SUM_MEASURES,
  WHOLE,
  type PublishedSum,
  type SumMeasure,
} from '../rules.ts';
import type { DraftSource, HandedTally } from './draft.ts';
import type { DraftNotes, SumGap } from './views.ts';

/** What a sum of a quarter was made of; private. */
export type SumBase = {
  measure: SumMeasure;
  period: string;
  cases: number;
  sum: number;
  value: number | null;
};

const stated: Record<SumMeasure, (tally: HandedTally) => { cases: number; sum: number }> = {
  fines: ({ fines }) => fines,
  points: ({ points }) => points,
  'processing-days': ({ processingDays }) => processingDays,
};
/** The result whose count stands beside the sum, and the smallest step it is rounded to. */
const counted: Record<SumMeasure, string> = { fines: 'fined', points: 'fined', 'processing-days': 'handled' };
const smallestStep: Record<SumMeasure, number> = { fines: 1_000_000, points: 10, 'processing-days': 1 };

/** A power of ten that leaves three digits of a sum, at least the smallest step. */
export function stepOf(measure: SumMeasure, value: number): number {
  const digits = value < 1 ? 0 : Math.floor(Math.log10(value)) + 1;
  return Math.max(smallestStep[measure], 10 ** Math.max(0, digits - 3));
}

/**
 * Sums and means of the quarters of a release, P-6: province × quarter, on a base of enough cases, rounded, never beside a hidden
 * count. One that was published before is published again only when it is the same, or differs by enough cases.
 */
export function publishedSums(
  { periods, handedOver, past }: DraftSource,
  tables: readonly PublishedTable[],
): { published: PublishedSum[]; leftOut: DraftNotes['sums'][number][]; bases: SumBase[] } {
  const published: PublishedSum[] = [];
  const leftOut: DraftNotes['sums'][number][] = [];
  const bases: SumBase[] = [];
  for (const period of periods.filter((one) => spanOf(one) === 'quarter')) {
    const months = new Set(monthsOf(period));
    const own = handedOver.tallies.filter(({ month }) => months.has(month));
    for (const measure of SUM_MEASURES) {
      const of = own.map(stated[measure]);
      const cases = of.reduce((sum, each) => sum + each.cases, 0);
      const sum = of.reduce((total, each) => total + each.sum, 0);
      const exact = measure === 'processing-days' ? sum / cases : sum;
      const step = stepOf(measure, exact);
      const before = past
        .flatMap(({ sumBases }) => sumBases)
        .filter((base) => base.measure === measure && base.period === period && base.value !== null);
      const isHidden = tables
        .filter((table) => months.has(table.period) || table.period === period)
        .some((table) =>
          [counted[measure], 'handled'].some((column) => cellOf(table, WHOLE, column) === null),
        );
      const hasCount = tables.some((table) => table.period === period);
      const why: SumGap | null =
        cases === 0
          ? 'not-stated'
          : cases < POLICY.base
            ? 'small-base'
            : isHidden || !hasCount
              ? 'beside-hidden'
              : before.some((base) => !isSame(base, cases, sum) && Math.abs(base.cases - cases) < POLICY.base)
                ? 'changed-little'
                : null;
      const value = why === null ? Math.round(exact / step) * step : null;
      published.push({ measure, period, value, roundedTo: value === null ? smallestStep[measure] : step });
      bases.push({ measure, period, cases, sum, value });
      if (why !== null) leftOut.push({ measure, period, why });
    }
  }
  return { published, leftOut, bases };
}

const isSame = (base: SumBase, cases: number, sum: number): boolean =>
  base.cases === cases && base.sum === sum;
