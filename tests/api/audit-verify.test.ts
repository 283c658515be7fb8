import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepSealing } from '#server/audit/daily.ts';
import { sealHead } from '#server/audit/head.ts';
import { parseHeads, readHeads } from '#server/audit/heads.ts';
import { sha256 } from '#server/audit/record.ts';
import { canonicalEvent, NO_HASH, type Finding } from '#server/audit/rules.ts';
import { lastVerification, readTrail, verifyTrail } from '#server/audit/verify.ts';
import { commands } from '#server/commands.ts';
import { runCommand } from '#server/run-command.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { cpuSeconds, emptyTrail, entry, growTrail, record, tamper } from '#tests/support/trail.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(NOW);
});
afterAll(() => app.close());

const prisma = () => app.services.db.prisma;
const headsFile = () => join(app.env.dataDir, 'audit', 'heads.jsonl');
const headLines = () => readFileSync(headsFile(), 'utf8').trimEnd().split('\n');
const writeHeads = (lines: readonly string[]) =>
  writeFileSync(headsFile(), lines.map((line) => `${line}\n`).join(''));
const findings = async (): Promise<Finding[]> => (await verifyTrail(app.services)).findings;
const sealedAt = NOW.toISOString();

/** Ten events, sealed after the fifth and the ninth: the sixth and the tenth say so. */
beforeEach(async () => {
  await emptyTrail(prisma());
  rmSync(join(app.env.dataDir, 'audit'), { recursive: true, force: true });
  const numbered = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => entry({ subject: `unit:${first + index}` }));
  await record(prisma(), numbered(1, 5));
  await sealHead(app.services);
  await record(prisma(), numbered(7, 9));
  await sealHead(app.services);
});

/** Makes all hashes anew, as somebody who knows the code and owns the database can. */
async function recompute(): Promise<void> {
  let prevHash = NO_HASH;
  const statements: string[] = [];
  for await (const event of readTrail(prisma(), 0, 1000)) {
    const hash = sha256(canonicalEvent({ ...event, prevHash }));
    statements.push(
      `UPDATE audit_event SET prev_hash = '\\x${prevHash}', hash = '\\x${hash}' WHERE seq = ${event.seq}`,
    );
    prevHash = hash;
  }
  await tamper(prisma(), ...statements);
}

test('an untouched trail is whole, with every head', async () => {
  expect(await verifyTrail(app.services)).toEqual({
    at: sealedAt,
    count: 10,
    heads: 2,
    findings: [],
    total: 0,
  });
});

describe('somebody who owns the database', () => {
  test('changes an event', async () => {
    await tamper(prisma(), `UPDATE audit_event SET staff_id = 'someone-else' WHERE seq = 4`);
    expect(await findings()).toEqual([{ kind: 'altered', seq: 4 }]);
  });

  test('changes the instant of an event by a millisecond', async () => {
    await tamper(prisma(), `UPDATE audit_event SET at = at + interval '1 millisecond' WHERE seq = 4`);
    expect(await findings()).toEqual([{ kind: 'altered', seq: 4 }]);
  });

  test('removes an event from the middle', async () => {
    await tamper(prisma(), 'DELETE FROM audit_event WHERE seq = 7');
    expect(await findings()).toEqual([{ kind: 'missing', from: 7, to: 7 }]);
  });

  test('cuts the tail', async () => {
    await tamper(prisma(), 'DELETE FROM audit_event WHERE seq > 7');
    expect(await findings()).toEqual([{ kind: 'cut', from: 8, to: 9, sealedAt }]);
  });

  test('cuts the tail and lets others write on', async () => {
    await tamper(prisma(), 'DELETE FROM audit_event WHERE seq > 7');
    await record(prisma(), [entry(), entry(), entry()]);
    expect(await findings()).toEqual([{ kind: 'head-differs', seq: 9, sealedAt }]);
  });

  test('empties the trail', async () => {
    await tamper(prisma(), 'TRUNCATE audit_event');
    expect(await findings()).toEqual([{ kind: 'cut', from: 1, to: 9, sealedAt }]);
  });

  test('swaps two events', async () => {
    await tamper(
      prisma(),
      'UPDATE audit_event SET seq = -1 WHERE seq = 2',
      'UPDATE audit_event SET seq = 2 WHERE seq = 8',
      'UPDATE audit_event SET seq = 8 WHERE seq = -1',
    );
    expect(await findings()).toEqual([
      { kind: 'moved', seq: 2, from: 8 },
      { kind: 'moved', seq: 8, from: 2 },
    ]);
  });

  test('changes an event and makes the whole chain anew: the heads outside tell', async () => {
    await tamper(prisma(), `UPDATE audit_event SET staff_id = 'someone-else' WHERE seq = 7`);
    await recompute();
    expect(await findings()).toEqual([{ kind: 'head-differs', seq: 9, sealedAt }]);
  });

  test('puts in an event far away: that is told at once', async () => {
    const far = 9_000_000_000_000;
    await tamper(
      prisma(),
      `INSERT INTO audit_event SELECT ${far}, at, staff_id, role, unit_id, action, subject, before_hmac, after_hmac,
        prev_hash, hash FROM audit_event WHERE seq = 10`,
    );
    expect(await findings()).toEqual([
      { kind: 'missing', from: 11, to: far - 1 },
      { kind: 'altered', seq: far },
    ]);
  });
});

describe('somebody who owns the folder', () => {
  test('removes the newest head, the oldest, all', async () => {
    const [first, second] = headLines();
    writeHeads([first!]);
    expect(await findings()).toEqual([{ kind: 'head-missing', seq: 10, sealedAt }]);
    writeHeads([second!]);
    expect(await findings()).toEqual([
      { kind: 'head-unlinked', line: 1 },
      { kind: 'head-missing', seq: 6, sealedAt },
    ]);
    rmSync(headsFile());
    expect((await findings()).map(({ kind }) => kind)).toEqual(['head-missing', 'head-missing']);
  });

  test('edits a head', async () => {
    const [first, second] = headLines();
    writeHeads([first!.replace('"count":5', '"count":4'), second!]);
    expect(await findings()).toEqual([
      { kind: 'head-unlinked', line: 2 },
      { kind: 'head-forged', line: 1 },
      { kind: 'head-missing', seq: 6, sealedAt },
    ]);
    writeHeads(['{}', second!]);
    expect((await findings())[1]).toEqual({ kind: 'head-unreadable', line: 1 });
  });

  test('cuts the tail and the heads that tell of it: a copy kept elsewhere tells', async () => {
    const copy = parseHeads(`${await runHead()}\n`);
    await tamper(prisma(), 'DELETE FROM audit_event WHERE seq > 7');
    writeHeads([headLines()[0]!]);
    expect(await findings()).toEqual([]);
    expect((await verifyTrail(app.services, copy)).findings).toEqual([
      { kind: 'cut', from: 8, to: 9, sealedAt },
    ]);
  });
  const runHead = async () => headLines().at(-1)!;
});

describe('sealing', () => {
  test('nothing new is sealed when nothing happened, and an empty trail never', async () => {
    const [, second] = headLines();
    expect(JSON.stringify(await sealHead(app.services))).toBe(second);
    expect(headLines()).toHaveLength(2);
    await emptyTrail(prisma());
    rmSync(headsFile());
    expect(await sealHead(app.services)).toBeNull();
    expect(existsSync(headsFile())).toBe(false);
  });

  test('a line that a power cut left in two is dropped', async () => {
    appendFileSync(headsFile(), '{"count":9');
    expect(readHeads(app.env.dataDir)).toHaveLength(2);
    expect(await findings()).toEqual([]);
    await record(prisma(), [entry()]);
    await sealHead(app.services);
    expect(headLines()).toHaveLength(3);
    expect(await findings()).toEqual([]);
  });

  test('a head that was sealed with an earlier key still holds', async () => {
    await app.services.keys.rotate('audit', NOW, async () => undefined);
    await record(prisma(), [entry()]);
    await sealHead(app.services);
    expect(new Set(readHeads(app.env.dataDir).map(({ head }) => head!.keyId)).size).toBe(2);
    expect(await findings()).toEqual([]);
  });

  test('many at the same time make one line of heads', async () => {
    await record(prisma(), [entry()]);
    await Promise.all(Array.from({ length: 5 }, () => sealHead(app.services)));
    expect(headLines()).toHaveLength(3);
    expect(await findings()).toEqual([]);
  });

  test('it is done at start, after midnight in Vietnam together with a verification, and at the end', async () => {
    const said: string[] = [];
    await record(prisma(), [entry()]);
    let now = new Date('2026-11-21T16:59:59.950Z');
    const services = { ...app.services, now: () => now };
    const sealing = await keepSealing(services, (sentence) => said.push(sentence));
    expect(headLines()).toHaveLength(3);
    await record(prisma(), [entry()]);
    await tamper(prisma(), `UPDATE audit_event SET role = 'writer' WHERE seq = 1`);
    now = new Date('2026-11-21T17:00:00Z');
    await expect.poll(() => said.length, { timeout: 10_000 }).toBe(1);
    expect(said[0]).toBe('Nhật ký đã bị động vào, 1 chỗ. Hãy chạy npm run audit:verify.');
    expect(headLines()).toHaveLength(4);
    expect(lastVerification(app.env.dataDir)).toMatchObject({ total: 1, count: 14 });
    await record(prisma(), [entry()]);
    await sealing.stop();
    expect(headLines()).toHaveLength(5);
  });
});

test('the command line says in Vietnamese what is wrong, through a running server as well', async () => {
  const run = (name: string, args = {}) => commands[name]!(app.services, args);
  expect(await run('audit:verify')).toBe('Nhật ký nguyên vẹn: 10 dòng, 2 dấu niêm phong.');
  const head = await run('audit:head');
  expect(JSON.parse(head)).toMatchObject({ count: 9, at: sealedAt });
  expect(await run('audit:verify', { heads: head })).toContain('1 bản chép');
  await tamper(
    prisma(),
    `UPDATE audit_event SET role = 'admin' WHERE seq = 2`,
    'DELETE FROM audit_event WHERE seq > 8',
  );
  await expect(runCommand(app.env, 'audit:verify', {})).rejects.toThrow(
    [
      'Nhật ký đã bị động vào, 2 chỗ:',
      '- Dòng 2 đã bị sửa: nội dung không khớp mã băm của nó.',
      '- Dòng 9 đã bị cắt khỏi cuối nhật ký: dấu niêm phong ngày 21/11/2026 còn ghi chúng.',
    ].join('\n'),
  );
  rmSync(headsFile());
  await expect(run('audit:head')).rejects.toThrow('Chưa có dấu niêm phong nào');
});

test('20,000 events are verified at a pace of a million a minute', async () => {
  await emptyTrail(prisma());
  rmSync(headsFile());
  await growTrail(prisma(), 20_000);
  const before = process.cpuUsage();
  expect(await verifyTrail(app.services)).toMatchObject({ count: 20_000, total: 0 });
  expect(cpuSeconds(before) / 20_000).toBeLessThan(60 / 1_000_000);
});
