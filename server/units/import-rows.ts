/*
 * Rows of a file of units, read into drafts: pure. A draft holds what its row says; whether the registry can take it is
 * import-plan.ts.
 */
import { readCode } from './code.ts';
import { fold } from '../search/rules.ts';
import { kindWords, levelWords, type SchoolLevel, type UnitKind } from './kinds.ts';
import { codeSentence } from './refusal-words.ts';

/** Columns of a file of units, in the order of the template; headcounts follow, one column a year. */
export const UNIT_COLUMNS = {
  code: 'Mã',
  officialName: 'Tên chính thức',
  shortName: 'Tên ngắn',
  kind: 'Loại',
  levels: 'Cấp học',
  parent: 'Mã đơn vị cha',
  validFrom: 'Từ ngày',
  validTo: 'Đến ngày',
} as const;
export type UnitColumn = keyof typeof UNIT_COLUMNS;
const REQUIRED: readonly UnitColumn[] = ['officialName', 'kind'];
/** Rows above the head: a title, a date. */
const HEAD_WITHIN = 10;

/** The head of a headcount column. */
export const headcountHeader = (year: number): string => `Sĩ số ${year}`;

/** A row of a file as it was read. */
export type FileRow = { line: number; cells: readonly string[] };

/** What is wrong at a place of a file. `column` null: the row as a whole. */
export type RowProblem = { line: number; column: number | null; header: string; sentence: string };

export type Layout = {
  headLine: number;
  columnOf: Partial<Record<UnitColumn, number>>;
  headcounts: readonly { year: number; column: number }[];
  /** Columns nobody asked for, by their heads. */
  unknown: readonly string[];
};

/** A row as it is understood; what its row does not say is undefined, for existing units “as it is”. */
export type UnitDraft = {
  line: number;
  /** A code of the registry, a mark of this file (`moi-1`), or nothing. */
  ref: { code: string } | { mark: string } | null;
  officialName: string | undefined;
  shortName: string | undefined;
  kind: UnitKind | undefined;
  levels: readonly SchoolLevel[] | undefined;
  parent: { code: string } | { mark: string } | undefined;
  validFrom: string | undefined;
  validTo: string | undefined;
  headcounts: readonly { year: number; count: number }[];
};

/** Finds the head of a file. A sentence: there is none that can be used. */
export function layoutOf(rows: readonly FileRow[]): Layout | string {
  const folded = new Map(
    Object.entries(UNIT_COLUMNS).map(([name, header]) => [fold(header), name as UnitColumn]),
  );
  const head = rows
    .slice(0, HEAD_WITHIN)
    .find(({ cells }) => cells.some((cell) => fold(cell) === fold(UNIT_COLUMNS.officialName)));
  if (!head)
    return 'Không thấy cột “Tên chính thức” trong mười dòng đầu. Hãy dùng tệp mẫu; nếu đã gộp ô tiêu đề, hãy bỏ gộp.';
  const columnOf: Layout['columnOf'] = {};
  const headcounts: { year: number; column: number }[] = [];
  const unknown: string[] = [];
  for (const [column, cell] of head.cells.entries()) {
    if (cell === '') continue;
    const name = folded.get(fold(cell));
    const year = /^si so (?:nam )?(20\d\d)$/.exec(fold(cell))?.[1];
    if (name) {
      if (columnOf[name] !== undefined) return `Có hai cột “${UNIT_COLUMNS[name]}”. Hãy bỏ một cột.`;
      columnOf[name] = column;
    } else if (year) {
      if (headcounts.some((one) => one.year === Number(year))) return `Có hai cột “${cell}”. Hãy bỏ một cột.`;
      headcounts.push({ year: Number(year), column });
    } else unknown.push(cell);
  }
  const missing = REQUIRED.filter((name) => columnOf[name] === undefined);
  if (missing.length > 0)
    return `Thiếu cột ${missing.map((name) => `“${UNIT_COLUMNS[name]}”`).join(', ')}. Hãy dùng tệp mẫu; nếu đã gộp ô tiêu đề, hãy bỏ gộp.`;
  return { headLine: head.line, columnOf, headcounts, unknown };
}

const kindsByWord = new Map(
  Object.entries(kindWords).flatMap(([kind, word]) => [
    [fold(word), kind as UnitKind] as const,
    [kind, kind as UnitKind] as const,
  ]),
);
const levelsByWord = new Map(
  Object.entries(levelWords).map(([level, word]) => [fold(word), level as SchoolLevel] as const),
);
const MARK = /^m(?:oi|ới)[\s_-]*[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/iu;

/** Reads a row. Problems name the cell; a draft with problems is left out of the import. */
export function readRow(row: FileRow, layout: Layout): { draft: UnitDraft; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const cell = (name: UnitColumn): string => {
    const column = layout.columnOf[name];
    return column === undefined ? '' : (row.cells[column] ?? '');
  };
  const wrong = (name: UnitColumn, sentence: string): undefined => {
    problems.push({
      line: row.line,
      column: layout.columnOf[name] ?? null,
      header: UNIT_COLUMNS[name],
      sentence,
    });
  };
  const refIn = (name: 'code' | 'parent'): { code: string } | { mark: string } | undefined => {
    const typed = cell(name);
    if (typed === '') return undefined;
    if (MARK.test(typed)) return { mark: fold(typed).replace(/[\s_-]+/g, '-') };
    const read = readCode(typed);
    return read.ok ? { code: read.code } : wrong(name, `“${short(typed)}”: ${codeSentence(read)}`);
  };
  const nameIn = (name: 'officialName' | 'shortName'): string | undefined => {
    const text = cell(name).replace(/\s+/g, ' ');
    if (text === '') return undefined;
    if (/^[=+@]/.test(text)) return wrong(name, 'Ô này là công thức hoặc bắt đầu bằng = + @. Hãy ghi tên.');
    if (/[\p{Cc}\p{Cf}]/u.test(text)) return wrong(name, 'Tên có ký tự ẩn. Hãy gõ lại.');
    if (text.length < 2) return wrong(name, 'Tên ngắn quá. Hãy ghi ít nhất hai ký tự.');
    if (text.length > 200) return wrong(name, 'Tên dài quá 200 ký tự. Hãy rút ngắn.');
    return text;
  };
  const dayIn = (name: 'validFrom' | 'validTo'): string | undefined => {
    const typed = cell(name);
    if (typed === '') return undefined;
    return dayOfText(typed) ?? wrong(name, `“${short(typed)}” không phải ngày. Hãy ghi như 21/11/2026.`);
  };
  const kindIn = (): UnitKind | undefined => {
    const typed = cell('kind');
    if (typed === '') return undefined;
    return (
      kindsByWord.get(fold(typed)) ??
      wrong('kind', `Không có loại “${short(typed)}”. Xem các loại ở tệp mẫu.`)
    );
  };
  const levelsIn = (): SchoolLevel[] | undefined => {
    const typed = cell('levels');
    if (typed === '') return undefined;
    const words = typed
      .split(/[,;+&/]/)
      .map((word) => word.trim())
      .filter(Boolean);
    const levels = words.map((word) => levelsByWord.get(fold(word)));
    const at = levels.indexOf(undefined);
    if (at >= 0)
      return wrong('levels', `Không có cấp học “${short(words[at]!)}”. Hãy ghi như: Tiểu học, THCS.`);
    return [...new Set(levels as SchoolLevel[])];
  };
  const headcounts = layout.headcounts.flatMap(({ year, column }) => {
    const typed = (row.cells[column] ?? '').replace(/[\s.](?=\d{3}(\D|$))/g, '');
    if (typed === '') return [];
    if (/^\d{1,7}$/.test(typed)) return [{ year, count: Number(typed) }];
    problems.push({
      line: row.line,
      column,
      header: headcountHeader(year),
      sentence: `“${short(typed)}” không phải số người. Hãy ghi số nguyên.`,
    });
    return [];
  });
  const draft: UnitDraft = {
    line: row.line,
    ref: refIn('code') ?? null,
    officialName: nameIn('officialName'),
    shortName: nameIn('shortName'),
    kind: kindIn(),
    levels: levelsIn(),
    parent: refIn('parent'),
    validFrom: dayIn('validFrom'),
    validTo: dayIn('validTo'),
    headcounts,
  };
  return { draft, problems };
}

const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** `21/11/2026`, `21-11-2026` or `2026-11-21` as `2026-11-21`; null: no day of the calendar. */
function dayOfText(text: string): string | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text;
  if (!/^(19|20)\d\d-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : day;
}
