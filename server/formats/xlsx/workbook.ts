/* The one file that knows the library for workbooks. */
import { inflateRawSync } from 'node:zlib';
import { readXlsx, writeXlsx, type Cell as LibraryCell, type CellValue } from 'hucre/xlsx';

export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell that holds something. `text` is what a reader sees of it, days as 21/11/2026, fractions with a comma. */
export type Cell = { column: number; kind: CellKind; text: string; number?: number; isFormula: boolean };
export type Row = { line: number; isHidden: boolean; cells: Cell[] };
/** Corners of merged cells; rows from 1, columns from 0. */
export type Merge = { fromLine: number; toLine: number; fromColumn: number; toColumn: number };
export type Sheet = { name: string; isHidden: boolean; rows: Row[]; merges: Merge[] };
export type WorkbookRead = { ok: true; sheets: Sheet[] } | { ok: false; message: string };

/** Rows of a sheet that are looked at; a bank is far smaller. */
export const MAX_LINES = 10_000;
/** What all parts of a workbook may unpack to. */
const MAX_UNPACKED = 50 * 1024 * 1024;

/** The letters a spreadsheet shows above a column; 0 is A, 26 is AA. */
export function columnLetter(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last;
}

/** All sheets with what their cells hold; rows and cells that hold nothing are left out. */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookRead> {
  if (!unpacksWithin(bytes, MAX_UNPACKED))
    return { ok: false, message: 'Tệp Excel bị hỏng hoặc giải nén ra quá lớn. Hãy lưu lại rồi thử lại.' };
  try {
    const { sheets } = await readXlsx(bytes, { readStyles: true, maxRows: MAX_LINES });
    return {
      ok: true,
      sheets: sheets.map((sheet) => ({
        name: sheet.name,
        isHidden: sheet.hidden === true || sheet.veryHidden === true,
        rows: sheet.rows.flatMap((values, row) => {
          const cells = values.flatMap((value, column) =>
            cellOf(column, value, sheet.cells?.get(`${row},${column}`)),
          );
          return cells.length === 0
            ? []
            : [{ line: row + 1, isHidden: sheet.rowDefs?.get(row)?.hidden === true, cells }];
        }),
        merges: (sheet.merges ?? []).map(({ startRow, endRow, startCol, endCol }) => ({
          fromLine: startRow + 1,
          toLine: endRow + 1,
          fromColumn: startCol,
          toColumn: endCol,
        })),
      })),
    };
  } catch {
    // Whatever the library stumbles over, the file is not one that it reads.
    return {
      ok: false,
      message: 'Không mở được tệp này như tệp Excel. Hãy lưu lại thành .xlsx rồi thử lại.',
    };
  }
}

function cellOf(column: number, value: CellValue, detail: LibraryCell | undefined): Cell[] {
  const isFormula = detail?.type === 'formula' || detail?.formula !== undefined;
  const cell = (kind: CellKind, text: string): Cell => ({ column, kind, text, isFormula });
  if (detail?.type === 'error' || (isFormula && typeof value === 'string' && value.startsWith('#')))
    return [cell('error', String(value))];
  // A formula that was never computed.
  if (value === null || value === undefined) return isFormula ? [cell('error', '')] : [];
  if (value instanceof Date)
    return [
      cell(
        'date',
        Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10).split('-').reverse().join('/'),
      ),
    ];
  if (typeof value === 'boolean') return [cell('boolean', value ? 'Đúng' : 'Sai')];
  if (typeof value === 'number') {
    const isPercent = detail?.style?.numFmt?.includes('%') === true;
    const shown = isPercent ? `${Number((value * 100).toPrecision(12))}%` : String(value);
    return [{ ...cell('number', shown.replace('.', ',')), number: value }];
  }
  return value.trim() === '' ? [] : [cell('text', value)];
}

/** A workbook of texts and numbers; the first row of a sheet stands still. */
export async function writeWorkbook(
  sheets: readonly {
    name: string;
    rows: readonly (readonly (string | number | null)[])[];
    widths: readonly number[];
  }[],
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, widths }) => ({
      name,
      columns: widths.map((width) => ({ width })),
      rows: rows.map((row) => row.map((value) => (typeof value === 'string' ? escaped(value) : value))),
      freezePane: { rows: 1 },
    })),
  });
}

/** A text that looks like the escape of a control character is escaped itself. */
const escaped = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;

/** Unpacks every part of a zip archive and throws it away: what its directory says of sizes proves nothing. */
function unpacksWithin(bytes: Uint8Array, limit: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return false;
  let left = limit;
  let at = view.getUint32(end + 16, true);
  try {
    for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
      if (view.getUint32(at, true) !== ENTRY) return false;
      const size = view.getUint32(at + 20, true);
      const local = view.getUint32(at + 42, true);
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const packed = bytes.subarray(from, from + size);
      left -=
        view.getUint16(at + 10, true) === DEFLATED
          ? inflateRawSync(packed, { maxOutputLength: left }).length
          : packed.length;
      if (left <= 0) return false;
      at +=
        46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return true;
  } catch {
    // Places beyond the end of the file, parts that do not unpack or unpack to too much.
    return false;
  }
}
