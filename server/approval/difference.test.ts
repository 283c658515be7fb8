import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

const field = (text: string, name = 'body') => ({ name, label: 'Nội dung', text });

test('words that went and words that came are named, whole words with their marks', () => {
  const [body] = differenceOf([field('Cấm đường Lê Lợi từ 7 giờ')], [field('Cấm đường Lê Lai từ 7 giờ')]);
  expect(body!.isChanged).toBe(true);
  expect(body!.runs).toEqual([
    { change: 'same', text: 'Cấm đường Lê ' },
    { change: 'removed', text: 'Lợi' },
    { change: 'added', text: 'Lai' },
    { change: 'same', text: ' từ 7 giờ' },
  ]);
});

test('changed words side by side are shown as one change, not word by word', () => {
  const [body] = differenceOf([field('Xe tải đi vòng đường tránh.')], [field('Xe tải đi vòng cầu Mẫu.')]);
  expect(body!.runs).toEqual([
    { change: 'same', text: 'Xe tải đi vòng ' },
    { change: 'removed', text: 'đường tránh' },
    { change: 'added', text: 'cầu Mẫu' },
    { change: 'same', text: '.' },
  ]);
});

test('what stayed and went makes the old text, what stayed and came the new one', () => {
  const word = fc.constantFrom('đường', 'Đường', 'cấm', 'xe', '\n', ' ', ' ', '7', ',', 'ngược');
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [body] = differenceOf([field(before)], [field(after)]);
      const without = (change: string) =>
        body!.runs
          .filter((run) => run.change !== change)
          .map((run) => run.text)
          .join('');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
      expect(body!.isChanged).toBe(before !== after);
    }),
  );
});

test('a part that only the older text has is shown as gone', () => {
  expect(differenceOf([field('cũ', 'slug')], [])).toMatchObject([
    { name: 'slug', runs: [{ change: 'removed', text: 'cũ' }] },
  ]);
});
