import { expect, test } from 'vitest';
import { fieldsOf, kindOf, layoutOf, type Merge } from './layout.ts';

const rowsOf = (...rows: string[][]) => rows.map((cells, at) => ({ line: at + 1, cells }));
const fieldsIn = (rows: string[][], merges: Merge[] = []) => {
  const layout = layoutOf(rowsOf(...rows), merges, '2026-10');
  return (
    layout &&
    Object.fromEntries(
      layout.columns.map(({ letter, key }) => [letter, fieldsOf(layout, {}).fields.get(key)]),
    )
  );
};
const data = ['9/2026', 'Xã A', 'Vượt đèn đỏ', '12'];

test('heads are found below a title, and the title names the month', () => {
  const layout = layoutOf(
    rowsOf(['BÁO CÁO'], ['Tháng 9 năm 2026'], ['Kỳ', 'Địa bàn', 'Lỗi vi phạm', 'Số vụ'], data),
    [],
    '2026-10',
  )!;
  expect(layout).toMatchObject({ firstHeadLine: 3, headLine: 3, month: '2026-09' });
  expect([...fieldsOf(layout, {}).fields.values()]).toEqual(['month', 'place', 'behaviour', 'count']);
});

test('a row that numbers the columns belongs to the heads', () => {
  const layout = layoutOf(
    rowsOf(['Tháng', 'Xã', 'Hành vi', 'Số vụ'], ['(1)', '(2)', '(3)', '(4)'], data),
    [],
    '2026-10',
  )!;
  expect(layout.headLine).toBe(2);
});

test('a plain head takes its meaning from the head above it', () => {
  const rows = [
    ['Xã', 'Hành vi', 'Đủ căn cứ', '', '', 'Không xử lý'],
    ['', '', 'Tổng', 'Phạt tiền', 'Số tiền phạt', 'Tổng số'],
    ['Xã A', 'Vượt đèn đỏ', '3', '3', '100', '0'],
  ];
  const expected = {
    ...{
      A: 'place',
      B: 'behaviour',
      C: 'result.enough-basis',
      D: 'result.fined',
      E: 'fines',
      F: 'result.refused',
    },
  };
  expect(fieldsIn(rows)).toEqual(expected);
  const merge = (fromColumn: number, toColumn: number, fromLine: number, toLine: number) => ({
    ...{ fromColumn, toColumn, fromLine, toLine },
  });
  expect(fieldsIn(rows, [merge(2, 4, 1, 1), merge(0, 0, 1, 2), merge(1, 1, 1, 2)])).toEqual(expected);
});

test('the same words mean other things in other company', () => {
  expect(
    fieldsIn([
      ['Tháng', 'Số vụ', 'Số người chết', 'Nồng độ cồn'],
      ['9/2026', '1', '2', '0'],
    ]),
  ).toEqual({
    ...{ A: 'month', B: 'crash.crashes', C: 'crash.deaths', D: 'crash.alcohol' },
  });
  expect(
    fieldsIn([
      ['Đơn vị', 'Hành vi', 'Phạt tiền'],
      ['Xã A', 'Đèn đỏ', '1'],
    ]),
  ).toMatchObject({ A: 'place' });
  expect(
    fieldsIn([
      ['Đơn vị', 'Số đóng góp', 'Mức trần'],
      ['V63-6TDF', '1', '3'],
    ]),
  ).toMatchObject({ A: 'unit', B: 'count' });
  expect(
    fieldsIn([
      ['Mã xã', 'Tên xã', 'Hành vi', 'Số vụ'],
      ['A4YPVHA', 'Xã A', 'x', '1'],
    ]),
  ).toMatchObject({ A: 'place', B: 'none' });
  expect(kindOf(['month', 'crash.deaths'])).toBe('crashes');
  expect(kindOf(['month', 'unit', 'count'])).toBe('contributions');
  expect(kindOf(['month', 'place', 'behaviour', 'count'])).toBe('cases');
});

test('what was decided wins over what heads say; two columns of one meaning clash', () => {
  const layout = layoutOf(
    rowsOf(['Tháng', 'Xã', 'Số vụ', 'Tổng số'], ['9/2026', 'A', '1', '2']),
    [],
    '2026-10',
  )!;
  expect(fieldsOf(layout, {}).clashes.map((pair) => pair.map(({ letter }) => letter))).toEqual([['C', 'D']]);
  const decided = fieldsOf(layout, { 'tong so': 'none' });
  expect([decided.clashes, decided.fields.get('tong so')]).toEqual([[], 'none']);
});

test('heads that mean nothing are still heads; a letter has none', () => {
  expect(
    fieldsIn([
      ['Một', 'Hai'],
      ['a', '3'],
    ]),
  ).toEqual({ A: 'none', B: 'none' });
  expect(layoutOf(rowsOf(['Kính gửi'], ['Trân trọng']), [], '2026-10')).toBeNull();
  expect(layoutOf([], [], '2026-10')).toBeNull();
});
