/*
 * Every sheet of a workbook, row by row, with what read.ts leaves out: its name, whether it is hidden, its merged cells, and
 * numbers told apart from texts that look like numbers.
 */
import { HucreError } from 'hucre';
import { streamXlsxRows, type CellValue } from 'hucre/xlsx';
import type { SheetRow } from './read.ts';
import { SheetError } from './refusal.ts';
import type { Merge } from './workbook.ts';
import { checkZip } from './zip.ts';

export type SheetHead = {
  name: string;
  isHidden: boolean;
  merges: readonly Merge[];
  /** How many sheets the workbook has. */
  of: number;
};

/** Merged cells of one sheet that are looked at; more are decoration. */
const MAX_MERGES = 50_000;
const MAX_SHEETS = 50;
const BREATH = 500;
/** Characters of a tag of a merged cell, at most. */
const LONGEST_TAG = 300;

/**
 * Reads all sheets of a workbook, in order. Cells are trimmed text in NFC, '' where there is nothing; numbers with a comma
 * for the fraction and nothing else, days as `YYYY-MM-DD`. Rows without any text are left out. Lets others run in between.
 * @throws SheetError for what is no workbook, locked by a password, or unpacks to more than it should
 */
export async function* readSheets(bytes: Uint8Array): AsyncGenerator<{ sheet: SheetHead; row: SheetRow }> {
  const sheets = await headsOf(bytes);
  if (sheets.length > MAX_SHEETS)
    throw new SheetError(`Tệp có hơn ${MAX_SHEETS} trang tính. Hãy bỏ bớt trang không cần.`);
  for (const [at, sheet] of sheets.entries()) {
    let rows = 0;
    try {
      for await (const { index, values } of streamXlsxRows(bytes, { sheet: at })) {
        rows += 1;
        if (rows % BREATH === 0) await new Promise((done) => setImmediate(done));
        const cells = values.map(textOf);
        if (cells.some((cell) => cell !== '')) yield { sheet, row: { line: index + 1, cells } };
      }
    } catch (error) {
      if (!(error instanceof HucreError)) throw error;
      throw new SheetError('Tệp này không phải bảng tính .xlsx, hoặc đã hỏng. Hãy lưu lại rồi gửi lại.');
    }
  }
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return String(Number(value.toPrecision(15))).replace('.', ',');
  return String(value).normalize('NFC').trim();
}

/** Names, states and merged cells of all sheets, read while the archive is checked. */
async function headsOf(bytes: Uint8Array): Promise<SheetHead[]> {
  const texts = new Map<string, Buffer[]>();
  const merges = new Map<string, () => Merge[]>();
  await checkZip(bytes, undefined, (name) => {
    if (/^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels)$/.test(name)) {
      const pieces: Buffer[] = [];
      texts.set(name, pieces);
      return (piece) => void pieces.push(piece);
    }
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) return null;
    const finder = mergeFinder();
    merges.set(name, finder.found);
    return finder.take;
  });
  const text = (name: string) => Buffer.concat(texts.get(name) ?? []).toString();
  const pathOf = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      `xl/${attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, '')}`,
    ]),
  );
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].map(([tag], _at, { length }) => ({
    of: length,
    name: attribute(tag, 'name').normalize('NFC').trim(),
    isHidden: /\sstate="(?:hidden|veryHidden)"/.test(tag),
    merges: merges.get(pathOf.get(attribute(tag, '\\w+:id')) ?? '')?.() ?? [],
  }));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (whole, decimal: string, hex: string, named: string) =>
      decimal
        ? String.fromCodePoint(Number(decimal))
        : hex
          ? String.fromCodePoint(Number.parseInt(hex, 16))
          : (ENTITIES[named] ?? whole),
  );

/** Merged cells stand behind all rows: the text is only looked through until they come. */
function mergeFinder(): { take: (piece: Buffer) => void; found: () => Merge[] } {
  const merges: Merge[] = [];
  let rest = '';
  return {
    take: (piece) => {
      rest += piece.toString('latin1');
      let end = 0;
      // However the text goes on, each tag is looked through once and no further than tags are long.
      for (const found of rest.matchAll(
        /mergeCell [^<>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g,
      )) {
        const [whole, from, to] = found;
        end = found.index + whole.length;
        const [one, other] = [placeOf(from!), placeOf(to!)];
        if (merges.length < MAX_MERGES)
          merges.push({
            fromLine: Math.min(one.line, other.line),
            toLine: Math.max(one.line, other.line),
            fromColumn: Math.min(one.column, other.column),
            toColumn: Math.max(one.column, other.column),
          });
      }
      rest = rest.slice(Math.max(end, rest.length - LONGEST_TAG));
    },
    found: () => merges,
  };
}

function placeOf(cell: string): { line: number; column: number } {
  const letters = /^[A-Z]+/.exec(cell)![0];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { line: Number(cell.slice(letters.length)), column };
}
