import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '#server/main.ts';
import { answerPasskey } from '#server/staff/http.ts';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '#server/staff/rules.ts';
import { clientAddress } from '#server/visit.ts';
import { testEnv } from '#tests/support/app.ts';
import { makeAccount, PASSWORD, signedIn, visitorOf } from '#tests/support/staff.ts';
import { freePort, trpcSite } from '#tests/support/trpc-site.ts';

let server: RunningServer;
let clean: () => Promise<void>;
let origin: string;
let cookies: string[];
let cookie: string;
const { email } = SAMPLE_ACCOUNTS.writer;

const post = (path: string, headers: Record<string, string>, body = '{}') =>
  fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const made = await testEnv({ PORT: String(port), SITE_URL: origin });
  clean = made.clean;
  server = await startServer(made.env, async () => trpcSite);
  const reply = await post(
    '/api/trpc/session.signIn',
    { origin },
    JSON.stringify({ email, password: SAMPLE_PASSWORD }),
  );
  cookies = reply.headers.getSetCookie();
  cookie = cookies.map((line) => line.split(';')[0]!).join('; ');
});
afterAll(async () => {
  await server.stop();
  await clean();
});

test('cookies of the desk are __Host-, HttpOnly, Secure and SameSite=Lax', () => {
  expect(cookies.length).toBeGreaterThan(0);
  for (const line of cookies) {
    expect(line).toMatch(/^__Host-/);
    for (const attribute of [/; *HttpOnly/i, /; *Secure/i, /; *SameSite=Lax/i, /; *Path=\/(;|$)/i])
      expect(line).toMatch(attribute);
    expect(line).not.toMatch(/; *Domain=/i);
  }
});

test('a private page knows who asks and is not kept; a public page does not know', async () => {
  const desk = await fetch(`${origin}/ban-lam-viec/`, { headers: { cookie } });
  expect([await desk.text(), desk.headers.get('cache-control')]).toEqual([email, 'no-store']);
  expect(await (await fetch(`${origin}/cam-nang/`, { headers: { cookie } })).text()).toBe('nobody');
  expect(await (await post('/cam-nang/', { origin, cookie })).text()).toBe('nobody');
});

const DOORS = ['/api/trpc/account.endOtherSessions', '/ban-lam-viec/tai-khoan/'];

test.each(DOORS)('a write to %s from another site is refused, whatever it carries', async (path) => {
  for (const foreign of ['https://evil.example', 'null', origin.replace('127.0.0.1', '127.0.0.2')])
    expect((await post(path, { cookie, origin: foreign })).status).toBe(403);
});

test.each(DOORS)('a write to %s with a session must say where it comes from', async (path) => {
  expect((await post(path, { cookie })).status).toBe(403);
  expect((await post(path, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post(path, { cookie, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await post(path, { cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await post(path, { cookie, origin })).status).toBe(200);
});

test('a form that looks like a simple request of another site is refused too', async () => {
  const simple = { cookie, origin: 'https://evil.example', 'content-type': 'text/plain' };
  expect((await post('/api/trpc/account.rename', simple, '{"name":"Kẻ lạ"}')).status).toBe(403);
});

test('a write without a session and without an origin is let in', async () => {
  expect((await post('/api/trpc/session.signOut', {})).status).toBe(200);
});

test('of the library’s addresses only the passkey ceremony is open', async () => {
  const context = await visitorOf(server).context();
  const ask = async (path: string, method = 'POST') =>
    (
      await answerPasskey(
        context,
        new Request(`http://localhost/api/auth${path}`, {
          method,
          body: method === 'POST' ? '{"email":"a@b.example","password":"x","name":"x"}' : null,
        }),
      )
    ).status;
  for (const closed of [
    '/sign-up/email',
    '/sign-in/email',
    '/two-factor/disable',
    '/passkey/delete-passkey',
    '/passkey/../sign-in/email',
    '/passkey/__proto__',
  ])
    expect([closed, await ask(closed)]).toEqual([closed, 404]);
  for (const closed of ['/get-session', '/list-sessions', '/ok', '/passkey/list-user-passkeys'])
    expect([closed, await ask(closed, 'GET')]).toEqual([closed, 404]);
  expect(await ask('/passkey/generate-authenticate-options', 'GET')).toBe(200);
  expect(await ask('/passkey/generate-register-options')).toBe(401);
});

test('a passkey is added by whoever knows the password, and has the second factor if there is one', async () => {
  const real = await makeAccount(server);
  const visitor = await signedIn(server, real.email, '203.0.113.90');
  const begin = async (body: unknown) => {
    const request = new Request('http://localhost/api/auth/passkey/generate-register-options', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const reply = await answerPasskey(await visitor.context(), request);
    return { status: reply.status, body: (await reply.json()) as { message?: string; challenge?: string } };
  };
  for (const wrong of [null, {}, { password: '' }, { password: 'khong phai mat khau nay' }, PASSWORD])
    expect(await begin(wrong)).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/mật khẩu/i) },
    });
  expect(await begin({ password: PASSWORD })).toMatchObject({
    status: 200,
    body: { challenge: expect.any(String) },
  });

  const { secret } = await (await visitor.caller()).account.beginSecondFactor({ password: PASSWORD });
  const code = new TOTP({ secret }).generate();
  await (await visitor.caller()).account.confirmSecondFactor({ code });
  for (const missing of [{}, { code: '' }, { code: '000000' }])
    expect(await begin({ password: PASSWORD, ...missing })).toMatchObject({ status: 400 });
  expect(await begin({ password: PASSWORD, code })).toMatchObject({ status: 200 });
});

test('behind a proxy the last forwarded address counts, else the connection’s', () => {
  const req = {
    headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
    socket: { remoteAddress: '10.0.0.1' },
  } as unknown as Parameters<typeof clientAddress>[0];
  expect(clientAddress(req, true)).toBe('198.51.100.7');
  expect(clientAddress(req, false)).toBe('10.0.0.1');
});
