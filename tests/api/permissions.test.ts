import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '#server/main.ts';
import { appRouter } from '#server/router.ts';
import { PERMISSIONS, ROLES, SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';
import type { ProcedureMeta } from '#server/trpc.ts';
import { testEnv } from '#tests/support/app.ts';
import { freePort, trpcSite } from '#tests/support/trpc-site.ts';

type Procedure = {
  path: string;
  type: 'query' | 'mutation' | 'subscription';
  meta: ProcedureMeta | undefined;
};

const PROCEDURES: Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: Procedure['type']; meta?: ProcedureMeta } }
  >,
)
  .map(([path, { _def }]) => ({ path, type: _def.type, meta: _def.meta }))
  // Signing out ends the session that the others need.
  .sort((a, b) => Number(a.path === 'session.signOut') - Number(b.path === 'session.signOut'));

/** What the table says, told apart from how trpc.ts applies it. */
function mayCall(role: Role | null, { meta }: Procedure): 'yes' | 'sign in' | 'no' {
  if (meta?.permission === 'public') return 'yes';
  if (role === null) return 'sign in';
  if (meta?.permission === 'signed-in') return 'yes';
  return (PERMISSIONS[meta!.permission] as readonly Role[]).includes(role) ? 'yes' : 'no';
}

let server: RunningServer;
let clean: () => Promise<void>;
let origin: string;
beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const made = await testEnv({ PORT: String(port), SITE_URL: origin });
  clean = made.clean;
  server = await startServer(made.env, async () => trpcSite);
});
afterAll(async () => {
  await server.stop();
  await clean();
});

/** Calls with an input that no procedure takes: who may call is asked before what is sent. */
async function call({ path, type }: Procedure, cookie: string): Promise<Response> {
  const input = JSON.stringify({ 'no such field': true });
  const url = `${origin}/api/trpc/${path}`;
  const headers = { cookie, origin, 'content-type': 'application/json' };
  return type === 'mutation'
    ? fetch(url, { method: 'POST', headers, body: input })
    : fetch(`${url}?input=${encodeURIComponent(input)}`, { headers });
}

async function signIn(role: Role): Promise<string> {
  const reply = await fetch(`${origin}/api/trpc/session.signIn`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ email: SAMPLE_ACCOUNTS[role].email, password: SAMPLE_PASSWORD }),
  });
  expect(reply.status).toBe(200);
  return reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0]!)
    .join('; ');
}

/** Procedures whose answer is not what the table says. */
async function strays(role: Role | null, cookie: string): Promise<string[]> {
  const found: string[] = [];
  for (const procedure of PROCEDURES) {
    const { status } = await call(procedure, cookie);
    const expected = mayCall(role, procedure);
    const isRight =
      expected === 'yes'
        ? ![401, 403, 500].includes(status)
        : status === (expected === 'sign in' ? 401 : 403);
    if (!isRight) found.push(`${procedure.path}: ${status}, expected ${expected}`);
  }
  return found;
}

test('the list of procedures is not empty', () => {
  expect(PROCEDURES.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['law.view', 'session.signIn', 'account.read', 'staff.invite', 'teacher.confirm']),
  );
});

test('every procedure declares who may call it', () => {
  const known = new Set<string>(['public', 'signed-in', ...Object.keys(PERMISSIONS)]);
  const silent = PROCEDURES.filter(({ meta }) => !meta || !known.has(meta.permission));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test.each(ROLES)('%s may call what the table says and nothing else', async (role) => {
  expect(await strays(role, await signIn(role))).toEqual([]);
});

test('whoever is not signed in may call what is public and nothing else', async () => {
  expect(await strays(null, '')).toEqual([]);
});

test('a made-up session is nobody', async () => {
  const staff = PROCEDURES.find(({ path }) => path === 'staff.list')!;
  expect((await call(staff, '__Host-chung-duong.session_token=abc.def')).status).toBe(401);
});
