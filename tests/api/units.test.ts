import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import type { Role } from '#server/staff/rules.ts';
import { shownCode } from '#server/units/rules.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
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
    const last = (await as('admin').list({ state: 'all', sort: '-ten' })).units[0]!.officialName;
    expect([...sorted, last].sort(new Intl.Collator('vi').compare).at(-1)).toBe(last);
    const schools = await as('admin').list({ kind: 'school', parent: 'a4y-pvha' });
    expect(schools.units.every(({ kind, parentCode }) => kind === 'school' && parentCode === EAST)).toBe(
      true,
    );
    expect((await as('admin').list({ state: 'ended' })).units.map(({ code }) => code)).toContain('A37NMM9');
    expect((await as('admin').list({ state: 'all', page: 2 })).units[0]!.officialName).not.toBe(sorted[0]);
    expect((await as('admin').list({ page: 9 })).units).toEqual([]);
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

  test('whose roles moved with a merger is written down role by role, and they sign in anew', async () => {
    const [gone, heir] = [await school(), await school()];
    const { prisma } = app.services.db;
    const [from, to] = [await unitOf(gone), await unitOf(heir)];
    const assignments = {
      create: ['teacher', 'school-coordinator'].map((role) => ({ role, unitId: from.id })),
    };
    const session = (token: string) => ({ create: { token, expiresAt: new Date('2030-01-01') } });
    const moved = await prisma.staff.create({
      data: { name: 'Cô Thử', email: `${gone}@example.test`, assignments, sessions: session(gone) },
    });
    const other = await prisma.staff.create({
      data: { name: 'Cô Khác', email: `${heir}@example.test`, sessions: session(heir) },
    });
    const given = { sources: [gone], heir: { code: heir }, ...why };
    const { mark } = await as('admin').preview({ kind: 'merge', given });
    await as('admin').merge({ ...given, mark });
    const events = await prisma.auditEvent.findMany({ where: { subject: `staff:${moved.id}` } });
    expect(events.map(({ action, unitId }) => [action, unitId])).toEqual([
      ['staff.move', to.id],
      ['staff.move', to.id],
    ]);
    expect(await prisma.staffSession.findMany({ where: { token: { in: [gone, heir] } } })).toMatchObject([
      { staffId: other.id },
    ]);
  });

  test('a merger into a unit above hands out nothing: roles stay with what ends, and their sessions end', async () => {
    const { prisma } = app.services.db;
    const group = async (name: string, parent: string | null) => {
      const facts = { kind: 'enterprise' as const, schoolLevels: [], onDay: '2026-01-01', reason: 'Để thử' };
      const given = { ...facts, officialName: name, shortName: name, parent };
      const { mark } = await as('admin').preview({ kind: 'create', given });
      return unitOf((await as('admin').create({ ...given, mark })).code);
    };
    const big = await group('Tập đoàn thử', null);
    const branch = await group('Chi nhánh thử', big.code);
    const person = await prisma.staff.create({
      data: {
        name: 'Quản trị chi nhánh',
        email: 'chi-nhanh@example.test',
        assignments: { create: { role: 'admin', unitId: branch.id } },
        sessions: { create: { token: 'chi-nhanh', expiresAt: new Date('2030-01-01') } },
      },
    });
    const given = { sources: [branch.code], heir: { code: big.code }, ...why };
    const preview = await as('committee-office', big.id).preview({ kind: 'merge', given });
    expect(preview).toMatchObject({ staffMoved: 0, staffLeft: 1 });
    await as('committee-office', big.id).merge({ ...given, mark: preview.mark });
    expect(await prisma.staffAssignment.findMany({ where: { staffId: person.id } })).toMatchObject([
      { role: 'admin', unitId: branch.id },
    ]);
    expect(await prisma.auditEvent.count({ where: { subject: `staff:${person.id}` } })).toBe(0);
    expect(await prisma.staffSession.count({ where: { staffId: person.id } })).toBe(0);
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
      () => open().list({}),
      () => open().get({ code }),
      () => open().preview(rename()),
      () => open().export({ format: 'csv' }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
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
