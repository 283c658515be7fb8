import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dongScale, monthInTitle, readCount, readDecimal, readMonth } from './numbers.ts';

const value = (read: ReturnType<typeof readCount>) => (read.ok ? read.value : read.sentence);

test.each([
  ['1234', 1234],
  ['1.234', 1234],
  ['1 234', 1234],
  ['1\u00a0234', 1234],
  ['12.345.678', null],
  ['0', 0],
  ['', null],
  ['-', null],
  ['–', null],
  ['1000000', 1_000_000],
])('a count is read as Vietnamese write it: %s', (text, expected) => {
  if (text === '12.345.678') expect(value(readCount(text, 1e8))).toBe(12_345_678);
  else expect(readCount(text)).toEqual({ ok: true, value: expected });
});

test.each([
  '1.23',
  '1.2345',
  '12.34.567',
  '1,234',
  '12,5',
  '1 23',
  '-3',
  '1e3',
  '١٢',
  'mười',
  '1.234 567',
  '1000001',
  '=1+1',
])('what could mean two things is no count: %s', (text) => expect(readCount(text).ok).toBe(false));

test.each([
  ['12,5', 12.5],
  ['1.234,5', 1234.5],
  ['12', 12],
  ['0,25', 0.25],
])('a number may have a fraction after a comma: %s', (text, expected) => {
  expect(readDecimal(text)).toEqual({ ok: true, value: expected });
});
test.each(['12.5', '1,2,3', ',5', '12,', '1.23,4', 'x,5'])('and not: %s', (text) => {
  expect(readDecimal(text).ok).toBe(false);
});

test('every whole number is read again as Vietnamese write it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (number) => {
      expect(readCount(number.toLocaleString('vi-VN'))).toEqual({ ok: true, value: number });
      expect(readCount(String(number))).toEqual({ ok: true, value: number });
    }),
  );
});

test.each([
  ['9/2026', '2026-09'],
  ['09/2026', '2026-09'],
  ['09-2026', '2026-09'],
  ['T9/2026', '2026-09'],
  ['Tháng 9/2026', '2026-09'],
  ['tháng 9 năm 2026', '2026-09'],
  ['THÁNG 09 NĂM 2026', '2026-09'],
  ['2026-09', '2026-09'],
  ['2026/9', '2026-09'],
  ['2026-09-01', '2026-09'],
  ['2026-09-30', '2026-09'],
  ['30/9/2026', '2026-09'],
  ['29/02/2024', '2024-02'],
])('a month is read: %s', (text, month) => {
  expect(readMonth(text, '2026-10')).toEqual({ ok: true, month });
});
test.each([
  ['15/9/2026', 'một ngày'],
  ['2026-09-02', 'một ngày'],
  ['tháng 9', 'thiếu năm'],
  ['9', 'thiếu năm'],
  ['0/2026', 'không phải tháng'],
  ['13/2026', 'không phải tháng'],
  ['9/26', 'không phải tháng'],
  ['quý III', 'không phải tháng'],
  ['10/2026', 'chưa kết thúc'],
  ['9/2014', 'không phải tháng'],
])('and what is none says why: %s', (text, words) => {
  const read = readMonth(text, '2026-09');
  expect(read.ok ? '' : read.sentence).toContain(words);
});

test('a title names one month or none', () => {
  const of = (...texts: string[]) => monthInTitle(texts, '2026-10');
  expect(of('BÁO CÁO', 'KẾT QUẢ THÁNG 9 NĂM 2026')).toBe('2026-09');
  expect(of('Số liệu tháng 9/2026 (so với tháng 9/2025)')).toBeNull();
  expect(of('Báo cáo năm 2026')).toBeNull();
  expect(of('Kế hoạch tháng 12 năm 2026')).toBeNull();
});

test('amounts are in the unit that their head names', () => {
  expect(
    ['Tiền phạt (đồng)', 'Tiền phạt (nghìn đồng)', 'Tiền phạt, triệu đồng', 'Tiền phạt (tỷ đồng)'].map(
      dongScale,
    ),
  ).toEqual([1, 1e3, 1e6, 1e9]);
});
