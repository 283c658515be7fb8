import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importQuestions, type ImportInput } from './import.ts';
import { exportQuestions } from './export.ts';

const pasted = (
  text: string,
  options: Partial<Pick<ImportInput, 'format' | 'joinLines' | 'overweight'>> = {},
) => importQuestions({ text, format: 'auto', name: '', ...options });
const MEGABYTE = 1024 * 1024;
const QUESTION =
  'Gặp đèn đỏ, bạn làm gì? {\n\t~Đi nhanh qua#Nguy hiểm.\n\t=Dừng trước vạch dừng\n\t~Bấm còi\n\t####Đèn đỏ là cấm đi.\n}\n\n';

describe('a file that is too much is refused as a whole', { timeout: 30_000 }, () => {
  test('beyond 2 MB', async () => {
    const tooBig = new Uint8Array(2 * MEGABYTE + 1).fill(0x61);
    const { faults, questions } = await importQuestions({ bytes: tooBig, format: 'auto', name: 'a.gift' });
    expect(questions).toEqual([]);
    expect(faults).toMatchObject([{ severity: 'file', message: expect.stringContaining('2 MB') }]);
    // Pasted letters count as the bytes they take.
    expect((await pasted('ộ'.repeat(MEGABYTE))).faults).toMatchObject([{ severity: 'file' }]);
    const justRight = await importQuestions({ bytes: tooBig.subarray(1), format: 'gift', name: '' });
    expect(justRight.faults.map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining('2 MB'),
    );
  });

  test('beyond 2,000 questions, in text and in workbooks', async () => {
    expect((await pasted('Câu {T}\n\n'.repeat(2000))).questions.length).toBe(2000);
    expect((await pasted('Câu {T}\n\n'.repeat(2001))).faults).toMatchObject([
      { severity: 'file', message: expect.stringContaining('2.000') },
    ]);
    const { questions } = await pasted('Câu {T}\n\n'.repeat(2000));
    const full = await exportQuestions(questions, 'xlsx');
    const over = await exportQuestions([...questions, questions[0]!], 'xlsx');
    expect((await importQuestions({ bytes: full.bytes, format: 'auto', name: '' })).questions.length).toBe(
      2000,
    );
    expect((await importQuestions({ bytes: over.bytes, format: 'auto', name: '' })).faults).toMatchObject([
      { severity: 'file' },
    ]);
  });

  test('a workbook that unpacks to more than anybody writes', async () => {
    const bytes = zipOf('xl/worksheets/sheet1.xml', deflateRawSync(new Uint8Array(200 * MEGABYTE)));
    expect(bytes.length).toBeLessThan(2 * MEGABYTE);
    expect((await importQuestions({ bytes, format: 'auto', name: '' })).faults).toMatchObject([
      { severity: 'file', message: expect.stringContaining('giải nén ra quá lớn') },
    ]);
  });
});

/** A zip archive of one deflated file whose directory says that it is small. */
function zipOf(name: string, packed: Uint8Array): Uint8Array {
  const path = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(path.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(100, 24);
  entry.writeUInt16LE(path.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + path.length, 12);
  end.writeUInt32LE(local.length + path.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, path, packed, entry, path, end]));
}

describe('what a fault offers is done when asked for', () => {
  test('lines of Aiken are joined', async () => {
    const text = 'Bạn đang đi bộ\nvà muốn sang đường?\nA. Quan sát\nrồi mới sang\nB. Chạy\nANSWER: A';
    expect((await pasted(text, { format: 'aiken' })).faults).toMatchObject([
      { severity: 'question', line: 2 },
    ]);
    expect((await pasted(text, { format: 'aiken', joinLines: true })).questions).toMatchObject([
      {
        text: 'Bạn đang đi bộ và muốn sang đường?',
        task: { options: [{ text: 'Quan sát rồi mới sang' }, { text: 'Chạy' }], right: 0 },
        notes: ['Câu hỏi hoặc lựa chọn nhiều dòng đã được nối thành một.'],
      },
    ]);
  });

  test('weights beyond 100 are taken for 100', async () => {
    const text = 'Chọn? {~%150%Dừng ~%-50%Đi}';
    expect((await pasted(text)).faults).toMatchObject([{ severity: 'question' }]);
    expect((await pasted(text, { overweight: 'nearest' })).questions).toMatchObject([
      { task: { options: [{ weightPct: 100 }, { weightPct: -50 }] } },
    ]);
  });
});

test('a file of another kind than was said is refused with what it is', async () => {
  const workbook = (await exportQuestions([], 'xlsx')).bytes;
  expect((await importQuestions({ bytes: workbook, format: 'gift', name: '' })).faults).toMatchObject([
    { severity: 'file', message: expect.stringContaining('không phải tệp GIFT') },
  ]);
  const text = new TextEncoder().encode(QUESTION);
  expect((await importQuestions({ bytes: text, format: 'xlsx', name: '' })).faults).toMatchObject([
    { severity: 'file' },
  ]);
});

test('2,000 GIFT questions are read in less than a second', async () => {
  const text = QUESTION.repeat(2000);
  await pasted(QUESTION);
  const start = performance.now();
  const { questions } = await pasted(text, { format: 'gift' });
  const tookMs = performance.now() - start;
  expect(questions.length).toBe(2000);
  expect(tookMs).toBeLessThan(1000);
});

const full = (piece: string): string =>
  piece.repeat(Math.floor((2 * MEGABYTE - 200) / new TextEncoder().encode(piece).length));

/** As many lines as are read. */
const lines = (piece: string): string => piece.repeat(Math.floor(49_990 / piece.split('\n').slice(1).length));

/** Texts of 2 MB, or of as many lines as are read, on which a careless pattern or loop takes minutes. */
const HOSTILE: readonly [name: string, text: string][] = [
  ['openers of blocks', lines('{\n\n')],
  ['signs of options', `Câu {${full('~')}`],
  ['options and comments', `Câu {\n${lines('~a\n//x\n')}}`],
  ['unclosed attributes', `//${full('[id:')}\nCâu {T}`],
  ['unclosed comments of HTML', `[html]${full('<!--')}{T}`],
  ['unclosed tags', `[html]${full('<a ')}{T}`],
  ['blanks', `Câu${full(' ')}x {=a ~b}`],
  ['blank lines', `${lines('\n')}Câu {T}`],
  ['backslashes', `Câu ${full('\\')} {T}`],
  ['single words', lines('Câu\n')],
  ['options of Aiken', `Câu?\n${lines('A. a\n')}ANSWER: A`],
  ['lines behind options of Aiken', `Câu?\nA. a\n${lines('lời\n')}ANSWER: A`],
  ['letters of an answer', `Câu?\nA. a\nB. b\nANSWER: ${full('B ')}x`],
  ['blanks behind a word for answers', `Câu 1: a?\nA. a\nB. b\nĐáp án${full(' ')}x`],
  ['a table of answers that is none', `Câu 1: a?\nA. a\nB. b\n${full('1  A  ')}x`],
  ['a table of answers', `Câu 1: a?\nA. a\nB. b\n${full('1.A ')}`],
  ['numbers of questions', lines('Câu 1: \n')],
  ['nested marks', `<p>${full('<b> </b>')}</p>`],
  ['tags that never close', `<p>${full('<b>')}x`],
  ['stars', `Câu 1: a?\nA. ${full('* ')}x\nB. b`],
];

test('a text of more than 50,000 lines is refused', async () => {
  expect((await pasted(`${'\n'.repeat(50_000)}Câu {T}`)).faults).toMatchObject([{ severity: 'file' }]);
});

test.each(HOSTILE)('a file full of %s is done with in no time', { timeout: 30_000 }, async (_, text) => {
  for (const format of ['gift', 'aiken', 'word', 'auto'] as const) {
    const start = performance.now();
    const { faults } = await pasted(text, { format });
    expect(performance.now() - start, format).toBeLessThan(5000);
    expect(faults.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('2 MB'));
  }
});
