import { describe, expect, test } from 'vitest';
import { answer, chooseEncoding, pageKey, PageCache, type RenderedPage } from './cache.ts';

const page = (text: string, tags: string[] = ['a']): RenderedPage => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(text.padEnd(1000, '.')),
  tags,
});

describe('encoding', () => {
  test.each([
    [undefined, 'identity'],
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['identity', 'identity'],
  ])('%s gets %s', (accept, encoding) => {
    expect(chooseEncoding(accept)).toBe(encoding);
  });
});

test('the key leaves out what only measures campaigns and orders the rest', () => {
  const key = (path: string) => pageKey(new URL(path, 'http://x'));
  expect(key('/a/?utm_source=z&b=2&a=1&fbclid=x')).toBe('/a/?a=1&b=2');
  expect(key('/a/?utm_source=z')).toBe('/a/');
});

test('a page whose tag is purged while it is rendered is served but not kept', async () => {
  const cache = new PageCache();
  const task = cache.get('/a/', 1000, async () => {
    cache.purge(['a']);
    return page('old');
  });
  const text = (kept: Awaited<typeof task>) => kept.forms.identity.body.toString();
  expect(text(await task)).toContain('old');
  expect(text(await cache.get('/a/', 1000, async () => page('new')))).toContain('new');
});

test('a failed render is tried again by the next request', async () => {
  const cache = new PageCache();
  await expect(cache.get('/a/', 1000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect((await cache.get('/a/', 1000, async () => page('yes'))).status).toBe(200);
});

test('an error page is not kept', async () => {
  const cache = new PageCache();
  await cache.get('/a/', 1000, async () => ({ ...page('x'), status: 500 }));
  expect(cache.size).toBe(0);
});

test('a page is forgotten when its time is over', async () => {
  const cache = new PageCache();
  await cache.get('/a/', 20, async () => page('old'));
  await new Promise((later) => setTimeout(later, 40));
  expect((await cache.get('/a/', 20, async () => page('new'))).forms.identity.body.toString()).toContain(
    'new',
  );
});

test('the star forgets all', async () => {
  const cache = new PageCache();
  await cache.get('/a/', 1000, async () => page('x'));
  cache.purge(['*']);
  expect(cache.size).toBe(0);
});

test('a weak ETag from a proxy still means the same page', async () => {
  const kept = await new PageCache().get('/a/', 1000, async () => page('x'));
  const { headers } = answer(kept, { acceptEncoding: 'gzip', ifNoneMatch: undefined });
  expect(answer(kept, { acceptEncoding: 'gzip', ifNoneMatch: `W/${headers['etag']}` }).status).toBe(304);
});
