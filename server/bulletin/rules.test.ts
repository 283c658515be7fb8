import { describe, expect, test } from 'vitest';
import {
  caseWords,
  factOf,
  factsOf,
  isSlugOf,
  quartersToTell,
  titleOf,
  toldFrom,
  typedFaults,
  type BulletinData,
} from './rules.ts';

const AREAS = [{ code: 'vung-bac', nameVi: 'Vùng Bắc' }];
const RED_LIGHT = { code: 'red-light', nameVi: 'Vượt đèn đỏ' };
const data = (more: Partial<BulletinData> = {}): BulletinData => ({
  province: 'P3DW4NP',
  quarter: '2026-Q1',
  place: { kind: 'area', area: 'vung-bac' },
  behaviour: 'red-light',
  provision: 'nd-168-2024:7.7.c',
  lesson: 'Đèn đỏ bật lên thì dừng trước vạch, kể cả khi đường vắng.',
  ...more,
});
const road = { kind: 'road', name: 'Quốc lộ 1', lengthKm: 40.5 } as const;

describe('when a case may be told', () => {
  test.each([
    ['2026-Q1', '2026-07-01'],
    ['2026-Q2', '2026-10-01'],
    ['2026-Q3', '2027-01-01'],
    ['2026-Q4', '2027-04-01'],
  ])('a case of %s from %s on', (quarter, day) => {
    expect(toldFrom(quarter)).toBe(day);
  });

  test('on the last day of the quarter after it, it may not; on the next it may', () => {
    const published = ['2025-Q4', '2026-Q1', '2026-Q2'];
    expect(quartersToTell(published, '2026-06-30')).toEqual(['2025-Q4']);
    expect(quartersToTell(published, '2026-07-01')).toEqual(['2026-Q1', '2025-Q4']);
  });
});

describe('what it tells', () => {
  test('of an area the area, of a road its province, always no more than that it was handled', () => {
    expect(factOf('a', data())).toEqual({
      id: 'a',
      period: '2026-Q1',
      place: 'vung-bac',
      behaviour: 'red-light',
      result: 'handled',
    });
    expect(factOf('a', data({ place: road })).place).toBe('all');
  });

  test('texts that tell the same are one fact, a text that was corrected leaves both', () => {
    const texts = [data(), data({ lesson: 'Khác' }), data({ quarter: '2025-Q4' })];
    expect(
      factsOf(texts.map((each) => ({ publicationId: 'a', data: each }))).map(({ period }) => period),
    ).toEqual(['2026-Q1', '2025-Q4']);
  });

  test('title, address and sentence are made of the fields', () => {
    expect(titleOf(data(), RED_LIGHT, AREAS)).toBe('Vượt đèn đỏ ở Vùng Bắc, quý I/2026');
    expect(titleOf(data({ place: road }), RED_LIGHT, AREAS)).toBe('Vượt đèn đỏ trên Quốc lộ 1, quý I/2026');
    expect(caseWords(data({ place: road }), RED_LIGHT, AREAS)).toBe(
      'Quý I/2026, trên Quốc lộ 1 (40,5\u00a0km qua tỉnh), có việc “Vượt đèn đỏ” đã được xử lý.',
    );
    const title = titleOf(data(), RED_LIGHT, AREAS);
    expect(isSlugOf('vuot-den-do-o-vung-bac-quy-i-2026', title)).toBe(true);
    expect(isSlugOf('vuot-den-do-o-vung-bac-quy-i-2026-2', title)).toBe(true);
    expect(isSlugOf('vuot-den-do-o-vung-bac-quy-i-2026-29a', title)).toBe(false);
    expect(isSlugOf('vuot-den-do-o-vung-bac-quy-i-2026-12345', title)).toBe(false);
    expect(isSlugOf('xe-29a-12345', title)).toBe(false);
  });
});

test('faults of the words stand with their field', () => {
  expect(typedFaults(data())).toEqual({ lesson: [], road: [] });
  const faults = typedFaults(
    data({ place: { ...road, name: 'Quốc lộ 1 km 12' }, lesson: 'Xe 29A-123.45 lấn làn.' }),
  );
  expect(faults.lesson).toEqual(['Bỏ biển số xe: “29A-123.45”.']);
  expect(faults.road).toHaveLength(1);
});
