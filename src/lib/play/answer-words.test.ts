import { expect, test } from 'vitest';
import { answerLines, readNumber } from './answer-words.ts';

test.each([
  ['50', 50],
  [' 0,25 ', 0.25],
  ['0.25', 0.25],
  ['1.234', 1234],
  ['1.234.567,5', 1234567.5],
  ['0.125', 0.125],
  ['12.34', 12.34],
  ['1 200', 1200],
  ['-5', -5],
  ['\u22125', -5],
  ['', null],
  ['năm', null],
  ['5 km', null],
  ['1,2,3', null],
  ['.', null],
  ['1e5', null],
])('“%s” is read as %s', (typed, value) => {
  expect(readNumber(typed)).toBe(value);
});

test('every kind of answer is said in words', () => {
  const options = { kind: 'several', options: ['Dừng', 'Đi', 'Chờ'] } as const;
  expect(
    answerLines({ ...options, options: [...options.options] }, { kind: 'several', choices: [0, 2] }),
  ).toEqual(['A. Dừng', 'C. Chờ']);
  expect(answerLines({ kind: 'one', options: ['Dừng', 'Đi'] }, { kind: 'one', choice: 1 })).toEqual([
    'B. Đi',
  ]);
  expect(answerLines({ kind: 'true-false' }, { kind: 'true-false', isTrue: false })).toEqual(['Sai']);
  expect(
    answerLines({ kind: 'ordering', items: ['xe máy', 'cứu hỏa'] }, { kind: 'ordering', places: [1, 0] }),
  ).toEqual(['1. cứu hỏa', '2. xe máy']);
  expect(
    answerLines(
      { kind: 'matching', lefts: ['P.101', 'P.102'], rights: ['cấm', 'ngược chiều'] },
      { kind: 'matching', rights: [0, null] },
    ),
  ).toEqual(['P.101: cấm', 'P.102: –']);
  expect(
    answerLines({ kind: 'number', unit: 'km/h' }, { kind: 'number', value: 1234.5, tolerance: 2 }),
  ).toEqual(['1.234,5 ± 2\u00a0km/h']);
  expect(answerLines({ kind: 'short' }, { kind: 'short', text: 'nhường*' })).toEqual(['nhường…']);
  expect(
    answerLines(
      { kind: 'hotspot', spots: [{ label: 'vạch dừng', xPx: 1, yPx: 1, radiusPx: 20 }] },
      { kind: 'hotspot', spot: 0 },
    ),
  ).toEqual(['1. vạch dừng']);
});
