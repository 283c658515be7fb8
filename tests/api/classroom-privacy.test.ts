import { format } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startServer, type RunningServer } from '#server/main.ts';
import { testEnv } from '#tests/support/app.ts';
import { newSecret } from '#tests/support/classroom.ts';
import { Stream } from '#tests/support/phone-lines.ts';
import { freePort, trpcSite } from '#tests/support/trpc-site.ts';

const PHONE = {
  'content-type': 'application/json',
  'x-forwarded-for': '203.0.113.77',
  'x-real-ip': '203.0.113.77',
  cookie: 'who=a-child-of-class-8',
  'user-agent': 'PhoneOfThatChild/1.0',
  referer: 'https://school.example/class-8',
};

let server: RunningServer;
let clean: () => Promise<void>;
const printed: string[] = [];
beforeAll(async () => {
  const port = await freePort();
  const made = await testEnv({ PORT: String(port), SITE_URL: `http://127.0.0.1:${port}` });
  clean = made.clean;
  for (const kind of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, kind).mockImplementation((...said: unknown[]) => void printed.push(format(...said)));
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((said) => printed.push(String(said)) > 0);
  server = await startServer(made.env, async () => trpcSite);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await clean();
});

async function ask<T>(procedure: string, input: unknown): Promise<T> {
  const reply = await fetch(`${server.url}/api/trpc/classroom.${procedure}`, {
    method: 'POST',
    headers: PHONE,
    body: JSON.stringify(input),
  });
  expect(reply.headers.get('set-cookie')).toBeNull();
  expect(reply.headers.get('cache-control') ?? '').not.toContain('public');
  return ((await reply.json()) as { result: { data: T } }).result?.data;
}

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const { prisma } = server.services.db;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  expect(tables.map(({ name }) => name)).toContain('game_player');
  const texts = await Promise.all(
    tables.map(({ name }) =>
      prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`),
    ),
  );
  return texts
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

test('a class that plays leaves no address, no cookie and no secret, neither in the database nor in what is printed', async () => {
  const game = await ask<{ joinCode: string; hostCode: string }>('create', { set: 'thcs', count: 1 });
  const secret = newSecret();
  const phone = await ask<{ player: string; ticket: string; resumeCode: string }>('join', {
    ...{ code: game.joinCode, seat: '7', secret, name: 'Nguyễn Văn Bình' },
  });
  const stream = new Stream(server.url, 'follow', phone.ticket);
  let position = 0;
  let ref = '';
  stream.open(
    (view) => {
      if (view.question) ({ position, ref } = view.question);
    },
    () => undefined,
  );
  await ask('act', { hostCode: game.hostCode, seq: 0, action: { kind: 'next' } });
  await expect.poll(() => ref).not.toBe('');
  const answer = { player: phone.player, position, ref, clientId: newSecret() };
  expect(await ask('answer', { ...answer, response: { kind: 'one', choice: 0 } })).toMatchObject({
    ok: true,
  });
  // Refusals and nonsense are where logs like to say too much.
  await ask('answer', { ...answer, response: { kind: 'one', choice: 9 } });
  await ask('answer', { ...answer, response: 'nonsense' });
  await ask('join', { code: '333333', seat: '8', secret: newSecret() });
  stream.cut();

  const rows = await everything();
  expect(rows).toContain(game.joinCode);
  const secrets = [secret, phone.resumeCode, game.hostCode, game.hostCode.replaceAll('-', ''), phone.ticket];
  const traces = [
    '203.0.113.77',
    '127.0.0.1',
    '::1',
    'a-child-of-class-8',
    'PhoneOfThatChild',
    'school.example',
    'Văn Bình',
  ];
  const said = printed.join('\n');
  for (const trace of [...secrets, ...traces]) {
    expect(rows).not.toContain(trace);
    expect(said).not.toContain(trace);
  }
});

test('the tables of a game have no field for anything personal but the first name', async () => {
  const columns = await server.services.db.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name IN ('game_player', 'game_answer', 'game_result', 'quiz_participation')
    ORDER BY 1`;
  expect(columns.map(({ name }) => name)).toEqual([
    'game_answer.client_id',
    'game_answer.game_id',
    'game_answer.mark_pct',
    'game_answer.player_id',
    'game_answer.points',
    'game_answer.position',
    'game_answer.received_at',
    'game_answer.response',
    'game_player.game_id',
    'game_player.id',
    'game_player.joined_at',
    'game_player.name',
    'game_player.removed_at',
    'game_player.resume_key',
    'game_player.seat',
    'game_player.secret_key',
    'game_player.team',
    'game_player.time_pct',
    'game_result.delete_on',
    'game_result.id',
    'game_result.owner_id',
    'game_result.played_on',
    'game_result.questions',
    'game_result.seats',
    'game_result.set',
    'game_result.unit_id',
    'quiz_participation.first_block_pct',
    'quiz_participation.id',
    'quiz_participation.last_block_pct',
    'quiz_participation.month',
    'quiz_participation.seats',
    'quiz_participation.set',
    'quiz_participation.unit_id',
  ]);
});

test('300 phones behind one address are in within 15 s; wrong codes run out, a code from the QR does not', async () => {
  const game = await ask<{ joinCode: string; joinKey: string }>('create', { set: 'thcs', seats: 301 });
  const join = (code: string, more: object = {}) =>
    ask('join', { code, seat: null, secret: newSecret(), ...more });
  const startedAt = performance.now();
  const all = await Promise.all(Array.from({ length: 300 }, () => join(game.joinCode)));
  expect(all.every(Boolean)).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  const noMoreTries = vi.spyOn(server.services.classroom.codeTries, 'take').mockReturnValue(false);
  expect(await join(game.joinCode)).toBeUndefined();
  expect(await join(game.joinCode, { key: game.joinKey })).toMatchObject({ seat: expect.any(String) });
  expect(await join(game.joinCode, { key: 'guessed' })).toBeUndefined();
  noMoreTries.mockRestore();
});

test('a server that stops cuts the streams, so that browsers come back, and is gone at once', async () => {
  const game = await ask<{ joinCode: string; ticket: string }>('create', { set: 'thcs' });
  let isOpen = false;
  let isCut = false;
  const stream = new Stream(server.url, 'host', game.ticket);
  stream.open(
    () => (isOpen = true),
    () => (isCut = true),
  );
  await expect.poll(() => isOpen).toBe(true);
  const startedAt = performance.now();
  await server.stop();
  expect(performance.now() - startedAt).toBeLessThan(3000);
  await expect.poll(() => isCut).toBe(true);
});
