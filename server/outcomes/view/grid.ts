import { cellOf } from '../content.ts';
import { periodsIn, tableIn, type CurrentFigures } from '../current.ts';
import { membersOf, type Member } from '../members.ts';
import { monthsOf, periodOf, periodWords, spanOf } from '../periods.ts';
import { tableOf } from '../tables.ts';
import { WHOLE, type SumMeasure } from '../vocabulary.ts';
import type { Atlas } from './atlas.ts';
import { capital, figureOf, type Figure } from './numbers.ts';
import type { View, ViewChoice } from './views.ts';

export type GridRow = Omit<Member, 'parent'> & {
  code: string;
  /** Code of the row it is part of, among the rows of this table. */
  parent: string | null;
  figures: readonly Figure[];
};

/** What a reader sees as a table; every figure of it stands in a release. */
export type Grid = {
  /** Period of the table; null: its rows are periods. */
  period: string | null;
  /** Periods that can be chosen, newest first. */
  periods: readonly string[];
  rowsVi: string;
  columns: readonly (Pick<Member, 'nameVi' | 'level'> & { code: string })[];
  rows: readonly GridRow[];
  roundedTo: number;
  /** Numbers of the releases it was read from. */
  releases: readonly number[];
};

const collator = new Intl.Collator('vi');

/** The period that is published and meets what was asked: itself, the longer one around it, the newest within it. */
export function periodFor(periods: readonly string[], asked: string | null): string | null {
  const newest = periods[0] ?? null;
  if (asked === null || newest === null || periods.includes(asked)) return asked ?? newest;
  try {
    const months = monthsOf(asked);
    const around = periodOf(months.at(-1)!, spanOf(newest));
    return periods.find((period) => period === around || months.includes(period)) ?? newest;
  } catch {
    // What stands in the address is no period.
    return newest;
  }
}

type Placed = { code: string; at: number } & Member;

/** The whole, then every sum with its parts: places and single members in Vietnamese order, groups in their own. */
function ordered(codes: readonly string[], member: (code: string) => Member, isByName: boolean): Placed[] {
  const all = codes.map((code, at) => ({ code, at, ...member(code) }));
  const byName = (a: Placed, b: Placed) => collator.compare(a.nameVi, b.nameVi);
  const sums = all.filter(({ level }) => level === 'sum');
  if (isByName) sums.sort(byName);
  const partsOf = (code: string | null) =>
    all.filter(({ level, parent }) => level === 'single' && parent === code).sort(byName);
  const placed = [
    ...all.filter(({ level }) => level === 'whole'),
    ...sums.flatMap((sum) => [sum, ...partsOf(sum.code)]),
  ];
  // A single member whose sum is not in the table stands by itself.
  const rest = all.filter((one) => !placed.includes(one)).sort(byName);
  return [...placed, ...rest];
}

function gridOfTable(atlas: Atlas, view: View, choice: ViewChoice): Grid | null {
  const rule = tableOf(view.tableId ?? '');
  if (!rule) return null;
  const periods = periodsIn(atlas.figures, rule.id);
  const period = periodFor(periods, choice.period);
  const table = period === null ? null : tableIn(atlas.figures, rule.id, period);
  if (!table) return null;
  const { content } = atlas.byNumber.get(table.releaseNumber)!;
  const rowOf = membersOf(content, rule.rows);
  const columnOf = membersOf(content, rule.columns);
  const isPlace = rule.rows === 'place';
  // Results stand in the order in which a report passes them; places by name.
  const columns =
    rule.columns === 'place'
      ? ordered(table.columns, columnOf, true)
      : table.columns.map((code, at) => ({ code, at, ...columnOf(code) }));
  return {
    period,
    periods,
    rowsVi: rule.rowsVi,
    columns: columns.map(({ code, nameVi, level }) => ({ code, nameVi, level })),
    rows: ordered(table.rows, rowOf, isPlace).map(({ code, at, nameVi, level, parent }) => ({
      code,
      nameVi,
      level,
      parent,
      figures: columns.map((column) => figureOf(table.cells[at]?.[column.at])),
    })),
    roundedTo: table.roundedTo,
    releases: [table.releaseNumber],
  };
}

/** The columns that are followed over time: of the whole province, and of a row of a finer table. */
const WHOLE_SERIES = { tableId: 'month-result', columns: ['received', 'enough-basis', 'handled'] } as const;
const ROW_SERIES = ['received', 'handled'] as const;

/** Code of the row that a series follows. */
export const followedRow = ({ row }: ViewChoice): string => row ?? WHOLE;

type Kept = CurrentFigures['tables'][number];

function seriesOfRow(atlas: Atlas, view: View, choice: ViewChoice): Grid | null {
  const row = followedRow(choice);
  const isWhole = row === WHOLE;
  const id = isWhole ? WHOLE_SERIES.tableId : view.tableId;
  const codes = isWhole ? WHOLE_SERIES.columns : ROW_SERIES;
  const tables = atlas.figures.tables.filter(({ tableId }) => tableId === id);
  const newest: Kept | undefined = tables.at(-1);
  if (!newest) return null;
  const columnOf = membersOf(atlas.byNumber.get(newest.releaseNumber)!.content, 'result');
  return {
    period: null,
    periods: [],
    rowsVi: 'Tháng',
    columns: codes.map((code) => {
      const { nameVi, level } = columnOf(code);
      return { code, nameVi, level };
    }),
    rows: tables.map((table) => ({
      code: table.period,
      nameVi: capital(periodWords(table.period)),
      level: 'single',
      parent: null,
      figures: codes.map((column) => figureOf(cellOf(table, row, column))),
    })),
    roundedTo: newest.roundedTo,
    releases: tables.map(({ releaseNumber }) => releaseNumber),
  };
}

const SUM_HEADS: Record<SumMeasure, string> = {
  'processing-days': 'Số ngày xử lý trung bình',
  fines: 'Tiền phạt (đồng)',
  points: 'Điểm giấy phép bị trừ',
};
const SUM_ORDER = ['processing-days', 'fines', 'points'] as const;

function seriesOfSums(atlas: Atlas): Grid | null {
  const { sums } = atlas.figures;
  const periods = [...new Set(sums.map(({ period }) => period))];
  if (periods.length === 0) return null;
  return {
    period: null,
    periods: [],
    rowsVi: 'Quý',
    columns: SUM_ORDER.map((code) => ({ code, nameVi: SUM_HEADS[code], level: 'single' })),
    rows: periods.map((period) => ({
      code: period,
      nameVi: capital(periodWords(period)),
      level: 'single',
      parent: null,
      figures: SUM_ORDER.map(
        // A sum that a release leaves out is not hidden: it was never made.
        (measure) =>
          figureOf(sums.find((sum) => sum.period === period && sum.measure === measure)?.value ?? undefined),
      ),
    })),
    roundedTo: 1,
    releases: sums.map(({ releaseNumber }) => releaseNumber),
  };
}

/** The table of a choice; null when nothing of it is published. */
export const gridOf = (atlas: Atlas, view: View, choice: ViewChoice): Grid | null =>
  view.tableId === null
    ? seriesOfSums(atlas)
    : view.isSeries
      ? seriesOfRow(atlas, view, choice)
      : gridOfTable(atlas, view, choice);

/** How many figures of a table are hidden, of how many that stand in it. */
export function countHidden({ rows }: Pick<Grid, 'rows'>): { cells: number; hidden: number } {
  const all = rows.flatMap(({ figures }) => figures).filter((figure) => figure !== 'unpublished');
  return { cells: all.length, hidden: all.filter((figure) => figure === 'hidden').length };
}
