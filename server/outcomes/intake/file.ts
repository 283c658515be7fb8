/*
 * The bytes of a file as rows, once: while they are read they are looked through for what must not be here, and kept packed
 * for the steps that follow. Of a file that holds such things nothing is kept.
 */
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { decodeText } from '../../formats/text/decode.ts';
import { readCsv } from '../../sheet/csv.ts';
import { SheetError } from '../../sheet/refusal.ts';
import { columnLetter } from '../../sheet/rules.ts';
import { readSheets, type SheetHead } from '../../sheet/sheets.ts';
import { isDimension, isNumeric, type Field } from './fields.ts';
import { fieldsOf, HEAD_WITHIN, layoutOf, type FileRow, type Layout, type Merge } from './layout.ts';
import type { Lookup } from './lookup.ts';
import { isHarmlessName, judgeText, personalSentence, type Standing } from './personal.ts';
import type { CellPlace } from './views.ts';

const pack = promisify(gzip);

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_ROWS = 200_000;
const MAX_COLUMNS = 200;
const MAX_CELL = 5000;
const BREATH = 500;
/** Characters of rows that are packed at a time. */
const PIECE = 512 * 1024;
/** Cells that are named. */
const NAMED = 20;
/** Merged cells of a sheet that are kept: those of the heads, and of the first column down a long table. */
const MERGES_KEPT = 20_000;

/** A sheet of a file. `name` null: the file is one table. */
export type FileSheet = { name: string | null; isHidden: boolean; merges: readonly Merge[] };

/** Rows of a file, packed: JSON lines, a sheet before its rows. */
export type PackedRows = Uint8Array<ArrayBuffer>;

export type PersonalFinding = { cells: (CellPlace & { sentence: string })[]; more: number };

/** A file as it was read. */
export type TakenFile =
  { ok: true; fileName: string; packed: PackedRows; rows: number } | { ok: false; personal: PersonalFinding };

type RawRow = { sheet: FileSheet; row: FileRow };

/** A table that was not a file: rows that came as JSON. */
export type GivenTable = { name: string; rows: readonly FileRow[] };

async function* rowsOfBytes(bytes: Uint8Array): AsyncGenerator<RawRow> {
  if (bytes.length === 0) throw new SheetError('Tệp này trống. Hãy chọn tệp khác.');
  if (bytes.length > MAX_BYTES) throw new SheetError('Tệp lớn hơn 20 MB. Hãy chia thành nhiều tệp nhỏ hơn.');
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw new SheetError('Tệp có mật khẩu, hoặc là .xls đời cũ. Hãy lưu lại thành .xlsx không có mật khẩu.');
  if (starts(0x50, 0x4b)) {
    const known = new Map<SheetHead, FileSheet>();
    for await (const { sheet, row } of readSheets(bytes)) {
      const own = known.get(sheet) ?? {
        name: sheet.of === 1 ? null : sheet.name,
        isHidden: sheet.isHidden,
        merges: sheet.merges.slice(0, MERGES_KEPT),
      };
      known.set(sheet, own);
      yield { sheet: own, row };
    }
    return;
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new SheetError('Không đọc được tệp này. Hãy lưu lại thành .xlsx hoặc CSV UTF-8.');
  const sheet: FileSheet = { name: null, isHidden: false, merges: [] };
  let rows = 0;
  for await (const { line, cells } of readCsv(decoded.text)) {
    const texts = cells.map((cell) => cell.normalize('NFC').trim());
    rows += 1;
    if (rows % BREATH === 0) await new Promise((done) => setImmediate(done));
    if (texts.some((text) => text !== '')) yield { sheet, row: { line, cells: texts } };
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the same shape as the rows of a file
async function* rowsOfTables(tables: readonly GivenTable[]): AsyncGenerator<RawRow> {
  for (const { name, rows } of tables) {
    const sheet: FileSheet = { name, isHidden: false, merges: [] };
    for (const row of rows) yield { sheet, row };
  }
}

/**
 * Reads a file or tables to the end.
 * @param looking names of the registry, what is remembered of the sender's files, the newest month that is over
 * @param onRow is told how many rows are read; may throw to stop
 * @throws SheetError for what cannot be read
 */
export async function takeFile(
  given: { fileName: string; bytes: Uint8Array } | { fileName: string; tables: readonly GivenTable[] },
  looking: { lookup: Lookup; remembered: Readonly<Record<string, Field>>; lastMonth: string },
  onRow: (rows: number) => void = () => undefined,
): Promise<TakenFile> {
  const finding: PersonalFinding = { cells: [], more: 0 };
  let rows = 0;
  let lines: string[] = [];
  let size = 0;
  const pieces: Buffer[] = [];
  const write = async (item: unknown) => {
    if (finding.cells.length > 0) return;
    const line = JSON.stringify(item);
    lines.push(line);
    size += line.length;
    if (size > PIECE) await flush();
  };
  const flush = async () => {
    if (lines.length > 0) pieces.push(await pack(`${lines.join('\n')}\n`, { level: 3 }));
    lines = [];
    size = 0;
  };
  let inspector = null as ((row: FileRow) => void) | null;
  let sheet: FileSheet | null = null;
  let waiting: FileRow[] = [];
  const settle = () => {
    if (!sheet || inspector) return;
    inspector = inspectorOf(sheet, waiting, looking, finding);
    waiting.forEach(inspector);
    waiting = [];
  };
  const source = 'bytes' in given ? rowsOfBytes(given.bytes) : rowsOfTables(given.tables);
  for await (const { sheet: at, row } of source) {
    if (row.cells.length > MAX_COLUMNS)
      throw new SheetError(`Dòng ${row.line} có hơn ${MAX_COLUMNS} cột. Hãy bỏ bớt cột thừa.`);
    const long = row.cells.findIndex((cell) => cell.length > MAX_CELL);
    if (long >= 0)
      throw new SheetError(`Ô ${columnLetter(long)}${row.line} dài hơn ${MAX_CELL} ký tự. Hãy rút ngắn.`);
    rows += 1;
    if (rows > MAX_ROWS) throw new SheetError(`Tệp có hơn ${MAX_ROWS} dòng. Hãy chia thành nhiều tệp.`);
    if (at !== sheet) {
      settle();
      [sheet, inspector] = [at, null];
      await write({ sheet: at });
    }
    if (inspector) inspector(row);
    else if (waiting.push(row) >= HEAD_WITHIN) settle();
    if (!at.isHidden) await write([row.line, ...row.cells]);
    if (rows % BREATH === 0) onRow(rows);
  }
  settle();
  if (finding.cells.length > 0) return { ok: false, personal: finding };
  await flush();
  return { ok: true, fileName: given.fileName, packed: Uint8Array.from(Buffer.concat(pieces)), rows };
}

/** Looks through rows of a sheet; what it finds it notes down without the content. */
function inspectorOf(
  sheet: FileSheet,
  head: readonly FileRow[],
  {
    lookup,
    remembered,
    lastMonth,
  }: { lookup: Lookup; remembered: Readonly<Record<string, Field>>; lastMonth: string },
  finding: PersonalFinding,
): (row: FileRow) => void {
  const found = (cell: string, kind: Parameters<typeof personalSentence>[0]) => {
    if (finding.cells.length < NAMED)
      finding.cells.push({ sheet: isSafeName ? sheet.name : null, cell, sentence: personalSentence(kind) });
    else finding.more += 1;
  };
  const isKnown = (text: string) => lookup.isKnown(text);
  const inName = sheet.name === null ? null : judgeText(sheet.name, { place: 'title', header: '', isKnown });
  const isSafeName = inName === null;
  if (inName) found('tên trang', inName);
  const layout: Layout | null = sheet.isHidden
    ? null
    : layoutOf(head, sheet.merges, lastMonth, new Set(Object.keys(remembered)));
  const fields = layout && fieldsOf(layout, remembered).fields;
  const standings = new Map<number, Standing>(
    layout?.columns.map(({ at, header, key }) => {
      const field = fields!.get(key) ?? 'none';
      const place =
        field === 'month' ? 'month' : isNumeric(field) ? 'number' : isDimension(field) ? 'known' : 'other';
      return [at, { place, header, isKnown }];
    }),
  );
  const title: Standing = { place: 'title', header: '', isKnown };
  const headed: Standing = { place: 'head', header: '', isKnown };
  const other: Standing = {
    place: sheet.isHidden ? 'other' : layout ? 'other' : 'title',
    header: '',
    isKnown,
  };
  /** Texts of labels come again and again: what was judged harmless in a column stays so. */
  const harmless = new Map<number, Set<string>>();
  return ({ line, cells }) => {
    const isAside = cells.filter((cell) => cell !== '').length === 1;
    for (const [at, text] of cells.entries()) {
      if (text === '') continue;
      const isHead = layout !== null && line >= layout.firstHeadLine && line <= layout.headLine;
      const isAbove = layout !== null && line < layout.firstHeadLine;
      const standing = isHead
        ? headed
        : isAbove || (isAside && layout)
          ? title
          : (standings.get(at) ?? other);
      const seen = harmless.get(at) ?? new Set();
      if (standing !== headed && standing !== title) {
        if (seen.has(text)) continue;
      }
      const kind = judgeText(text, standing);
      if (kind) found(`${columnLetter(at)}${line}`, kind);
      else if (standing !== headed && standing !== title && seen.size < 5000)
        harmless.set(at, seen.add(text));
    }
  };
}

/** The name of a file as it may be kept and shown; '' where it says what must not be here. */
export function safeFileName(fileName: string): string {
  const name = fileName
    .normalize('NFC')
    .replace(/[\p{C}/\\]/gu, '')
    .slice(0, 120);
  return isHarmlessName(name) ? name : '';
}

/** The rows of a packed file again, each with its sheet; `at` counts the sheets from 0. */
export async function* unpackRows(
  packed: Uint8Array,
): AsyncGenerator<{ at: number; sheet: FileSheet; row: FileRow }> {
  const stream = createGunzip();
  stream.end(packed);
  let rest = '';
  let at = -1;
  let sheet: FileSheet | null = null;
  const decoder = new TextDecoder();
  for await (const piece of stream as AsyncIterable<Buffer>) {
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const item = JSON.parse(line) as { sheet: FileSheet } | [number, ...string[]];
      if (!Array.isArray(item)) {
        at += 1;
        ({ sheet } = item);
        continue;
      }
      const [number, ...cells] = item;
      yield { at, sheet: sheet!, row: { line: number, cells } };
    }
    await new Promise((done) => setImmediate(done));
  }
}
