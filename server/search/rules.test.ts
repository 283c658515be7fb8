import { expect, test } from 'vitest';
import { fold, matches, relevance } from './rules.ts';

test.each([
  ['Đi ngược chiều', 'di nguoc chieu'],
  ['ĐÈN  ĐỎ ', 'den do'],
  ['nồng độ cồn'.normalize('NFD'), 'nong do con'],
])('%s folds to %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('every word of the query must stand in the text', () => {
  expect(matches('Vượt đèn đỏ', 'do den')).toBe(true);
  expect(matches('Vượt đèn đỏ', 'den xanh')).toBe(false);
  expect(matches('Vượt đèn đỏ', '')).toBe(true);
});

test.each([
  ['Vượt đèn đỏ', 'den do', 3],
  ['Đèn giao thông màu đỏ', 'den do', 2],
  ['Nồng độ cồn đến 50 mg', 'en o', 1],
  ['Vượt đèn đỏ', 'xanh', 0],
  ['Vượt đèn đỏ', ' ', 0],
])('%s answers “%s” with %i', (text, query, score) => {
  expect(relevance(text, query)).toBe(score);
});
