/*
 * Workbooks with what their cells are, not only what they say: days, formulas, merged and hidden cells. Where the text is enough,
 * read.ts and write.ts are simpler.
 */
import { HucreError } from 'hucre';
import { readXlsx, writeXlsx, type Cell as LibraryCell, type CellValue } from 'hucre/xlsx';
import { SheetError } from './refusal.ts';
import { checkZip } from './zip.ts';

export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell that holds something. `text` is what a reader sees of it, days as 21/11/2026, fractions with a comma. */
export type Cell = { column: number; kind: CellKind; text: string; number?: number; isFormula: boolean };
export type Row = { line: number; isHidden: boolean; cells: Cell[] };
/** Corners of merged cells; rows from 1, columns from 0. */
export type Merge = { fromLine: number; toLine: number; fromColumn: number; toColumn: number };
export type Sheet = { name: string; isHidden: boolean; rows: Row[]; merges: Merge[] };

/** Rows of a sheet that are looked at; a bank is far smaller. */
export const MAX_LINES = 10_000;
/** What all parts of a workbook may unpack to. */
const MAX_UNPACKED = 50 * 1024 * 1024;

/**
 * All sheets with what their cells hold; rows and cells that hold nothing are left out.
 * @throws SheetError for what is no workbook, locked by a password, or unpacks to more than it should
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  await checkZip(bytes, MAX_UNPACKED);
  const { sheets } = await opened(bytes);
  return sheets.map((sheet) => ({
    name: sheet.name,
    isHidden: sheet.hidden === true || sheet.veryHidden === true,
    rows: sheet.rows.flatMap((values, row) => {
      const cells = values.flatMap((value, column) =>
        cellOf(column, value, sheet.cells?.get(`${row},${column}`)),
      );
      const isHidden = sheet.rowDefs?.get(row)?.hidden === true;
      return cells.length === 0 ? [] : [{ line: row + 1, isHidden, cells }];
    }),
    merges: (sheet.merges ?? []).map(({ startRow, endRow, startCol, endCol }) => ({
      fromLine: startRow + 1,
      toLine: endRow + 1,
      fromColumn: startCol,
      toColumn: endCol,
    })),
  }));
}

async function opened(bytes: Uint8Array) {
  try {
    return await readXlsx(bytes, { readStyles: true, maxRows: MAX_LINES });
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw new SheetError('Tệp này không phải bảng tính .xlsx, hoặc đã hỏng. Hãy lưu lại rồi gửi lại.');
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
