import { expect, test } from 'vitest';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { OUTCOME_TABLES } from '#server/outcomes/rules.ts';
import { cellName, crashRows, shownSum, sumRows, tableView } from './release-view.ts';

const [, , content] = plainContents(3);
const tableNamed = (id: string) => content!.tables.find(({ tableId }) => tableId === id)!;

test('codes of a table become names, with the whole, the sums and the single ones told apart', () => {
  const view = tableView(tableNamed('month-behaviour-result'), content!);
  expect(view.rows[0]).toMatchObject({ name: 'Mọi hành vi', level: 'whole' });
  expect(view.rows[1]).toMatchObject({ name: 'Tín hiệu, làn, chiều đường', level: 'sum' });
  expect(view.rows[2]).toMatchObject({ name: 'Đi ngược chiều', level: 'single' });
  expect(tableView(tableNamed('month-result'), content!).columns.slice(0, 4)).toEqual([
    { code: 'received', name: 'Đã nhận', level: 'whole' },
    { code: 'enough-basis', name: 'Đủ căn cứ', level: 'sum' },
    { code: 'handled', name: 'Đã xử lý', level: 'sum' },
    { code: 'fined', name: 'Phạt tiền', level: 'single' },
  ]);
  const places = tableView(tableNamed('quarter-commune-result'), content!);
  expect(places.rows.slice(0, 3).map(({ name }) => name)).toEqual([
    'Toàn tỉnh',
    'Vùng Bắc Mẫu',
    'Xã Mẫu Đông',
  ]);
  const sources = tableView(tableNamed('quarter-source-result'), content!);
  expect(sources.rows.map(({ name }) => name)).toEqual([
    'Mọi nguồn',
    'Người dân phản ánh',
    'Tuần tra, kiểm soát',
    'Ca-me-ra',
  ]);
});

test('a table of one column has what it counts at the head', () => {
  const { columns } = tableView(tableNamed('half-year-unit'), content!);
  expect(columns.map(({ name }) => name)).toEqual(['Đóng góp']);
});

test('a table says how many of its cells are hidden', () => {
  const table = { ...tableNamed('quarter-source-result'), columns: ['received', 'fined'] };
  const cells = [
    [10, null],
    [4, 6],
    [null, null],
    [1, 0],
  ];
  const view = tableView({ ...table, cells }, content!);
  expect([view.hidden, view.cells]).toEqual([3, 8]);
  expect(view.rows[2]!.cells).toEqual([null, null]);
});

test('every name of every declared table is known', () => {
  expect(content!.tables).toHaveLength(OUTCOME_TABLES.length);
  const nameless = content!.tables.flatMap((table) => {
    const { rows, columns } = tableView(table, content!);
    return [...rows, ...columns].filter(({ code, name }) => code === name);
  });
  expect(nameless).toEqual([]);
});

test('a cell is named by its row and column, in older names, or by its codes', () => {
  const cell = { tableId: 'quarter-commune-result', row: 'A4YPVHA', column: 'fined' };
  expect(cellName(cell, content!)).toBe('Xã Mẫu Đông, Phạt tiền');
  expect(cellName({ ...cell, row: 'ZZZ' }, content!, { ZZZ: 'Xã Mẫu Cũ' })).toBe('Xã Mẫu Cũ, Phạt tiền');
  expect(cellName({ ...cell, row: 'ZZZ' }, content!)).toBe('ZZZ, Phạt tiền');
  expect(cellName({ tableId: 'half-year-unit', row: 'V636TDF', column: 'all' }, content!)).toBe('THPT Mẫu 1');
  expect(cellName({ tableId: 'no-such-table', row: 'a', column: 'b' }, content!)).toBe('a, b');
});

test('sums are written with their unit, and one left out has no figure', () => {
  expect(shownSum('fines', 1_234_000_000)).toBe('1.234 triệu đồng');
  expect(shownSum('points', 1250)).toBe('1.250 điểm');
  expect(shownSum('processing-days', 12)).toBe('12 ngày');
  const sums = [{ measure: 'points' as const, period: '2026-Q3', value: null, roundedTo: 10 }];
  expect(sumRows({ sums })).toEqual([{ name: 'Điểm giấy phép lái xe bị trừ, quý III/2026', text: null }]);
});

test('crash figures that were not handed over have no figure', () => {
  const counts = { crashes: 1012, deaths: 3, injuries: null, alcohol: 1, serious: 2, commercial: 0 };
  const rows = crashRows({ crashes: [{ month: '2026-09', counts }] });
  expect(rows[0]).toEqual({ name: 'Vụ tai nạn, tháng 9/2026', text: '1.012' });
  expect(rows[2]!.text).toBeNull();
  expect(rows[5]!.text).toBe('0');
});
