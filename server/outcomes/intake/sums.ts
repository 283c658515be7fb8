/* Sums in a file against their parts. Pure. */
import { RESULT_SUMS, RESULTS, resultWords, type Result, type ResultSum } from '../vocabulary.ts';
import type { AnyResult } from './fields.ts';

/** Parts first, so that a sum finds the sums below it done. */
const SUMS = ['handled', 'enough-basis', 'refused', 'received'] as const satisfies readonly ResultSum[];
/** What may be told from the rest: nobody writes it down because it is the rest. */
const DERIVABLE: ReadonlySet<AnyResult> = new Set(['in-process', 'pending']);

export type Settled = {
  counts: ReadonlyMap<Result, number>;
  derived: readonly Result[];
  /** Sums that do not fit their parts. */
  wrong: readonly { sum: ResultSum; sentence: string }[];
};

/** Whether a result is a sum of others. */
export const isSum = (result: AnyResult): result is ResultSum => Object.hasOwn(RESULT_SUMS, result);

const shown = (count: number): string => count.toLocaleString('vi-VN');

/**
 * Single results of one row or group.
 * @param given what the file says, single results and sums
 * @param present every result that the file has a column or rows for: of these nothing said means none
 */
export function settle(given: ReadonlyMap<AnyResult, number>, present: ReadonlySet<AnyResult>): Settled {
  const values = new Map<AnyResult, number>();
  for (const result of RESULTS) if (present.has(result)) values.set(result, given.get(result) ?? 0);
  const derived: Result[] = [];
  const wrong: { sum: ResultSum; sentence: string }[] = [];
  for (const sum of SUMS) {
    const parts: readonly AnyResult[] = RESULT_SUMS[sum];
    const known = parts.filter((part) => values.has(part));
    const unknown = parts.filter((part) => !values.has(part));
    const total = known.reduce((all, part) => all + values.get(part)!, 0);
    const said = given.get(sum);
    if (said === undefined) {
      if (known.length > 0) values.set(sum, total);
      continue;
    }
    values.set(sum, said);
    if (said === total) continue;
    const [missing] = unknown;
    if (unknown.length === 1 && DERIVABLE.has(missing!) && said > total) {
      values.set(missing!, said - total);
      derived.push(missing as Result);
      continue;
    }
    const names = known.map((part) => resultWords[part]).join(', ');
    wrong.push({
      sum,
      sentence:
        known.length === 0
          ? `${resultWords[sum]} là ${shown(said)} nhưng tệp không có cột cho từng phần của nó.`
          : unknown.length > 0 && said > total
            ? `${resultWords[sum]} là ${shown(said)} nhưng ${names} cộng lại là ${shown(total)}. Tệp thiếu ${unknown.map((part) => resultWords[part]).join(', ')}.`
            : `${resultWords[sum]} là ${shown(said)} nhưng ${names} cộng lại là ${shown(total)}. Hãy xem lại.`,
    });
  }
  return {
    counts: new Map(
      RESULTS.flatMap((result) => {
        const count = values.get(result);
        return count === undefined ? [] : [[result, count] as const];
      }),
    ),
    derived,
    wrong,
  };
}

/** Counts of single results with the sums above them. */
export function withSums(counts: ReadonlyMap<Result, number>): Map<AnyResult, number> {
  const all = new Map<AnyResult, number>(counts);
  for (const sum of SUMS)
    all.set(
      sum,
      (RESULT_SUMS[sum] as readonly AnyResult[]).reduce((total, part) => total + (all.get(part) ?? 0), 0),
    );
  return all;
}
