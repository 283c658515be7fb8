import { expect, test } from 'vitest';
import { actionChoices, actionWords, subjectWords } from './audit-words.ts';

test('an action has words of its own, an unknown one is shown as it is', () => {
  expect(actionWords('unit.merge')).toBe('Nhập đơn vị');
  expect(actionWords('league.freeze')).toBe('league.freeze');
});

test('no two actions are called alike, so that each can be chosen', () => {
  const labels = actionChoices.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

test.each([
  ['unit:1', 'TR1', 'Đơn vị', '1', '/ban-lam-viec/don-vi/TR1/'],
  ['unit:1', null, 'Đơn vị', '1', null],
  ['unit:*', null, 'Đơn vị', 'cả danh sách', null],
  ['staff:1', null, 'Người dùng', '1', '/ban-lam-viec/nguoi-dung/1/'],
  [
    'law:nd-168-2024:6.9.đ',
    null,
    'Điều khoản',
    'nd-168-2024:6.9.đ',
    '/ban-lam-viec/luat/dieu-khoan/?id=nd-168-2024%3A6.9.%C4%91',
  ],
  ['key:audit', null, 'Khóa', 'Nhật ký', '/ban-lam-viec/khoa/'],
  ['audit:events', null, 'Nhật ký', '', null],
  ['league:7', null, 'Đối tượng', '7', null],
])('%s (code %s) is %s %s at %s', (subject, code, word, name, path) => {
  const words = subjectWords(subject, code);
  expect([words.word, words.name, words.page?.path ?? null]).toEqual([word, name, path]);
});
