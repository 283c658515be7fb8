import { readXlsxRows } from './xlsx.ts';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSheet } from './read.ts';
import { columnLetter } from './rules.ts';
import { writeSheet } from './write.ts';

const read = async (bytes: Uint8Array) => {
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const row of readSheet(bytes)) rows.push(row);
  return rows;
};
const utf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

test('columns have the letters of a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

const cell = fc.oneof(
  fc.constantFrom('=1+1', '+x', '-3', '@a', "'=quoted", 'Trường "A", số 1', 'hai\ndòng', 'Đường;phẩy', '007'),
  fc.string({ unit: fc.constantFrom(...'aăâđếợ,;"\'=+-@ 019'), maxLength: 12 }),
);

test('what is written is read again, cell by cell, in both formats', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), async (rows) => {
      const table = [['Một', 'Hai', 'Ba'], ...rows];
      const expected = table
        .map((cells, at) => ({ line: at + 1, cells: cells.map((one) => one.normalize('NFC').trim()) }))
        .filter(({ cells }) => cells.some((one) => one !== ''));
      for (const format of ['csv', 'xlsx'] as const) {
        const got = await read((await writeSheet(format, 'thu', table)).bytes);
        const full = got.map(({ line, cells }) => ({ line, cells: [0, 1, 2].map((at) => cells[at] ?? '') }));
        expect(full, format).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
});

test('CSV for a spreadsheet holds no formula', async () => {
  const { bytes } = await writeSheet('csv', 'thu', [['=HYPERLINK("x")', '-1', '@a', '+b', 'c']]);
  expect(Buffer.from(bytes).toString()).toBe(`\ufeff"'=HYPERLINK(""x"")",'-1,'@a,'+b,c\r\n`);
});

test('every encoding that spreadsheets write is told apart', async () => {
  const text = 'Tên;Số\r\nTrường Đức;1\r\n';
  const expected = [
    { line: 1, cells: ['Tên', 'Số'] },
    { line: 2, cells: ['Trường Đức', '1'] },
  ];
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    utf16(`\ufeff${text}`),
    utf16(`\ufeff${text}`, true),
    utf16(text),
    utf16(text, true),
  ])
    expect(await read(bytes)).toEqual(expected);
});

test('lines keep the number a spreadsheet shows, days become calendar days', async () => {
  expect(await read(Buffer.from('a,b\n\n,\nc,"x\ny"\nd,e\n'))).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 4, cells: ['c', 'x\ny'] },
    { line: 5, cells: ['d', 'e'] },
  ]);
  const { writeXlsx } = await import('hucre/xlsx');
  const book = await writeXlsx({
    sheets: [{ name: 'x', rows: [['Ngày'], [new Date('2026-11-21T00:00:00Z')], [1204], [true]] }],
  });
  expect((await read(book)).map(({ cells }) => cells[0])).toEqual(['Ngày', '2026-11-21', '1204', 'true']);
});

type Directory = { entry: Buffer; end: Buffer };

/**
 * An archive of one packed file whose header says it holds little.
 * @param change what its directory says otherwise
 * @param between what stands before the end of the directory
 */
function archive(
  content: Buffer,
  change: (directory: Directory) => void = () => undefined,
  between: Uint8Array = new Uint8Array(),
): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(content, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(1000, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  change({ entry, end });
  return Buffer.concat([local, name, packed, entry, name, between, end]);
}

/** The records of ZIP64 that stand before the old end of a directory of one file, which then counts for nothing. */
function zip64(directoryAt: number, size: number): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  for (const [at, value] of [
    [24, 1],
    [32, 1],
    [40, size],
    [48, directoryAt],
  ] as const)
    record.writeBigUInt64LE(BigInt(value), at);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryAt + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}

const ALL_ONES = 0xffffffff;
const readAsZip64: [string, (directory: Directory) => void][] = [
  ['the number of files', ({ end }) => end.writeUInt16LE(0xffff, 10)],
  ['the size of the directory', ({ end }) => end.writeUInt32LE(ALL_ONES, 12)],
  ['the place of the directory', ({ end }) => end.writeUInt32LE(ALL_ONES, 16)],
  ['nothing but the record before the end', () => undefined],
  ['the packed size of a file', ({ entry }) => entry.writeUInt32LE(ALL_ONES, 20)],
  ['the size of a file', ({ entry }) => entry.writeUInt32LE(ALL_ONES, 24)],
  ['the place of a file', ({ entry }) => entry.writeUInt32LE(ALL_ONES, 42)],
];

test.each(readAsZip64)('an archive that refers to ZIP64 by %s is refused unread', async (_what, change) => {
  const plain = archive(Buffer.from('<x/>'));
  const directoryAt = plain.readUInt32LE(plain.length - 6);
  const size = plain.length - 22 - directoryAt;
  const told = archive(Buffer.from('<x/>'), change, zip64(directoryAt, size));
  await expect(read(told)).rejects.toThrow('ZIP64');
});

test('a file whose size only its own header says is refused unread', async () => {
  const hidden = ({ entry }: Directory) => {
    entry.writeUInt16LE(8, 8);
    entry.writeUInt16LE(0, 10);
    entry.writeUInt32LE(0, 20);
  };
  await expect(read(archive(Buffer.from('<x/>'), hidden))).rejects.toThrow('bị hỏng');
});

test('a small file that unpacks to far more is refused, whatever its header says', async () => {
  const bomb = archive(Buffer.alloc(260 * 1024 * 1024, 32));
  expect(bomb.length).toBeLessThan(400_000);
  await expect(read(bomb)).rejects.toThrow('giải nén ra quá lớn');
}, 30_000);

test('what is no table says so, with the next step', async () => {
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(), 'trống'],
    [new Uint8Array(20 * 1024 * 1024 + 1), 'lớn hơn 20 MB'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'mật khẩu'],
    [archive(Buffer.from('x'), ({ entry }) => entry.writeUInt16LE(1, 8)), 'mật khẩu'],
    [archive(Buffer.from('<x/>')), 'không phải bảng tính'],
    [Buffer.from('PK\x03\x04 rest'), 'bị hỏng'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'Không đọc được tệp này'],
    [Buffer.from('T\xean\n', 'latin1'), 'CSV UTF-8'],
    [Buffer.from('a,b\nc,"d\ne'), 'dòng 2: có dấu ngoặc kép chưa đóng'],
    [Buffer.from(','.repeat(300)), 'hơn 200 cột'],
    [Buffer.from('x'.repeat(5001)), 'Ô A1 dài hơn'],
  ];
  for (const [bytes, sentence] of cases) await expect(read(bytes)).rejects.toThrow(sentence);
});

test('a sign that no file of its kind can hold does not keep the others from being read', async () => {
  const { bytes } = await writeSheet('xlsx', 'bang', [['Nội dung'], ['“đèn\ufffe đỏ\uffff”'], ['\u0001']]);
  const rows = await Array.fromAsync(readXlsxRows(bytes));
  expect(rows.map(({ cells }) => cells)).toEqual([['Nội dung'], ['“đèn� đỏ�”'], ['\u0001']]);
});
