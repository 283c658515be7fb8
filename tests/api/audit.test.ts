import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { respondWithEvents } from '#server/audit/http.ts';
import { recordEvents, type AuditEntry } from '#server/audit/record.ts';
import { canonicalJson } from '#server/audit/rules.ts';
import { verifyTrail } from '#server/audit/verify.ts';
import { createCaller } from '#server/router.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { cpuSeconds, emptyTrail, entry, record as recordIn } from '#tests/support/trail.ts';

const NOW = new Date('2026-11-21T05:00:00.123Z');
const editor = { actor: actorWith('admin'), role: 'admin' } as const;
const machine = { actor: null, role: null };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const record = (
  entries: readonly AuditEntry[],
  doer: Parameters<typeof recordEvents>[1] = editor,
  at = NOW,
) => recordIn(app.services.db.prisma, entries, doer, at);
const events = () => app.services.db.prisma.auditEvent.findMany({ orderBy: { seq: 'asc' } });
const hex = (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString('hex') : null);

beforeEach(() => emptyTrail(app.services.db.prisma));

describe('writing the trail', () => {
  test('an event says who, in which role, what, to what and when', async () => {
    await record([entry({ unitId: 'u1' })]);
    await record([entry({ action: 'law.mark', subject: 'law:nd-168-2024:6.9.đ' })], machine);
    const [first, second] = await events();
    expect(first).toMatchObject({
      seq: 1n,
      at: NOW,
      staffId: editor.actor.id,
      role: 'admin',
      unitId: 'u1',
      action: 'unit.rename',
      subject: 'unit:1',
    });
    expect(second).toMatchObject({ seq: 2n, staffId: null, role: null, unitId: null });
    expect(hex(first!.prevHash)).toBe('0'.repeat(64));
    expect(hex(second!.prevHash)).toBe(hex(first!.hash));
  });

  test('equal states of one subject are seen to be equal, those of another subject are not', async () => {
    await record([
      entry({ before: null, after: { a: 1, b: [2, { d: 4, c: 3 }] } }),
      entry({ before: { b: [2, { c: 3, d: 4 }], a: 1 }, after: undefined }),
      entry({ subject: 'unit:2', before: null, after: { a: 1, b: [2, { d: 4, c: 3 }] } }),
    ]);
    const [made, ended, other] = await events();
    expect(made!.beforeHmac).toBeNull();
    expect(ended!.afterHmac).toBeNull();
    expect(hex(ended!.beforeHmac)).toBe(hex(made!.afterHmac));
    expect(hex(other!.afterHmac)).not.toBe(hex(made!.afterHmac));
  });

  test('a change that is rolled back leaves neither an event nor a gap', async () => {
    await record([entry()]);
    const failing = app.services.db.prisma.$transaction(async (tx) => {
      await recordEvents(tx, editor, NOW, [entry(), entry()]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await record([entry()]);
    expect((await events()).map(({ seq }) => seq)).toEqual([1n, 2n]);
  });

  test('20 writers at the same time make one chain without gaps and forks', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        app.services.db.prisma.$transaction(
          async (tx) => {
            await tx.$queryRaw`SELECT count(*) FROM audit_event`;
            await recordEvents(tx, editor, NOW, [
              entry({ subject: `unit:${index % 3}` }),
              entry({ subject: `unit:own-${index}` }),
            ]);
          },
          { maxWait: 20_000, timeout: 20_000 },
        ),
      ),
    );
    const all = await events();
    expect(all.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    all.slice(1).forEach((event, index) => expect(hex(event.prevHash)).toBe(hex(all[index]!.hash)));
  });

  test('20,000 entries in one call take less than 2 s of the processor', async () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => entry({ subject: `unit:${index}` }));
    const before = process.cpuUsage();
    await record(entries);
    expect(cpuSeconds(before)).toBeLessThan(2);
    expect(await app.services.db.prisma.auditEvent.count()).toBe(20_000);
  });

  test('what is no action or no id is refused, and nothing is written outside a transaction', async () => {
    for (const wrong of [
      { action: 'rename' },
      { action: 'Đổi tên' },
      { subject: 'staff:an@truong.example' },
      { subject: 'Nguyễn Văn An' },
      { subject: '' },
      { unitId: 'Trường A' },
    ])
      await expect(record([entry(), entry(wrong)])).rejects.toThrow('Not an event of the trail');
    await expect(recordEvents(app.services.db.prisma, editor, NOW, [entry()])).rejects.toThrow('transaction');
    expect(await events()).toEqual([]);
  });
});

test('the database refuses to change, remove or empty the trail', async () => {
  const { prisma } = app.services.db;
  await record([entry()]);
  const changes = [
    `UPDATE audit_event SET action = 'unit.end'`,
    'DELETE FROM audit_event',
    'DELETE FROM audit_event WHERE false',
    'TRUNCATE audit_event',
    `INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (seq) DO UPDATE SET action = 'unit.end'`,
  ];
  for (const change of changes)
    await expect(prisma.$executeRawUnsafe(change)).rejects.toThrow('Nhật ký chỉ được ghi thêm');
  expect(await events()).toHaveLength(1);
});

describe('reading the trail', () => {
  const caller = (role: Parameters<typeof actorWith>[0], unitId: string | null = null) =>
    createCaller(app.context(actorWith(role, unitId)));
  const unit = (data: { code: string; parentId?: string }) =>
    app.services.db.prisma.unit.create({
      data: {
        kind: 'school',
        officialName: `Đơn vị ${data.code}`,
        shortName: data.code,
        validFrom: '2025-07-01',
        ...data,
      },
    });
  const numbers = (shown: { events: { seq: number }[] }) => shown.events.map(({ seq }) => seq);

  test('whoever holds a unit sees what concerns it and the units below, an admin of all sees all', async () => {
    const province = await unit({ code: 'TR1' });
    const school = await unit({ code: 'TR2', parentId: province.id });
    const other = await unit({ code: 'TR3' });
    await record([
      entry({ unitId: province.id }),
      entry({ unitId: school.id }),
      entry({ unitId: other.id }),
      entry({ unitId: null }),
    ]);
    expect(numbers(await caller('admin').audit.list({}))).toEqual([4, 3, 2, 1]);
    expect(numbers(await caller('admin', province.id).audit.list({}))).toEqual([2, 1]);
    expect(numbers(await caller('privacy-officer', school.id).audit.list({}))).toEqual([2]);
    const own = caller('admin', school.id).audit;
    expect(await own.list({ subject: 'unit:1' })).toMatchObject({ total: 1 });
    expect(await own.state()).toBeNull();
    await expect(own.verify()).rejects.toThrow('không gồm đơn vị này');
    await expect(caller('writer').audit.list({})).rejects.toThrow('Vai của bạn không được làm việc này');
  });

  test('names are those of today, and an id that nobody has any more stays an id', async () => {
    const { prisma } = app.services.db;
    const staff = await prisma.staff.create({ data: { name: 'Đỗ Thị Ánh', email: 'anh@truong.example' } });
    const school = await unit({ code: 'TR4' });
    await record([entry({ subject: `unit:${school.id}`, unitId: school.id })], {
      actor: { id: staff.id },
      role: 'admin',
    });
    await record([entry({ action: 'staff.disable', subject: `staff:${staff.id}` })]);
    await prisma.staff.update({ where: { id: staff.id }, data: { name: 'Đỗ Ánh' } });
    const { events: shown } = await caller('admin').audit.list({ order: 'oldest' });
    expect(shown[0]).toMatchObject({
      staff: { id: staff.id, name: 'Đỗ Ánh' },
      unit: { code: 'TR4', name: 'TR4' },
      named: { name: 'TR4', code: 'TR4' },
    });
    expect(shown[1]).toMatchObject({ staff: { name: null }, unit: null, named: { name: 'Đỗ Ánh' } });
    expect(numbers(await caller('admin').audit.list({ person: 'do anh' }))).toEqual([1]);
    expect(numbers(await caller('admin').audit.list({ person: staff.id }))).toEqual([1]);
    await prisma.staff.delete({ where: { id: staff.id } });
    expect((await caller('admin').audit.list({})).events.map((one) => one.named?.name)).toEqual([
      undefined,
      'TR4',
    ]);
  });

  test('it is filtered by action, subject and day of Vietnam, and shown page by page', async () => {
    const school = await unit({ code: 'TR5' });
    await record(
      [entry({ action: 'unit.end', subject: `unit:${school.id}` })],
      editor,
      new Date('2026-11-20T16:59:59Z'),
    );
    await record([entry({ subject: 'publication:7' })], editor, new Date('2026-11-20T17:00:00Z'));
    await record(
      Array.from({ length: 50 }, () => entry()),
      editor,
      new Date('2026-11-22T16:59:59Z'),
    );
    const list = async (input: object) => numbers(await caller('admin').audit.list(input));
    expect(await list({ action: 'unit.end' })).toEqual([1]);
    expect(await list({ subject: 'tr5' })).toEqual([1]);
    expect(await list({ subject: '7' })).toEqual([2]);
    expect(await list({ subject: 'publication:7' })).toEqual([2]);
    expect(await list({ to: '2026-11-20' })).toEqual([1]);
    expect(await list({ from: '2026-11-21', to: '2026-11-21' })).toEqual([2]);
    expect(await list({ from: '2026-11-23' })).toEqual([]);
    expect(await list({ order: 'newest', page: 2 })).toEqual([2, 1]);
    expect(await caller('admin').audit.list({ action: '', person: '' })).toMatchObject({ total: 52 });
    await expect(caller('admin').audit.list({ from: '2026-02-30' })).rejects.toThrow('Không đọc được ngày');
  });

  test('an export holds what may be seen, is an event, and its chain can be followed', async () => {
    const school = await unit({ code: 'TR6' });
    await record([entry({ unitId: school.id }), entry({ action: 'unit.end', subject: 'unit:=1+1' })]);
    const exported = async (actor: Parameters<TestApp['context']>[0], filter = {}) => {
      const response = await respondWithEvents(app.context(actor), filter);
      // Not text(), which would take the mark away.
      const text = Buffer.from(await response.arrayBuffer()).toString();
      return { status: response.status, lines: text.trimEnd().split('\n') };
    };
    const all = await exported(actorWith('admin'));
    expect(all.lines[0]).toMatch(/^\uFEFFSố,Lúc \(UTC\),/);
    expect(all.lines).toHaveLength(3);
    const [first, second] = await events();
    expect(all.lines[1]!.split(',').slice(-2)).toEqual([hex(first!.prevHash), hex(first!.hash)]);
    expect(all.lines[2]!.split(',').slice(-2)).toEqual([hex(first!.hash), hex(second!.hash)]);
    expect((await exported(actorWith('admin', school.id))).lines).toHaveLength(2);
    expect((await exported(actorWith('admin'), { action: 'unit.end' })).lines).toHaveLength(2);
    expect((await exported(actorWith('writer'))).status).toBe(403);
    expect((await exported(undefined)).status).toBe(401);
    expect((await exported(actorWith('admin'), { from: 'x' })).status).toBe(400);
    const exports = (await events()).filter(({ action }) => action === 'audit.export');
    expect(exports.map(({ unitId }) => unitId)).toEqual([null, school.id, null]);
  });
});

describe('erasing a subject', () => {
  const erase = (role: Parameters<typeof actorWith>[0], subject: string, confirmation = subject) =>
    createCaller(app.context(actorWith(role))).audit.erase({ subject, confirmation });
  const guess = (key: Uint8Array, state: unknown) =>
    createHmac('sha256', key).update(canonicalJson(state)).digest('hex');

  test('while the key is there a guess can be tested, afterwards nothing is left to test it with', async () => {
    const { prisma } = app.services.db;
    const state = { email: 'binh@truong.example', name: 'Trần Văn Bình' };
    await record([entry({ subject: 'staff:7', before: null, after: state }), entry()]);
    const [kept] = await events();
    const { key } = await prisma.auditSubjectKey.findUniqueOrThrow({ where: { subject: 'staff:7' } });
    expect(guess(key, state)).toBe(hex(kept!.afterHmac));

    await erase('privacy-officer', 'staff:7');
    const keys = await prisma.auditSubjectKey.findMany();
    expect(keys.map(({ subject }) => subject)).toEqual(['unit:1']);
    expect(keys.map((one) => guess(one.key, state))).not.toContain(hex(kept!.afterHmac));
    const [, , erased] = await events();
    expect(erased).toMatchObject({ action: 'privacy.erase', subject: 'staff:7', role: 'privacy-officer' });
    expect([erased!.beforeHmac, erased!.afterHmac]).toEqual([null, null]);
    expect((await verifyTrail(app.services)).total).toBe(0);
  });

  test('it takes the privacy officer, the subject typed twice alike, and a key that is there', async () => {
    await record([entry({ subject: 'staff:7' })]);
    await expect(erase('admin', 'staff:7')).rejects.toThrow('Vai của bạn không được làm việc này');
    await expect(erase('privacy-officer', 'staff:7', 'staff:8')).rejects.toThrow('không giống nhau');
    await expect(erase('privacy-officer', 'staff:8')).rejects.toThrow('không giữ khóa');
    const other = createCaller(
      app.context(actorWith('privacy-officer', '00000000-0000-7000-8000-000000000009')),
    );
    await expect(other.audit.erase({ subject: 'staff:7', confirmation: 'staff:7' })).rejects.toThrow(
      'không gồm đơn vị này',
    );
    expect(await events()).toHaveLength(1);
    expect(await app.services.db.prisma.auditSubjectKey.count()).toBe(1);
  });
});

test('no personal data stands in the trail, whatever states are recorded', async () => {
  const planted = ['Nguyễn Thị Hồng Nhung', 'nhung@truong.example', '0912345678', '29H1-12345'];
  await record([
    entry({ subject: 'staff:7', before: { planted }, after: { name: planted[0], email: planted[1] } }),
    entry({ action: 'staff.invite', subject: 'staff:8', before: planted[2], after: planted[3] }),
  ]);
  const tables = await app.services.db.prisma.$queryRaw<{ text: string }[]>`
    SELECT audit_event::text AS text FROM audit_event
    UNION ALL SELECT audit_subject_key::text FROM audit_subject_key`;
  const text = tables.map((row) => row.text).join('\n');
  expect(text).toContain('staff:7');
  for (const secret of planted) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('hex'));
  }
});
