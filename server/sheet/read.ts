/*
 * Tables as people send them: CSV in UTF-8 or UTF-16, XLSX. Files are told apart by what they hold, never by their name.
 */
import { readCsv } from './csv.ts';
import { SheetError } from './refusal.ts';
import { columnLetter } from './rules.ts';
import { decodeText } from './text.ts';
import { readXlsxRows } from './xlsx.ts';

/** What a file may weigh, as it is sent. */
const MAX_BYTES = 20 * 1024 * 1024;
/** Rows and columns a table may have; a cell may hold so many characters. */
const MAX_ROWS = 200_000;
const MAX_COLUMNS = 200;
const MAX_CELL = 5000;
/** Rows after which others get their turn. */
const BREATH = 500;

/** A row of a table: its number as a spreadsheet shows it, and its cells as trimmed text in NFC; '' where there is nothing. */
export type SheetRow = { line: number; cells: readonly string[] };

/**
 * Reads a table row by row, the first sheet of a workbook; rows without any text are left out. Days become `YYYY-MM-DD`,
 * cells with a formula what was last computed. Lets others run in between.
 * @throws SheetError for what is neither, too big, locked by a password, or unpacks to more than it should
 */
export async function* readSheet(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  if (bytes.length === 0) throw new SheetError('Tệp này trống. Hãy chọn tệp khác.');
  if (bytes.length > MAX_BYTES) throw new SheetError('Tệp lớn hơn 20 MB. Hãy chia thành nhiều tệp nhỏ hơn.');
  let rows = 0;
  for await (const { line, cells } of rowsOf(bytes)) {
    if (cells.length > MAX_COLUMNS)
      throw new SheetError(`Dòng ${line} có hơn ${MAX_COLUMNS} cột. Hãy bỏ bớt cột thừa.`);
    const texts = cells.map((cell) => cell.normalize('NFC').trim());
    const long = texts.findIndex((text) => text.length > MAX_CELL);
    if (long >= 0)
      throw new SheetError(`Ô ${columnLetter(long)}${line} dài hơn ${MAX_CELL} ký tự. Hãy rút ngắn.`);
    if (texts.every((text) => text === '')) continue;
    rows += 1;
    if (rows > MAX_ROWS) throw new SheetError(`Tệp có hơn ${MAX_ROWS} dòng. Hãy chia thành nhiều tệp.`);
    yield { line, cells: texts };
    if (rows % BREATH === 0) await new Promise((done) => setImmediate(done));
  }
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

function rowsOf(bytes: Uint8Array): AsyncIterable<SheetRow> {
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsxRows(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new SheetError('Tệp có mật khẩu, hoặc là .xls đời cũ. Hãy lưu lại thành .xlsx không có mật khẩu.');
  return readCsv(decodeText(bytes));
}
