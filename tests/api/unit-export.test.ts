import type { APIContext } from 'astro';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/staff/rules.ts';
import * as route from '#src/pages/ban-lam-viec/don-vi/xuat.[format].ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeUnit } from '#tests/support/staff.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await makeUnit(app, 'K7PM3RA', 'school');
});
afterAll(() => app.close());

const admin = actorWith('admin');
const ask = async (method: 'GET' | 'POST', actor: Actor | null, format = 'csv', search = '') => {
  const asked = {
    params: { format },
    url: new URL(`http://localhost/ban-lam-viec/don-vi/xuat.${format}${search}`),
    locals: { context: app.context(actor ?? undefined) },
    rewrite: async () => new Response(null, { status: 404 }),
  } as unknown as APIContext;
  return route[method](asked) as Promise<Response>;
};
const exportsWritten = () => app.services.db.prisma.auditEvent.count({ where: { action: 'unit.export' } });

test('an address alone takes no list out and writes nothing down', async () => {
  const reply = await ask('GET', admin);
  expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await reply.text()).toContain('Hãy bấm nút tải');
  expect(await exportsWritten()).toBe(0);
});

test('the button takes out what the list shows, and it is written down', async () => {
  const reply = await ask('POST', admin, 'csv', '?loai=school');
  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; .*csv/);
  expect(await reply.text()).toContain('K7PM3RA');
  expect(await exportsWritten()).toBe(1);
  expect(await (await ask('POST', admin, 'csv', '?loai=province')).text()).not.toContain('K7PM3RA');
});

test('whoever may not is led away, whoever is signed out back to the list', async () => {
  const written = await exportsWritten();
  const places = [];
  for (const actor of [null, actorWith('teacher')])
    places.push((await ask('POST', actor, 'csv', '?q=a')).headers.get('location'));
  expect(places).toEqual([
    '/ban-lam-viec/dang-nhap/?ve=%2Fban-lam-viec%2Fdon-vi%2F%3Fq%3Da',
    '/ban-lam-viec/khong-duoc/',
  ]);
  expect((await ask('POST', admin, 'exe')).status).toBe(404);
  expect(await exportsWritten()).toBe(written);
});
