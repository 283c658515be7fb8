import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TASK_KINDS } from '#server/bank/rules.ts';
import { arbitraryQuestion } from '#tests/support/arbitrary-question.ts';
import {
  emptyQuestion,
  maxRowsOf,
  questionInput,
  TOUCH_WIDTH_PX,
  typedFrom,
  typedQuestion,
  withoutRow,
  withRow,
  withSpot,
} from './bank-form.ts';

const kept = {
  explanation: '',
  provision: null,
  levels: [],
  topic: '',
  difficulty: 2,
  scene: null,
  mediaId: null,
};

/** The fields a form posts for what it shows. */
function posted(fields: Record<string, string | string[]>) {
  const all = (name: string) => [fields[name] ?? []].flat();
  return { all, text: (name: string) => all(name)[0] ?? '' };
}

test('a question of any kind comes out of its form as it went in', () => {
  fc.assert(
    fc.property(arbitraryQuestion, ({ text, task }) => {
      expect(questionInput(typedFrom({ ...kept, text, task })).task).toEqual(task);
    }),
    { numRuns: 300 },
  );
});

test('what is posted is what the form shows', () => {
  const typed = typedQuestion(
    posted({
      cau: 'Ai đi trước?',
      'so-dong': '3',
      'dong-0': 'Xe cứu thương',
      'dong-1': '',
      'dong-2': 'Xe tải',
      'hieu-lam-2': 'Xe to đi trước',
      dung: '0',
      cap: ['primary', 'nobody'],
      hinh: 'canh:giving-way-lawful',
      'do-kho': '3',
    }),
    'one',
  );
  expect(typed.rows.map(({ text, isRight }) => [text, isRight])).toEqual([
    ['Xe cứu thương', true],
    ['', false],
    ['Xe tải', false],
  ]);
  expect(questionInput(typed)).toEqual({
    text: 'Ai đi trước?',
    task: {
      kind: 'one',
      options: [{ text: 'Xe cứu thương' }, { text: 'Xe tải', misconception: 'Xe to đi trước' }],
      right: 0,
    },
    explanation: '',
    provision: null,
    levels: ['primary'],
    topic: '',
    difficulty: 3,
    scene: 'giving-way-lawful',
    mediaId: null,
  });
});

test('a form says how many rows it has; more than its kind takes are not made', () => {
  for (const kind of TASK_KINDS) {
    const typed = typedQuestion(posted({ 'so-dong': '999999' }), kind);
    expect(typed.rows.length).toBe(maxRowsOf(kind));
    expect(withRow(typed)).toBe(typed);
  }
});

test.each([
  ['12', 12],
  ['1,5', 1.5],
  ['−3.25', -3.25],
  ['mười', NaN],
  ['1.234.567', NaN],
])('“%s” is the number %d', (text, value) => {
  const typed = { ...emptyQuestion('number') };
  const [row] = typed.rows;
  const { task } = questionInput({ ...typed, rows: [{ ...row!, text }] });
  expect((task as { values: { value: number }[] }).values[0]!.value).toBe(value);
});

describe('rows', () => {
  test('are taken out one at a time', () => {
    const typed = typedFrom({ ...kept, text: 'x', task: { kind: 'ordering', items: ['a', 'b', 'c'] } });
    expect(withoutRow(typed, 1).rows.map(({ text }) => text)).toEqual(['a', 'c']);
  });

  test('a touch on a scene makes a spot at its place on the canvas', () => {
    const view = { xPx: 100, yPx: 50, widthPx: TOUCH_WIDTH_PX * 4 };
    const [row] = withSpot(emptyQuestion('hotspot'), { xPx: 10, yPx: 20 }, view).rows;
    expect(row).toMatchObject({ x: '140', y: '130' });
  });
});
