import { expect, test } from 'vitest';
import { fullWorld, worldOf } from '#tests/support/disclosure-worlds.ts';
import { OUTCOME_TABLES, RESULT_COLUMNS, tableOf } from '../outcomes/rules.ts';
import { countTables, frameOf } from './tables.ts';

const world = worldOf({ areas: [1, 2], groups: [2, 1] });
const of = (id: string) => tableOf(id)!;

test('results stand in the order of the declared columns, every sum before its parts', () => {
  const frame = frameOf(of('month-result'), fullWorld(8), '2026-01');
  expect(frame).toMatchObject({ rows: ['all'], columns: RESULT_COLUMNS });
});

test('a finer table has the columns it names, and each adds up to the first', () => {
  const { columns } = frameOf(of('month-behaviour-result'), fullWorld(8), '2026-01');
  expect(columns).toEqual(of('month-behaviour-result').columnsShown);
  const singles = (member: string): string[] => {
    const parts = fullWorld(8).result.get(member) ?? [];
    return parts.length === 0 ? [member] : parts.flatMap(singles);
  };
  expect(columns.slice(1).flatMap(singles).sort()).toEqual(singles(columns[0]!).sort());
});

test('a table shows the members it is declared for', () => {
  const groups = of('quarter-group-area');
  expect(frameOf(groups, world, '2026-Q1')).toEqual({
    tableId: 'quarter-group-area',
    period: '2026-Q1',
    rows: ['all', 'nhom-0', 'nhom-1'],
    columns: ['all', 'vung-0', 'vung-1'],
  });
  const sources = of('quarter-source-result');
  expect(frameOf(sources, world, '2026-Q1').rows).toEqual(['all', 'citizen', 'patrol', 'camera']);
  const units = of('half-year-unit');
  expect(frameOf(units, world, '2026-H1')).toMatchObject({
    rows: ['truong-1', 'truong-2', 'truong-3'],
    columns: ['all'],
  });
});

test('a commune that was merged counts in its heir and does not appear', () => {
  const place = new Map<string, readonly string[]>(world.place);
  place.set('moi', ['vung-1-0', 'vung-1-1']);
  place.set('vung-1', ['moi']);
  const merged = { ...world, place };
  const rule = of('quarter-commune-result');
  const gone = new Set(['vung-1-0', 'vung-1-1']);
  expect(frameOf(rule, merged, '2026-Q1', gone).rows).toEqual(['all', 'vung-0', 'vung-0-0', 'vung-1', 'moi']);
  const tally = { month: '2026-02', behaviour: 'nhom-0-0', result: 'fined', source: 'camera', count: 4 };
  const [table] = countTables(merged, [rule], ['2026-Q1'], [{ ...tally, place: 'vung-1-0' }], [], gone);
  expect(table!.counts.map((row) => row[0])).toEqual([4, 0, 0, 4, 4]);
});

test('a case counts in every sum it is part of, and only in tables of its result and period', () => {
  const tally = { month: '2026-01', place: 'vung-1-0', behaviour: 'nhom-0-1', source: 'citizen' };
  const tables = countTables(
    world,
    OUTCOME_TABLES,
    ['2026-01', '2026-02', '2026-Q1'],
    [
      { ...tally, result: 'fined', count: 3 },
      { ...tally, result: 'pending', count: 2 },
    ],
    [],
  );
  const at = (id: string, period: string, row: string, column: string) => {
    const table = tables.find((its) => its.tableId === id && its.period === period)!;
    return table.counts[table.rows.indexOf(row)]![table.columns.indexOf(column)];
  };
  expect(at('month-behaviour-result', '2026-01', 'all', 'received')).toBe(5);
  expect(at('month-behaviour-result', '2026-01', 'nhom-0', 'handled')).toBe(3);
  expect(at('month-behaviour-result', '2026-01', 'nhom-0-0', 'received')).toBe(0);
  expect(at('month-behaviour-result', '2026-02', 'all', 'received')).toBe(0);
  expect(at('quarter-commune-result', '2026-Q1', 'vung-1', 'pending')).toBe(2);
  expect(at('quarter-group-area', '2026-Q1', 'nhom-0', 'vung-1')).toBe(3);
  expect(at('quarter-source-result', '2026-Q1', 'citizen', 'received')).toBe(5);
});

test('contributions of a unit add up over the half-year', () => {
  const contribution = { unit: 'truong-2', contributors: 6, capPerPerson: 2 };
  const tables = countTables(
    world,
    OUTCOME_TABLES,
    ['2026-H1'],
    [],
    [
      { ...contribution, month: '2026-01', count: 3 },
      { ...contribution, month: '2026-06', count: 4 },
      { ...contribution, month: '2026-07', count: 9 },
    ],
  );
  expect(tables).toHaveLength(1);
  expect(tables[0]!.counts).toEqual([[0], [7], [0]]);
});

test('a tally of something unknown is an error', () => {
  const tally = {
    month: '2026-01',
    place: 'x',
    behaviour: 'nhom-0-0',
    result: 'fined',
    source: 'camera',
    count: 1,
  };
  expect(() => countTables(world, OUTCOME_TABLES, ['2026-01'], [tally], [])).toThrow(RangeError);
});
