import { expect, test } from 'vitest';
import { AreaSaveInput } from './schema.ts';

test('no name of an area is a formula where tables are opened', () => {
  const may = (name: string) => AreaSaveInput.safeParse({ province: 'E4YN4W4', name }).success;
  expect(['=HYPERLINK("x")', '+84 vùng', '-Vùng', '@vùng', '\uff1dvùng', '\tVùng'].map(may)).toEqual([
    ...[false, false, false, false, false, true],
  ]);
  expect(['Vùng Bắc', '4 xã ven biển', 'Đông Nam'].every(may)).toBe(true);
});
