import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { refusalOfBody } from './body.ts';

const MIB = 1024 * 1024;
const of = (headers: IncomingMessage['headers'], pathname: string) =>
  refusalOfBody(Object.assign(new EventEmitter(), { headers }) as IncomingMessage, pathname)?.status ?? null;
const ofBytes = (bytes: number, pathname: string) => of({ 'content-length': String(bytes) }, pathname);

test('a form may bring one megabyte along, not a byte more', () => {
  for (const path of ['/ban-lam-viec/dang-nhap/', '/api/trpc/units.beginImport', '/ban-lam-viec/don-vi/']) {
    expect(ofBytes(MIB, path)).toBeNull();
    expect(ofBytes(MIB + 1, path)).toBe(413);
  }
  expect(ofBytes(MIB + 1, '/x/ban-lam-viec/don-vi/nhap/')).toBe(413);
});

test('rooms that take files take twenty megabytes and what a form adds', () => {
  for (const path of ['/ban-lam-viec/don-vi/nhap/', '/ban-lam-viec/tep/', '/ban-lam-viec/cau-hoi/moi/']) {
    expect(ofBytes(21 * MIB, path)).toBeNull();
    expect(ofBytes(21 * MIB + 1, path)).toBe(413);
  }
});

test('a body without a length is refused, no body is none', () => {
  expect(of({ 'transfer-encoding': 'chunked' }, '/ban-lam-viec/don-vi/nhap/')).toBe(411);
  expect(of({}, '/')).toBeNull();
});
