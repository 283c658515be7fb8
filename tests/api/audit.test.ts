import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordEvents, type AuditEntry } from '#server/audit/record.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';

const NOW = new Date('2026-11-21T05:00:00.123Z');
const editor = { actor: actorWith('admin'), role: 'admin' } as const;
const machine = { actor: null, role: null };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'unit.rename',
  subject: 'unit:1',
  unitId: null,
  before: { name: 'Trường A' },
  after: { name: 'Trường B' },
  ...over,
});
const record = (entries: AuditEntry[], doer: Parameters<typeof recordEvents>[1] = editor) =>
  app.services.db.prisma.$transaction((tx) => recordEvents(tx, doer, NOW, entries), { timeout: 30_000 });
const events = () => app.services.db.prisma.auditEvent.findMany({ orderBy: { seq: 'asc' } });
const hex = (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString('hex') : null);

/** The trail as it is before a test: empty. */
beforeEach(async () => {
  await app.services.db.prisma.$executeRawUnsafe('ALTER TABLE audit_event DISABLE TRIGGER ALL');
  await app.services.db.prisma.$executeRawUnsafe('TRUNCATE audit_event, audit_subject_key');
  await app.services.db.prisma.$executeRawUnsafe(
    'ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only',
  );
});

describe('writing the trail', () => {
  test('an event says who, in which role, what, to what and when', async () => {
    await record([entry({ unitId: 'u1' })]);
    await record([entry({ action: 'law.mark', subject: 'provision:nd-168-2024:6.9.đ' })], machine);
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

  test('20,000 entries in one call are written within 2 s', async () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => entry({ subject: `unit:${index}` }));
    const startedAt = performance.now();
    await record(entries);
    expect(performance.now() - startedAt).toBeLessThan(2000);
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
