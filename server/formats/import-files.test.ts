import { expect, test } from 'vitest';
import { Task } from '#content/schema.ts';
import { lostWords, unspokenLines } from '#tests/support/import-account.ts';
import { FORMATS, importFiles, readFile, summaryOf } from '#tests/support/import-files.ts';
import { importQuestions } from './import.ts';
import { decodeText } from './text/decode.ts';

test('there are at least sixty files, of every format good and broken ones', async () => {
  expect(importFiles.length).toBeGreaterThanOrEqual(60);
  for (const format of FORMATS) {
    const results = await Promise.all(importFiles.filter((file) => file.format === format).map(readFile));
    expect(results.filter(({ faults }) => faults.length === 0).length).toBeGreaterThan(4);
    expect(results.filter(({ faults }) => faults.length > 0).length).toBeGreaterThan(4);
  }
});

test.each(importFiles)('$path is read as written beside it', async (file) => {
  const result = await readFile(file);
  expect(summaryOf(result)).toEqual(file.expected);
  for (const { task } of result.questions) expect(Task.parse(task)).toEqual(task);
});

test.each(importFiles.filter(({ path }) => !/\.(xlsx|html)$/.test(path)))(
  '$path: every line is spoken for and no word is lost',
  async (file) => {
    const decoded = decodeText(file.bytes);
    const text = decoded.ok ? decoded.text : '';
    const result = await readFile(file);
    expect(unspokenLines(text, result)).toEqual([]);
    expect(lostWords(text, result)).toEqual([]);
  },
);

/** What holds no question, or not what its name says, is not told by what it holds. */
const UNTOLD = /unknown-encoding|prose|only-comments|empty|text-in-disguise|old-excel/;
test.each(importFiles.filter(({ path }) => !UNTOLD.test(path)))(
  '$path is recognised without being told',
  async ({ bytes, format }) => {
    expect((await importQuestions({ bytes, format: 'auto', name: '' })).format).toBe(format);
  },
);
