import { describe, expect, test } from 'vitest';
import { isSmall, mayAppear, openWidth, POLICY, roundedTo, spanOfShown } from './policy.ts';

const cell = { value: 7, rowTotal: 500, columnTotal: 500, hasContributors: false, isStructural: false };

describe('P-2', () => {
  test.each([
    [1, true],
    [4, true],
    [5, false],
    [6, false],
  ])('a count of %i in a plain table is small: %s', (value, small) => {
    expect(isSmall(POLICY, { ...cell, value })).toBe(small);
  });
  test.each([
    [9, true],
    [10, false],
    [11, false],
  ])('a count of %i where a unit is named is small: %s', (value, small) => {
    expect(isSmall(POLICY, { ...cell, value, hasContributors: true })).toBe(small);
  });
  test.each([
    [49, 500, true],
    [50, 500, false],
    [51, 500, false],
    [500, 49, true],
    [50, 50, false],
    [0, 500, true],
  ])('zero in a row of %i and a column of %i is hidden: %s', (rowTotal, columnTotal, small) => {
    expect(isSmall(POLICY, { ...cell, value: 0, rowTotal, columnTotal })).toBe(small);
  });
  test('a structural zero is shown whatever its margins', () => {
    expect(isSmall(POLICY, { ...cell, value: 0, rowTotal: 0, columnTotal: 0, isStructural: true })).toBe(
      false,
    );
  });
});

test.each([
  [4, 3, 20, false],
  [5, 3, 20, true],
  [6, 10, 20, true],
  [6, 11, 20, false],
  [null, 3, 20, false],
  [6, null, 20, false],
])(
  'P-3: %s contributors, at most %s each, of %i: appears %s',
  (contributors, capPerPerson, count, appears) => {
    expect(mayAppear(POLICY, { count, contributors, capPerPerson })).toBe(appears);
  },
);

test.each([
  [0, 5],
  [16, 5],
  [17, 6],
  [20, 6],
  [21, 7],
  [50, 15],
  [100, 30],
  [101, 31],
])('P-4: a hidden %i leaves open at least %i', (value, width) => {
  expect(openWidth(POLICY, value)).toBe(width);
});

test.each([
  [2, 0],
  [3, 5],
  [7, 5],
  [8, 10],
  [12, 10],
])('P-6: %i is shown as %i where counts are rounded', (value, shown) => {
  expect(roundedTo(5, value)).toBe(shown);
  expect(roundedTo(1, value)).toBe(value);
});

test('whoever knows the rounding and guesses the smallest count reads a rounded one no wider than this', () => {
  expect(spanOfShown(POLICY, 5, 0)).toEqual([0, 0]);
  expect(spanOfShown(POLICY, 5, 5)).toEqual([5, 7]);
  expect(spanOfShown(POLICY, 5, 10)).toEqual([8, 12]);
  expect(spanOfShown(POLICY, 1, 10)).toEqual([10, 10]);
});
