import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Task } from '#content/schema.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { openSchools, PROVISION, taskOf } from '#tests/support/bank.ts';
import { refusalOf } from '#tests/support/staff.ts';

const BROKEN = `::Đèn đỏ::Gặp đèn đỏ thì làm gì? {=Dừng lại ~Đi tiếp}

Câu này thiếu ngoặc đóng {=Dừng ~Đi

Vạch đôi có được lấn không? {F}

Phạt bao nhiêu {{fine x}} vậy? {=a ~b}
`;
const everything = { kind: null, level: null, topic: null, state: null, query: '' };

let app: TestApp;
let kit: Awaited<ReturnType<typeof openSchools>>;
beforeAll(async () => {
  app = await openTestApp();
  kit = await openSchools(app);
});
afterAll(() => app.close());

const bank = (name: 'lan' | 'minh' | 'stranger' | 'writer' = 'lan') => kit.as(name).bank;
const read = (text: string, name?: 'lan' | 'minh') => bank(name).readImport({ text, format: 'gift' });

test('a broken file shows every fault with its line, and nothing is written', async () => {
  const { questions, faults } = await read(BROKEN);
  expect(questions.map(({ text, isKnown }) => [text, isKnown])).toEqual([
    ['Gặp đèn đỏ thì làm gì?', false],
    ['Vạch đôi có được lấn không?', false],
  ]);
  expect(faults.filter(({ severity }) => severity === 'question').map(({ line }) => line)).toEqual([3, 7]);
  for (const { message, excerpt } of faults) {
    expect(message).toMatch(/\.$/);
    expect(excerpt).not.toBe('');
  }
  expect((await bank().questions(everything)).total).toBe(0);
});

test('only the good ones are taken, with what was chosen for all; the same file again warns', async () => {
  const input = { text: BROKEN, format: 'gift' as const, topic: 'Đèn', levels: ['primary' as const] };
  expect(await bank().import({ ...input, provision: PROVISION })).toEqual({ written: 2, known: 0 });
  const { rows } = await bank().questions(everything);
  expect(rows.map(({ text, topic, usability }) => [text, topic, usability.state])).toEqual([
    ['Gặp đèn đỏ thì làm gì?', 'Đèn', 'ready'],
    ['Vạch đôi có được lấn không?', 'Đèn', 'ready'],
  ]);
  expect((await read(BROKEN)).questions.map(({ isKnown }) => isKnown)).toEqual([true, true]);
  expect((await read(BROKEN, 'minh')).questions.map(({ isKnown }) => isKnown)).toEqual([false, false]);
  expect(await refusalOf(bank().import(input))).toMatchObject({ code: 'CONFLICT' });
  expect(await bank().import({ ...input, withKnown: true })).toEqual({ written: 2, known: 0 });
  expect((await bank().questions(everything)).total).toBe(4);
});

test('without a provision they are drafts', async () => {
  await bank('minh').import({ text: 'Đi bộ bên nào? {=phải ~trái}', format: 'gift' });
  const { rows } = await bank('minh').questions(everything);
  expect(rows.map(({ usability }) => usability.state)).toEqual(['draft']);
});

test('a provision that does not hold is refused before anything is written', async () => {
  const work = bank().import({ text: BROKEN, format: 'gift', withKnown: true, provision: 'luat-36-2024:0' });
  expect(await refusalOf(work)).toMatchObject({ code: 'BAD_REQUEST' });
  expect((await bank().questions(everything)).total).toBe(4);
});

const TASKS: Task[] = [
  taskOf(1),
  {
    kind: 'several',
    options: [
      { text: 'Đội mũ', isRight: true, weightPct: 50 },
      { text: 'Cài quai', isRight: true, weightPct: 50 },
      { text: 'Buông tay', isRight: false, weightPct: -100, misconception: 'Buông tay là khéo' },
    ],
  },
  { kind: 'true-false', isTrue: false, feedbackWrong: 'Xem lại khoản 4.' },
  { kind: 'ordering', items: ['Nhìn trái', 'Nhìn phải', 'Sang đường'] },
  {
    kind: 'matching',
    pairs: [
      { left: 'Đỏ', right: 'Dừng' },
      { left: 'Xanh', right: 'Đi' },
    ],
    extras: ['Quay đầu'],
  },
  { kind: 'number', values: [{ value: 40, tolerance: 5, weightPct: 100 }], unit: 'km/h' },
  {
    kind: 'short',
    accepted: [
      { text: 'vỉa hè', weightPct: 100 },
      { text: 'hè phố', weightPct: 50 },
    ],
  },
  {
    kind: 'hotspot',
    scene: 'giving-way-lawful',
    spots: [
      { label: 'Xe máy', xPx: 200, yPx: 200, radiusPx: 40 },
      { label: 'Ô tô', xPx: 400, yPx: 200, radiusPx: 40 },
    ],
    right: 1,
  },
];

test.each(['xlsx', 'gift'] as const)('what is exported as %s imports the same', async (format) => {
  const caller = kit.as('writer').bank;
  if ((await caller.questions(everything)).total === 0)
    for (const [at, task] of TASKS.entries())
      await caller.createQuestion({
        text: `Câu số ${at + 1} hỏi gì?`,
        task,
        explanation: 'Vì luật nói vậy.',
      });
  const file = await caller.export({ ...everything, format });
  const kept = format === 'xlsx' ? TASKS.length : TASKS.length - 2;
  expect(file.left.length).toBe(TASKS.length - kept);
  const back = await caller.readImport({ bytes: file.bytes, format: 'auto', name: file.fileName });
  expect(back.faults.filter(({ severity }) => severity !== 'note')).toEqual([]);
  expect(back.questions.map(({ isKnown }) => isKnown)).toEqual(Array(kept).fill(true));
  expect(back.questions.every(({ explanation }) => explanation === 'Vì luật nói vậy.')).toBe(true);
});

test('what an import carried goes out again: name, id, tags and category', async () => {
  const text =
    '$CATEGORY: An toàn/Đèn\n\n// [id:d-01] [tag:đèn] [tag:lớp 6]\n::Đèn vàng::Đèn vàng thì sao? {=Dừng trước vạch ~Tăng tốc}\n';
  await bank('stranger').import({ text, format: 'gift' });
  for (const format of ['gift', 'xlsx'] as const) {
    const { bytes, fileName } = await bank('stranger').export({ ...everything, format });
    const { questions } = await bank('stranger').readImport({ bytes, format: 'auto', name: fileName });
    expect(questions).toMatchObject([
      {
        name: 'Đèn vàng',
        externalId: 'd-01',
        tags: ['đèn', 'lớp 6'],
        category: 'An toàn/Đèn',
        isKnown: true,
      },
    ]);
  }
});

test('a set goes out whole, shipped questions with the words of today', async () => {
  const { rows } = await bank().candidates({ from: 'shipped', query: '' });
  const own = (await bank().questions(everything)).rows[0]!;
  const items = [`own:${own.id}`, rows[0]!.item];
  const { code } = await bank().createSet({ title: 'Bộ để xuất', items });
  const { bytes, fileName } = await bank().exportSet({ code, format: 'xlsx' });
  expect(fileName).toBe(`${code}.xlsx`);
  const { questions } = await bank().readImport({ bytes, format: 'auto', name: fileName });
  expect(questions.map(({ text }) => text)).toEqual([own.text, rows[0]!.text.replaceAll('\u00a0', ' ')]);
  expect(JSON.stringify(questions)).not.toContain('{{');
});

test('the template reads as an empty workbook', async () => {
  const { bytes, fileName } = await bank().template();
  expect(fileName).toBe('mau-cau-hoi.xlsx');
  expect((await bank().readImport({ bytes, format: 'auto', name: fileName })).questions).toEqual([]);
});

test('a picture is no file of questions, and says so', async () => {
  const bytes = new Uint8Array(await readFile('docs/guide.png'));
  const { questions, faults } = await bank().readImport({ bytes: bytes.slice(0, 4000), name: 'anh.png' });
  expect(questions).toEqual([]);
  expect(faults).toMatchObject([{ severity: 'file' }]);
});
