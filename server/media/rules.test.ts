import { expect, test } from 'vitest';
import { daysLeft, fileNameOf, hashIn, nameOf, pictureOf, variantsOf } from './rules.ts';

const sha256 = '0123456789abcdef'.repeat(4);

test.for([
  ['Cổng trường (1).JPG', 'cong-truong-1'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Nam\\Đèn đỏ.png', 'den-do'],
  ['virus.exe.jpg', 'virus-exe'],
  ['"\r\nset-cookie: a=b.png', 'set-cookie-a-b'],
  ['图.png', 'tep'],
  ['.png', 'tep'],
  ['', 'tep'],
  [`${'a'.repeat(59)}-b.png`, 'a'.repeat(59)],
])('the name %s becomes %s', ([given, name]) => {
  expect(nameOf(given!)).toBe(name);
});

test('every address tells its hash again', () => {
  const file = { sha256, name: 'den-do', type: 'image/png' };
  const addresses = [
    fileNameOf(file),
    ...variantsOf('image/png', 2000).map((variant) => fileNameOf(file, variant)),
  ];
  expect(addresses).toHaveLength(7);
  expect(new Set(addresses).size).toBe(7);
  for (const address of addresses) expect(hashIn(address)).toBe(sha256.slice(0, 16));
});

test('an address of another form names no hash', () => {
  for (const address of [
    '',
    'a.png',
    `${sha256}.png`,
    '0123456789abcdef-a/../b.png',
    '0123456789ABCDEF-a.png',
    '0123456789abcdef-a.png\n',
  ])
    expect(hashIn(address)).toBeNull();
});

test('a picture is kept in the widths below its own, never wider', () => {
  const widths = (widthPx: number) => [
    ...new Set(variantsOf('image/jpeg', widthPx).map((variant) => variant.widthPx)),
  ];
  expect([480, 481, 960, 961, 1600, 1601].map((width) => widths(width).length)).toEqual([0, 1, 1, 2, 2, 3]);
  expect(variantsOf('image/webp', 500)).toEqual([{ widthPx: 480, type: 'image/webp' }]);
});

test('a document is no picture', () => {
  const file = { sha256, name: 'a', altText: 'b', type: 'application/pdf', widthPx: null, heightPx: null };
  expect(pictureOf(file)).toBeNull();
});

test('a small picture is shown as it is, a large one in the largest of its variants', () => {
  const file = { sha256, name: 'a', altText: 'b', type: 'image/png', widthPx: 400, heightPx: 300 };
  expect(pictureOf(file)).toMatchObject({ src: '/tep/0123456789abcdef-a.png', webp: '', own: '' });
  expect(pictureOf({ ...file, widthPx: 5000 })!.src).toBe('/tep/0123456789abcdef-a.1600.png');
});

test('an unused file has thirty days, counted down to none', () => {
  const since = new Date('2026-11-01T00:00:00Z');
  const after = (days: number) => daysLeft(since, new Date(since.getTime() + days * 86_400_000));
  expect([0, 0.5, 1, 29.5, 30, 31].map(after)).toEqual([30, 30, 29, 1, 0, 0]);
});
