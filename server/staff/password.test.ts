import { expect, test } from 'vitest';
import { passwordProblem } from './password.ts';

const OWN = ['Nguyễn Thị An', 'an.nguyen@coquan.example'];
const isTaken = async (password: string) => (await passwordProblem(password.normalize('NFKC'), OWN)) === null;

test.each(['qua cầu nhớ lái', 'sáu con vịt vàng đi bộ', 'xk7#pq!Lm2vz', 'hanoi mua thu lá bay'])(
  '%s is taken',
  async (password) => {
    expect(await isTaken(password)).toBe(true);
  },
);

test('eleven characters are too few, twelve are enough, marks count with their letter', async () => {
  expect(await passwordProblem('xk7#pq!Lm2v', OWN)).toContain('12 ký tự');
  expect(await passwordProblem('xk7#pq!Lm2vz', OWN)).toBeNull();
  expect(await passwordProblem('ắằẳẵặấầẩẫậốồ'.normalize('NFKC'), OWN)).toBeNull();
});

test('128 characters are enough, 129 too many', async () => {
  const long = 'xk7#pq!L'.repeat(16).replace(/^./, 'y');
  expect(await passwordProblem(long, OWN)).toBeNull();
  expect(await passwordProblem(`${long}z`, OWN)).toContain('128 ký tự');
});

test.each([
  ['qwerty123456', 'leaked as it stands'],
  ['QWERTY123456', 'leaked, in capitals'],
  ['password2026!', 'leaked, with figures at its end'],
  ['2026password!', 'leaked, with figures around it'],
  ['Mật khẩu 2026!', 'what people here choose first'],
  ['matkhaumatkhau', 'the same, twice'],
  ['anhyeuem123456', 'what people here choose first, with figures'],
  ['abcabcabcabc', 'three letters over and over'],
  ['aaaaaaaaaaaaaaa', 'one letter'],
  ['123456123456', 'figures'],
])('%s is refused: %s', async (password) => {
  expect(await passwordProblem(password.normalize('NFKC'), OWN)).toContain('đã lộ hoặc quá dễ đoán');
});

test.each([
  'nguyenthian2026',
  'Nguyễn Thị An 90',
  'an.nguyen@coquan.example',
  'chungduong2026',
  'Chung Đường 01',
])('%s is little but a name that everybody knows', async (password) => {
  expect(await passwordProblem(password.normalize('NFKC'), OWN)).toContain('tên');
});

test('a name may be part of a sentence', async () => {
  expect(await isTaken('nguyen trong xe buyt so bay')).toBe(true);
});
