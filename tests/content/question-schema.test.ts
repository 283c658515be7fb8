import { describe, expect, test } from 'vitest';
import { QuestionFile } from '#content/schema.ts';

const question = {
  id: 'q-thu',
  fact: 1,
  provision: 'luat-36-2024:11.2',
  text: 'Bạn theo báo hiệu nào trước?',
  explanation: 'Đèn đứng trên biển báo và vạch kẻ.',
  levels: ['adult'],
  difficulty: 1,
};
const options = [{ text: 'Đèn', isRight: true }, { text: 'Biển' }];
const bound = {
  kind: 'number',
  values: [{ figure: 'luat-36-2024:11.5 groups' }],
  unit: 'nhóm',
};
const fits = (over: object) =>
  QuestionFile.safeParse({ topicVi: 'Thử', questions: [{ ...question, ...over }] }).success;

describe('a shipped question', () => {
  test.each([
    ['options', { options }, true],
    ['a task', { task: { kind: 'true-false', isTrue: false } }, true],
    ['a figure of law as a number', { task: bound }, true],
    ['both', { options, task: bound }, false],
    ['neither', {}, false],
  ])('gives %s: %s', (_, over, expected) => {
    expect(fits(over)).toBe(expected);
  });

  test.each([0, 2])('with %i right options is none', (count) => {
    const marked = ['Đèn', 'Biển', 'Vạch'].map((text, at) => ({ text, isRight: at < count }));
    expect(fits({ options: marked })).toBe(false);
  });

  test.each([
    ['a right option that is not there', { kind: 'one', options: [{ text: 'A' }, { text: 'B' }], right: 2 }],
    [
      'no right option',
      {
        kind: 'several',
        options: [
          { text: 'A', isRight: false },
          { text: 'B', isRight: false },
        ],
      },
    ],
    [
      'weights on some options only',
      {
        kind: 'several',
        options: [
          { text: 'A', isRight: true, weightPct: 100 },
          { text: 'B', isRight: false },
        ],
      },
    ],
    [
      'a right spot that is not there',
      {
        kind: 'hotspot',
        scene: 'nga-tu',
        spots: [
          { label: 'A', xPx: 1, yPx: 1, radiusPx: 20 },
          { label: 'B', xPx: 90, yPx: 1, radiusPx: 20 },
        ],
        right: 2,
      },
    ],
    ['one thing to order', { kind: 'ordering', items: ['A'] }],
  ])('with %s is none', (_, task) => {
    expect(fits({ task })).toBe(false);
  });
});
