import type { PublishedTable } from '../disclosure/types.ts';
import { CRASH_MEASURES, crashWords, periodWords, sumWords, type ReleaseContent } from '../outcomes/rules.ts';
import { tableNames } from './names.ts';

/** Whether a value stands in a cell, and how: as counted, rounded, not shown (“ẩn”), a sum left out, or never handed over. */
export const CELL_STATUSES = ['ok', 'rounded', 'hidden', 'unpublished', 'missing'] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** A column of a data file, in the words of Table Schema. */
export type DataColumn = {
  name: string;
  type: 'string' | 'integer';
  titleVi: string;
  textVi: string;
  isKey: boolean;
  /** The codes that may stand in it; absent: any. */
  codes?: readonly string[];
  pattern?: string;
};

export type DataRecord = Readonly<Record<string, string | number | null>>;

/** One table of figures as it lies in a package, in CSV and in JSON. */
export type DataFile = {
  /** File name without its ending; that of sample data begins with `du-lieu-mau-`. */
  stem: string;
  titleVi: string;
  columns: readonly DataColumn[];
  records: readonly DataRecord[];
};

/** Begins the name of every file that holds invented figures. */
export const SAMPLE_PREFIX = 'du-lieu-mau-';

const PERIOD = String.raw`^\d{4}-(0[1-9]|1[0-2]|Q[1-4]|H[12])$`;

const text = (name: string, titleVi: string, textVi: string, more: Partial<DataColumn> = {}): DataColumn => ({
  name,
  type: 'string',
  titleVi,
  textVi,
  isKey: false,
  ...more,
});

const period = text('period', 'Kỳ', 'Tháng YYYY-MM, quý YYYY-Qn hoặc nửa năm YYYY-Hn, theo giờ Việt Nam.', {
  isKey: true,
  pattern: PERIOD,
});
const value = (textVi: string): DataColumn => ({
  name: 'value',
  type: 'integer',
  titleVi: 'Giá trị',
  textVi,
  isKey: false,
});
const status = (codes: readonly CellStatus[], textVi: string) =>
  text('status', 'Trạng thái', textVi, { codes });

const HIDDEN_VI = 'hidden: ẩn để không ai bị nhận ra, giá trị bỏ trống';

/** The data files of a release, in the order of its tables; then sums and crashes, where it has some. */
export function dataFilesOf(content: ReleaseContent): DataFile[] {
  const prefix = content.isSample ? SAMPLE_PREFIX : '';
  const mark = content.isSample ? 'Dữ liệu mẫu. ' : '';
  const files = content.tables.map((table) => tableFile(content, table));
  if (content.sums.length > 0) files.push(sumsFile(content));
  if (content.crashes.length > 0) files.push(crashesFile(content));
  return files.map((file) => ({ ...file, stem: prefix + file.stem, titleVi: mark + file.titleVi }));
}

function tableFile(content: ReleaseContent, table: PublishedTable): DataFile {
  const names = tableNames(content, table.tableId);
  const shown: CellStatus = table.roundedTo > 1 ? 'rounded' : 'ok';
  const means = table.roundedTo > 1 ? `rounded: làm tròn đến bội của ${table.roundedTo}` : 'ok: số đếm';
  return {
    stem: `${table.tableId}-${table.period.toLowerCase()}`,
    titleVi: `${names.title}: ${periodWords(table.period)}`,
    columns: [
      period,
      text('row', names.rows, `${names.rows}: mã.`, { isKey: true }),
      text('row_name', `${names.rows} (tên)`, `${names.rows}: tên gọi.`),
      text('column', names.columns, `${names.columns}: mã.`, { isKey: true }),
      text('column_name', `${names.columns} (tên)`, `${names.columns}: tên gọi.`),
      value('Số vụ hoặc số đóng góp; bỏ trống khi ẩn.'),
      status([shown, 'hidden'], `${means}; ${HIDDEN_VI}.`),
    ],
    records: table.rows.flatMap((row, at) =>
      table.columns.map((column, across) => {
        const cell = table.cells[at]![across]!;
        return {
          period: table.period,
          row,
          row_name: names.row(row),
          column,
          column_name: names.column(column),
          value: cell,
          status: cell === null ? 'hidden' : shown,
        };
      }),
    ),
  };
}

const sumsFile = ({ sums }: ReleaseContent): DataFile => ({
  stem: 'sums',
  titleVi: 'Tiền phạt, điểm trừ và thời gian xử lý, theo quý, toàn tỉnh',
  columns: [
    text('measure', 'Chỉ tiêu', 'Chỉ tiêu: mã.', { isKey: true, codes: Object.keys(sumWords) }),
    text('measure_name', 'Chỉ tiêu (tên)', 'Chỉ tiêu: tên gọi.'),
    period,
    value('Đồng, điểm hoặc ngày, đã làm tròn; bỏ trống khi không công bố.'),
    {
      name: 'rounded_to',
      type: 'integer',
      titleVi: 'Làm tròn đến',
      textVi: 'Giá trị là bội của số này.',
      isKey: false,
    },
    status(['rounded', 'unpublished'], 'rounded: đã làm tròn; unpublished: không công bố, giá trị bỏ trống.'),
  ],
  records: sums.map((sum) => ({
    measure: sum.measure,
    measure_name: sumWords[sum.measure],
    period: sum.period,
    value: sum.value,
    rounded_to: sum.roundedTo,
    status: sum.value === null ? 'unpublished' : 'rounded',
  })),
});

const crashesFile = ({ crashes }: ReleaseContent): DataFile => ({
  stem: 'crashes',
  titleVi: 'Tai nạn giao thông, theo tháng, toàn tỉnh',
  columns: [
    text('month', 'Tháng', 'Tháng YYYY-MM, theo giờ Việt Nam.', {
      isKey: true,
      pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])$`,
    }),
    text('measure', 'Chỉ tiêu', 'Chỉ tiêu: mã.', { isKey: true, codes: CRASH_MEASURES }),
    text('measure_name', 'Chỉ tiêu (tên)', 'Chỉ tiêu: tên gọi.'),
    value('Số vụ hoặc số người; bỏ trống khi chưa được bàn giao.'),
    status(['ok', 'missing'], 'ok: số đếm; missing: chưa được bàn giao.'),
  ],
  records: crashes.flatMap(({ month, counts }) =>
    CRASH_MEASURES.map((measure) => ({
      month,
      measure,
      measure_name: crashWords[measure],
      value: counts[measure],
      status: counts[measure] === null ? 'missing' : 'ok',
    })),
  ),
});

const field = (cell: string | number | null): string => {
  const written = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

/** A data file as CSV (RFC 4180, UTF-8 without a mark): a header, then a line a record; null is empty. */
export const csvOf = ({ columns, records }: Pick<DataFile, 'columns' | 'records'>): string =>
  [
    columns.map(({ name }) => field(name)),
    ...records.map((record) => columns.map(({ name }) => field(record[name] ?? null))),
  ]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');

/** Reads CSV as {@link csvOf} writes it. @returns lines of fields, the header first; null: not CSV */
export function readCsv(csv: string): string[][] | null {
  const lines: string[][] = [];
  let line: string[] = [];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/y;
  while (token.lastIndex < csv.length) {
    const found = token.exec(csv);
    if (!found) return null;
    const [, raw = '', end] = found;
    line.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',') {
      // A comma at the very end begins one more field, which is empty.
      if (token.lastIndex === csv.length) line.push('');
      else continue;
    }
    lines.push(line);
    line = [];
  }
  return lines;
}
