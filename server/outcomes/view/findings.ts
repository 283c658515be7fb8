import { periodWords } from '../periods.ts';
import { WHOLE } from '../vocabulary.ts';
import { AMONG_SHOWN } from './chart.ts';
import type { Grid, GridRow } from './grid.ts';
import { capital, countOf, percentOf, shownCount, shownPercent, shownVnd, type Figure } from './numbers.ts';
import type { ViewChoice } from './views.ts';

/** What a table shows, as its title, and one sentence more; '' when there is no more to say. */
export type Finding = { titleVi: string; leadVi: string };

const figure = (grid: Grid, row: GridRow | undefined, column: string): Figure =>
  row?.figures[grid.columns.findIndex(({ code }) => code === column)] ?? 'unpublished';
/** Why no number can be told. */
const untold = (of: Figure): string => (of === 'unpublished' ? 'không được công bố' : 'bị ẩn');
const rowOf = (grid: Grid, code: string): GridRow | undefined => grid.rows.find((row) => row.code === code);
const when = (grid: Grid): string => (grid.period === null ? '' : capital(periodWords(grid.period)));

/** “công an đã xử lý 4.266 trong 5.459 tin đã nhận”, or what of it is shown. @param from ` từ người dân`, or nothing */
function handledOf(received: Figure, handled: Figure, from = ''): string {
  if (typeof received !== 'number') return `số tin đã nhận${from} ${untold(received)}`;
  if (typeof handled !== 'number')
    return `công an đã nhận ${shownCount(received)} tin${from}, số đã xử lý ${untold(handled)}`;
  return `công an đã xử lý ${shownCount(handled)} trong ${shownCount(received)} tin đã nhận${from}`;
}

/** The row with the largest shown figure of a column, of those at a level. */
function largest(grid: Grid, column: string, level: GridRow['level']): [GridRow, number] | null {
  let found: [GridRow, number] | null = null;
  for (const row of grid.rows) {
    const value = countOf(figure(grid, row, column));
    if (row.level === level && value !== null && (!found || value > found[1])) found = [row, value];
  }
  return found;
}

/** The sentence on all reports of a month. */
export function monthFinding(grid: Grid): Finding {
  const whole = rowOf(grid, WHOLE);
  const received = figure(grid, whole, 'received');
  const enough = figure(grid, whole, 'enough-basis');
  const share = percentOf(enough, received);
  return {
    titleVi: `${when(grid)}, ${handledOf(received, figure(grid, whole, 'handled'))}`,
    leadVi:
      typeof enough !== 'number'
        ? ''
        : `${shownCount(enough)} tin đủ căn cứ${share === null ? '' : `, tức ${shownPercent(share)} số tin đã nhận`}.`,
  };
}

function ofResults(
  grid: Grid,
  choice: ViewChoice,
  wordsOf: (row: GridRow) => string,
  level: GridRow['level'],
): Finding {
  const row = choice.row === null ? undefined : rowOf(grid, choice.row);
  const column = grid.columns.find(({ code }) => code === choice.column);
  if (row && column) {
    const value = figure(grid, row, column.code);
    const name = `${capital(wordsOf(row))}, “${column.nameVi.toLowerCase()}”`;
    return {
      titleVi: `${when(grid)}: ${typeof value === 'number' ? `${shownCount(value)} tin` : `số này ${untold(value)}`}`,
      leadVi: `${name}.`,
    };
  }
  if (row)
    return {
      titleVi: `${when(grid)}, ${handledOf(figure(grid, row, 'received'), figure(grid, row, 'handled'))}`,
      leadVi: `${capital(wordsOf(row))}.`,
    };
  const by = column?.code ?? 'received';
  const most = largest(grid, by, level) ?? largest(grid, by, 'single');
  if (!most) return { titleVi: `${when(grid)}: các số này bị ẩn`, leadVi: '' };
  const what = column ? `tin “${column.nameVi.toLowerCase()}”` : 'tin';
  const handled = figure(grid, most[0], 'handled');
  const isAnyHidden = grid.rows.some(
    (one) => one.level === most[0].level && figure(grid, one, by) === 'hidden',
  );
  return {
    titleVi: `${when(grid)}, ${isAnyHidden ? `${AMONG_SHOWN}, ` : ''}${wordsOf(most[0])} có nhiều ${what} nhất: ${shownCount(most[1])}`,
    leadVi: column || typeof handled !== 'number' ? '' : `Trong đó ${shownCount(handled)} tin đã xử lý.`,
  };
}

const quoted = ({ nameVi, level }: GridRow): string =>
  level === 'whole' ? nameVi.toLowerCase() : level === 'sum' ? `nhóm “${nameVi}”` : `hành vi “${nameVi}”`;
const named = ({ nameVi, level }: GridRow): string => (level === 'whole' ? 'toàn tỉnh' : nameVi);

function ofHeat(grid: Grid, choice: ViewChoice): Finding {
  const row = choice.row === null ? undefined : rowOf(grid, choice.row);
  const ofRow = figure(grid, row, WHOLE);
  const most: [GridRow, number] | null =
    row && typeof ofRow === 'number' ? [row, ofRow] : row ? null : largest(grid, WHOLE, 'sum');
  if (!most) return { titleVi: `${when(grid)}: các số này bị ẩn`, leadVi: '' };
  const area = grid.columns
    .filter(({ level }) => level === 'sum')
    .flatMap(({ code, nameVi }) => {
      const value = countOf(figure(grid, most[0], code));
      return value === null ? [] : [{ nameVi, value }];
    })
    .sort((a, b) => b.value - a.value)[0];
  const isAnyHidden = grid.rows.some((one) => one.level === 'sum' && figure(grid, one, WHOLE) === 'hidden');
  const isMost = row ? '' : ` nhiều nhất${isAnyHidden ? ` ${AMONG_SHOWN}` : ''}`;
  return {
    titleVi: `${when(grid)}, công an xử lý ${quoted(most[0])}${isMost}: ${shownCount(most[1])} vụ việc`,
    leadVi: area ? `${capital(AMONG_SHOWN)}, ${area.nameVi} nhiều nhất: ${shownCount(area.value)}.` : '',
  };
}

function ofSources(grid: Grid, choice: ViewChoice): Finding {
  const row = rowOf(grid, choice.row ?? 'citizen') ?? rowOf(grid, WHOLE);
  const words: Record<string, string> = {
    citizen: ' từ người dân',
    patrol: ' từ tuần tra, kiểm soát',
    camera: ' từ ca-me-ra',
  };
  const received = figure(grid, row, 'received');
  const whole = figure(grid, rowOf(grid, WHOLE), 'received');
  const share = row?.code === WHOLE ? null : percentOf(received, whole);
  return {
    titleVi: `${when(grid)}, ${handledOf(received, figure(grid, row, 'handled'), words[row?.code ?? ''] ?? '')}`,
    leadVi:
      share === null || typeof whole !== 'number'
        ? ''
        : `Đó là ${shownPercent(share)} của ${shownCount(whole)} tin từ mọi nguồn.`,
  };
}

function ofUnits(grid: Grid, choice: ViewChoice): Finding {
  const row = choice.row === null ? undefined : rowOf(grid, choice.row);
  const value = figure(grid, row, WHOLE);
  if (row)
    return {
      titleVi: `${when(grid)}: ${typeof value === 'number' ? `${shownCount(value)} đóng góp đã xác minh` : `số này ${untold(value)}`}`,
      leadVi: `${row.nameVi}.`,
    };
  const shown = grid.rows.filter((one) => typeof figure(grid, one, WHOLE) === 'number').length;
  return {
    titleVi: `${when(grid)}: ${shownCount(shown)} đơn vị có đóng góp được công bố`,
    leadVi: 'Các đơn vị xếp theo tên. Đây không phải bảng xếp hạng.',
  };
}

function ofSeries(grid: Grid, nameVi: string): Finding {
  const newest = grid.rows.at(-1);
  if (!newest) return { titleVi: 'Chưa có tháng nào được công bố', leadVi: '' };
  const received = figure(grid, newest, 'received');
  const month = capital(periodWords(newest.code));
  if (typeof received !== 'number')
    return { titleVi: `${month}: số tin đã nhận ${untold(received)}`, leadVi: `${nameVi}.` };
  const code = `${Number(newest.code.slice(0, 4)) - 1}${newest.code.slice(4)}`;
  const before = figure(grid, rowOf(grid, code), 'received');
  if (typeof before !== 'number')
    return { titleVi: `${month} có ${shownCount(received)} tin đã nhận`, leadVi: `${nameVi}.` };
  const change =
    received === before
      ? `bằng ${periodWords(code)}`
      : `${received > before ? 'nhiều hơn' : 'ít hơn'} ${periodWords(code)} (${shownCount(before)})`;
  return {
    titleVi: `${month} có ${shownCount(received)} tin đã nhận, ${change}`,
    leadVi: `${nameVi}. Nhiều tin hơn không có nghĩa là nhiều vi phạm hơn.`,
  };
}

function ofSums(grid: Grid): Finding {
  const newest = grid.rows.findLast((row) => countOf(figure(grid, row, 'processing-days')) !== null);
  if (!newest) return { titleVi: 'Thời gian xử lý chưa được công bố', leadVi: '' };
  const fines = figure(grid, newest, 'fines');
  const points = figure(grid, newest, 'points');
  const days = shownCount(countOf(figure(grid, newest, 'processing-days'))!);
  return {
    titleVi: `${capital(periodWords(newest.code))}, một tin mất trung bình ${days} ngày để xử lý xong`,
    leadVi: [
      typeof fines !== 'number' ? '' : `Tiền phạt làm tròn: ${shownVnd(fines)}.`,
      typeof points !== 'number' ? '' : `Điểm giấy phép bị trừ: ${shownCount(points)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** What a table shows. @param followedVi name of the row that a series follows */
export function findingOf(grid: Grid, choice: ViewChoice, followedVi: string): Finding {
  switch (choice.view) {
    case 'toan-tinh':
      return monthFinding(grid);
    case 'hanh-vi':
      return ofResults(grid, choice, quoted, 'single');
    case 'xa-phuong':
      return ofResults(grid, choice, named, 'sum');
    case 'nhom-vung':
      return ofHeat(grid, choice);
    case 'nguon':
      return ofSources(grid, choice);
    case 'don-vi':
      return ofUnits(grid, choice);
    case 'xu-huong':
      return ofSeries(grid, followedVi);
    case 'xu-ly':
      return ofSums(grid);
  }
}
