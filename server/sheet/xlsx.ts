/* This file and workbook.ts are the ones that know the library for XLSX. */
import { HucreError } from 'hucre';
import { streamXlsxRows, writeXlsx as writeWorkbook, type CellValue } from 'hucre/xlsx';
import type { SheetRow } from './read.ts';
import { SheetError } from './refusal.ts';
import { checkZip } from './zip.ts';

/** @throws SheetError */
export async function* readXlsxRows(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  await checkZip(bytes);
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: 0 }))
      yield { line: index + 1, cells: values.map(textOf) };
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw new SheetError('Tệp này không phải bảng tính .xlsx, hoặc đã hỏng. Hãy lưu lại rồi gửi lại.');
  }
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return String(value);
}

/** These two are no characters: a workbook that holds one does not open. The library writes all others in a way that does. */
const NO_CHARACTERS = /[\ufffe\uffff]/g;

/** Excel opens no workbook with a longer name of a sheet. */
const MAX_SHEET_NAME = 31;

/** A table as a workbook of one sheet, its first row standing still; texts stay texts, whatever they begin with. */
export async function writeXlsx(
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<Uint8Array> {
  const columns = (rows[0] ?? []).map(() => ({ width: 24 }));
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.replace(NO_CHARACTERS, '�') : cell)),
  );
  return writeWorkbook({
    sheets: [{ name: name.slice(0, MAX_SHEET_NAME), columns, rows: cells, freezePane: { rows: 1 } }],
  });
}
