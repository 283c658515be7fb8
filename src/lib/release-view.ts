import {
  crashWords,
  CRASH_MEASURES,
  periodWords,
  membersOf,
  shownCount,
  sumWords,
  tableOf,
  WHOLE,
  type Member as ReleaseMember,
  type Names,
  type ReleaseContent,
  type SumMeasure,
} from '#server/outcomes/rules.ts';
import type { Dimension, PublishedTable } from '#server/disclosure/types.ts';
import { releaseDeskWords as words } from './release-desk-words.ts';

type Member = { code: string; name: string; level: ReleaseMember['level'] };

/** One published table in words: what readers will see. */
export type TableView = {
  id: string;
  period: string;
  nameVi: string;
  periodVi: string;
  rowsVi: string;
  columns: readonly Member[];
  /** null: hidden. */
  rows: readonly (Member & { cells: readonly (number | null)[] })[];
  roundedTo: number;
  cells: number;
  hidden: number;
};

const memberOf = (names: Names, dimension: Dimension): ((code: string) => Member) => {
  const nameOf = membersOf(names, dimension);
  return (code) => {
    const { nameVi, level } = nameOf(code);
    return { code, name: nameVi, level };
  };
};

/** A table as its readers will see it. */
export function tableView(table: PublishedTable, names: Names): TableView {
  const rule = tableOf(table.tableId);
  const cells = table.cells.flat();
  const columns = table.columns.map(memberOf(names, rule?.columns ?? 'result'));
  const rowOf = memberOf(names, rule?.rows ?? 'behaviour');
  return {
    id: table.tableId,
    period: table.period,
    nameVi: rule?.nameVi ?? table.tableId,
    periodVi: periodWords(table.period),
    rowsVi: rule?.rowsVi ?? '',
    // Alone, the whole of what is counted needs no name but that.
    columns:
      columns.length === 1 ? columns.map((one) => ({ ...one, name: rule?.columnsVi ?? one.name })) : columns,
    rows: table.rows.map((code, at) => ({
      ...rowOf(code),
      cells: table.cells[at]!,
    })),
    roundedTo: table.roundedTo,
    cells: cells.length,
    hidden: cells.filter((cell) => cell === null).length,
  };
}

/**
 * A cell by the names of its table: `Đi ngược chiều, Phạt tiền`.
 * @param older names of what is no longer in the release
 */
export function cellName(
  { tableId, row, column }: { tableId: string; row: string; column: string },
  names: Names,
  older: Readonly<Record<string, string>> = {},
): string {
  const rule = tableOf(tableId);
  const nameOf = (dimension: Dimension | undefined, code: string) => {
    const name = dimension === undefined ? code : memberOf(names, dimension)(code).name;
    return name === code ? (older[code] ?? code) : name;
  };
  // A table of one column has nothing to tell its cells apart by but the row.
  return [
    nameOf(rule?.rows, row),
    ...(column === WHOLE && rule?.show.columns.length === 1 ? [] : [nameOf(rule?.columns, column)]),
  ].join(', ');
}

/** A sum or mean with its unit: `1.234 triệu đồng`; null: why it is left out stands elsewhere. */
export function shownSum(measure: SumMeasure, value: number): string {
  if (measure === 'fines') return words.millions(shownCount(value / 1_000_000));
  return measure === 'processing-days' ? words.days(shownCount(value)) : words.points(shownCount(value));
}

/** The sums of a release, those left out last of all. */
export const sumRows = ({ sums }: Pick<ReleaseContent, 'sums'>) =>
  sums.map(({ measure, period, value }) => ({
    name: `${sumWords[measure]}, ${periodWords(period)}`,
    text: value === null ? null : shownSum(measure, value),
  }));

/** The crash figures of a release, month by month. */
export const crashRows = ({ crashes }: Pick<ReleaseContent, 'crashes'>) =>
  crashes.flatMap(({ month, counts }) =>
    CRASH_MEASURES.map((measure) => ({
      name: `${crashWords[measure]}, ${periodWords(month)}`,
      text: counts[measure] === null ? null : shownCount(counts[measure]),
    })),
  );
