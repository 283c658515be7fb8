import { writeCsv } from './csv.ts';
import { writeXlsx } from './xlsx.ts';

/** How a table can be taken away. */
export type SheetFormat = 'csv' | 'xlsx';

/** A table on its way to somebody: a file, and what a browser needs to know of it. */
export type SheetFile = { fileName: string; contentType: string; bytes: Uint8Array };

/**
 * Writes a table, its head first.
 * @param name of the file, without its ending
 */
export async function writeSheet(
  format: SheetFormat,
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<SheetFile> {
  return format === 'csv'
    ? { fileName: `${name}.csv`, contentType: 'text/csv; charset=utf-8', bytes: writeCsv(rows) }
    : {
        fileName: `${name}.xlsx`,
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: await writeXlsx(name, rows),
      };
}
