import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import type { Role } from '#server/staff/rules.ts';
import { isCode, seriesOn, shownCode, type SeriesValue } from '#server/units/rules.ts';
import { syncUnits } from '#server/units/fill.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { readLineage } from '#server/units/service.ts';
import { readFolder } from '#server/content/service.ts';
import { ShippedUnit } from '#content/schema.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
});
afterAll(() => app.close());

const as = (role: Role, unitId: string | null = null) =>
  createCaller(app.context(actorWith(role, unitId))).units;
const open = () => createCaller(app.context()).units;
const unitOf = (code: string) => app.services.db.prisma.unit.findUniqueOrThrow({ where: { code } });
const why = { onDay: '2026-11-01', reason: 'Theo quyết định thử' };
const shipped = () => readFolder('content/units', ShippedUnit);

const PROVINCE = 'E4YN4W4';
const EAST = 'A4YPVHA';
const WEST = 'F3WTXVF';
let made = 0;
/** A new school under a sample commune. */
async function school(parent = EAST): Promise<string> {
  made += 1;
  const given = {
    kind: 'school' as const,
    officialName: `Trường thử ${made}`,
    shortName: `Thử ${made}`,
    schoolLevels: [],
    parent,
    onDay: '2025-01-01',
    reason: 'Thành lập để thử',
  };
  const { mark } = await as('admin').preview({ kind: 'create', given });
  return (await as('admin').create({ ...given, mark })).code;
}

describe('the shipped lineage', () => {
  test('is written once, with fixed codes; a second time changes nothing', async () => {
    expect(await syncUnits(app.services.db.prisma, shipped())).toBe(0);
    const codes = shipped().map(({ code }) => code);
    expect(codes.every(isCode)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
    expect((await unitOf('A37NMM9')).validTo).toBe('2025-06-30');
    expect((await unitOf('N76EAGD')).officialName).toBe('Thành phố Đồng Nai');
  });

  test('names of one source say so', async () => {
    const unit = await open().public({ code: 'P3DW4NP' });
    expect(
      unit.names.map(({ officialName, fromOn, confidence }) => [officialName, fromOn, confidence]),
    ).toEqual([
      ['Tỉnh Bắc Ninh', null, 'verified'],
      ['Thành phố Bắc Ninh', '2026-09-20', 'single-source'],
    ]);
    expect(unit.lineage).toMatchObject([
      {
        kind: 'merged-into',
        direction: 'came',
        unit: { code: 'A37NMM9' },
        onDay: '2025-07-01',
        acts: ['nq-202-2025'],
      },
    ]);
  });

  test('a monthly series can be asked on the provinces before the merger and on those of today', async () => {
    const { links, lifetimes } = await readLineage({ db: app.services.db });
    const idOf = new Map(
      await Promise.all(shipped().map(async ({ id, code }) => [id, (await unitOf(code)).id] as const)),
    );
    const months = Array.from(
      { length: 36 },
      (_, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    );
    const merged: Record<string, string> = {
      'bac-giang': 'bac-ninh',
      'kon-tum': 'quang-ngai',
      'binh-phuoc': 'dong-nai',
    };
    // Made up: the place of the province times 100 plus the place of the month.
    const series: SeriesValue[] = [...idOf].flatMap(([slug, unitId], at) =>
      months
        .filter((month) => !(slug in merged) || month < '2025-07')
        .map((period, month) => ({ unitId, period, value: 100 * (at + 1) + month })),
    );
    const total = (list: readonly { period: string; value: number }[], period: string) =>
      list.filter((one) => one.period === period).reduce((sum, one) => sum + one.value, 0);
    const given = (slug: string, period: string) =>
      series.find((one) => one.unitId === idOf.get(slug) && one.period === period)?.value ?? 0;

    const old = seriesOn(links, lifetimes, series, '2025-06-30');
    const today = seriesOn(links, lifetimes, series, '2026-11-21');
    for (const period of months) {
      expect(total(old, period)).toBe(total(series, period));
      expect(total(today, period)).toBe(total(series, period));
    }
    const cell = (list: typeof old, period: string, ...slugs: string[]) => {
      const ids = slugs.map((slug) => idOf.get(slug)!).sort();
      return list.find((one) => one.period === period && one.unitIds.join() === ids.join())?.value;
    };
    for (const [gone, heir] of Object.entries(merged)) {
      expect(cell(today, '2025-06', heir)).toBe(given(gone, '2025-06') + given(heir, '2025-06'));
      expect(cell(today, '2025-06', gone)).toBeUndefined();
      expect(cell(old, '2025-06', gone)).toBe(given(gone, '2025-06'));
      expect(cell(old, '2025-07', gone, heir)).toBe(given(heir, '2025-07'));
      expect(cell(old, '2025-07', heir)).toBeUndefined();
    }
    expect(cell(old, '2026-12', 'lang-son')).toBe(given('lang-son', '2026-12'));
    expect(cell(today, '2024-01', 'lang-son')).toBe(given('lang-son', '2024-01'));
  });

  test('what the desk changed is not written over by the content, what it did not is', async () => {
    const given = { code: 'X4GEDCE', officialName: 'Tỉnh Lạng Sơn (sửa)', shortName: 'Lạng Sơn', ...why };
    const { mark } = await as('admin').preview({ kind: 'rename', given });
    await as('admin').rename({ ...given, mark });
    const changed = shipped().map((unit) => ({ ...unit, hash: `${unit.hash}x` }));
    expect(await syncUnits(app.services.db.prisma, changed)).toBe(changed.length - 1);
    expect((await unitOf('X4GEDCE')).officialName).toBe('Tỉnh Lạng Sơn (sửa)');
    expect((await open().public({ code: 'P3DW4NP' })).names).toHaveLength(2);
    expect(await syncUnits(app.services.db.prisma, shipped())).toBe(changed.length - 1);
  });
});

describe('finding', () => {
  test('a unit is found by its code however typed, and by names it once had, without marks', async () => {
    expect((await open().public({ code: 'p3d-w4np' })).code).toBe('P3DW4NP');
    await expect(open().public({ code: 'P3DW4NA' })).rejects.toThrow('gõ nhầm');
    await expect(open().public({ code: 'E3A77YN' })).rejects.toThrow('Không có đơn vị');
    expect((await open().find({ query: 'tinh dong nai' })).map(({ code }) => code)).toEqual(['N76EAGD']);
    expect(await open().find({ query: '  ' })).toEqual([]);
    expect(await open().find({ query: '100%_\\' })).toEqual([]);
  });

  test('the public view says nothing of staff and headcounts', async () => {
    const unit = await open().public({ code: 'N9P3NJX' });
    expect(Object.keys(unit).filter((key) => /staff|headcount|version/i.test(key))).toEqual([]);
    expect(unit.isSample).toBe(true);
    expect(await open().publicCodes()).not.toContain('N9P3NJX');
  });

  test('the list sorts as Vietnamese does, filters, and pages', async () => {
    const sorted = (await as('admin').list({ state: 'all' })).units.map(({ officialName }) => officialName);
    expect(sorted).toEqual([...sorted].sort(new Intl.Collator('vi').compare));
    expect((await as('admin').list({ state: 'all', sort: '-ten' })).units[0]!.officialName).toBe(
      sorted.at(-1),
    );
    const schools = await as('admin').list({ kind: 'school', parent: 'a4y-pvha' });
    expect(schools.units.every(({ kind, parentCode }) => kind === 'school' && parentCode === EAST)).toBe(
      true,
    );
    expect((await as('admin').list({ state: 'ended' })).units.map(({ code }) => code)).toContain('A37NMM9');
    expect((await as('admin').list({ page: 2 })).units).toEqual([]);
  });

  test('a list shows only what is in the scope of whoever asks', async () => {
    const { id } = await unitOf(EAST);
    const { units } = await as('school-coordinator', id).list({ state: 'all' });
    expect(units.map(({ code }) => code)).toContain(EAST);
    expect(units.every(({ code, parentCode }) => code === EAST || parentCode === EAST)).toBe(true);
    await expect(as('school-coordinator', id).get({ code: WEST })).rejects.toThrow('không gồm đơn vị này');
    await expect(as('school-coordinator', id).get({ code: PROVINCE })).rejects.toThrow(
      'không gồm đơn vị này',
    );
  });
});

describe('changing', () => {
  test('a merger moves staff and what stands below, keeps history, and never frees the code', async () => {
    const gone = await school();
    const heir = await school();
    const { prisma } = app.services.db;
    const [from, to] = [await unitOf(gone), await unitOf(heir)];
    const staff = await prisma.staff.create({ data: { name: 'Cô Thử', email: `${gone}@example.test` } });
    for (const [role, unitId] of [
      ['teacher', from.id],
      ['teacher', to.id],
      ['school-coordinator', from.id],
    ] as const)
      await prisma.staffAssignment.create({ data: { staffId: staff.id, role, unitId } });
    const given = { sources: [shownCode(gone)], heir: { code: heir.toLowerCase() }, ...why };
    const preview = await as('admin').preview({ kind: 'merge', given });
    expect(preview).toMatchObject({
      staffMoved: 2,
      ended: [{ unit: { code: gone }, lastDay: '2026-10-31' }],
    });
    expect(await as('admin').merge({ ...given, mark: preview.mark })).toEqual({ code: heir });
    const held = await prisma.staffAssignment.findMany({
      where: { staffId: staff.id },
      orderBy: { role: 'asc' },
    });
    expect(held.map(({ role, unitId }) => [role, unitId])).toEqual([
      ['school-coordinator', to.id],
      ['teacher', to.id],
    ]);
    expect(await open().public({ code: gone })).toMatchObject({
      validTo: '2026-10-31',
      lineage: [{ direction: 'went', unit: { code: heir } }],
    });
    expect(
      await prisma.auditEvent.findMany({ where: { action: 'unit.merge', unitId: from.id } }),
    ).toHaveLength(1);
  });

  test('two people who change the same unit are told; the first change stays', async () => {
    const code = await school();
    const ask = (officialName: string) => ({ code, officialName, shortName: 'Tên', ...why });
    const [one, two] = [ask('Trường của người một'), ask('Trường của người hai')];
    const first = await as('admin').preview({ kind: 'rename', given: one });
    const second = await as('committee-office').preview({ kind: 'rename', given: two });
    await as('admin').rename({ ...one, mark: first.mark });
    await expect(as('committee-office').rename({ ...two, mark: second.mark })).rejects.toThrow(
      'người khác sửa',
    );
    expect((await unitOf(code)).officialName).toBe('Trường của người một');
    const again = await as('committee-office').preview({ kind: 'rename', given: two });
    await as('committee-office').rename({ ...two, mark: again.mark });
    expect((await open().public({ code })).names.map(({ officialName }) => officialName).slice(-2)).toEqual([
      'Trường của người một',
      'Trường của người hai',
    ]);
    const { version } = await unitOf(code);
    await as('admin').setHeadcount({ code, year: 2026, count: 10, version });
    await expect(as('admin').setHeadcount({ code, year: 2026, count: 11, version })).rejects.toThrow(
      'người khác sửa',
    );
  });

  test('a split, a move and an end leave their rows', async () => {
    const code = await school();
    const split = {
      code,
      parts: [
        { heir: { officialName: 'Trường tách một', shortName: 'Một' }, sharePpm: 700_000 },
        { heir: { officialName: 'Trường tách hai', shortName: 'Hai' }, sharePpm: 300_000 },
      ],
      kept: null,
      childTo: {},
      ...why,
    };
    const { mark } = await as('admin').preview({ kind: 'split', given: split });
    await as('admin').split({ ...split, mark });
    const after = await open().public({ code });
    expect(after.lineage.map(({ sharePpm }) => sharePpm)).toEqual([700_000, 300_000]);
    const part = after.lineage[0]!.unit.code;
    const move = { code: part, parent: WEST, ...why };
    await as('admin').move({
      ...move,
      mark: (await as('admin').preview({ kind: 'move', given: move })).mark,
    });
    expect((await as('admin').get({ code: part })).places.map(({ parent }) => parent?.code)).toEqual([
      EAST,
      WEST,
    ]);
    const end = { code: part, onDay: '2026-11-20', reason: 'Giải thể để thử' };
    await as('admin').end({ ...end, mark: (await as('admin').preview({ kind: 'end', given: end })).mark });
    expect(await open().public({ code: part })).toMatchObject({
      validTo: '2026-11-20',
      endReason: 'Giải thể để thử',
    });
    await expect(as('admin').preview({ kind: 'end', given: end })).rejects.toThrow('đã kết thúc');
  });

  test('a change makes the pages of units old', async () => {
    const heard: string[] = [];
    app.services.db.onChange((tags) => heard.push(...tags));
    await school();
    expect(heard).toContain('units');
  });
});

describe('refusals', () => {
  let code: string;
  beforeEach(async () => {
    code = await school();
  });
  const rename = () => ({
    kind: 'rename' as const,
    given: { code, officialName: 'Trường đổi', shortName: 'Đổi', ...why },
  });

  test.each([
    'writer',
    'law-checker',
    'police-data-officer',
    'privacy-officer',
    'approver',
    'school-coordinator',
    'teacher',
    'unit-representative',
  ] as const)('a %s changes and imports nothing', async (role) => {
    const { kind: _kind, given } = rename();
    const mark = 'x'.repeat(32);
    const calls = as(role);
    const refused = [
      calls.preview(rename()),
      calls.rename({ ...given, mark }),
      calls.move({ code, parent: WEST, ...why, mark }),
      calls.end({ code, ...why, mark }),
      calls.merge({ sources: [code], heir: { code: EAST }, ...why, mark }),
      calls.setHeadcount({ code, year: 2026, count: 1, version: 1 }),
      calls.beginImport({ fileName: 'a.csv', bytes: new Uint8Array(1) }),
    ];
    for (const call of refused) await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN' });
    if (['writer', 'teacher'].includes(role))
      await expect(calls.export({ format: 'csv' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('nobody signed in reads, changes or takes anything away', async () => {
    for (const call of [
      open().list({}),
      open().get({ code }),
      open().preview(rename()),
      open().export({ format: 'csv' }),
    ])
      await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('an office changes only below its own unit, and puts nothing elsewhere', async () => {
    const east = as('committee-office', (await unitOf(EAST)).id);
    const west = as('committee-office', (await unitOf(WEST)).id);
    const { mark } = await east.preview(rename());
    await expect(west.preview(rename())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(west.rename({ ...rename().given, mark })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(east.preview({ kind: 'move', given: { code, parent: WEST, ...why } })).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
    const other = await school(WEST);
    for (const given of [
      { sources: [code], heir: { code: other }, ...why },
      { sources: [other], heir: { code }, ...why },
    ])
      await expect(east.preview({ kind: 'merge', given })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const facts = {
      kind: 'school' as const,
      officialName: 'Trường lạ',
      shortName: 'Lạ',
      parent: WEST,
      ...why,
    };
    await expect(east.preview({ kind: 'create', given: facts })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const root = { ...facts, kind: 'enterprise' as const, parent: null };
    await expect(east.preview({ kind: 'create', given: root })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // Dividing one's own unit would put a new one beside it, under a unit that is not one's own.
    const own = as('committee-office', (await unitOf(code)).id);
    const parts = [{ heir: { officialName: 'Trường lén', shortName: 'Lén' }, sharePpm: 500_000 }];
    const kept = { sharePpm: 500_000 };
    await expect(own.preview({ kind: 'split', given: { code, parts, kept, ...why } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('names that hide or run something are refused, and reasons must be given', async () => {
    for (const officialName of [
      '=1+1',
      '@SUM',
      '+x',
      'A',
      `Trường\u202eẩn`,
      'Trường\nhai dòng',
      'x'.repeat(201),
    ]) {
      const given = { ...rename().given, officialName };
      await expect(as('admin').preview({ kind: 'rename', given })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
    const given = { ...rename().given, reason: ' ' };
    await expect(as('admin').preview({ kind: 'rename', given })).rejects.toThrow('lý do');
  });
});
