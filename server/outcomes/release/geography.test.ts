import { describe, expect, test } from 'vitest';
import { geographyDay, hierarchyOf, jointPlaces, placesOn, rowOf, type Geography } from './geography.ts';

const commune = (code: string, validFrom: string | null = null, validTo: string | null = null) => ({
  ...{ code, nameVi: `Xã ${code}`, validFrom, validTo },
});
/** B goes into A on 1 July 2026; C stands alone; D is divided into A and C on 1 October 2026. */
const GEOGRAPHY: Geography = {
  communes: [commune('A'), commune('B', null, '2026-06-30'), commune('C'), commune('D', null, '2026-09-30')],
  links: [
    { from: 'B', to: 'A', onDay: '2026-07-01' },
    { from: 'D', to: 'A', onDay: '2026-10-01' },
    { from: 'D', to: 'C', onDay: '2026-10-01' },
  ],
  areas: [
    { code: 'x', nameVi: 'Vùng X' },
    { code: 'y', nameVi: 'Vùng Y' },
    { code: 'z', nameVi: 'Vùng Z' },
  ],
  stays: [
    { area: 'x', commune: 'A', fromOn: null, toOn: null },
    { area: 'x', commune: 'B', fromOn: null, toOn: null },
    { area: 'y', commune: 'C', fromOn: null, toOn: '2026-12-31' },
    { area: 'x', commune: 'C', fromOn: '2027-01-01', toOn: null },
    { area: 'y', commune: 'D', fromOn: null, toOn: null },
  ],
};
const placesAt = (day: string, ...named: string[]) => placesOn(GEOGRAPHY, day, new Set(named)).places;
const codes = ({ communes }: { communes: readonly { code: string; area: string }[] }) =>
  communes.map(({ code, area }) => `${area}:${code}`);

test('a commune stands in the tables from its first to its last day, under the area of the day', () => {
  expect(codes(placesAt('2026-06-30'))).toEqual(['x:A', 'x:B', 'y:C', 'y:D']);
  expect(codes(placesAt('2026-07-01'))).toEqual(['x:A', 'y:C', 'y:D']);
  expect(codes(placesAt('2026-12-31'))).toEqual(['x:A', 'y:C']);
  expect(codes(placesAt('2027-01-01'))).toEqual(['x:A', 'x:C']);
  expect(placesAt('2027-01-01').areas.map(({ code }) => code)).toEqual(['x']);
});

test('a commune that was divided keeps its row where figures name it', () => {
  expect(codes(placesAt('2026-10-01', 'D'))).toEqual(['x:A', 'y:C', 'y:D']);
  expect(codes(placesAt('2026-10-01', 'B'))).toEqual(['x:A', 'y:C']);
});

test('a commune without an area is named', () => {
  const { withoutArea } = placesOn(
    { ...GEOGRAPHY, stays: GEOGRAPHY.stays.slice(1) },
    '2026-07-01',
    new Set(),
  );
  expect(withoutArea).toEqual([{ code: 'A', nameVi: 'Xã A' }]);
});

test('figures go to the heir from the day of the merger on, never before it and never where nobody knows', () => {
  const rows = new Set(['A', 'C']);
  expect(rowOf(GEOGRAPHY.links, rows, 'B', '2026-06-30')).toBeNull();
  expect(rowOf(GEOGRAPHY.links, rows, 'B', '2026-07-01')).toBe('A');
  expect(rowOf(GEOGRAPHY.links, rows, 'D', '2026-10-01')).toBeNull();
});

describe('the day whose geography a period is published on', () => {
  const on = (onDay: string, ...named: string[]) =>
    geographyDay(GEOGRAPHY, '2026-06-30', [{ onDay, named: new Set(named) }]);
  test('is its last day', () => {
    expect(on('2026-07-20', 'A', 'B', 'C', 'D')).toBe('2026-06-30');
    expect(on('2026-06-30', 'A', 'C')).toBe('2026-06-30');
  });
  test('is that of the merger when what came later names the heir alone', () => {
    expect(on('2026-08-20', 'A', 'C')).toBe('2026-07-01');
  });
  test('is that of a new commune which it names', () => {
    const communes = [...GEOGRAPHY.communes, commune('N', '2026-08-01')];
    const day = geographyDay({ ...GEOGRAPHY, communes }, '2026-06-30', [
      { onDay: '2026-09-01', named: new Set(['N']) },
    ]);
    expect(day).toBe('2026-08-01');
  });
});

test('one day: communes in areas in the whole', () => {
  expect([...hierarchyOf(placesAt('2026-07-01'))]).toEqual([
    ['all', ['x', 'y']],
    ['x', ['A']],
    ['y', ['C', 'D']],
    ['A', []],
    ['C', []],
    ['D', []],
  ]);
});

describe('several days', () => {
  const joint = jointPlaces(GEOGRAPHY, [placesAt('2026-06-30'), placesAt('2026-07-01')]);
  const singles = (name: string): string[] => {
    const parts = joint.hierarchy.get(name)!;
    return parts.length === 0 ? [name] : parts.flatMap(singles).sort();
  };
  test('an heir before and after is two places, and what went into it a part of the second', () => {
    expect(joint.nameOf(1, 'A')).toBe('A');
    expect(joint.nameOf(0, 'A')).toBe('A@2026-06-30');
    expect(singles('A')).toEqual([...singles('A@2026-06-30'), ...singles(joint.nameOf(0, 'B'))].sort());
  });
  test('what did not change is the same place', () => {
    for (const code of ['x', 'y', 'C', 'D']) expect(joint.nameOf(0, code)).toBe(code);
    expect(joint.nameOf(0, 'red-light')).toBe('red-light');
  });
  test('the whole holds everything', () => {
    expect(singles('all')).toEqual([...singles('x'), ...singles('y')].sort());
  });
  test('an area that a commune left is another place before', () => {
    const moved = jointPlaces(GEOGRAPHY, [placesAt('2026-12-31'), placesAt('2027-01-01')]);
    expect(moved.nameOf(0, 'x')).toBe('x@2026-12-31');
    expect(moved.nameOf(0, 'y')).toBe('y@2026-12-31');
    expect(moved.nameOf(0, 'C')).toBe('C');
  });
});
