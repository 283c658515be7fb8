import { expect, test } from 'vitest';
import {
  planOf,
  unitOn,
  WHOLE_PPM,
  type NewUnit,
  type Operation,
  type UnitNode,
  type UnitsKnown,
} from './rules.ts';

const TODAY = '2026-11-21';
const node = (id: string, change: Partial<UnitNode> = {}): UnitNode => ({
  id,
  code: id.toUpperCase(),
  kind: 'school',
  officialName: `Trường ${id}`,
  shortName: id,
  schoolLevels: [],
  parentId: 'commune',
  validFrom: '2020-01-01',
  validTo: null,
  lastNameOn: '2020-01-01',
  lastPlaceOn: '2020-01-01',
  ...change,
});
const added = (id: string, change: Partial<NewUnit> = {}): NewUnit => {
  const { validFrom: _from, validTo: _to, lastNameOn: _name, lastPlaceOn: _place, ...facts } = node(id);
  return { ...facts, ...change };
};
const WORLD = [
  node('province', {
    kind: 'province',
    parentId: null,
    validFrom: null,
    lastNameOn: null,
    lastPlaceOn: null,
  }),
  node('commune', { kind: 'commune-committee', parentId: 'province' }),
  node('other', { kind: 'commune-committee', parentId: 'province' }),
  node('a'),
  node('b'),
  node('old', { validTo: '2024-12-31' }),
  node('union', { kind: 'mass-organisation', parentId: 'province' }),
  node('branch', { kind: 'mass-organisation', parentId: 'union' }),
  node('twig', { kind: 'mass-organisation', parentId: 'branch' }),
];
const known: UnitsKnown = {
  unit: (id) => WORLD.find((unit) => unit.id === id),
  childrenOf: (id) => WORLD.filter(({ parentId }) => parentId === id),
};
const plan = (operation: Operation) => planOf(operation, known, TODAY);
const merge = (sourceIds: string[], id: string, onDay = '2026-01-01') =>
  plan({ kind: 'merge', sourceIds, heir: { id }, onDay });

test('a merger ends the source the day before, links it and moves staff and what stood below', () => {
  expect(merge(['commune'], 'other')).toMatchObject({
    ok: true,
    plan: {
      ended: [{ unitId: 'commune', lastDay: '2025-12-31' }],
      lineage: [
        { kind: 'merged-into', fromId: 'commune', toId: 'other', onDay: '2026-01-01', sharePpm: WHOLE_PPM },
      ],
      places: [
        { unitId: 'a', parentId: 'other', fromOn: '2026-01-01' },
        { unitId: 'b', parentId: 'other', fromOn: '2026-01-01' },
      ],
      staff: [{ fromId: 'commune', toId: 'other' }],
    },
  });
});

test('two units become a new one', () => {
  expect(
    plan({ kind: 'merge', sourceIds: ['a', 'b'], heir: { added: added('ab') }, onDay: '2026-01-01' }),
  ).toMatchObject({
    ok: true,
    plan: { added: [{ id: 'ab', validFrom: '2026-01-01' }], ended: [{ unitId: 'a' }, { unitId: 'b' }] },
  });
});

test('roles go over to no heir that stands above, or takes in what stood above', () => {
  const staffOf = (sourceIds: string[], heir: { id: string } | { added: NewUnit }) => {
    const planned = plan({ kind: 'merge', sourceIds, heir, onDay: '2026-01-01' });
    return planned.ok ? planned.plan.staff : planned;
  };
  expect(staffOf(['twig'], { id: 'branch' })).toEqual([]);
  expect(staffOf(['twig'], { id: 'union' })).toEqual([]);
  const whole = added('whole', { kind: 'mass-organisation', parentId: 'province' });
  expect(staffOf(['union', 'branch'], { added: whole })).toEqual([{ fromId: 'union', toId: 'whole' }]);
  expect(staffOf(['a', 'b'], { added: added('ab') })).toEqual([
    { fromId: 'a', toId: 'ab' },
    { fromId: 'b', toId: 'ab' },
  ]);
});

test('nonsense mergers are refused', () => {
  expect(merge(['a'], 'a')).toMatchObject({ ok: false, reason: 'INTO_ITSELF' });
  expect(merge(['union'], 'branch')).toMatchObject({ ok: false, reason: 'INTO_DESCENDANT' });
  expect(merge(['union'], 'twig')).toMatchObject({ ok: false, reason: 'INTO_DESCENDANT' });
  expect(merge(['a'], 'commune')).toMatchObject({ ok: false, reason: 'OTHER_KIND' });
  expect(merge(['old'], 'a')).toMatchObject({ ok: false, reason: 'ENDED' });
  expect(merge(['a'], 'old')).toMatchObject({ ok: false, reason: 'ENDED' });
  expect(merge(['a', 'a'], 'b')).toMatchObject({ ok: false, reason: 'TWICE' });
  expect(merge([], 'b')).toMatchObject({ ok: false, reason: 'TOO_FEW' });
  expect(merge(['nobody'], 'b')).toMatchObject({ ok: false, reason: 'UNKNOWN_UNIT' });
  expect(
    plan({ kind: 'merge', sourceIds: ['a'], heir: { added: added('x') }, onDay: '2026-01-01' }),
  ).toMatchObject({
    reason: 'TOO_FEW',
  });
  expect(
    plan({
      kind: 'merge',
      sourceIds: ['union', 'branch'],
      heir: { added: added('x', { kind: 'mass-organisation', parentId: 'union' }) },
      onDay: '2026-01-01',
    }),
  ).toMatchObject({ reason: 'INTO_DESCENDANT' });
});

test('days: not after today, and a unit is there a day before it can end', () => {
  expect(merge(['a'], 'b', '2020-01-01')).toMatchObject({ reason: 'NOT_YET' });
  expect(merge(['a'], 'b', '2020-01-02')).toMatchObject({ ok: true });
  expect(merge(['a'], 'b', TODAY)).toMatchObject({ ok: true });
  expect(merge(['a'], 'b', '2026-11-22')).toMatchObject({ reason: 'FUTURE_DAY' });
});

test('a rename begins on or after the day of the name before it', () => {
  const rename = (onDay: string, officialName = 'Trường mới') =>
    plan({ kind: 'rename', unitId: 'a', officialName, shortName: 'a', onDay });
  expect(rename('2020-01-01')).toMatchObject({ ok: true });
  expect(rename('2019-12-31')).toMatchObject({ reason: 'NOT_YET' });
  expect(rename('2026-01-01', 'Trường a')).toMatchObject({ reason: 'SAME_NAME' });
  const renamed = {
    ...known,
    unit: (id: string) => (id === 'a' ? node('a', { lastNameOn: '2026-05-01' }) : known.unit(id)),
  };
  const early: Operation = {
    kind: 'rename',
    unitId: 'a',
    officialName: 'Khác',
    shortName: 'k',
    onDay: '2026-04-30',
  };
  expect(planOf(early, renamed, TODAY)).toMatchObject({ reason: 'CHANGED_SINCE', fromOn: '2026-05-01' });
});

test('a unit moves under what may hold it, never under itself or what is below it', () => {
  const move = (unitId: string, parentId: string | null) =>
    plan({ kind: 'move', unitId, parentId, onDay: '2026-01-01' });
  expect(move('a', 'other')).toMatchObject({
    ok: true,
    plan: { places: [{ unitId: 'a', parentId: 'other' }] },
  });
  expect(move('a', 'commune')).toMatchObject({ reason: 'SAME_PARENT' });
  expect(move('a', 'b')).toMatchObject({ reason: 'WRONG_PARENT' });
  expect(move('a', null)).toMatchObject({ reason: 'WRONG_PARENT' });
  expect(move('union', 'union')).toMatchObject({ reason: 'INTO_ITSELF' });
  expect(move('union', 'twig')).toMatchObject({ reason: 'INTO_DESCENDANT' });
  expect(move('twig', null)).toMatchObject({ ok: true });
});

const halves = (first: number | null, second: number | null) => [
  { heir: { added: added('x') }, sharePpm: first },
  { heir: { added: added('y') }, sharePpm: second },
];
const split = (change: Partial<Operation & { kind: 'split' }> = {}) =>
  plan({
    kind: 'split',
    unitId: 'a',
    parts: halves(600_000, 400_000),
    childTo: {},
    onDay: '2026-01-01',
    ...change,
  });

test('a split ends the unit, or leaves it what it keeps', () => {
  expect(split()).toMatchObject({
    ok: true,
    plan: { added: [{ id: 'x' }, { id: 'y' }], ended: [{ unitId: 'a', lastDay: '2025-12-31' }] },
  });
  const kept = split({ parts: halves(600_000, 300_000), keptPpm: 100_000 });
  expect(kept).toMatchObject({
    ok: true,
    plan: { ended: [], lineage: [{ toId: 'x' }, { toId: 'y' }, { toId: 'a', sharePpm: 100_000 }] },
  });
});

test('shares sum to the whole exactly, or none is known', () => {
  expect(split({ parts: halves(600_000, 399_999) })).toMatchObject({ reason: 'SHARES' });
  expect(split({ parts: halves(600_000, 400_001) })).toMatchObject({ reason: 'SHARES' });
  expect(split({ parts: halves(null, 400_000) })).toMatchObject({ reason: 'SHARES' });
  expect(split({ parts: halves(1_000_000, 0) })).toMatchObject({ reason: 'SHARES' });
  expect(split({ parts: halves(null, null) })).toMatchObject({ ok: true });
  expect(split({ parts: halves(600_000, 400_000).slice(0, 1) })).toMatchObject({ reason: 'TOO_FEW' });
});

test('what stands below a unit that is divided goes where it is told', () => {
  const parts = [
    { heir: { added: added('x', { kind: 'commune-committee', parentId: 'province' }) }, sharePpm: 500_000 },
    { heir: { id: 'other' }, sharePpm: 500_000 },
  ];
  const divide = (childTo: Record<string, number>) => split({ unitId: 'commune', parts, childTo });
  expect(divide({ a: 0 })).toMatchObject({ reason: 'CHILD_WITHOUT_HEIR', name: 'Trường b' });
  expect(divide({ a: 0, b: 1 })).toMatchObject({
    ok: true,
    plan: {
      places: [
        { unitId: 'a', parentId: 'x' },
        { unitId: 'b', parentId: 'other' },
      ],
    },
  });
});

test('a unit ends when nothing below it goes on', () => {
  expect(plan({ kind: 'end', unitId: 'commune', lastDay: '2026-01-01' })).toMatchObject({
    reason: 'HAS_CHILDREN',
  });
  expect(plan({ kind: 'end', unitId: 'a', lastDay: '2026-01-01' })).toMatchObject({
    ok: true,
    plan: { ended: [{ unitId: 'a', lastDay: '2026-01-01' }] },
  });
  expect(plan({ kind: 'end', unitId: 'a', lastDay: '2019-12-31' })).toMatchObject({ reason: 'NOT_YET' });
});

test('a unit is what it was on a day; a correction of the same day wins', () => {
  const history = {
    kind: 'school',
    schoolLevels: [],
    validFrom: '2020-01-01',
    validTo: '2025-12-31',
    names: [
      { fromOn: '2020-01-01', officialName: 'Một', shortName: '1' },
      { fromOn: '2022-05-05', officialName: 'Hai', shortName: '2' },
      { fromOn: '2022-05-05', officialName: 'Hai, sửa', shortName: '2' },
    ],
    places: [
      { fromOn: '2020-01-01', parentId: 'p' },
      { fromOn: '2023-01-01', parentId: 'q' },
    ],
  } as const;
  expect(unitOn(history, '2019-12-31')).toBeNull();
  expect(unitOn(history, '2020-01-01')).toEqual({ officialName: 'Một', shortName: '1', parentId: 'p' });
  expect(unitOn(history, '2022-05-04')?.officialName).toBe('Một');
  expect(unitOn(history, '2022-05-05')?.officialName).toBe('Hai, sửa');
  expect(unitOn(history, '2025-12-31')?.parentId).toBe('q');
  expect(unitOn(history, '2026-01-01')).toBeNull();
});
