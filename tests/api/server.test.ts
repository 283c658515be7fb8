import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createImageStore } from '#server/image/store.ts';
import { createSigner } from '#server/keys/store.ts';
import { startServer, type RunningServer, type Site } from '#server/main.ts';
import { createCaller } from '#server/router.ts';
import { newLink } from '#server/staff/link.ts';
import { linkPath } from '#server/staff/rules.ts';
import { testEnv } from '#tests/support/app.ts';
import { scheduledNotice } from '#tests/support/publications.ts';
import { freePort } from '#tests/support/trpc-site.ts';

const signer = createSigner('a'.repeat(32));
const LINK_PURPOSES = ['invitation', 'reset', 'teacher'] as const;

let server: RunningServer;
let clean: () => Promise<void>;
let port: number;
let renders = 0;

beforeAll(async () => {
  port = await freePort();
  const made = await testEnv({ PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` });
  clean = made.clean;
  const handler: Site['handler'] = async (req, res, next, { context }) => {
    renders += 1;
    if (req.url === '/missing/') return next!();
    if (req.url === '/404/') {
      res.writeHead(404, { 'content-type': 'text/html' });
      return void res.end('not here');
    }
    if (req.url === '/notices/') {
      const { total } = await createCaller(context).publication.listPublished({ kind: 'notice' });
      res.writeHead(200, { 'content-type': 'text/html', 'x-cache-tags': 'notices' });
      return void res.end(`${total} notices`);
    }
    if (req.url!.includes('/broken')) throw new Error('drawn wrong');
    if (req.url === '/slow/') await new Promise((later) => setTimeout(later, 60));
    res.writeHead(200, { 'content-type': 'text/html', 'x-cache-tags': req.url === '/never/' ? '' : 'law' });
    res.end(`<p>${req.url} ${context.today} ${req.headers.cookie ?? 'no cookie'} ${'x'.repeat(2000)}</p>`);
  };
  server = await startServer(made.env, async () => ({ handler, files: null }));
});
afterAll(async () => {
  await server.stop();
  await clean();
});

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Reply>((done, fail) => {
    const req = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        done({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks) }),
      );
    });
    req.on('error', fail);
    req.end();
  });

test('a page is rendered once, kept compressed, and says what it depends on', async () => {
  const before = renders;
  const first = await ask('/page/', { 'accept-encoding': 'gzip' });
  const second = await ask('/page/', { 'accept-encoding': 'gzip' });
  expect(renders - before).toBe(1);
  expect(second.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'Accept-Encoding',
    'content-type': 'text/html; charset=utf-8',
  });
  expect(second.headers['x-cache-tags']).toBeUndefined();
  expect(gunzipSync(first.body)).toEqual(gunzipSync(second.body));
});

test('a client that has the page gets 304 and no body', async () => {
  const { headers } = await ask('/page/', { 'accept-encoding': 'br' });
  const again = await ask('/page/', { 'accept-encoding': 'br', 'if-none-match': String(headers['etag']) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('each encoding has an ETag of its own', async () => {
  const etags = await Promise.all(
    ['br', 'gzip', 'identity'].map(
      async (encoding) => (await ask('/page/', { 'accept-encoding': encoding })).headers['etag'],
    ),
  );
  expect(new Set(etags).size).toBe(3);
});

test('ten at once on a cold page share one render', async () => {
  const before = renders;
  await Promise.all(Array.from({ length: 10 }, () => ask('/slow/')));
  expect(renders - before).toBe(1);
});

test('a purge by tag makes the next request render again, well under 5 s', async () => {
  await ask('/page/');
  const before = renders;
  const startedAt = performance.now();
  await server.services.db.announce(['law']);
  while (renders === before) {
    await ask('/page/');
    expect(performance.now() - startedAt).toBeLessThan(5000);
  }
});

test('a kept page gives way at the minute an embargo ends, though nobody purges it', async () => {
  await scheduledNotice(server.services, new Date(Date.now() + 1500));
  const read = async () => (await ask('/notices/')).body.toString();
  expect([await read(), await read()]).toEqual(['0 notices', '0 notices']);
  await new Promise((later) => setTimeout(later, 1700));
  expect(await read()).toBe('1 notices');
});

test('a purge of another tag keeps the page', async () => {
  await ask('/page/');
  const before = renders;
  await server.services.db.announce(['something-else']);
  await new Promise((later) => setTimeout(later, 50));
  await ask('/page/');
  expect(renders).toBe(before);
});

test('a game that moves on purges no page, not even one that is being rendered', async () => {
  await server.services.db.announce(['law']);
  await ask('/page/');
  const before = renders;
  const slow = ask('/slow/');
  await new Promise((later) => setTimeout(later, 20));
  await server.services.db.announce(['game:1', 'count:1']);
  await slow;
  await Promise.all([ask('/page/'), ask('/slow/')]);
  expect(renders - before).toBe(1);
});

test('a page without tags is never kept', async () => {
  const before = renders;
  await ask('/never/');
  await ask('/never/');
  expect(renders - before).toBe(2);
});

test('an attempt at a quiz is never kept, whatever its tags', async () => {
  const before = renders;
  await ask('/hoc-va-thi/thcs/bai/?lan=a');
  await ask('/hoc-va-thi/thcs/bai/?lan=a');
  expect(renders - before).toBe(2);
  await ask('/hoc-va-thi/thcs/');
  await ask('/hoc-va-thi/thcs/');
  expect(renders - before).toBe(3);
});

test('a public page never sees who asks', async () => {
  expect((await ask('/cookie/', { cookie: 'who=me' })).body.toString()).toContain('no cookie');
});

test('an address for campaigns is the same page', async () => {
  await ask('/page/?q=a');
  const before = renders;
  await ask('/page/?utm_source=zalo&q=a&fbclid=1');
  expect(renders).toBe(before);
});

test('an unknown address is answered with the 404 page', async () => {
  expect(await ask('/missing/')).toMatchObject({ status: 404 });
});

test('an address without its last slash is led to the page', async () => {
  const { status, headers } = await ask('/cam-nang/di-nguoc-chieu?a=1');
  expect([status, headers['location']]).toEqual([308, '/cam-nang/di-nguoc-chieu/?a=1']);
});

test('an address that starts with two slashes leads nowhere else', async () => {
  const { headers } = await ask('//evil.example/a');
  expect(String(headers['location'] ?? '')).not.toMatch(/^\/\//);
});

test('another host name is refused', async () => {
  expect((await ask('/page/', { host: 'evil.example' })).status).toBe(421);
});

test('a write from another site is refused', async () => {
  expect((await ask('/api/trpc/x', { origin: 'https://evil.example' }, 'POST')).status).toBe(403);
});

test.each(['/%E0%A4%A', '/page/%00/', '/page/?q=a%00b', '/api/trpc/units.find?input=%00'])(
  'an address that cannot be read is refused: %s',
  async (path) => {
    expect((await ask(path)).status).toBe(400);
  },
);

test('an address that names a zero byte without holding one is read', async () => {
  expect((await ask('/page/?q=%2500')).status).toBe(200);
});

test('every answer carries the safe headers', async () => {
  const { headers } = await ask('/healthz');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
  });
});

test('an address of the desk is named to nobody, its own pages included', async () => {
  const { headers } = await ask('/ban-lam-viec/moi/abc/');
  expect(headers).toMatchObject({ 'referrer-policy': 'strict-origin', 'cache-control': 'no-store' });
});

test.each(LINK_PURPOSES)(
  'a page that breaks is logged by its address, without the link of %s',
  async (purpose) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { address } = newLink({ env: server.services.env, now: () => new Date() }, purpose);
    const token = address.split('/').at(-2)!;
    expect((await ask(`${linkPath(purpose, token)}broken/`)).status).toBe(500);
    expect((await ask(`/broken/${token}/`)).status).toBe(500);
    const lines = logged.mock.calls.map((words) => words.join(' '));
    logged.mockRestore();
    expect(lines).toEqual([
      expect.stringContaining(linkPath(purpose, '…')),
      expect.stringContaining('/broken/…/'),
    ]);
  },
);

test('a page of printed sheets that breaks is logged without what opens their key', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect((await ask('/giay/K7QF93AD/a-secret_of_22-signs00/broken/')).status).toBe(500);
  const line = logged.mock.calls.map((words) => words.join(' ')).join('');
  logged.mockRestore();
  expect(line).toContain('/giay/K7QF93AD/…/broken/');
});

test('HEAD has the headers of GET and no body', async () => {
  const head = await ask('/page/', {}, 'HEAD');
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
});

test('equal images asked for at once are drawn once, and again never', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'images-'));
  const store = createImageStore(dir, signer);
  const draw = async () => {
    await new Promise((later) => setTimeout(later, 20));
    return Buffer.from('png');
  };
  await Promise.all(Array.from({ length: 8 }, () => store.get({ a: 1 }, draw)));
  expect(store.drawn).toBe(1);
  const later = createImageStore(dir, signer);
  await later.get({ a: 1 }, draw);
  expect(later.drawn).toBe(0);
  await later.get({ a: 2 }, draw);
  expect(later.drawn).toBe(1);
});

test('an image address is signed, and no other address has that signature', () => {
  const store = createImageStore(mkdtempSync(join(tmpdir(), 'images-')), signer);
  const address = { template: 'guide', subject: 'a', size: '1200x630' };
  const signature = new URL(store.path(address), 'http://x').searchParams.get('k')!;
  expect(store.isSigned(address, signature)).toBe(true);
  expect(store.isSigned({ ...address, subject: 'b' }, signature)).toBe(false);
  expect(store.isSigned(address, '')).toBe(false);
});

describe('what may be sent', () => {
  const post = (path: string, length: number) => ask(path, { 'content-length': String(length) }, 'POST');

  test.for<[string, number, number]>([
    ['/api/trpc/x', 1024 * 1024 + 1, 413],
    ['/ban-lam-viec/dang-nhap/', 1024 * 1024 + 1, 413],
    ['/ban-lam-viec/tep/tai-len/', 21 * 1024 * 1024 + 1, 413],
    ['/ban-lam-viec/don-vi/nhap/', 21 * 1024 * 1024 + 1, 413],
  ])('more than its limit is refused at %s before it is read', async ([path, length, status]) => {
    expect((await post(path, length)).status).toBe(status);
  });

  test.for<[string, number]>([
    ['/api/trpc/x', 1024 * 1024],
    ['/ban-lam-viec/tep/tai-len/', 21 * 1024 * 1024],
  ])('up to its limit it is taken at %s', async ([path, length]) => {
    expect((await post(path, length)).status).toBe(200);
  });

  test('a body that does not say how long it is is refused', async () => {
    const reply = await ask('/ban-lam-viec/tep/tai-len/', { 'transfer-encoding': 'chunked' }, 'POST');
    expect(reply.status).toBe(411);
  });
});
