/*
 * The rows of a file as figures, by a mapping. Row by row and pure: whoever reads hands rows in and asks at the end what came
 * of them.
 */
import { shownCount } from '../rules.ts';
import type { Result } from '../vocabulary.ts';
import type { PlannedSheet, ReadBy } from './cells.ts';
import type { WholeField } from './fields.ts';
import { createFigures, shown, type Reading } from './figures.ts';
import type { FileRow } from './layout.ts';
import { rowsOf } from './rows.ts';
import type { FigureKind } from './views.ts';

/** Reads rows of planned sheets. */
export function createReading(
  given: { sheets: readonly PlannedSheet[] } & Pick<ReadBy, 'lookup' | 'whole' | 'lastMonth'>,
): { add(sheet: number, row: FileRow): void; finish(): Reading } {
  const { whole } = given;
  const figures = createFigures();
  const asides = { notes: 0, subtotals: 0, totals: 0, noVehicle: 0 };
  const kinds = new Set<FigureKind>();
  let rows = 0;
  const by = { ...given, figures, codeOfText: new Map(), noVehicle: () => void (asides.noVehicle += 1) };
  const onRow = (kind: FigureKind) => {
    rows += 1;
    kinds.add(kind);
  };
  const readers = given.sheets.map((sheet) => rowsOf(sheet, by, { asides, onRow }));

  /** What is missing before any row is read. */
  function wanting(): { asked: WholeField[]; missing: string[] } {
    const asked = new Set<WholeField>();
    const missing: string[] = [];
    for (const [at, { kind, columnOf, results, measures, hasMonth }] of readers.entries()) {
      const name = given.sheets[at]!.name;
      const inSheet = name === null ? '' : `Trang ${shown(name)}: `;
      if (!hasMonth && !whole.month) asked.add('month');
      if (kind === 'cases') {
        for (const field of ['place', 'behaviour', 'source'] as const)
          if (!columnOf.has(field) && !whole[field]) asked.add(field);
        const total = columnOf.get('count');
        if (results.length > 0 && total)
          missing.push(
            `${inSheet}Cột ${total.letter} “${total.header}” chưa rõ là kết quả nào. Hãy chọn kết quả, hoặc không dùng cột này.`,
          );
        if (results.length === 0 && !columnOf.has('result'))
          missing.push(`${inSheet}Chưa biết cột nào là kết quả. Hãy chọn ở các cột dưới đây.`);
        if (results.length === 0 && !columnOf.has('count'))
          missing.push(`${inSheet}Chưa biết cột nào là số lượng. Hãy chọn ở các cột dưới đây.`);
      }
      if (kind === 'contributions') {
        if (!columnOf.has('unit'))
          missing.push(`${inSheet}Chưa biết cột nào là đơn vị. Hãy chọn ở các cột dưới đây.`);
        if (!columnOf.has('count'))
          missing.push(`${inSheet}Chưa biết cột nào là số lượng. Hãy chọn ở các cột dưới đây.`);
      }
      if (kind === 'crashes' && measures.length === 0 && !columnOf.has('count'))
        missing.push(`${inSheet}Chưa biết cột nào là số lượng. Hãy chọn ở các cột dưới đây.`);
    }
    return { asked: [...asked], missing };
  }

  return {
    add: (sheet, row) => readers[sheet]!.take(row),
    finish: () => {
      const { derived, ...read } = figures.finish();
      const { tallies, contributions, crashes } = read;
      return {
        ...read,
        kinds: (['cases', 'contributions', 'crashes'] as const).filter((kind) => kinds.has(kind)),
        months: [...new Set([...tallies, ...contributions, ...crashes].map(({ month }) => month))].sort(),
        rows,
        notes: notes(derived),
        ...wanting(),
      };
    },
  };

  function notes(derived: ReadonlyMap<Result, { rows: number; cases: number }>): string[] {
    const said: string[] = [];
    for (const [result, { rows: times, cases }] of derived)
      said.push(
        result === 'in-process'
          ? `“Đang xử lý” không có trong tệp: tính bằng Đủ căn cứ trừ Đã xử lý, ${shownCount(cases)} vụ ở ${shownCount(times)} dòng.`
          : `“Chưa xem” không có trong tệp: tính bằng phần còn lại của Đã nhận, ${shownCount(cases)} vụ ở ${shownCount(times)} dòng.`,
      );
    if (asides.noVehicle > 0)
      said.push(`${shownCount(asides.noVehicle)} dòng không ghi phương tiện: giữ là “Xe khác”.`);
    if (asides.totals > 0) said.push('Dòng cộng đã được đối chiếu và không tính thêm.');
    if (asides.subtotals > 0)
      said.push(`${shownCount(asides.subtotals)} dòng cộng từng phần không tính thêm.`);
    if (asides.notes > 0) said.push(`${shownCount(asides.notes)} dòng ghi chú không có số nên không đọc.`);
    for (const { name, layout, fields } of given.sheets) {
      const left = layout.columns.filter(
        ({ key, header, guess }) =>
          header !== '' && guess !== 'none' && (fields.get(key) ?? 'none') === 'none',
      );
      if (left.length > 0)
        said.push(
          `${name === null ? '' : `Trang ${shown(name)}: `}Không dùng cột ${left.map(({ letter, header }) => `${letter} ${shown(header)}`).join(', ')}.`,
        );
    }
    return said;
  }
}
