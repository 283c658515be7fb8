import { expect, test } from 'vitest';
import { bodyLimitOf, bodyRefusal } from './body-limit.ts';

const MB = 1024 * 1024;
const of = (bytes: number, pathname: string) =>
  bodyRefusal({ 'content-length': String(bytes) }, pathname)?.status ?? null;

test('a form may bring one megabyte along, not a byte more', () => {
  expect(of(MB, '/ban-lam-viec/dang-nhap/')).toBeNull();
  expect(of(MB + 1, '/ban-lam-viec/dang-nhap/')).toBe(413);
  expect(of(MB + 1, '/api/trpc/units.beginImport')).toBe(413);
});

test('rooms that take files take twenty megabytes and what a form adds', () => {
  for (const path of ['/ban-lam-viec/don-vi/nhap/', '/ban-lam-viec/tep/']) {
    expect(of(21 * MB, path)).toBeNull();
    expect(of(21 * MB + 1, path)).toBe(413);
  }
  expect(bodyLimitOf('/ban-lam-viec/don-vi/')).toBe(MB);
  expect(bodyLimitOf('/x/ban-lam-viec/don-vi/nhap/')).toBe(MB);
});

test('a body without a length is refused, no body is none', () => {
  expect(bodyRefusal({ 'transfer-encoding': 'chunked' }, '/ban-lam-viec/don-vi/nhap/')?.status).toBe(411);
  expect(bodyRefusal({}, '/')).toBeNull();
});
