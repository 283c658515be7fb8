import { columnLetter } from '#server/sheet/rules.ts';
import { MAX_LINES, type Row, type Sheet } from '#server/sheet/workbook.ts';
import { checkDraft } from '../check.ts';
import { excerptOf, faultOf, remark, type Outcome, type Span } from '../question.ts';
import { GUIDE_SHEET, headingOf, keyOf, type Key } from './columns.ts';
import { RowReader } from './row.ts';
import { taskOf } from './tasks.ts';

/** Rows above the headings that may hold a title. */
const MAX_TITLE_ROWS = 20;
/** With title and headings; the import itself counts the questions. */
const MAX_ROWS = 2000 + MAX_TITLE_ROWS + 1;
/** A merged cell of these says something of all its rows. */
const FILLABLE = ['category', 'kind', 'tags'] as const satisfies readonly Key[];

/** Merged cells of a sheet: far more than any table that people make. */
const MAX_MERGES = 2000;

type SheetsRead = { ok: true; outcomes: Outcome[] } | { ok: false; message: string };

/** Reads every sheet that has the headings; each row below them that holds anything yields one outcome. */
export function readSheets(sheets: readonly Sheet[]): SheetsRead {
  const filled = sheets.filter(({ name, rows }) => name !== GUIDE_SHEET && rows.length > 0);
  const found = filled.map((sheet) => ({ sheet, head: headOf(sheet.rows) }));
  if (!found.some(({ head }) => head !== undefined))
    return {
      ok: false,
      message: 'Không thấy dòng tiêu đề có cột “Câu hỏi” và “Đáp án”. Hãy dùng tệp mẫu.',
    };
  if (
    filled.some(
      ({ rows, merges }) =>
        rows.at(-1)!.line >= MAX_LINES || rows.length > MAX_ROWS || merges.length > MAX_MERGES,
    )
  )
    return { ok: false, message: 'Bảng quá dài, có hơn 2.000 câu hỏi hoặc ô gộp. Hãy chia thành nhiều tệp.' };
  const hasSeveral = found.length > 1;
  const outcomes: Outcome[] = [];
  for (const { sheet, head } of found) {
    const name = hasSeveral ? sheet.name : undefined;
    if (!head) {
      const span = spanOf(sheet.rows, name);
      outcomes.push(
        remark(
          span,
          span.from,
          `Trang “${sheet.name}” không có dòng tiêu đề nên không được đọc.`,
          sheet.name,
        ),
      );
      continue;
    }
    const read = readSheet(sheet, head, name);
    if (!read.ok) return read;
    outcomes.push(...read.outcomes);
  }
  return { ok: true, outcomes };
}

const spanOf = (rows: readonly Row[], sheet: string | undefined): Span => ({
  from: rows[0]!.line,
  to: rows.at(-1)!.line,
  ...(sheet === undefined ? {} : { sheet }),
});

const shown = (row: Row): string => row.cells.map(({ text }) => text).join(' · ');

/** The row of the headings: it has the question and something else that is known. */
const headOf = (rows: readonly Row[]): Row | undefined =>
  rows.slice(0, MAX_TITLE_ROWS).find(({ cells }) => {
    const keys = cells.map(({ text }) => keyOf(text));
    return keys.includes('text') && keys.filter((key) => key !== null).length > 1;
  });

function readSheet(sheet: Sheet, head: Row, name: string | undefined): SheetsRead {
  const columns = new Map<Key, number>();
  const outcomes: Outcome[] = [];
  for (const { column, text } of head.cells) {
    const key = keyOf(text);
    const cell = `${columnLetter(column)}${head.line}`;
    if (key === null) {
      const rows = sheet.rows.filter(
        ({ line, cells }) => line > head.line && cells.some((other) => other.column === column),
      );
      if (rows.length > 0)
        outcomes.push(
          remark(
            spanOf(rows, name),
            head.line,
            `Cột “${excerptOf(text)}” (ô ${cell}) không có trong mẫu nên không được đọc.`,
            text,
          ),
        );
    } else if (columns.has(key))
      return { ok: false, message: `Cột “${headingOf(key)}” có hai lần (ô ${cell}). Hãy xoá bớt.` };
    else columns.set(key, column);
  }
  const headed = new Set(head.cells.map(({ column }) => column));
  const loose = sheet.rows.filter(
    ({ line, cells }) => line > head.line && cells.some(({ column }) => !headed.has(column)),
  );
  if (loose.length > 0)
    outcomes.push(
      remark(
        spanOf(loose, name),
        loose[0]!.line,
        'Có ô không nằm dưới tiêu đề nào nên không được đọc.',
        shown(loose[0]!),
      ),
    );
  const above = sheet.rows.filter(({ line }) => line < head.line);
  if (above.length > 0)
    outcomes.push(
      remark(spanOf(above, name), above[0]!.line, 'Các dòng trên tiêu đề không được đọc.', shown(above[0]!)),
    );
  if (sheet.isHidden)
    outcomes.push(
      remark(
        spanOf(sheet.rows, name),
        head.line,
        `Trang “${sheet.name}” đang bị ẩn nhưng vẫn được đọc.`,
        sheet.name,
      ),
    );

  for (const row of sheet.rows.filter(
    ({ line, cells }) => line > head.line && cells.some(({ column }) => headed.has(column)),
  ))
    outcomes.push(outcomeOf(row, columns, sheet, name));
  return { ok: true, outcomes };
}

function outcomeOf(
  row: Row,
  columns: ReadonlyMap<Key, number>,
  sheet: Sheet,
  name: string | undefined,
): Outcome {
  const span = spanOf([row], name);
  const fills = fillsOf(row.line, columns, sheet);
  const reader = new RowReader(rowWith(row, columns, fills), columns, sheet.merges);
  reader.checkMerges(fills);
  const text = reader.text('text');
  if (text.trim() === '') reader.fault('text', 'Thiếu lời câu hỏi. Hãy điền cột Câu hỏi.');
  const task = taskOf(reader);
  const draft = {
    explanation: reader.text('explanation'),
    name: reader.text('name'),
    externalId: reader.text('externalId'),
    tags: reader.text('tags').split(/[;\n]/),
    category: reader.text('category'),
  };
  const unused = reader.unused().map((key) => reader.cellName(key));
  if (unused.length > 0) reader.notes.push(`Loại câu này không dùng ô ${unused.join(', ')}.`);
  const leave = (faults: readonly { cell: string; message: string }[]): Outcome => ({
    kind: 'left',
    faults: faults.map(({ cell, message }) => ({
      ...faultOf('question', span, row.line, message, shown(row)),
      cell,
    })),
  });
  if (!task || reader.faults.length > 0) return leave(reader.faults);
  const checked = checkDraft({ ...draft, text, task, notes: reader.notes }, span);
  return checked.ok
    ? { kind: 'question', question: checked.question }
    : leave(checked.messages.map((message) => ({ cell: reader.cellName('text'), message })));
}

/** What merged cells further up say of this row. */
function fillsOf(line: number, columns: ReadonlyMap<Key, number>, sheet: Sheet): Map<Key, string> {
  const fills = new Map<Key, string>();
  for (const key of FILLABLE) {
    const column = columns.get(key);
    const merge = sheet.merges.find(
      ({ fromLine, toLine, fromColumn, toColumn }) =>
        fromLine < line && line <= toLine && fromColumn === column && toColumn === column,
    );
    const cell = sheet.rows
      .find((row) => row.line === merge?.fromLine)
      ?.cells.find((other) => other.column === column);
    if (cell) fills.set(key, cell.text);
  }
  return fills;
}

function rowWith(row: Row, columns: ReadonlyMap<Key, number>, fills: ReadonlyMap<Key, string>): Row {
  const added = [...fills].map(([key, text]) => ({
    column: columns.get(key)!,
    kind: 'text' as const,
    text,
    isFormula: false,
  }));
  return { ...row, cells: [...row.cells, ...added] };
}
