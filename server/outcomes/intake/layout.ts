/*
 * Where the table of a sheet begins and what its columns are called: a title above, one to three rows of heads, merged
 * cells, a row that numbers the columns. Pure.
 */
import { columnLetter } from '../../sheet/rules.ts';
import { CRASH_MEASURES, RESULT_SUMS, RESULTS } from '../vocabulary.ts';
import { resultOf, type AnyResult, type Field } from './fields.ts';
import { dongScale, monthInTitle, nameKey } from './numbers.ts';
import { HEADER_SYNONYMS, PLAIN_COUNTS } from './synonyms.ts';
import type { FigureKind } from './views.ts';

/** A row as it was read: the number a spreadsheet shows, and trimmed texts. */
export type FileRow = { line: number; cells: readonly string[] };
/** Corners of merged cells; lines from 1, columns from 0. */
export type Merge = { fromLine: number; toLine: number; fromColumn: number; toColumn: number };

export type Column = {
  at: number;
  letter: string;
  /** Heads from top to bottom, joined by ` / `. */
  header: string;
  /** By which its meaning is remembered; unique in its sheet. */
  key: string;
  /** What its heads say it means; null: nothing that is known. */
  guess: Field | null;
  /** By how much amounts in it are multiplied to be đồng. */
  scale: number;
};

export type Layout = {
  /** Last line of the heads, or of the row that numbers the columns. */
  headLine: number;
  firstHeadLine: number;
  columns: readonly Column[];
  /** The month its title names. */
  month: string | null;
};

/** Rows that are looked at to find the heads. */
export const HEAD_WITHIN = 40;
const MOST_HEADS = 3;

/**
 * @param rows the first rows of a sheet, at least {@link HEAD_WITHIN} if there are so many
 * @param known keys of columns that are remembered
 * @returns null: no table can be seen
 */
export function layoutOf(
  rows: readonly FileRow[],
  merges: readonly Merge[],
  lastMonth: string,
  known: ReadonlySet<string> = new Set(),
): Layout | null {
  const looked = rows.slice(0, HEAD_WITHIN);
  let best: { score: number; from: number; to: number; columns: Column[] } | null = null;
  for (let from = 0; from < Math.min(looked.length, HEAD_WITHIN - MOST_HEADS); from += 1)
    for (let height = 1; height <= MOST_HEADS && from + height <= looked.length; height += 1) {
      const heads = looked.slice(from, from + height);
      if (!heads.every(mayBeHead)) break;
      const columns = columnsOf(heads, merges);
      // A title above the heads says nothing more of a column.
      const score = scoreOf(columns, known) - height / 10_000;
      if (!best || score > best.score) best = { score, from, to: from + height - 1, columns };
    }
  // Heads that mean nothing here: somebody will say what they mean.
  if (!best || best.score < 2) {
    const from = looked.findIndex(
      (row, at) => mayBeHead(row) && filled(row) >= 2 && looked[at + 1]?.cells.some(isNumber),
    );
    if (from < 0) return null;
    best = { score: 0, from, to: from, columns: columnsOf([looked[from]!], merges) };
  }
  const after = looked[best.to + 1];
  const isNumbered = after !== undefined && numbersColumns(after);
  return {
    firstHeadLine: looked[best.from]!.line,
    headLine: isNumbered ? after.line : looked[best.to]!.line,
    columns: best.columns,
    month: monthInTitle(
      looked.slice(0, best.from).flatMap(({ cells }) => cells),
      lastMonth,
    ),
  };
}

const filled = ({ cells }: FileRow): number => cells.filter((cell) => cell !== '').length;
const isNumber = (cell: string): boolean => /^\d[\d.,\s]*$/.test(cell);

/** Heads are texts. */
const mayBeHead = (row: FileRow): boolean => filled(row) > 0 && !row.cells.some(isNumber);

/** `(1) (2) (3)` or `1 2 3` or `A B 1 2` below the heads. */
function numbersColumns({ cells }: FileRow): boolean {
  const given = cells.filter((cell) => cell !== '');
  const numbers = given.flatMap((cell) => /^\(?(\d{1,2})\)?$/.exec(cell)?.[1] ?? []).map(Number);
  return (
    given.length >= 3 &&
    numbers.length >= 2 &&
    given.every((cell) => /^\(?(?:\d{1,2}|[A-Z])\)?$/.test(cell)) &&
    numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1) &&
    numbers[0]! <= 3
  );
}

/** More heads that are understood are better; heads that leave a column without a name are worse. */
function scoreOf(columns: readonly Column[], known: ReadonlySet<string>): number {
  const understood = columns.filter(
    ({ guess, key }) => (guess !== null && guess !== 'none') || known.has(key),
  );
  const fields = new Set(understood.map(({ guess, key }) => guess ?? key));
  return fields.size + understood.length / 1000 - columns.filter(({ header }) => header === '').length / 100;
}

function columnsOf(heads: readonly FileRow[], merges: readonly Merge[]): Column[] {
  const first = heads[0]!.line;
  const last = heads.at(-1)!.line;
  const inHeads = merges.filter(({ fromLine, toLine }) => fromLine <= last && toLine >= first);
  const width = Math.max(...heads.map(({ cells }) => cells.length));
  const textAt = (level: number, column: number): string => {
    const row = heads[level]!;
    const own = row.cells[column] ?? '';
    if (own !== '') return own;
    const merge = inHeads.find(
      (one) =>
        one.fromLine <= row.line &&
        one.toLine >= row.line &&
        one.fromColumn <= column &&
        one.toColumn >= column,
    );
    if (merge) return heads.find(({ line }) => line >= merge.fromLine)?.cells[merge.fromColumn] ?? '';
    // A file without merged cells shows the text over the first of its columns only.
    const below = heads.slice(level + 1).some(({ cells }) => (cells[column] ?? '') !== '');
    if (inHeads.length > 0 || !below) return '';
    for (let left = column - 1; left >= 0; left -= 1) {
      const text = row.cells[left] ?? '';
      if (text === '') continue;
      return heads.slice(level + 1).some(({ cells }) => (cells[left] ?? '') !== '') ? text : '';
    }
    return '';
  };
  const used = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const path = heads
      .map((_head, level) => textAt(level, at).replace(/\s+/g, ' '))
      .filter((text, level, all) => text !== '' && text !== all[level - 1]);
    const header = path.join(' / ');
    const letter = columnLetter(at);
    const plain = header === '' ? `cột ${letter}` : path.map(nameKey).join(' / ').slice(0, 500);
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    return {
      at,
      letter,
      header,
      key: times === 1 ? plain : `${plain} #${times}`,
      guess: path.length === 0 ? null : guessOf(path),
      scale: dongScale(header),
    };
  });
}

const codes = new Map<string, Field>([
  ...[...RESULTS, ...(Object.keys(RESULT_SUMS) as AnyResult[])].map(
    (result) => [nameKey(result), `result.${result}`] as [string, Field],
  ),
  ...CRASH_MEASURES.map((measure) => [measure, `crash.${measure}`] as [string, Field]),
]);

/** A head without what stands in brackets: a unit, a note. */
const bare = (text: string): string => nameKey(text.replace(/\([^)]*\)/g, ' ')) || nameKey(text);

function ofText(text: string): Field | null {
  const key = bare(text);
  return (
    codes.get(key) ??
    HEADER_SYNONYMS.get(key) ??
    HEADER_SYNONYMS.get(key.replace(/^(?:so|tong so|tong) /, '')) ??
    null
  );
}

/** What heads mean, from the topmost down. */
function guessOf(path: readonly string[]): Field | null {
  const leaf = path.at(-1)!;
  const above = path.slice(0, -1).toReversed();
  const own = ofText(leaf);
  if (PLAIN_COUNTS.has(bare(leaf)))
    for (const text of above) {
      const field = ofText(text);
      if (field && resultOf(field)) return field;
    }
  if (own) return own;
  for (const text of above) {
    const joined = ofText(`${text} ${leaf}`);
    if (joined) return joined;
  }
  return null;
}

/** What the figures of a sheet are about, by the meanings of its columns. */
export function kindOf(fields: readonly Field[]): FigureKind {
  const has = (field: Field) => fields.includes(field);
  if (has('measure') || fields.some((field) => field.startsWith('crash.'))) {
    if (!has('behaviour') && !has('result')) return 'crashes';
  }
  if ((has('unit') || has('contributors') || has('cap')) && !has('behaviour')) return 'contributions';
  return 'cases';
}

/**
 * The meanings of a sheet's columns: as remembered, else as their heads say in the company of the others.
 * @returns by key; columns that mean nothing known are `none`
 */
export function fieldsOf(
  { columns }: Layout,
  remembered: Readonly<Record<string, Field>>,
): {
  fields: Map<string, Field>;
  unknown: readonly Column[];
  clashes: readonly (readonly [Column, Column])[];
} {
  const guesses = columns.map((column) => remembered[column.key] ?? column.guess);
  const isAny = (...fields: Field[]) => guesses.some((guess) => guess !== null && fields.includes(guess));
  const isCrash =
    isAny('crash.deaths', 'crash.injuries', 'crash.crashes') && !isAny('behaviour', 'result', 'source');
  const isCases = isAny('behaviour', 'result', 'source') || guesses.some((guess) => guess && resultOf(guess));
  const settled = columns.map((column, at): Field | null => {
    if (remembered[column.key]) return remembered[column.key]!;
    const guess = guesses[at]!;
    if (isCrash && guess === 'count') return 'crash.crashes';
    if (isCrash && /nong do con|ruou/.test(nameKey(column.header))) return 'crash.alcohol';
    // Files of cases call the commune a unit too.
    if (isCases && guess === 'unit' && !isAny('place')) return 'place';
    return guess;
  });
  const fields = new Map<string, Field>();
  const owner = new Map<Field, Column>();
  const clashes: [Column, Column][] = [];
  columns.forEach((column, at) => {
    const field = settled[at] ?? 'none';
    const other = field === 'none' ? undefined : owner.get(field);
    if (!other) {
      if (field !== 'none') owner.set(field, column);
      fields.set(column.key, field);
      return;
    }
    // A code beside its name: the code is the surer of the two.
    const isCode = (one: Column) => /^ma\b/.test(bare(one.header.split(' / ').at(-1)!));
    if (!remembered[column.key] && isCode(other) !== isCode(column)) {
      const [kept, left] = isCode(column) ? [column, other] : [other, column];
      owner.set(field, kept);
      fields.set(kept.key, field);
      fields.set(left.key, 'none');
      return;
    }
    fields.set(column.key, field);
    clashes.push([other, column]);
  });
  return {
    fields,
    unknown: columns.filter((column, at) => settled[at] === null && column.header !== ''),
    clashes,
  };
}
