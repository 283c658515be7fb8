import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { SheetError } from './refusal.ts';
import type { SheetRow } from './read.ts';

/** What a spreadsheet would run is written with an apostrophe before it, and read without; so is what looks like that. */
const RUNS = /^(?='*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20])/;
const ESCAPED = /^'(?='*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20])/;
const CHUNK = 64 * 1024;

/** The separator of most fields in the first line: a comma, or what Excel writes in Vietnam, a semicolon. */
function separatorOf(text: string): string {
  const head = text.slice(0, 10_000).split(/\r?\n/).slice(0, 10).join('\n');
  const count = (separator: string) => head.split(separator).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0]!;
}

/** @throws SheetError naming the line when quotes are left open */
export async function* readCsv(text: string): AsyncGenerator<SheetRow> {
  const pieces = function* () {
    for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
  };
  const parser = Readable.from(pieces()).pipe(
    parse({ delimiter: separatorOf(text), relax_column_count: true, relax_quotes: true }),
  );
  let line = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      line += 1;
      yield { line, cells: record.map((cell) => cell.replace(ESCAPED, '')) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SheetError(
      `Không đọc được từ dòng ${Number(error['records']) + 1}: có dấu ngoặc kép chưa đóng. Hãy sửa rồi gửi lại.`,
    );
  }
}

/** A table as CSV for spreadsheets: UTF-8 with its mark; what they would run as a formula is made text. */
export const writeCsv = (rows: readonly (readonly (string | number | null)[])[]): Uint8Array =>
  Buffer.from(
    stringify(
      rows.map((cells) => cells.map((cell) => (typeof cell === 'string' ? cell.replace(RUNS, "'") : cell))),
      { bom: true, record_delimiter: 'windows' },
    ),
  );
