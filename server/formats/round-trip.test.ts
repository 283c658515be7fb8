import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Task } from '#content/schema.ts';
import { arbitraryQuestion } from '#tests/support/arbitrary-question.ts';
import { importFiles, readFile } from '#tests/support/import-files.ts';
import { tidyQuestion } from './check.ts';
import { exportQuestions, exportTemplate, type ExportFormat } from './export.ts';
import { importQuestions, type ImportResult } from './import.ts';
import type { ExportedQuestion } from './question.ts';
import { tidyText } from './text/tidy.ts';

/** What keeps something out; a note on a character that was broken before keeps nothing out. */
const severe = ({ faults }: ImportResult) => faults.filter(({ severity }) => severity !== 'note');

const bare = ({ questions }: ImportResult): ExportedQuestion[] =>
  questions.map(({ at: _, notes: __, ...question }) => question);

async function thereAndBack(questions: readonly ExportedQuestion[], format: ExportFormat) {
  const file = await exportQuestions(questions, format);
  const result = await importQuestions({
    bytes: file.bytes,
    format: 'auto',
    name: `bo-cau-hoi.${file.extension}`,
  });
  return { file, result };
}

/** GIFT tells a pair by its arrow, and there is no way around. */
const hasArrow = (text: string): boolean => tidyText(text).includes('->');
const hasPlaceInGift = ({ task }: ExportedQuestion): boolean =>
  task.kind !== 'ordering' &&
  task.kind !== 'hotspot' &&
  !(task.kind === 'short' && task.accepted.some(({ text }) => hasArrow(text))) &&
  !(task.kind === 'matching' && task.pairs.some(({ left }) => hasArrow(left)));

test('the arbitrary questions are questions', () => {
  fc.assert(
    fc.property(arbitraryQuestion, (question) => {
      expect(Task.safeParse(tidyQuestion(question).task).error?.issues ?? []).toEqual([]);
    }),
  );
});

test('whatever goes out as XLSX comes in as it was, all eight kinds', { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryQuestion, { minLength: 1, maxLength: 6 }), async (questions) => {
      const { result } = await thereAndBack(questions, 'xlsx');
      expect(result.faults).toEqual([]);
      expect(bare(result)).toEqual(questions.map(tidyQuestion));
    }),
    { numRuns: 60 },
  );
});

test(
  'whatever goes out as GIFT comes in as it was, and what GIFT has no place for is named',
  { timeout: 30_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryQuestion, { minLength: 1, maxLength: 6 }), async (questions) => {
        const { file, result } = await thereAndBack(questions, 'gift');
        const held = questions.filter(hasPlaceInGift);
        expect(file.left.map(({ line }) => line)).toEqual(
          questions.flatMap((question, at) => (hasPlaceInGift(question) ? [] : [at + 1])),
        );
        if (held.length > 0) expect(severe(result)).toEqual([]);
        expect(bare(result)).toEqual(held.map(tidyQuestion));
      }),
      { numRuns: 150 },
    );
  },
);

test.each(importFiles)('what $path holds goes out and comes in again', async (file) => {
  const { questions } = await readFile(file);
  const plain = bare({ questions } as ImportResult);
  expect(plain.map(tidyQuestion)).toEqual(plain);
  for (const format of ['gift', 'xlsx'] as const) {
    const { file: written, result } = await thereAndBack(plain, format);
    const expected = plain.filter((_, at) => !written.left.some(({ line }) => line === at + 1));
    expect(bare(result)).toEqual(expected);
  }
});

test('kinds without a place in GIFT stand in the file as comments', async () => {
  const question: ExportedQuestion = {
    text: 'Xếp theo thứ tự?',
    task: { kind: 'ordering', items: ['Dừng', 'Đi'] },
    tags: [],
  };
  const file = await exportQuestions([question], 'gift');
  expect(new TextDecoder().decode(file.bytes)).toContain(
    '// Câu 1 không ghi được: GIFT không có câu sắp xếp.',
  );
  expect(file.left).toMatchObject([{ line: 1, severity: 'question', excerpt: 'Xếp theo thứ tự?' }]);
});

test('an arrow in feedback is written so that Moodle sees no pair', async () => {
  const question: ExportedQuestion = {
    text: 'Đi đâu?',
    task: {
      kind: 'short',
      accepted: [{ text: 'thẳng', weightPct: 100, feedback: 'Đi thẳng -> tới trường' }],
    },
    tags: [],
  };
  const { file, result } = await thereAndBack([question], 'gift');
  expect(new TextDecoder().decode(file.bytes)).not.toContain('->');
  expect(bare(result)).toEqual([question]);
});

test('the template is empty, explains itself, and what is filled in is read', async () => {
  const template = await exportTemplate();
  const result = await importQuestions({ bytes: template.bytes, format: 'xlsx', name: 'mau.xlsx' });
  expect(result.questions).toEqual([]);
  expect(result.faults.map(({ severity }) => severity)).toEqual(['file']);
});
