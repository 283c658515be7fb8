import { expect, test } from 'vitest';
import { Task } from '#content/schema.ts';
import { readWorkbook, type Cell, type Sheet } from '#server/sheet/workbook.ts';
import { lostWords, unspokenLines } from '#tests/support/import-account.ts';
import { importFiles } from '#tests/support/import-files.ts';
import { importQuestions, type ImportResult } from './import.ts';
import { decodeText } from './text/decode.ts';
import { readSheets } from './xlsx/read.ts';
import type { Outcome } from './question.ts';

/** A way of breaking a text; the same text where it does not apply. */
type Breaking = [name: string, broken: (text: string) => string];

const without = (sign: string, which: number): Breaking => [
  `without ${sign} number ${which}`,
  (text) => {
    const parts = text.split(sign);
    return parts.length <= which ? text : parts.slice(0, which).join(sign) + parts.slice(which).join(sign);
  },
];
const twice = (sign: string): Breaking => [`${sign} twice`, (text) => text.replace(sign, sign + sign)];
const instead = (sign: string, other: string): Breaking => [
  `${other} instead of ${sign}`,
  (text) => text.replaceAll(sign, other),
];
const onLines = (name: string, change: (lines: string[], middle: number) => string[]): Breaking => [
  name,
  (text) => {
    const lines = text.split('\n');
    return change(lines, Math.floor(lines.length / 2)).join('\n');
  },
];

const BREAKINGS: readonly Breaking[] = [
  ...[
    '{',
    '}',
    '=',
    '~',
    '#',
    '->',
    '::',
    '%',
    '\\',
    'A.',
    'B.',
    'A)',
    'ANSWER:',
    ':',
    'Câu',
    'Đáp án',
    '\n',
    '<b>',
  ].flatMap((sign) => [without(sign, 1), without(sign, 2)]),
  ...['{', '}', '~', '=', '%', '::', '\n', 'ANSWER: A\n', '\\'].map(twice),
  instead('~', '='),
  instead('=', '~'),
  instead('{', '('),
  instead('->', '→'),
  instead('ANSWER', 'Answer'),
  instead('Đáp án', 'ĐÁP ÁN'),
  instead('B.', 'D.'),
  instead('\n', '\n\n'),
  instead('\n\n', '\n'),
  onLines('without its first line', (lines) => lines.slice(1)),
  onLines('without its last lines', (lines) => lines.slice(0, -2)),
  onLines('without its middle line', (lines, middle) => lines.toSpliced(middle, 1)),
  onLines('with a blank line in the middle', (lines, middle) => lines.toSpliced(middle, 0, '  ')),
  onLines('with a stray line in the middle', (lines, middle) => lines.toSpliced(middle, 0, 'Dòng lạc lõng')),
  onLines('with a stray brace', (lines, middle) => lines.toSpliced(middle, 0, 'Mở { ra')),
  onLines('with its middle lines swapped', (lines, middle) => [
    ...lines.slice(0, middle),
    ...lines.slice(middle, middle + 2).reverse(),
    ...lines.slice(middle + 2),
  ]),
  onLines('with a line twice', (lines, middle) => lines.toSpliced(middle, 0, lines[middle]!)),
  onLines('backwards', (lines) => lines.toReversed()),
  ['cut in its middle', (text) => text.slice(0, text.length / 2)],
  ['cut in its last third', (text) => text.slice(0, (text.length * 5) / 6)],
  ['begun in its middle', (text) => text.slice(text.length / 3)],
];

const texts = importFiles
  .filter(({ path }) => /\.(gift|txt)$/.test(path))
  .flatMap(({ path, format, bytes }) => {
    const decoded = decodeText(bytes);
    return decoded.ok ? [{ path, format, text: decoded.text.replace(/\r\n?/g, '\n') }] : [];
  });

const variants = texts.flatMap(({ path, format, text }) =>
  BREAKINGS.map(([name, broken]) => ({ path, format, name, text: broken(text) })).filter(
    (variant) => variant.text !== text,
  ),
);

test('there are at least 200 broken files of every text format', () => {
  for (const format of ['gift', 'aiken', 'word'])
    expect(variants.filter((variant) => variant.format === format).length).toBeGreaterThanOrEqual(200);
});

test.each(texts)(
  '$path, however broken, loses no line and no word in silence',
  { timeout: 30_000 },
  async ({ path }) => {
    for (const { name, format, text } of variants.filter((variant) => variant.path === path)) {
      const result = await importQuestions({ text, format, name: '' });
      expect({ name, unspoken: unspokenLines(text, result), lost: lostWords(text, result) }, text).toEqual({
        name,
        unspoken: [],
        lost: [],
      });
      for (const { task } of result.questions) expect(Task.safeParse(task).success, name).toBe(true);
    }
  },
);

/** Blocks of a GIFT file counted without the reader: runs of lines that show something, comments aside. */
function countGiftBlocks(text: string): number {
  const blocks = text
    .split(/\n(?:[\s\u200b]*\n)+/)
    .map((block) =>
      block.split('\n').filter((line) => line.replace(/[\s\u200b]/g, '') !== '' && !/^\s*\/\//.test(line)),
    );
  // A category is no question; what stands below it in its block is.
  return blocks
    .map((lines) => (/^\s*\$CATEGORY:/.test(lines[0] ?? '') ? lines.slice(1) : lines))
    .filter((lines) => lines.length > 0).length;
}

const blocksIn = ({ questions, descriptions, faults }: ImportResult): number =>
  questions.length + descriptions.length + faults.filter(({ severity }) => severity === 'question').length;

test(
  'as many blocks come out of a GIFT file as stand in it, however broken',
  { timeout: 30_000 },
  async () => {
    for (const { path, name, text } of variants.filter(
      ({ format, text }) => format === 'gift' && !/\$CATEGORY:.*\n\s*\$CATEGORY/.test(text),
    )) {
      const result = await importQuestions({ text, format: 'gift', name: '' });
      if (result.faults.some(({ severity }) => severity === 'file')) continue;
      expect({ path, name, blocks: blocksIn(result) }, text).toEqual({
        path,
        name,
        blocks: countGiftBlocks(text),
      });
    }
  },
);

// -- Workbooks ---------------------------------------------------------------------------------------------------------------

const workbooks = importFiles.filter(({ path }) =>
  /xlsx\/(all-kinds|examples|row-faults|numbers-as-options|formulas)/.test(path),
);
const DATE: Partial<Cell> = { kind: 'date', text: '01/02/2026' };
const CELL_BREAKINGS: readonly [name: string, cell: Partial<Cell> | null][] = [
  ['nothing', null],
  ['a day', DATE],
  ['an error', { kind: 'error', text: '#REF!' }],
  ['a number', { kind: 'number', text: '7', number: 7 }],
  ['truth', { kind: 'boolean', text: 'Đúng' }],
  ['other words', { kind: 'text', text: 'lời lẽ khác hẳn' }],
];

test(
  'each row of a workbook is a question or at fault, whatever one of its cells becomes',
  { timeout: 30_000 },
  async () => {
    let count = 0;
    for (const { bytes, path } of workbooks) {
      const [sheet] = (await readWorkbook(bytes)) as [Sheet];
      for (const row of sheet.rows.slice(1))
        for (const cell of row.cells)
          for (const [name, change] of CELL_BREAKINGS) {
            count += 1;
            const cells = row.cells.flatMap((other) =>
              other !== cell
                ? [other]
                : change === null
                  ? []
                  : [{ column: cell.column, isFormula: false, ...change } as Cell],
            );
            const rows = sheet.rows
              .map((other) => (other === row ? { ...row, cells } : other))
              .filter((other) => other.cells.length > 0);
            const read = readSheets([{ ...sheet, rows }]);
            expect(
              read.ok && rowsIn(read.outcomes),
              `${path} row ${row.line} column ${cell.column}: ${name}`,
            ).toEqual(rows.slice(1).map(({ line }) => line));
          }
    }
    expect(count).toBeGreaterThanOrEqual(200);
  },
);

const rowsIn = (outcomes: readonly Outcome[]): number[] =>
  outcomes.flatMap((outcome) => {
    if (outcome.kind === 'question') return [outcome.question.at.from];
    return outcome.kind === 'left' && outcome.faults.length > 0 ? [outcome.faults[0]!.block.from] : [];
  });

test('a cell that a day or an error has taken is named', async () => {
  const { bytes } = importFiles.find(({ path }) => path === 'xlsx/all-kinds.xlsx')!;
  const [sheet] = (await readWorkbook(bytes)) as [Sheet];
  const rows = sheet.rows.map((row, at) =>
    at !== 1
      ? row
      : { ...row, cells: row.cells.map((cell) => (cell.column < 2 ? cell : { ...cell, ...DATE })) },
  );
  const read = readSheets([{ ...sheet, rows }]);
  const faults = read.ok
    ? read.outcomes.flatMap((outcome) => (outcome.kind === 'left' ? outcome.faults : []))
    : [];
  const taken = rows[1]!.cells.filter(({ column }) => column >= 2).length;
  expect(new Set(faults.map(({ cell }) => cell)).size).toBe(taken);
});
