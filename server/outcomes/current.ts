import type { PublishedTable } from '../disclosure/types.ts';
import type { CrashMonth, PublishedSum, ReleaseContent } from './content.ts';
import { spanOf } from './periods.ts';

/**
 * What readers see of all releases together: of each table, sum and crash month the one published last.
 * @param contents of releases that are live, not withdrawn; in any order
 */
export type CurrentFigures = {
  tables: readonly (PublishedTable & { releaseNumber: number })[];
  sums: readonly (PublishedSum & { releaseNumber: number })[];
  crashes: readonly (CrashMonth & { releaseNumber: number })[];
  /** The newest release, for names and geography; null: nothing is published. */
  newest: ReleaseContent | null;
};

/** @see CurrentFigures; tables and sums by period, oldest first */
export function currentFigures(contents: readonly ReleaseContent[]): CurrentFigures {
  const byNumber = [...contents].sort((a, b) => a.number - b.number);
  const tables = new Map<string, CurrentFigures['tables'][number]>();
  const sums = new Map<string, CurrentFigures['sums'][number]>();
  const crashes = new Map<string, CurrentFigures['crashes'][number]>();
  for (const { number, ...content } of byNumber) {
    for (const table of content.tables)
      tables.set(`${table.tableId} ${table.period}`, { ...table, releaseNumber: number });
    for (const sum of content.sums)
      sums.set(`${sum.measure} ${sum.period}`, { ...sum, releaseNumber: number });
    for (const month of content.crashes) crashes.set(month.month, { ...month, releaseNumber: number });
  }
  const byPeriod = <T extends { period: string }>(all: Iterable<T>): T[] =>
    [...all].sort((a, b) => (a.period < b.period ? -1 : 1));
  return {
    tables: byPeriod(tables.values()),
    sums: byPeriod(sums.values()),
    crashes: [...crashes.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
    newest: byNumber.at(-1) ?? null,
  };
}

/** The table of a period, or of the newest period it was published for. */
export function tableIn(
  { tables }: Pick<CurrentFigures, 'tables'>,
  tableId: string,
  period: string | null = null,
): CurrentFigures['tables'][number] | null {
  return (
    tables.findLast((table) => table.tableId === tableId && (period === null || table.period === period)) ??
    null
  );
}

/** Periods a table is published for, newest first. */
export const periodsIn = ({ tables }: Pick<CurrentFigures, 'tables'>, tableId: string): string[] =>
  tables
    .filter((table) => table.tableId === tableId && spanOf(table.period))
    .map(({ period }) => period)
    .reverse();

/**
 * Releases that stand: neither withdrawn nor replaced by a correction. A correction that was withdrawn does not bring back what
 * it replaced.
 */
export function standingReleases<
  T extends { number: number; corrects: number | null; withdrawnAt: Date | null },
>(all: readonly T[]): T[] {
  const replaced = new Set(all.map(({ corrects }) => corrects));
  return all.filter(({ number, withdrawnAt }) => withdrawnAt === null && !replaced.has(number));
}
