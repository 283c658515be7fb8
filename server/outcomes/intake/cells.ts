/* The cells of one sheet, each as what its column means. Pure. */
import type { DimensionField, Field, WholeField } from './fields.ts';
import type { Figures, Spot } from './figures.ts';
import type { Column, FileRow, Layout, Merge } from './layout.ts';
import type { Lookup } from './lookup.ts';
import { fillsOf } from './merged.ts';
import { readCount, readDecimal, readMonth, type ReadNumber } from './numbers.ts';

/** A sheet as it will be read. `name` null: the file is one table. */
export type PlannedSheet = {
  name: string | null;
  layout: Layout;
  fields: ReadonlyMap<string, Field>;
  merges: readonly Merge[];
};

const MOST_FINES_VND = 1e13;

/** What every sheet of a file is read by. */
export type ReadBy = {
  lookup: Lookup;
  whole: Readonly<Partial<Record<WholeField, string>>>;
  /** The newest month that is over. */
  lastMonth: string;
  figures: Figures;
  /** Texts that were looked up, of all sheets: each with a number of its own. */
  codeOfText: Map<DimensionField, Map<string, { code: string | null; id: number }>>;
  /** Counts rows that say nothing of the vehicle. */
  noVehicle: () => void;
};

const DIMENSIONS: readonly Field[] = [
  ...(['month', 'place', 'behaviour', 'vehicle', 'source', 'result', 'unit', 'measure'] as const),
];

/** Reads cells of a sheet; what is wrong with one goes to the figures, and null comes back. */
export function cellsOf(
  sheet: PlannedSheet,
  { lookup, whole, lastMonth, figures, codeOfText, noVehicle }: ReadBy,
) {
  const { layout, fields, name } = sheet;
  const used = layout.columns.flatMap((column) => {
    const field = fields.get(column.key) ?? 'none';
    return field === 'none' ? [] : [{ ...column, field }];
  });
  const columnOf = new Map<Field, Column>();
  for (const { field, ...column } of used) if (!columnOf.has(field)) columnOf.set(field, column);
  const dimensions = used.filter(({ field }) => DIMENSIONS.includes(field));
  const fills = fillsOf(
    sheet.merges.filter(({ toLine }) => toLine > layout.headLine),
    dimensions.map(({ at }) => at),
  );
  const months = new Map<string, ReturnType<typeof readMonth>>();

  const spotOf = ({ line }: FileRow, column: Column | undefined): Spot => ({
    sheet: name,
    line,
    column: column?.at ?? null,
    header: column?.header ?? '',
  });
  const cellOf = (row: FileRow, column: Column | undefined): string => {
    if (!column) return '';
    const own = row.cells[column.at] ?? '';
    return own === '' ? fills.text(column.at) : own;
  };

  const monthOf = (row: FileRow): string | null => {
    const column = columnOf.get('month');
    const text = cellOf(row, column);
    if (text === '') {
      const said = whole.month ?? layout.month;
      if (said) return said;
      if (column) figures.wrong(spotOf(row, column), 'Ô tháng trống. Hãy ghi như 9/2026.');
      return null;
    }
    let read = months.get(text);
    if (!read) months.set(text, (read = readMonth(text, lastMonth)));
    if (read.ok) return read.month;
    figures.wrong(spotOf(row, column), read.sentence);
    return null;
  };

  const codeIn = (row: FileRow, dimension: DimensionField): { code: string; id: number } | null => {
    const column = columnOf.get(dimension);
    const text = cellOf(row, column);
    if (text === '') {
      const said = dimension in whole ? whole[dimension as WholeField] : undefined;
      if (said) return { code: said, id: -1 };
      if (dimension === 'vehicle') {
        noVehicle();
        return { code: 'other', id: -1 };
      }
      if (column) figures.wrong(spotOf(row, column), 'Ô này trống. Hãy ghi đủ ở mỗi dòng.');
      return null;
    }
    const cache = codeOfText.get(dimension) ?? new Map<string, { code: string | null; id: number }>();
    codeOfText.set(dimension, cache);
    let found = cache.get(text);
    if (!found) {
      const answer = lookup.find(dimension, text);
      found = { code: 'code' in answer ? answer.code : null, id: cache.size };
      cache.set(text, found);
    }
    if (found.code !== null) return { code: found.code, id: found.id };
    const answer = lookup.find(dimension, text);
    figures.noteUnknown(
      dimension,
      text,
      spotOf(row, column),
      'of' in answer ? answer.of.map((one) => one.name) : [],
    );
    return null;
  };

  const numberIn = (
    row: FileRow,
    column: Column | undefined,
    read: (text: string) => ReadNumber,
  ): number | null => {
    if (!column) return null;
    const answer = read(row.cells[column.at] ?? '');
    if (answer.ok) return answer.value;
    figures.wrong(spotOf(row, column), answer.sentence);
    return null;
  };
  const countIn = (row: FileRow, column: Column | undefined) =>
    numberIn(row, column, (text) => readCount(text));
  const finesIn = (row: FileRow): number | null => {
    const column = columnOf.get('fines');
    if (!column) return null;
    const value = numberIn(row, column, (text) =>
      column.scale === 1 ? readCount(text, MOST_FINES_VND) : readDecimal(text, MOST_FINES_VND / column.scale),
    );
    return value === null ? null : Math.round(value * column.scale);
  };

  return {
    used,
    columnOf,
    dimensions,
    /** To be called for every row, from the top down: merged cells reach over rows. */
    see: (row: FileRow) => fills.see(row),
    ...{ spotOf, cellOf, monthOf, codeIn, numberIn, countIn, finesIn },
  };
}
