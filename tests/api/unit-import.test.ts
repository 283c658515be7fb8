import { readFile, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import { columnLetter } from '#server/sheet/rules.ts';
import { writeSheet } from '#server/sheet/write.ts';
import { isCode } from '#server/units/rules.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import type { ImportView } from '#server/units/service.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { schoolRows, unitHead, unitRow } from '#tests/support/units.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
});
afterAll(() => app.close());

const FOLDER = 'tests/support/units';
const EAST = 'A4YPVHA';
const WEST = 'F3WTXVF';
const admin = actorWith('admin');
const units = (actor = admin) => createCaller(app.context(actor)).units;

/** Sends a file and waits until it is read. */
async function send(
  bytes: Uint8Array,
  fileName = 'don-vi.csv',
  actor = admin,
): Promise<ImportView & { id: string }> {
  const { id } = await units(actor).beginImport({ fileName, bytes });
  await app.services.unitImports.settled();
  return { id, ...(await units(actor).readImport({ id })) };
}
const sheet = async (rows: (string | number)[][], format: 'csv' | 'xlsx' = 'csv') =>
  (await writeSheet(format, 'don-vi', [unitHead, ...rows])).bytes;
async function accept({ id, preview }: ImportView & { id: string }): Promise<ImportView> {
  await units().acceptImport({ id, fileHash: preview!.fileHash, mark: preview!.mark });
  await app.services.unitImports.settled();
  return units().readImport({ id });
}
const stateOf = async () => {
  const { prisma } = app.services.db;
  return [
    await prisma.unit.count(),
    await prisma.unitName.count(),
    await prisma.unitHeadcount.count(),
    await prisma.auditEvent.count(),
  ];
};

/** What is wrong with each file of the folder: the whole of it, or cells by their place. */
const BROKEN: Record<string, string | string[]> = {
  'blank-lines.csv': 'Không thấy cột “Tên chính thức”',
  'cycle.csv': ['F2 nối thành vòng', 'F3 nối thành vòng', 'F4 nối thành vòng', 'F5 nối thành vòng'],
  'double-head.csv': 'hai cột “Tên chính thức”',
  'duplicate-codes.csv': ['A3 đã có ở dòng 2'],
  'empty.csv': 'trống',
  'formula-cells.xlsx': ['B2 Thiếu tên chính thức'],
  'formulas.csv': ['B2 công thức', 'C3 công thức'],
  'head-only.csv': 'Không có dòng nào',
  'merged-head.xlsx': 'bỏ gộp',
  'not-a-workbook.xlsx': 'bị hỏng',
  'old-page.xls': 'Không thấy cột',
  'open-quote.csv': 'dòng 2: có dấu ngoặc kép',
  'password.xlsx': 'mật khẩu',
  'picture.png': 'Không đọc được tệp này',
  'unknown-kind.csv': ['D2 Không có loại “Quận”', 'D3 Thiếu loại'],
  'utf-16.csv': ['D2 Không có loại “Quận”'],
  'windows-1258.csv': 'CSV UTF-8',
  'wrong-codes.csv': ['A2 gõ nhầm', 'A3 ký tự không dùng', 'A4 bảy ký tự', 'A5 Không có đơn vị mang mã'],
  'wrong-counts.csv': ['I2 “nhiều”', 'I3 “-3”', 'I4 “12.5”'],
  'wrong-days.csv': ['G2 “31/02/2020”', 'G3 “2020”', 'G4 chưa tới', 'H5 trước ngày bắt đầu'],
  'wrong-head.csv': 'Không thấy cột',
  'wrong-levels.csv': ['E2 “Lớp 1”', 'E3 Chỉ trường học'],
  'wrong-parent.csv': ['F2 “moi-9”', 'F3 phải thuộc', 'F4 không thể thuộc', 'F5 đã kết thúc'],
};

describe('broken files', () => {
  test('every one of the folder is described here', async () => {
    expect((await readdir(FOLDER)).sort()).toEqual(Object.keys(BROKEN).sort());
  });

  test.each(Object.entries(BROKEN))('%s is refused or named by line and column', async (file, expected) => {
    const before = await stateOf();
    const read = await send(await readFile(`${FOLDER}/${file}`), file);
    if (typeof expected === 'string') {
      expect(read).toMatchObject({ phase: 'failed', preview: null });
      expect(read.sentence).toContain(expected);
      expect(await app.services.db.prisma.unitImport.count({ where: { id: read.id } })).toBe(0);
    } else {
      const named = read.preview!.problems.map(
        ({ line, column, sentence }) => `${columnLetter(column!)}${line} ${sentence}`,
      );
      expect(named).toHaveLength(expected.length);
      for (const [at, one] of expected.entries()) {
        const [place, ...words] = one.split(' ');
        expect(named[at]!.startsWith(`${place} `), named[at]).toBe(true);
        expect(named[at]).toContain(words.join(' '));
      }
      const file = await units().brokenRows({ id: read.id, format: 'csv' });
      expect(Buffer.from(file.bytes).toString().trim().split('\r\n')).toHaveLength(expected.length + 1);
      await units().cancelImport({ id: read.id });
    }
    expect(await stateOf()).toEqual(before);
  });
});

describe('an import', () => {
  test('adds, changes and ends what it showed, and leaves broken rows out', async () => {
    const before = await stateOf();
    const read = await send(
      await sheet([
        unitRow({ code: 'moi-1', officialName: 'Hội Mẹ (mẫu)', kind: 'Đoàn thể', parent: 'E4YN4W4' }),
        unitRow({
          code: 'moi-2',
          officialName: 'Hội Con (mẫu)',
          kind: 'đoàn thể',
          parent: 'mới 1',
          headcount: '1.204',
        }),
        unitRow({ code: 'n9p-3njx', officialName: 'Trường THCS Mẫu Mới (mẫu)', headcount: 520 }),
        unitRow({ code: 'M6AJJCY', parent: WEST, validTo: '' }),
        unitRow({ code: 'P36PGJK', validTo: '20/11/2026' }),
        unitRow({ code: 'R34XW3E' }),
        unitRow({ officialName: 'Trường Sai', validFrom: '31/02/2020', parent: EAST }),
      ]),
    );
    expect(read.preview!.counts).toEqual({
      added: 2,
      changed: 2,
      ended: 1,
      same: 1,
      problems: 1,
      brokenRows: 1,
    });
    expect(await stateOf()).toEqual(before);
    expect(await accept(read)).toMatchObject({ phase: 'done' });
    const { prisma } = app.services.db;
    const child = await prisma.unit.findFirstOrThrow({
      where: { officialName: 'Hội Con (mẫu)' },
      include: { parent: true, headcounts: true },
    });
    expect(isCode(child.code)).toBe(true);
    expect(child.parent?.officialName).toBe('Hội Mẹ (mẫu)');
    expect(child.headcounts).toMatchObject([{ year: 2026, count: 1204 }]);
    const renamed = await units().get({ code: 'N9P3NJX' });
    expect(renamed.names.map(({ officialName, fromOn }) => [officialName, fromOn])).toEqual([
      ['Trường THCS Mẫu Đông (mẫu)', '2024-01-01'],
      ['Trường THCS Mẫu Mới (mẫu)', '2026-11-21'],
    ]);
    expect(renamed.headcounts).toEqual([{ year: 2026, count: 520 }]);
    expect((await units().get({ code: 'M6AJJCY' })).places.at(-1)?.parent?.code).toBe(WEST);
    expect((await units().get({ code: 'P36PGJK' })).validTo).toBe('2026-11-20');
    expect((await stateOf())[3]! - before[3]!).toBe(5);
    expect(await prisma.unitImport.count({ where: { id: read.id } })).toBe(0);
    await expect(
      units().acceptImport({ id: read.id, fileHash: read.preview!.fileHash, mark: read.preview!.mark }),
    ).rejects.toThrow('đã xong');
  });

  test.each(['csv', 'xlsx'] as const)(
    'what was exported as %s imports again and changes nothing',
    async (format) => {
      const { bytes } = await units().export({ state: 'all', format });
      const read = await send(bytes, `don-vi.${format}`);
      const total = (await units().list({ state: 'all' })).total;
      expect(read.preview!.counts).toEqual({
        added: 0,
        changed: 0,
        ended: 0,
        same: total,
        problems: 0,
        brokenRows: 0,
      });
      await units().cancelImport({ id: read.id });
    },
  );

  test('a file sent twice adds nothing twice', async () => {
    const bytes = await sheet(schoolRows(3, EAST, 'Trường hai lần'));
    await accept(await send(bytes));
    const again = await send(bytes);
    expect(again.preview!.counts).toMatchObject({ added: 0, problems: 3 });
    expect(again.preview!.problems[0]!.sentence).toContain('Đã có đơn vị cùng tên');
    await units().cancelImport({ id: again.id });
  });

  test('is asked again when units changed since, or the file is another one', async () => {
    const read = await send(await sheet(schoolRows(1, EAST, 'Trường muộn')));
    const { fileHash, mark } = read.preview!;
    await expect(units().acceptImport({ id: read.id, fileHash: 'x', mark })).rejects.toThrow('Tệp đã đổi');
    const { version } = await units().get({ code: 'R34XW3E' });
    await units().setHeadcount({ code: 'R34XW3E', year: 2025, count: 9, version });
    await expect(units().acceptImport({ id: read.id, fileHash, mark })).rejects.toThrow('vừa thay đổi');
    const { preview } = await units().readImport({ id: read.id });
    expect(preview!.mark).not.toBe(mark);
    expect(await accept({ ...read, preview })).toMatchObject({ phase: 'done' });
  });

  test('can be cancelled; nothing of it stays', async () => {
    const read = await send(await sheet(schoolRows(5, EAST, 'Trường hủy')));
    const before = await stateOf();
    await units().acceptImport({ id: read.id, fileHash: read.preview!.fileHash, mark: read.preview!.mark });
    await units().cancelImport({ id: read.id });
    await app.services.unitImports.settled();
    expect((await units().readImport({ id: read.id })).phase).toBe('cancelled');
    expect(await stateOf()).toEqual(before);
    expect(await app.services.db.prisma.unitImport.count({ where: { id: read.id } })).toBe(0);
  });

  test('is one at a time: who has a file under way sends no other, and others may', async () => {
    const bytes = await sheet(schoolRows(3, EAST, 'Trường chờ'));
    const ask = (actor = admin) => units(actor).beginImport({ fileName: 'don-vi.csv', bytes });
    const other = actorWith('committee-office', null, '00000000-0000-7000-8000-0000000000bb');
    const [first, theirs] = [await ask(), await ask(other)];
    await expect(ask()).rejects.toThrow('còn đang chạy');
    await app.services.unitImports.settled();
    const next = await ask();
    await app.services.unitImports.settled();
    for (const { id } of [first, next]) await units().cancelImport({ id });
    await units(other).cancelImport({ id: theirs.id });
  });

  test('leaves no name of a file where anybody reads it', async () => {
    const name = 'gui-rieng-anh-Nam-0912345678.csv';
    const before = await app.services.db.prisma.unit.count();
    const rows = [
      unitRow({ officialName: 'Công ty Thử Tệp', kind: 'Doanh nghiệp' }),
      unitRow({
        officialName: 'Công ty Đã Nghỉ',
        kind: 'Doanh nghiệp',
        validFrom: '01/01/2020',
        validTo: '20/11/2026',
      }),
    ];
    const read = await send(await sheet(rows), name);
    expect(read.fileName).toBe(name);
    await accept(read);
    expect(await app.services.db.prisma.unit.count()).toBe(before + 2);
    for (const query of ['Công ty Thử Tệp', 'Công ty Đã Nghỉ']) {
      const [found] = await createCaller(app.context()).units.find({ query });
      const seen = await createCaller(app.context()).units.public({ code: found!.code });
      expect(seen.names[0]!.reason).toBe('Nhập từ tệp ngày 21/11/2026');
      const { places } = await units().get({ code: found!.code });
      expect(JSON.stringify([seen, places])).not.toContain('0912345678');
    }
  });

  test('belongs to whoever sent it, and reaches only what they may import', async () => {
    const { id: eastId } = await app.services.db.prisma.unit.findUniqueOrThrow({ where: { code: EAST } });
    const office = actorWith('committee-office', eastId, '00000000-0000-7000-8000-0000000000aa');
    const read = await send(
      await sheet([
        unitRow({ officialName: 'Trường trong', parent: EAST }),
        unitRow({ officialName: 'Trường ngoài', parent: WEST }),
        unitRow({ officialName: 'Công ty riêng', kind: 'Doanh nghiệp' }),
        unitRow({ code: 'N94CRVC', officialName: 'Trường của người khác' }),
      ]),
      'don-vi.csv',
      office,
    );
    expect(read.preview!.counts).toMatchObject({ added: 1, changed: 0, brokenRows: 3 });
    await expect(units().readImport({ id: read.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      units().acceptImport({ id: read.id, fileHash: read.preview!.fileHash, mark: read.preview!.mark }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(units().cancelImport({ id: read.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await units(office).cancelImport({ id: read.id });
  });

  test('the template is a file of units whose rows say what to write', async () => {
    const { bytes } = await units().template({ format: 'xlsx' });
    const read = await send(bytes, 'mau.xlsx');
    expect(read.preview!.unknown).toEqual(['Ghi chú']);
    await units().cancelImport({ id: read.id });
  });
});
