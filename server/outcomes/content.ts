/*
 * What one release says: the one source of every figure on the pages and of every file of its package. Pages never read
 * what police handed over; they read this.
 */
import type { PublishedTable } from '../disclosure/types.ts';
import type { CrashMeasure, SumMeasure } from './vocabulary.ts';

/** A name that stands in the tables, as it was on the day of the release. */
export type Named = { code: string; nameVi: string };

/** A sum or mean of a quarter over the handled cases of the province; null: not published. */
export type PublishedSum = { measure: SumMeasure; period: string; value: number | null; roundedTo: number };

/** Crash figures of the province in a month; null: not handed over. */
export type CrashMonth = { month: string; counts: Record<CrashMeasure, number | null> };

export type ReleaseContent = {
  format: 1;
  number: number;
  /** The month it is about; with the last month of a quarter or half-year come the tables of those. */
  month: string;
  /** Number of the release that it takes the place of, with the public note on what was wrong; null: of none. */
  corrects: number | null;
  correctionVi: string | null;
  isSample: boolean;
  province: Named;
  /** Day whose geography the places are of. */
  geographyOn: string;
  /** Communes with the area they belong to, and the areas, as on that day. */
  communes: readonly (Named & { area: string })[];
  areas: readonly Named[];
  /** Groups with their behaviours, in their order. */
  groups: readonly (Named & { behaviours: readonly Named[] })[];
  /** Units that appear. */
  units: readonly Named[];
  tables: readonly PublishedTable[];
  sums: readonly PublishedSum[];
  crashes: readonly CrashMonth[];
  /** Calendar day on which it was made. */
  madeOn: string;
};

/** How many cells a table hides. */
export const hiddenCells = ({ cells }: Pick<PublishedTable, 'cells'>): number =>
  cells.reduce((sum, row) => sum + row.filter((cell) => cell === null).length, 0);

/** What a table shows in a cell: a count, null when it is hidden, undefined when there is no such row or column. */
export function cellOf(
  { rows, columns, cells }: Pick<PublishedTable, 'rows' | 'columns' | 'cells'>,
  row: string,
  column: string,
): number | null | undefined {
  return cells[rows.indexOf(row)]?.[columns.indexOf(column)];
}
