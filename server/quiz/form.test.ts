import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givenIn, responseFrom, type ShownTask } from './rules.ts';
import { typedNumber } from './typed-number.ts';

const TASKS = {
  one: { kind: 'one', options: ['A', 'B', 'C'] },
  several: { kind: 'several', options: ['A', 'B', 'C'] },
  'true-false': { kind: 'true-false' },
  ordering: { kind: 'ordering', items: ['A', 'B', 'C'] },
  matching: { kind: 'matching', lefts: ['A', 'B'], rights: ['X', 'Y', 'Z'] },
  number: { kind: 'number', unit: 'km/h' },
  short: { kind: 'short' },
  hotspot: { kind: 'hotspot', spots: [{ label: 'A', xPx: 1, yPx: 1, radiusPx: 20 }] },
} satisfies Record<ShownTask['kind'], ShownTask>;

const formOf = (fields: readonly (readonly [string, string])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const answer = (kind: keyof typeof TASKS, ...fields: [string, string][]) =>
  responseFrom(formOf(fields), TASKS[kind]);

describe('the answer in a form', () => {
  test('of each kind', () => {
    expect(answer('one', ['choice', '2'])).toEqual({ kind: 'one', choice: 2 });
    expect(answer('several', ['choices', '0'], ['choices', '2'])).toEqual({
      kind: 'several',
      choices: [0, 2],
    });
    expect(answer('true-false', ['choice', 'false'])).toEqual({ kind: 'true-false', isTrue: false });
    expect(answer('ordering', ['place-0', '2'], ['place-1', '3'], ['place-2', '1'])).toEqual({
      kind: 'ordering',
      places: [2, 0, 1],
    });
    expect(answer('matching', ['right-0', '2'], ['right-1', ''])).toEqual({
      kind: 'matching',
      rights: [2, null],
    });
    expect(answer('number', ['value', ' 40,5 km/h '])).toEqual({ kind: 'number', value: 40.5 });
    expect(answer('short', ['text', '  nhường đường '])).toEqual({ kind: 'short', text: 'nhường đường' });
    expect(answer('hotspot', ['spot', '0'])).toEqual({ kind: 'hotspot', spot: 0 });
  });

  test.each(Object.keys(TASKS) as (keyof typeof TASKS)[])(
    'of kind %s is none when nothing is sent',
    (kind) => {
      expect(answer(kind)).toBeNull();
    },
  );

  test('is none when it is not whole', () => {
    expect(answer('one', ['choice', 'x'])).toBeNull();
    expect(answer('one', ['choice', '-1'])).toBeNull();
    expect(answer('several', ['choices', '0'], ['choices', 'x'])).toBeNull();
    expect(answer('true-false', ['choice', '1'])).toBeNull();
    expect(answer('ordering', ['place-0', '1'], ['place-1', '1'], ['place-2', '2'])).toBeNull();
    expect(answer('ordering', ['place-0', '1'], ['place-1', '2'])).toBeNull();
    expect(answer('matching', ['right-0', ''], ['right-1', ''])).toBeNull();
    expect(answer('number', ['value', 'bốn mươi'])).toBeNull();
    expect(answer('number', ['value', '9'.repeat(20)])).toBeNull();
    expect(answer('short', ['text', '   '])).toBeNull();
    expect(answer('short', ['text', 'a'.repeat(201)])).toBeNull();
  });

  test('that was refused is kept, but for what is no field of a task', () => {
    const form = formOf([
      ['lan', 'x'],
      ['place-0', '1'],
      ['choices', '0'],
      ['choices', '2'],
    ]);
    form.append('text', new File([], 'x'));
    expect(givenIn(form)).toEqual({ 'place-0': ['1'], choices: ['0', '2'] });
  });
});

describe('a number as it is typed', () => {
  test.each([
    ['5', 5],
    ['1,35', 1.35],
    ['1.35', 1.35],
    [',5', 0.5],
    ['0.250', 0.25],
    ['1.500', 1500],
    ['1.500.000', 1_500_000],
    ['1.500,5', 1500.5],
    ['1,500.5', 1500.5],
    ['1,500,000', 1_500_000],
    ['1,500', 1.5],
    ['1 500 000', 1_500_000],
    ['-2', -2],
    ['−2,5', -2.5],
    ['+3', 3],
    ['40km/h', 40],
    ['40 KM/H', 40],
  ])('“%s” is %d', (text, value) => {
    expect(typedNumber(text, 'km/h')).toBe(value);
  });
  test.each(['', '-', '1,2,3', '1.2.3', '1..2', '12 m', 'km/h', '5 5 x', '1e5', 'Infinity'])(
    '“%s” is none',
    (text) => {
      expect(typedNumber(text, 'km/h')).toBeNull();
    },
  );
  test('reads what is written for readers here', () => {
    const shown = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (thousandths) => {
        const value = thousandths / 1000;
        expect(typedNumber(shown.format(value), null)).toBeCloseTo(value, 6);
      }),
    );
  });
});
