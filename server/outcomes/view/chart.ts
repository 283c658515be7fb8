import { RESULT_SUMS, resultWords, WHOLE } from '../vocabulary.ts';
import type { Grid, GridRow } from './grid.ts';
import { countOf, percentOf, shownPercent, type Figure } from './numbers.ts';
import type { ViewChoice } from './views.ts';

/** What a mark stands for; how it is filled is the screen's to say. */
export type Tone = 'received' | 'handled' | 'in-process' | 'refused' | 'pending' | 'enough-basis';

export type Bar = {
  nameVi: string;
  isChosen: boolean;
  /** Length of the bar, where it is shown. */
  total: Figure;
  /** What is hidden of them stands together at the end of the bar. */
  parts: readonly { tone: Tone; figure: Figure }[];
  /** What stands behind the total; '' nothing. */
  noteVi: string;
};

/** A chart as data, before anybody knows how wide it is. */
export type Chart =
  | {
      kind: 'bars';
      titleVi: string;
      /** Its bars are steps, each a part of the one before. */
      isFunnel: boolean;
      legend: readonly { tone: Tone; nameVi: string }[];
      bars: readonly Bar[];
    }
  | {
      kind: 'heat';
      titleVi: string;
      columns: readonly string[];
      rows: readonly { nameVi: string; figures: readonly Figure[] }[];
    }
  | {
      kind: 'lines';
      titleVi: string;
      points: readonly string[];
      lines: readonly { tone: Tone; nameVi: string; figures: readonly Figure[] }[];
    };

/** Bars that fit beside each other's names. */
const MAX_BARS = 8;
/** How a received report ended, in the order of the parts of a bar. */
const ENDS = ['handled', 'in-process', 'refused', 'pending'] as const;

const at = (grid: Grid, code: string): number => grid.columns.findIndex((column) => column.code === code);
const figure = (grid: Grid, row: GridRow | undefined, column: string): Figure =>
  row?.figures[at(grid, column)] ?? 'unpublished';
const count = (grid: Grid, row: GridRow, column: string): number | null => countOf(figure(grid, row, column));
const nameOf = (grid: Grid, code: string): string => grid.columns[at(grid, code)]?.nameVi ?? code;

/** How reports ended; where no column says it, what its parts come to, hidden when one of them is. */
function endFigure(grid: Grid, row: GridRow, end: (typeof ENDS)[number]): Figure {
  if (at(grid, end) >= 0) return figure(grid, row, end);
  if (end !== 'refused') return 'unpublished';
  let sum = 0;
  let isHidden = false;
  for (const part of RESULT_SUMS.refused) {
    const of = figure(grid, row, part);
    if (of === 'unpublished') return of;
    if (of === 'hidden') isHidden = true;
    else sum += of;
  }
  return isHidden ? 'hidden' : sum;
}

/** What a reader may not conclude where some figures are hidden. */
export const AMONG_SHOWN = 'trong các số được công bố';

/** The rows a chart of a table shows: of the chosen sum its parts, of a chosen part its like, else the largest or the sums. */
function shownRows(grid: Grid, { row, view }: ViewChoice, by: string): { titleVi: string; rows: GridRow[] } {
  const chosen = grid.rows.find(({ code }) => code === row);
  const family = chosen?.level === 'sum' ? chosen.code : chosen?.level === 'single' ? chosen.parent : null;
  const members = grid.rows.filter(({ level, parent }) => level === 'single' && parent === family);
  const parent = grid.rows.find(({ code }) => code === family);
  if (parent?.level === 'sum' && members.length > 0) return { titleVi: parent.nameVi, rows: members };
  const singles = grid.rows.filter(({ level }) => level === 'single');
  const sums = grid.rows.filter(({ level }) => level === 'sum');
  if (view === 'xa-phuong' && sums.some((sum) => count(grid, sum, by) !== null))
    return { titleVi: 'Các vùng', rows: sums };
  if (view === 'nguon') return { titleVi: 'Các nguồn', rows: singles };
  const largest = singles
    .filter((one) => count(grid, one, by) !== null)
    .sort((a, b) => count(grid, b, by)! - count(grid, a, by)!)
    .slice(0, MAX_BARS);
  const isAnyHidden = singles.some((one) => figure(grid, one, by) === 'hidden');
  return {
    titleVi:
      largest.length === 0
        ? 'Các số này bị ẩn'
        : `${largest.length} ${view === 'xa-phuong' ? 'xã, phường' : 'hành vi'} có nhiều tin nhất${isAnyHidden ? `, ${AMONG_SHOWN}` : ''}`,
    rows: largest,
  };
}

function barsOfResults(grid: Grid, choice: ViewChoice): Chart {
  const { rows, titleVi } = shownRows(grid, choice, choice.column ?? 'received');
  // Where little is shown of how they ended, bars of hatching would say less than how many there were.
  const counted = rows.filter((row) => count(grid, row, 'received') !== null);
  const told = counted.filter((row) => ENDS.some((end) => (count(grid, row, end) ?? 0) > 0));
  const column = choice.column ?? (told.length * 2 < counted.length ? 'received' : null);
  const tone = column === null ? null : toneOf(column);
  return {
    kind: 'bars',
    isFunnel: false,
    titleVi: choice.column === null ? titleVi : `${titleVi}: ${nameOf(grid, choice.column).toLowerCase()}`,
    legend:
      tone === null || column === null
        ? ENDS.map((end) => ({ tone: end, nameVi: resultWords[end] }))
        : [{ tone, nameVi: nameOf(grid, column) }],
    bars: rows.map((row) => {
      const total = figure(grid, row, column ?? 'received');
      return {
        nameVi: row.nameVi,
        isChosen: row.code === choice.row,
        total,
        parts:
          tone === null
            ? ENDS.map((end) => ({ tone: end, figure: endFigure(grid, row, end) }))
            : [{ tone, figure: total }],
        noteVi: '',
      };
    }),
  };
}

const TONES: Partial<Record<string, Tone>> = {
  received: 'received',
  'enough-basis': 'enough-basis',
  handled: 'handled',
  fined: 'handled',
  warned: 'handled',
  'in-process': 'in-process',
  pending: 'pending',
};
const toneOf = (column: string): Tone => TONES[column] ?? 'refused';

/** One measure, a bar a row. */
const barsOfColumn = (grid: Grid, column: string, titleVi: string, chosen: string | null): Chart => ({
  kind: 'bars',
  isFunnel: false,
  titleVi,
  legend: [{ tone: 'handled', nameVi: nameOf(grid, column) }],
  bars: grid.rows.map((row) => {
    const total = figure(grid, row, column);
    return {
      nameVi: row.nameVi,
      isChosen: row.code === chosen,
      total,
      parts: [{ tone: 'handled', figure: total }],
      noteVi: '',
    };
  }),
});

const heatOf = (grid: Grid): Chart => {
  const columns = grid.columns.filter(({ level }) => level !== 'whole');
  return {
    kind: 'heat',
    titleVi: 'Từng nhóm ở từng vùng',
    columns: columns.map(({ nameVi }) => nameVi),
    rows: grid.rows
      .filter(({ level }) => level !== 'whole')
      .map((row) => ({ nameVi: row.nameVi, figures: columns.map(({ code }) => figure(grid, row, code)) })),
  };
};

const SERIES_TONES: readonly Tone[] = ['received', 'enough-basis', 'handled'];

/** Months as a line of time names them: `9/2026`. */
const shortMonth = (period: string): string => `${Number(period.slice(5))}/${period.slice(0, 4)}`;

const linesOf = (grid: Grid): Chart => ({
  kind: 'lines',
  titleVi: 'Từng tháng',
  points: grid.rows.map(({ code }) => shortMonth(code)),
  lines: grid.columns.map(({ nameVi }, column) => ({
    tone: SERIES_TONES[column]!,
    nameVi,
    figures: grid.rows.map(({ figures }) => figures[column]!),
  })),
});

/** The chart that stands beside a table; every length of it is a figure of the table. */
export function chartOf(grid: Grid, choice: ViewChoice): Chart {
  switch (choice.view) {
    case 'toan-tinh':
      return funnelOf(grid);
    case 'hanh-vi':
    case 'xa-phuong':
    case 'nguon':
      return barsOfResults(grid, choice);
    case 'nhom-vung':
      return heatOf(grid);
    case 'xu-huong':
      return linesOf(grid);
    case 'xu-ly':
      return barsOfColumn(grid, 'processing-days', 'Số ngày xử lý trung bình', null);
    case 'don-vi':
      return barsOfColumn(grid, WHOLE, 'Đóng góp đã xác minh', choice.row);
  }
}

const FUNNEL = ['received', 'enough-basis', 'handled'] as const;

/** Received, enough basis, handled of all reports of a month, with the share of those received. */
function funnelOf(grid: Grid): Chart {
  const whole = grid.rows[0];
  return {
    kind: 'bars',
    isFunnel: true,
    titleVi: '',
    legend: [],
    bars: FUNNEL.map((tone) => {
      const total = figure(grid, whole, tone);
      const share = percentOf(total, figure(grid, whole, 'received'));
      return {
        nameVi: nameOf(grid, tone),
        isChosen: false,
        total,
        parts: [{ tone, figure: total }],
        noteVi: share === null ? '' : shownPercent(share),
      };
    }),
  };
}
