import type { Named } from '../content.ts';
import type { Member } from '../members.ts';
import { lastDayOf, monthsOf, periodWords } from '../periods.ts';
import { tableOf } from '../tables.ts';
import { RESULT_SUMS, WHOLE } from '../vocabulary.ts';
import { correctionsOf, type Atlas, type CorrectionNote } from './atlas.ts';
import { chartOf, type Chart } from './chart.ts';
import { findingOf, type Finding } from './findings.ts';
import { countHidden, followedRow, gridOf, type Grid, type GridRow } from './grid.ts';
import { capital, percentOf, shownFigure, type Figure } from './numbers.ts';
import { VIEWS, viewOf, type View, type ViewChoice } from './views.ts';

/** From which releases something was read. */
export type Origin = {
  province: Named;
  isSample: boolean;
  /** Number and day of the newest release it was read from. */
  release: { number: number; on: string };
  corrections: readonly CorrectionNote[];
};

/** A view as pages, files, images and embedded pages show it. */
export type FigureView = Origin & {
  view: View;
  /** What was asked, as far as it is there. */
  choice: ViewChoice;
  finding: Finding;
  captionVi: string;
  grid: Grid;
  cells: number;
  hidden: number;
  chart: Chart;
  /** Rows that can be chosen, in their order. */
  rowOptions: readonly (Pick<Member, 'nameVi' | 'level'> & { code: string })[];
};

function originOf(atlas: Atlas, releases: readonly number[]): Origin {
  const number = Math.max(...releases);
  return {
    province: atlas.province,
    isSample: atlas.isSample,
    release: { number, on: atlas.byNumber.get(number)!.liveOn },
    corrections: correctionsOf(atlas, releases),
  };
}

/** Members that the rows of a series can follow: the rows of its newest table. */
function followable(atlas: Atlas, view: View): FigureView['rowOptions'] {
  const whole = gridOf(
    atlas,
    { ...view, isSeries: false },
    { view: view.id, period: null, row: null, column: null },
  );
  return whole?.rows ?? [];
}

/** @returns null when nothing of the view is published */
export function viewModel(atlas: Atlas, asked: ViewChoice): FigureView | null {
  const view = viewOf(asked.view)!;
  const rowOptions = view.isSeries && view.tableId !== null ? followable(atlas, view) : null;
  const isFollowed = rowOptions?.some(({ code }) => code === asked.row && code !== WHOLE) ?? false;
  const first = gridOf(atlas, view, rowOptions && !isFollowed ? { ...asked, row: null } : asked);
  if (!first) return null;
  const has = (all: readonly { code: string }[], code: string | null) =>
    all.some((one) => one.code === code) ? code : null;
  const isTable = !view.isSeries;
  const choice: ViewChoice = {
    view: view.id,
    period: first.period,
    row: isTable ? has(first.rows, asked.row) : isFollowed ? asked.row : null,
    column: isTable && first.columns.length > 1 ? has(first.columns, asked.column) : null,
  };
  const followed = rowOptions?.find(({ code }) => code === followedRow(choice));
  const followedVi = followed?.nameVi ?? '';
  return {
    ...originOf(atlas, first.releases),
    view,
    choice,
    finding: findingOf(first, choice, followedVi),
    captionVi: captionOf(view, first, choice, followedVi),
    grid: first,
    ...countHidden(first),
    chart: chartOf(first, choice),
    rowOptions: rowOptions ?? (isTable ? first.rows : []),
  };
}

function captionOf(view: View, grid: Grid, choice: ViewChoice, followedVi: string): string {
  if (view.tableId === null) return 'Thời gian xử lý, tiền phạt, điểm bị trừ, theo quý, toàn tỉnh';
  if (view.isSeries) return `Số tin theo tháng${choice.row === null ? ', toàn tỉnh' : `: ${followedVi}`}`;
  const name = tableOf(view.tableId)!.nameVi.replace(
    /, theo (tháng và |quý và |vùng và quý|tháng|quý|nửa năm)/,
    '',
  );
  return `${name}, ${periodWords(grid.period!)}`;
}

/** A step of the funnel, or a reason, with its share of what was received; null share: not told. */
export type Step = { code: string; nameVi: string; figure: Figure; percent: number | null };

export type Overview = Origin & {
  month: string;
  monthVi: string;
  finding: Finding;
  chart: Chart;
  /** Received and what became of it, every sum before its parts; `depth` 0: received. */
  steps: readonly (Step & { depth: number; isSum: boolean })[];
  /** Why reports were not handled. */
  reasons: readonly Step[];
  /** Behaviours of which most reports had not enough basis, at most three. */
  noBasis: readonly { code: string; nameVi: string; count: number }[];
  /** Of other behaviours it is hidden how many had not enough basis. */
  isNoBasisPartial: boolean;
  /** What is published of each view in its newest period. */
  views: readonly { view: View; newestVi: string; finding: Finding }[];
  /** Cells and hidden cells of the newest period of each declared table. */
  hiding: readonly { view: View; periodVi: string; cells: number; hidden: number }[];
};

/** How many sums a result is part of. */
function depthOf(code: string): number {
  const sum = Object.entries(RESULT_SUMS).find(([, parts]) => (parts as readonly string[]).includes(code));
  return sum ? depthOf(sum[0]) + 1 : 0;
}

const REASONS = ['no-basis', 'out-of-scope', 'too-late', 'duplicate'];

/** What the first page of the results says; null when no month is published. */
export function overviewOf(atlas: Atlas): Overview | null {
  const nothing = { period: null, row: null, column: null };
  const month = viewModel(atlas, { view: 'toan-tinh', ...nothing });
  const whole = month?.grid.rows[0];
  if (!month || !whole) return null;
  const { grid, chart, finding } = month;
  const behaviours = viewModel(atlas, { view: 'hanh-vi', ...nothing })?.grid;
  const stepOf = (code: string) => {
    const at = grid.columns.findIndex((column) => column.code === code);
    const figure = whole.figures[at] ?? 'unpublished';
    const nameVi = grid.columns[at]?.nameVi ?? code;
    return { code, nameVi, figure, percent: percentOf(figure, whole.figures[receivedAt] ?? 'unpublished') };
  };
  const receivedAt = grid.columns.findIndex(({ code }) => code === 'received');
  const noBasisAt = behaviours?.columns.findIndex(({ code }) => code === 'no-basis') ?? -1;
  const shown = VIEWS.flatMap((view) => {
    const model = viewModel(atlas, { view: view.id, ...nothing });
    return model ? [model] : [];
  });
  return {
    ...originOf(atlas, grid.releases),
    month: grid.period!,
    monthVi: capital(periodWords(grid.period!)),
    finding,
    chart,
    steps: grid.columns.map(({ code, level }) => ({
      ...stepOf(code),
      depth: depthOf(code),
      isSum: level !== 'single',
    })),
    reasons: REASONS.map(stepOf),
    noBasis: (behaviours?.rows ?? [])
      .flatMap(({ code, nameVi, level, figures }) => {
        const count = figures[noBasisAt];
        return level === 'single' && typeof count === 'number' ? [{ code, nameVi, count }] : [];
      })
      .sort((a, b) => b.count - a.count)
      .slice(0, 3),
    isNoBasisPartial: (behaviours?.rows ?? []).some(
      ({ level, figures }) => level === 'single' && figures[noBasisAt] === 'hidden',
    ),
    views: shown.map(({ view, grid: { period, rows }, finding }) => ({
      view,
      newestVi: periodWords(period ?? rows.at(-1)!.code),
      finding,
    })),
    hiding: shown
      .filter(({ view }) => view.tableId !== null && !view.isSeries)
      .map(({ view, grid: { period }, cells, hidden }) => ({
        view,
        periodVi: periodWords(period!),
        cells,
        hidden,
      })),
  };
}

/** First and last day of what a view tells of, `YYYY-MM-DD`. */
export function coverageOf({ grid }: Pick<FigureView, 'grid'>): { from: string; to: string } {
  const periods = grid.period === null ? grid.rows.map(({ code }) => code) : [grid.period];
  return { from: `${monthsOf(periods[0]!)[0]!}-01`, to: lastDayOf(periods.at(-1)!) };
}

/** The rows as readers see them: of a series the newest first. */
export const readRows = (grid: Grid): readonly GridRow[] =>
  grid.period === null ? [...grid.rows].reverse() : grid.rows;

/** A view as rows of a file, its head first: exactly what its table shows. */
export const sheetOf = ({ grid }: Pick<FigureView, 'grid'>): (string | number)[][] => [
  [grid.rowsVi, ...grid.columns.map(({ nameVi }) => nameVi)],
  ...readRows(grid).map(({ nameVi, figures }) => [
    nameVi,
    ...figures.map((figure) => (typeof figure === 'number' ? figure : shownFigure(figure))),
  ]),
];

/** Name of a file of a view, without its ending; samples say so in it. */
export const fileNameOf = ({ view, choice, isSample }: FigureView): string =>
  [isSample ? 'du-lieu-mau' : null, 'ket-qua', view.id, choice.period, choice.row, choice.column]
    .filter((part) => part !== null)
    .join('-');
