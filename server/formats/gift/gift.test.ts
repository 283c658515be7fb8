import { parse, type GIFTQuestion } from 'gift-pegjs';
import { describe, expect, test } from 'vitest';
import { importFiles } from '#tests/support/import-files.ts';
import type { ImportedQuestion, Outcome } from '../question.ts';
import { decodeText } from '../text/decode.ts';
import { linesOf } from '../text/tidy.ts';
import { intervalOf, plainDecimal } from './number.ts';
import { readGift } from './read.ts';

const questionsOf = (outcomes: readonly Outcome[]): ImportedQuestion[] =>
  outcomes.flatMap((outcome) => (outcome.kind === 'question' ? [outcome.question] : []));
const read = (text: string): ImportedQuestion[] => questionsOf(readGift(text, 'error'));
const messagesOf = (text: string): string[] =>
  readGift(text, 'error').flatMap((outcome) =>
    outcome.kind === 'left' ? outcome.faults.map(({ message }) => message) : [],
  );

describe('escapes are resolved once', () => {
  test.each([
    ['\\\\neq', '\\neq'],
    ['một\\nhai', 'một\nhai'],
    ['\\\\\\n', '\\'],
    ['\\x giữ nguyên', '\\x giữ nguyên'],
    ['\\~ \\= \\# \\{ \\} \\:', '~ = # { } :'],
    ['&&058; &&010', '&&058; &&010'],
    ['cuối dòng \\\\', 'cuối dòng \\'],
  ])('%s is %s', (written, meant) => {
    expect(read(`${written}{T}`)[0]?.text).toBe(meant);
  });

  test('and what they stand for is never structure', () => {
    const [question] = read('Chọn: {=\\{a\\} \\~ b \\= c \\# d ~\\-> e}');
    expect(question?.task).toMatchObject({
      kind: 'one',
      options: [{ text: '{a} ~ b = c # d' }, { text: '\\-> e' }],
    });
  });
});

describe('the kind is told in Moodle’s order', () => {
  test.each([
    ['{#5}', 'number'],
    ['{=a -> b ~c -> d}', 'one'],
    ['{=a -> b =c -> d}', 'matching'],
    ['{TRUE}', 'true-false'],
    ['{T#sai#đúng}', 'true-false'],
    ['{T thêm}', 'short'],
    ['{=T}', 'short'],
    ['{a}', 'short'],
    ['{~%50%a ~%50%b}', 'several'],
    ['{=a =b ~c}', 'several'],
    ['{=a#xem b -> c}', 'short'],
  ])('%s is %s', (answers, kind) => {
    expect(read(`Câu ${answers}`).map(({ task }) => task.kind)).toEqual([kind]);
  });

  test.each(['{}', '{ }', '{####Hãy viết tự do}'])('%s is an essay, which no machine marks', (answers) => {
    expect(messagesOf(`Câu ${answers}`)).toEqual([
      'Đây là câu tự luận. Hãy đổi sang câu có đáp án, máy chấm được.',
    ]);
  });
});

describe('weights', () => {
  const weightsOf = (answers: string, overweight: 'error' | 'nearest' = 'error') =>
    questionsOf(readGift(`Câu {${answers}}`, overweight)).flatMap(({ task }) =>
      task.kind === 'several' ? task.options.map(({ weightPct }) => weightPct) : [],
    );

  test('may be whole, broken, negative, and stand behind a blank', () => {
    expect(weightsOf('~%50%a ~%33.33333%b ~%-25%c ~ %16.6%d ~e')).toEqual([50, 33.33333, -25, 16.6, 0]);
  });

  test('up to 100 are taken, beyond it refused or, when asked, taken for 100', () => {
    expect(weightsOf('~%100%a ~%-100%b')).toEqual([100, -100]);
    expect(weightsOf('~%100.1%a ~b')).toEqual([]);
    expect(weightsOf('~%150%a ~%-150%b', 'nearest')).toEqual([100, -100]);
  });

  test('on some of several right options are not guessed at', () => {
    expect(messagesOf('Câu {=a =b ~%50%c ~d}')).toEqual([
      'Câu có nhiều dấu = lẫn với trọng số. Hãy ghi trọng số cho mọi đáp án đúng.',
    ]);
    expect(weightsOf('=%50%a =%50%b ~%-50%c')).toEqual([50, 50, -50]);
  });

  test('with anything but digits and one point between the signs are text', () => {
    expect(read('Câu {=%5,5%a ~%1.2.3%b}')[0]?.task).toMatchObject({
      options: [{ text: '%5,5%a' }, { text: '%1.2.3%b' }],
    });
  });
});

describe('numbers', () => {
  test.each([
    ['3', 3, 0],
    ['-3.5:0.5', -3.5, 0.5],
    ['.5', 0.5, 0],
    ['3.141..3.142', 3.1415, 0.0005],
    ['-1..0', -0.5, 0.5],
    ['0.1..0.2', 0.15, 0.05],
    ['5..5', 5, 0],
    ['1e3:1', 1000, 1],
    ['-0', 0, 0],
  ])('%s is %s ± %s', (written, value, tolerance) => {
    expect(intervalOf(written)).toEqual({ ok: true, interval: { value, tolerance } });
  });

  test.each([
    '',
    '*',
    '3,5',
    'ba',
    '5 km',
    '5:',
    '5:-1',
    '2..1',
    '..5',
    '1e9999',
    '1'.repeat(41),
    'NaN',
    '0x10',
  ])('“%s” is none', (written) => {
    expect(intervalOf(written).ok).toBe(false);
  });

  test('are written without exponents where GIFT knows none', () => {
    expect([1e-7, 33.33333, 1e21, -2.5e-8, 0].map(plainDecimal)).toEqual([
      '0.0000001',
      '33.33333',
      '1000000000000000000000',
      '-0.000000025',
      '0',
    ]);
  });
});

test('a block torn by a blank line is reported piece by piece and not guessed at', () => {
  const text = 'Câu {\n~a\n\n~b\n\n// ghi chú\n\n=c}\n\nSau {T}';
  expect(readGift(text, 'error').map((outcome) => outcome.kind)).toEqual([
    'left',
    'left',
    'left',
    'question',
  ]);
  // What opens and never closes tears nothing that follows.
  expect(readGift('Câu {\n~a\n\nLời dẫn\n\nSau {T}', 'error').map((outcome) => outcome.kind)).toEqual([
    'left',
    'description',
    'question',
  ]);
});

test('formats are inherited, and unknown ones are text', () => {
  const [question] = read('[html]<b>A</b> {=<i>b</i>#<u>c</u> ~[plain]<i>d</i> ~[lạ]e####<p>f</p>}');
  expect(question).toMatchObject({
    text: 'A',
    explanation: 'f',
    task: { options: [{ text: 'b', feedback: 'c' }, { text: '<i>d</i>' }, { text: '[lạ]e' }] },
  });
});

test('what only this platform knows travels in comments', () => {
  const [question] = read(
    '// [id:x] [unit:km/h]\nCâu {#50}\n\n// [misconception:Ai nhanh thì đi trước]\nHai {F}'.replace(
      '\n\n',
      '\n\n',
    ),
  );
  expect(question).toMatchObject({ externalId: 'x', task: { unit: 'km/h' } });
  expect(read('Câu {=a\n// [misconception:Tưởng là b \\] \\\\ thôi]\n~b}')[0]?.task).toMatchObject({
    options: [{ text: 'a', misconception: 'Tưởng là b ] \\ thôi' }, { text: 'b' }],
  });
});

// -- The oracle -------------------------------------------------------------------------------------------------------------

const TYPES = {
  one: 'MC',
  several: 'MC',
  'true-false': 'TF',
  number: 'Numerical',
  short: 'Short',
  matching: 'Matching',
};

/** What gift-pegjs makes of one block, null where it refuses it. */
function oracle(block: string): GIFTQuestion | null {
  try {
    return parse(`${block}\n\n`)[0] ?? null;
  } catch {
    return null;
  }
}

/** Texts of a question of the oracle that stand in a question of ours, without marks of HTML and blanks. */
function textsOf(question: GIFTQuestion): string[] {
  if (question.type === 'Category' || question.type === 'Description' || question.type === 'Essay') return [];
  const { stem } = question;
  const choices =
    question.type === 'MC' || question.type === 'Short'
      ? question.choices.flatMap(({ text, feedback }) => [text.text, feedback?.text ?? ''])
      : question.type === 'Matching'
        ? question.matchPairs.flatMap(({ subquestion, subanswer }) => [subquestion.text, subanswer])
        : question.type === 'TF'
          ? [question.trueFeedback?.text ?? '', question.falseFeedback?.text ?? '']
          : [];
  return [stem.text, question.globalFeedback?.text ?? '', ...choices].map(squeezed);
}

const squeezed = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/<[^<>]*>|[\s\u200b_]/g, '')
    .replace(/&amp;/g, '&');

/** Here it differs: comments within braces are text to it, weights are not trimmed, and blanks and markup stay as written. */
const DIFFERENT = /comments|pictures|formats|escapes|weights-odd/;

describe('where gift-pegjs reads a block, it reads the same', () => {
  const blocks = importFiles
    .filter(({ format, path }) => format === 'gift' && !DIFFERENT.test(path))
    .flatMap(({ bytes }) => {
      const decoded = decodeText(bytes);
      if (!decoded.ok) return [];
      const lines = linesOf(decoded.text);
      return questionsOf(readGift(decoded.text, 'error')).map((question) => ({
        question,
        block: lines.slice(question.at.from - 1, question.at.to).join('\n'),
      }));
    })
    .map(({ question, block }) => ({ question, block, theirs: oracle(block) }));

  test('it reads enough of them to say something', () => {
    expect(blocks.filter(({ theirs }) => theirs !== null).length).toBeGreaterThanOrEqual(40);
  });

  test.each(blocks.filter(({ theirs }) => theirs !== null))('$block', ({ question, theirs }) => {
    expect(theirs!.type).toBe(TYPES[question.task.kind as keyof typeof TYPES]);
    const ours = squeezed(JSON.stringify(question).replaceAll('\\"', '"').replaceAll('\\\\', '\\'));
    expect(textsOf(theirs!).filter((text) => !ours.includes(text))).toEqual([]);
  });
});
