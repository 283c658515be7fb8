export type TestStatistics = {
  people: number;
  meanPct: number | null;
  sdPct: number | null;
  alphaPct: number | null;
  errorRatioPct: number | null;
  standardErrorPct: number | null;
};
export type ItemStatistics = {
  facilityPct: number | null;
  sdPct: number | null;
  discriminationIndexPct: number | null;
  discriminativeEfficiencyPct: number | null;
  effectiveWeightPct: number | null;
};

const FULL_PCT = 100;
const ROUNDING = 1e-12;
/** Sums of marks carry errors of parts in 10¹⁴; what differs by less does not differ. */
const NOISE = 1e-13;

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Each value less their mean. */
function centred(values: Float64Array): Float64Array {
  const mean = sumOf(values) / values.length;
  return values.map((value) => value - mean);
}

/** Of a sample, over n − 1; both sides are centred. */
function covariance(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += left[at]! * right[at]!;
  const value = sum / (left.length - 1);
  return Math.abs(value) < NOISE ? 0 : value;
}

const deviation = (values: Float64Array): number => Math.sqrt(covariance(values, values));

/**
 * What a test and its items tell, after Moodle's definitions. All in percent of the maximum, not rounded.
 *
 * Discrimination compares an item with all others, of which it is no part; its efficiency is the share of the largest
 * covariance that these marks could have. The effective weight is the item's share of what makes totals differ. Alpha is
 * Cronbach's; the error ratio is √(1 − alpha), the standard error its share of the deviation of totals.
 * @param marks one row per person, one column per item, each 0…1; all items have the same maximum of 1
 * @returns null where nothing can be said: nobody for means; fewer than two people, or no difference between them, for
 *   the rest; fewer than two items for alpha and discrimination; a negative covariance with the total for the weight
 * @throws RangeError when rows differ in length
 */
export function statisticsOf(marks: readonly (readonly number[])[]): {
  test: TestStatistics;
  items: ItemStatistics[];
} {
  const people = marks.length;
  const size = marks[0]?.length ?? 0;
  if (marks.some((row) => row.length !== size)) throw new RangeError('Everybody has one mark per item.');
  const columns = Array.from({ length: size }, (_, item) => Float64Array.from(marks, (row) => row[item]!));
  const totals = Float64Array.from(marks, (row) => row.reduce((sum, mark) => sum + mark, 0));
  const meanPct = people === 0 || size === 0 ? null : (FULL_PCT * sumOf(totals)) / people / size;
  if (people < 2 || size === 0)
    return {
      test: { people, meanPct, sdPct: null, alphaPct: null, errorRatioPct: null, standardErrorPct: null },
      items: columns.map((column) => itemWithoutSpread(people === 0 ? null : FULL_PCT * column[0]!)),
    };

  const spread = centred(totals);
  const total = covariance(spread, spread);
  const parts = columns.map((column) => partOf(column, totals, spread));
  const weights = parts.map(({ withTotal }) => (withTotal < 0 ? null : Math.sqrt(withTotal)));
  const weight = weights.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const sdPct = (FULL_PCT * Math.sqrt(total)) / size;
  const varianceOfItems = parts.reduce((sum, { variance }) => sum + variance, 0);
  const alpha = size < 2 || total === 0 ? null : (size / (size - 1)) * (1 - varianceOfItems / total);
  // What rounding leaves of nothing would be more than a millionth under the root.
  const error = alpha === null ? null : alpha > 1 - ROUNDING ? 0 : Math.sqrt(1 - alpha);
  return {
    test: {
      people,
      meanPct,
      sdPct,
      alphaPct: alpha === null ? null : FULL_PCT * alpha,
      errorRatioPct: error === null ? null : FULL_PCT * error,
      standardErrorPct: error === null ? null : error * sdPct,
    },
    items: parts.map(({ facility, variance, discriminationIndexPct, discriminativeEfficiencyPct }, at) => ({
      facilityPct: FULL_PCT * facility,
      sdPct: FULL_PCT * Math.sqrt(variance),
      discriminationIndexPct,
      discriminativeEfficiencyPct,
      effectiveWeightPct: weight === 0 || weights[at] == null ? null : (FULL_PCT * weights[at]) / weight,
    })),
  };
}

const itemWithoutSpread = (facilityPct: number | null): ItemStatistics => ({
  facilityPct,
  sdPct: null,
  discriminationIndexPct: null,
  discriminativeEfficiencyPct: null,
  effectiveWeightPct: null,
});

/** One item beside all others. */
function partOf(column: Float64Array, totals: Float64Array, spread: Float64Array) {
  const own = centred(column);
  const others = centred(totals.map((sum, person) => sum - column[person]!));
  const found = covariance(own, others);
  const deviations = deviation(own) * deviation(others);
  // Of all ways to pair two rows of numbers, both in ascending order vary together the most.
  const largest = covariance(own.toSorted(), others.toSorted());
  return {
    facility: sumOf(column) / column.length,
    variance: covariance(own, own),
    withTotal: covariance(own, spread),
    discriminationIndexPct: deviations === 0 ? null : (FULL_PCT * found) / deviations,
    discriminativeEfficiencyPct: largest === 0 ? null : (FULL_PCT * found) / largest,
  };
}
