import { expect, test } from 'vitest';
import { createLookup, type Place } from './lookup.ts';

const place = (code: string, name: string, change: Partial<Place> = {}): Place => ({
  ...{ id: code, code, name, names: [name, `UBND ${name} (mẫu)`], from: '2024-01-01', to: null },
  ...change,
});
const lookup = createLookup(
  {
    communes: [
      place('A4YPVHA', 'Xã Mẫu Hà'),
      place('F3WTXVF', 'Xã Mẫu Hạ'),
      place('A4VKNE9', 'Phường Mẫu Trung'),
      place('X3CH3JE', 'Xã Mẫu Trung', { to: '2026-06-30' }),
      place('Y346JNW', 'Xã Nguyễn Huệ', { from: '2026-07-01' }),
    ],
    units: [],
    behaviours: [
      { code: 'red-light', name: 'Vượt đèn đỏ' },
      { code: 'other', name: 'Hành vi khác' },
    ],
  },
  { behaviour: { 'loi den': 'red-light', 'loi cu': 'gone' } },
);

test.each([
  ['Phường Mẫu Trung', 'A4VKNE9'],
  ['phuong mau trung', 'A4VKNE9'],
  ['P. Mẫu Trung', 'A4VKNE9'],
  ['UBND phường Mẫu Trung', 'A4VKNE9'],
  ['x.Mẫu Trung', 'X3CH3JE'],
  ['a4y-pvha', 'A4YPVHA'],
  ['Mẫu Hạ', 'F3WTXVF'],
  ['xã Mẫu Hà', 'A4YPVHA'],
  ['Nguyễn Huệ', 'Y346JNW'],
])('a commune is known by its code or its name, however it is written: %s', (text, code) => {
  expect(lookup.find('place', text)).toEqual({ code });
});

test('a name that several bear is not decided; the nearest are offered first', () => {
  const codesOf = (text: string) => {
    const found = lookup.find('place', text);
    return 'of' in found ? found.of.map(({ code }) => code) : found.code;
  };
  expect(codesOf('Mẫu Trung')).toEqual(['A4VKNE9', 'X3CH3JE']);
  expect(codesOf('mau ha')).toEqual(['A4YPVHA', 'F3WTXVF']);
  expect(codesOf('Xã Lạ')).toEqual([]);
  expect(lookup.near('place', 'Xã Mẫu Trng')[0]!.name).toMatch('Mẫu Trung');
});

test('names are known by code, own name, what files call them, and what was decided before', () => {
  for (const text of ['red-light', 'RED-LIGHT', 'Vượt đèn đỏ', 'vuot den do', 'đèn đỏ', 'Lỗi đèn'])
    expect(lookup.find('behaviour', text), text).toEqual({ code: 'red-light' });
  for (const text of ['Lỗi cũ', 'gone', '']) expect(lookup.find('behaviour', text)).toEqual({ of: [] });
  expect(lookup.find('source', 'Phạt nguội')).toEqual({ code: 'camera' });
  expect(lookup.find('vehicle', 'xe máy')).toEqual({ code: 'motorbike' });
  expect(lookup.find('result', 'Tổng tiếp nhận')).toEqual({ code: 'received' });
  expect(lookup.find('measure', 'Số người chết')).toEqual({ code: 'deaths' });
});

test('a place has figures of the months in which it was there', () => {
  expect(lookup.notThere('X3CH3JE', '2026-06')).toBeNull();
  expect(lookup.notThere('X3CH3JE', '2026-07')).toContain('đã kết thúc');
  expect(lookup.notThere('Y346JNW', '2026-07')).toBeNull();
  expect(lookup.notThere('Y346JNW', '2026-06')).toContain('có từ ngày 01/07/2026');
});
