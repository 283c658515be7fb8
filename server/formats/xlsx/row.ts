import { columnLetter } from '#server/sheet/rules.ts';
import type { Cell, Merge, Row } from '#server/sheet/workbook.ts';
import type { Key } from './columns.ts';
import { excerptOf } from '../question.ts';
import { tidyText } from '../text/tidy.ts';

/** What is wrong with a cell. */
export type CellFault = { cell: string; message: string };

/**
 * One row under its headings. Asking for a cell marks it as used; what is wrong with it is gathered, so that a row names all its
 * faults at once.
 */
export class RowReader {
  readonly faults: CellFault[] = [];
  readonly notes: string[] = [];
  readonly #row: Row;
  readonly #columns: ReadonlyMap<Key, number>;
  readonly #merges: readonly Merge[];
  readonly #used = new Set<Key>();

  constructor(row: Row, columns: ReadonlyMap<Key, number>, merges: readonly Merge[]) {
    this.#row = row;
    this.#columns = columns;
    this.#merges = merges;
    if (row.isHidden) this.notes.push(`Dòng ${row.line} đang bị ẩn trong Excel. Hãy xem có muốn nhập không.`);
  }

  /** `C5`; of a column that the sheet does not have, the row alone. */
  cellName(key: Key): string {
    const column = this.#columns.get(key);
    return `${column === undefined ? '' : columnLetter(column)}${this.#row.line}`;
  }

  /** The first fault of a cell explains those that follow from it. */
  fault(key: Key, message: string): void {
    const cell = this.cellName(key);
    if (!this.faults.some((fault) => fault.cell === cell)) this.faults.push({ cell, message });
  }

  has(key: Key): boolean {
    return this.#cell(key) !== undefined;
  }

  /** The text of a cell, '' where there is none. A day or a broken formula is a fault: what was meant is gone. */
  text(key: Key): string {
    const cell = this.#take(key);
    if (!cell) return '';
    if (cell.kind === 'date') {
      this.fault(
        key,
        `Excel đã đổi ô ${this.cellName(key)} thành ngày ${cell.text}. Hãy định dạng ô là Văn bản rồi gõ lại.`,
      );
      return '';
    }
    if (cell.kind === 'boolean')
      this.notes.push(
        `Ô ${this.cellName(key)} là ${cell.text === 'Đúng' ? 'TRUE' : 'FALSE'}, được nhập là “${cell.text}”.`,
      );
    return cell.text;
  }

  /** The text of a cell that holds true or false, as a word and without a note. */
  judgement(key: Key): string {
    return tidyText(this.#take(key)?.text ?? '');
  }

  /** The number of a cell, undefined where there is none. Texts may have a decimal comma or point. */
  number(key: Key): number | undefined {
    const cell = this.#take(key);
    if (!cell) return undefined;
    const isPercent = cell.text.trim().endsWith('%');
    if (cell.number !== undefined && !isPercent) return cell.number;
    const text = (isPercent ? cell.text.trim().slice(0, -1) : cell.text).trim();
    if (cell.kind === 'number' || cell.kind === 'text') {
      // 1.234 is a thousand and more to some and one and a bit to others.
      if (/^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(text)) {
        this.fault(
          key,
          `Số “${text}” ở ô ${this.cellName(key)} có thể hiểu hai cách. Hãy định dạng ô là Số.`,
        );
        return undefined;
      }
      if (/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return Number(text.replace(',', '.')) + 0;
    }
    this.fault(
      key,
      `Ô ${this.cellName(key)} phải là số nhưng ghi “${excerptOf(cell.text)}”. Hãy chỉ ghi số.`,
    );
    return undefined;
  }

  /** Cells that hold something and were not asked for. */
  unused(): Key[] {
    return [...this.#columns.keys()].filter((key) => !this.#used.has(key) && this.has(key));
  }

  /** Reports cells that merging has swallowed, save those of the columns that a merged cell may fill. */
  checkMerges(fillable: ReadonlyMap<Key, string>): void {
    for (const [key, column] of this.#columns) {
      const merge = this.#merges.find(
        ({ fromLine, toLine, fromColumn, toColumn }) =>
          fromLine <= this.#row.line &&
          this.#row.line <= toLine &&
          fromColumn <= column &&
          column <= toColumn &&
          !(fromLine === this.#row.line && fromColumn === column),
      );
      if (merge && !fillable.has(key))
        this.fault(
          key,
          `Ô ${this.cellName(key)} bị gộp với ô ${columnLetter(merge.fromColumn)}${merge.fromLine}. Hãy bỏ gộp ô.`,
        );
    }
  }

  #cell(key: Key): Cell | undefined {
    const column = this.#columns.get(key);
    return column === undefined ? undefined : this.#row.cells.find((cell) => cell.column === column);
  }

  #take(key: Key): Cell | undefined {
    this.#used.add(key);
    const cell = this.#cell(key);
    if (cell?.kind === 'error') {
      this.fault(key, `Ô ${this.cellName(key)} có công thức lỗi. Hãy gõ thẳng nội dung vào ô.`);
      return undefined;
    }
    if (cell?.isFormula)
      this.notes.push(`Ô ${this.cellName(key)} là công thức. Kết quả “${excerptOf(cell.text)}” được nhập.`);
    return cell;
  }
}
