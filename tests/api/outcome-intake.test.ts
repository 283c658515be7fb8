import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { countingBatches } from '#server/outcomes/counting.ts';
import { readHandedOver } from '#server/outcomes/release/handed-over.ts';
import { createCaller } from '#server/router.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { messy } from '#tests/support/outcome-files/files.ts';
import {
  accept,
  admin,
  CASES_HEAD,
  caseRow,
  EAST,
  intakeOf,
  makeSender,
  send,
  sendersOf,
  sheet,
} from '#tests/support/outcome-senders.ts';

let app: TestApp;
let sender: string;
let provinceId: string;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
  sender = await makeSender(app);
  ({ provinceId } = await app.services.db.prisma.outcomeSender.findUniqueOrThrow({ where: { id: sender } }));
});
afterAll(() => app.close());
afterEach(() => vi.restoreAllMocks());

const db = () => app.services.db.prisma;
const stateOf = async () => ({
  batches: await db().outcomeBatch.count(),
  tallies: await db().outcomeTally.count(),
  uploads: await db().outcomeUpload.count(),
  events: await db().auditEvent.count(),
  ...(await db().outcomeSender.findUniqueOrThrow({ where: { id: sender } })),
});
const bring = async (rows: Parameters<typeof sheet>[0], name?: string) =>
  accept(app, await send(app, sender, await sheet(rows), name));
const counting = (month: string) => countingBatches(db(), { provinceId }, [month]);
const figuresOf = async (month: string) => readHandedOver(db(), await counting(month), new Set([month]));
const fined = async (month: string) =>
  (await figuresOf(month)).tallies
    .filter(({ result }) => result === 'fined')
    .reduce((sum, { count }) => sum + count, 0);

describe('a file of figures', () => {
  test('counts from when it is accepted, and the same file again changes nothing', async () => {
    const bytes = await sheet([CASES_HEAD, caseRow({ month: '1/2026', fines: '60.000.000', days: '12,5' })]);
    const read = await send(app, sender, bytes, 'thang-1.csv');
    expect(read).toMatchObject({ phase: 'ready', fileName: 'thang-1.csv' });
    expect(read.preview).toMatchObject({ canAccept: true, months: ['2026-01'], kinds: ['cases'] });
    expect(await fined('2026-01')).toBe(0);
    const done = await accept(app, read);
    expect(done).toMatchObject({ phase: 'done', taken: { wasBefore: false, rows: 1, months: ['2026-01'] } });
    expect((await figuresOf('2026-01')).tallies).toEqual([
      {
        ...{ month: '2026-01', commune: EAST, behaviour: 'red-light', source: 'citizen', result: 'fined' },
        ...{ count: 12, fines: { cases: 12, sum: 60_000_000 } },
        ...{ points: { cases: 0, sum: 0 }, processingDays: { cases: 12, sum: 12.5 } },
      },
    ]);
    const before = await stateOf();
    const again = await send(app, sender, bytes, 'ten-khac.csv');
    expect(again).toMatchObject({
      phase: 'done',
      preview: null,
      taken: { wasBefore: true, batchId: done.taken!.batchId },
    });
    expect(await stateOf()).toEqual(before);
  });

  test('takes the place of the sender’s older figures of its months and kinds, and of no others', async () => {
    await bring([CASES_HEAD, caseRow({ month: '2/2026', count: 5 }), caseRow({ month: '3/2026', count: 7 })]);
    await bring([
      ['Tháng', 'Số vụ tai nạn', 'Số người chết'],
      ['2/2026', 30, 12],
    ]);
    await bring([
      ['Tháng', 'Đơn vị', 'Số đóng góp', 'Số người', 'Mức trần'],
      ['2/2026', 'V636TDF', 12, 6, 3],
    ]);
    const before = await counting('2026-02');
    expect(await counting('2026-02')).toEqual(before);
    const read = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '2/2026', count: 9 })]));
    expect(read.preview!.sums.find(({ what }) => what === 'fined')).toMatchObject({ before: 5, after: 9 });
    await accept(app, read);
    expect([await fined('2026-02'), await fined('2026-03')]).toEqual([9, 7]);
    expect(await counting('2026-02')).not.toEqual(before);
    const { crashes, contributions } = await figuresOf('2026-02');
    expect(crashes).toEqual([
      { month: '2026-02', measure: 'crashes', count: 30 },
      { month: '2026-02', measure: 'deaths', count: 12 },
    ]);
    expect(contributions).toMatchObject([{ unit: 'V636TDF', count: 12, contributors: 6, capPerPerson: 3 }]);
    const page = await intakeOf(app).batches({ month: '2026-02' });
    expect(page.batches.map(({ counting, kinds }) => [kinds, counting])).toEqual([
      [['cases'], ['2026-02']],
      [['contributions'], ['2026-02']],
      [['crashes'], ['2026-02']],
      [['cases'], ['2026-03']],
    ]);
    expect(page.months.find(({ month }) => month === '2026-02')).toMatchObject({
      ...{ cases: 9, contributions: 12, crashes: 30 },
    });
  });

  test('of a month in which nothing happened says so', async () => {
    await bring([CASES_HEAD, caseRow({ month: '4/2026', count: 4 })]);
    expect(await fined('2026-04')).toBe(4);
    await bring([CASES_HEAD, caseRow({ month: '4/2026', count: 0 })]);
    expect(await fined('2026-04')).toBe(0);
    expect((await figuresOf('2026-04')).tallies).toMatchObject([{ count: 0 }]);
  });

  test('that is messy is mapped, accepted, and its names are remembered for the next one', async () => {
    const first = await send(app, sender, await messy(), 'thang-9.xlsx');
    expect(first.phase).toBe('needs-mapping');
    await intakeOf(app).remap({ id: first.id, whole: { source: 'citizen' } });
    await app.services.intake.jobs.settled();
    const read = { id: first.id, ...(await intakeOf(app).read({ id: first.id })) };
    expect(read.phase).toBe('ready');
    const counts = Object.fromEntries(read.preview!.sums.map(({ what, after }) => [what, after]));
    expect(counts).toMatchObject({
      ...{ received: 1440, fined: 1324, warned: 32, 'in-process': 6 },
      ...{ refused: 62, 'no-basis': 34, duplicate: 6, pending: 16 },
    });
    await accept(app, read);
    const days = (await figuresOf('2026-09')).tallies
      .filter(({ behaviour }) => behaviour === 'red-light')
      .reduce((sum, { processingDays }) => sum + processingDays.sum, 0);
    expect(days).toBeCloseTo(12.5 * 1244, 6);

    const own = await send(
      app,
      sender,
      await sheet([CASES_HEAD, caseRow({ behaviour: 'Lỗi đèn' })]),
      'b.csv',
    );
    expect(own.mapping!.values[0]).toMatchObject({
      dimension: 'behaviour',
      text: 'Lỗi đèn',
      code: '',
      rows: 1,
    });
    await intakeOf(app).remap({
      id: own.id,
      values: [{ dimension: 'behaviour', text: 'Lỗi đèn', code: 'red-light' }],
    });
    await app.services.intake.jobs.settled();
    const { version } = await db().outcomeSender.findUniqueOrThrow({ where: { id: sender } });
    await accept(app, { id: own.id, ...(await intakeOf(app).read({ id: own.id })) });
    const next = await send(
      app,
      sender,
      await sheet([CASES_HEAD, caseRow({ behaviour: 'lỗi ĐÈN', count: 2 })]),
    );
    expect(next).toMatchObject({ phase: 'ready', mapping: { isRemembered: true } });
    expect(next.preview!.rows[0]!.behaviour).toEqual({ code: 'red-light', name: 'Vượt đèn đỏ' });
    expect(await db().outcomeSender.findUniqueOrThrow({ where: { id: sender } })).toMatchObject({
      version: version + 1,
    });
    await intakeOf(app).cancel({ id: next.id });
  });

  test('is mapped only to what there is; a slip keeps the rest', async () => {
    const read = await send(app, sender, await sheet([CASES_HEAD, caseRow({ place: 'Xã Lạ' })]));
    for (const given of [
      { values: [{ dimension: 'place' as const, text: 'Xã Lạ', code: 'Z9ZZZZZ' }] },
      { whole: { month: '2026-11' } },
      { whole: { source: 'neighbour' } },
    ])
      await expect(intakeOf(app).remap({ id: read.id, ...given })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    await expect(
      intakeOf(app).accept({ id: read.id, fileHash: read.preview!.fileHash, mark: read.preview!.mark }),
    ).rejects.toThrow('chưa rõ nghĩa');
    await intakeOf(app).remap({ id: read.id, values: [{ dimension: 'place', text: 'Xã Lạ', code: EAST }] });
    await app.services.intake.jobs.settled();
    expect((await intakeOf(app).read({ id: read.id })).phase).toBe('ready');
    await intakeOf(app).cancel({ id: read.id });
  });

  test('with wrong cells is not accepted; they can be taken away as a file', async () => {
    const read = await send(
      app,
      sender,
      await sheet([CASES_HEAD, caseRow({ count: 'x' }), caseRow({ month: 'y' })]),
    );
    const { fileHash, mark } = read.preview!;
    await expect(intakeOf(app).accept({ id: read.id, fileHash, mark })).rejects.toThrow('chưa đúng');
    const file = await intakeOf(app).brokenRows({ id: read.id, format: 'csv' });
    expect(Buffer.from(file.bytes).toString().trim().split('\r\n')).toHaveLength(3);
    await intakeOf(app).cancel({ id: read.id });
  });

  test('is held against what counts when it is accepted, not when it was shown', async () => {
    const shown = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '5/2026', count: 3 })]));
    const other = await send(
      app,
      sender,
      await sheet([CASES_HEAD, caseRow({ month: '5/2026', count: 8 })]),
      'o.csv',
      actorWith('police-data-officer', null, '00000000-0000-7000-8000-0000000000cc'),
    );
    await accept(app, other, actorWith('police-data-officer', null, '00000000-0000-7000-8000-0000000000cc'));
    const { fileHash, mark } = shown.preview!;
    await expect(intakeOf(app).accept({ id: shown.id, fileHash, mark })).rejects.toThrow('vừa đổi');
    await app.services.intake.jobs.settled();
    const anew = { id: shown.id, ...(await intakeOf(app).read({ id: shown.id })) };
    expect(anew.preview!.sums.find(({ what }) => what === 'fined')).toMatchObject({ before: 8, after: 3 });
    await accept(app, anew);
    expect(await fined('2026-05')).toBe(3);
  });

  test('is accepted once, however often it is asked', async () => {
    const read = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '6/2026' })]));
    const { fileHash, mark } = read.preview!;
    const asked = { id: read.id, fileHash, mark };
    const before = await db().outcomeBatch.count();
    const results = await Promise.allSettled([intakeOf(app).accept(asked), intakeOf(app).accept(asked)]);
    await app.services.intake.jobs.settled();
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db().outcomeBatch.count()).toBe(before + 1);
  });

  test('that breaks off in the middle leaves nothing', async () => {
    const rows = Array.from({ length: 26 }, (_, at) =>
      ['fined', 'warned', 'pending', 'duplicate'].flatMap((result) =>
        [EAST, 'F3WTXVF', 'A4VKNE9'].flatMap((place) =>
          ['1/2025', '2/2025', '3/2025', '4/2025', '5/2025'].map((month) =>
            caseRow({
              month,
              place,
              result,
              behaviour: app.services.intake.behaviours[at]!.code,
              count: 1 + at,
            }),
          ),
        ),
      ),
    ).flat();
    expect(rows.length).toBeGreaterThan(1000);
    const read = await send(app, sender, await sheet([CASES_HEAD, ...rows]));
    const before = await stateOf();
    await db()
      .$executeRaw`ALTER TABLE outcome_tally ADD CONSTRAINT break CHECK (NOT (month = '2025-05' AND behaviour = 'other'))`;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await accept(app, read)).toMatchObject({ phase: 'failed', taken: null });
    await db().$executeRaw`ALTER TABLE outcome_tally DROP CONSTRAINT break`;
    expect(await stateOf()).toEqual(before);
    await intakeOf(app).cancel({ id: read.id });
  });

  test('can be cancelled while it is written; nothing of it stays', async () => {
    const read = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '6/2025' })]));
    const before = await stateOf();
    const { fileHash, mark } = read.preview!;
    await intakeOf(app).accept({ id: read.id, fileHash, mark });
    await intakeOf(app).cancel({ id: read.id });
    await app.services.intake.jobs.settled();
    expect((await intakeOf(app).read({ id: read.id })).phase).toBe('cancelled');
    expect(await stateOf()).toEqual({ ...before, uploads: before.uploads - 1 });
  });

  test('that names people is refused whole and nothing of it is kept, not even its name', async () => {
    const before = await stateOf();
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const secret = 'Nguyễn Văn An';
    const bytes = await sheet([
      [...CASES_HEAD, 'Ghi chú'],
      ...Array.from({ length: 30 }, () => [...caseRow(), secret]),
    ]);
    const read = await send(app, sender, bytes, 'nguyen-van-an-0912345678.csv');
    expect(read).toMatchObject({ phase: 'personal', fileName: '', preview: null, mapping: null });
    expect(read.personal!.cells).toHaveLength(20);
    expect(read.personal!.more).toBe(10);
    expect(JSON.stringify(read)).not.toContain('Nguyễn');
    expect(said).not.toHaveBeenCalled();
    expect(await stateOf()).toEqual(before);
  });

  test('goes after a day, and is made again for a page when the process forgot it', async () => {
    const read = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '7/2025' })]));
    const { createIntakeJobs } = await import('#server/outcomes/intake/jobs.ts');
    const kept = app.services.intake.jobs;
    app.services.intake.jobs = createIntakeJobs(() => 0);
    await intakeOf(app).read({ id: read.id });
    await app.services.intake.jobs.settled();
    expect(await intakeOf(app).read({ id: read.id })).toMatchObject({
      phase: 'ready',
      preview: read.preview,
    });
    app.services.intake.jobs = kept;
    await db().outcomeUpload.updateMany({
      where: { id: read.id },
      data: { createdAt: new Date('2026-11-20T04:59:59Z') },
    });
    const next = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '8/2025' })]));
    expect(await db().outcomeUpload.count({ where: { id: read.id } })).toBe(0);
    await intakeOf(app).cancel({ id: next.id });
  });

  test('belongs to whoever sent it', async () => {
    const read = await send(app, sender, await sheet([CASES_HEAD, caseRow({ month: '9/2025' })]));
    const other = intakeOf(
      app,
      actorWith('police-data-officer', null, '00000000-0000-7000-8000-0000000000dd'),
    );
    const { fileHash, mark } = read.preview!;
    const { id } = read;
    for (const ask of [
      () => other.read({ id }),
      () => other.remap({ id }),
      () => other.accept({ id, fileHash, mark }),
      () => other.brokenRows({ id, format: 'csv' }),
      () => other.cancel({ id }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await intakeOf(app).cancel({ id });
  });

  test('waits on the first page of the desk of whoever sent it', async () => {
    const read = await send(
      app,
      sender,
      await sheet([CASES_HEAD, caseRow({ month: '10/2025' })]),
      'cho-nhan.csv',
    );
    const officer = actorWith('police-data-officer');
    const waiting = async (actor = officer) =>
      (await createCaller(app.context(actor)).desk.home()).waiting.filter(({ work }) => work === 'Số liệu');
    expect(await waiting()).toMatchObject([
      { title: 'cho-nhan.csv', path: `/ban-lam-viec/so-lieu/dua-len/${read.id}/` },
    ]);
    expect(await waiting(admin)).toEqual([]);
    await intakeOf(app).cancel({ id: read.id });
  });

  test('the template is understood as it stands, and the sample says what it is', async () => {
    for (const kind of ['cases', 'contributions', 'crashes'] as const)
      for (const format of ['csv', 'xlsx'] as const) {
        const { bytes, fileName } = await intakeOf(app).template({ format, kind });
        const read = await send(app, sender, bytes, fileName);
        expect(read, `${kind} ${format}`).toMatchObject({
          phase: 'ready',
          mapping: { missing: [] },
          personal: null,
        });
        expect(read.mapping!.columns.filter(({ field }) => field === 'none')).toEqual([]);
        await intakeOf(app).cancel({ id: read.id });
      }
    const { bytes } = await intakeOf(app).sample({ format: 'csv' });
    expect(Buffer.from(bytes).toString().split('\r\n')[0]).toContain('DỮ LIỆU MẪU');
  });
});

describe('who may', () => {
  test('hands over for senders of their own units only, and for none that is closed', async () => {
    const west = await db().unit.findUniqueOrThrow({ where: { code: 'R6NK9GF' } });
    const { id } = await sendersOf(app).create({ unit: 'H3C-KGYW', name: 'Công an xã Mẫu Đông' });
    const ofWest = actorWith('police-data-officer', west.id);
    expect(await intakeOf(app, ofWest).senders()).toEqual([]);
    const bytes = await sheet([CASES_HEAD, caseRow()]);
    await expect(
      intakeOf(app, ofWest).begin({ senderId: id, fileName: 'a.csv', bytes }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await intakeOf(app, ofWest).batches({})).total).toBe(0);
    await sendersOf(app).close({ id });
    await expect(intakeOf(app).begin({ senderId: id, fileName: 'a.csv', bytes })).rejects.toThrow('đã đóng');
    expect((await intakeOf(app).senders()).map((one) => one.id)).toEqual([sender]);
  });

  test('is a sender: police that are one already, other units and ended ones are not', async () => {
    const create = (unit: string) => sendersOf(app).create({ unit, name: 'Thử' });
    await expect(create('J7FGMTH')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(create('V636TDF')).rejects.toThrow('Chỉ công an');
    await expect(create('V636TDX')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const [own] = (await sendersOf(app).list()).filter(({ id }) => id === sender);
    expect(own).toMatchObject({
      unit: { code: 'J7FGMTH' },
      province: { code: 'E4YN4W4' },
      isSample: true,
      keys: [],
    });
  });
});
