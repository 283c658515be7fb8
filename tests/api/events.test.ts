import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createContext } from '#server/context.ts';
import { serveEvents } from '#server/events.ts';
import { answerProcedure } from '#server/router.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { hostGame } from '#tests/support/classroom.ts';

const clock = new Date('2026-11-21T05:00:00Z');
let app: TestApp;
let server: Server;
let url: string;

beforeAll(async () => {
  app = await openTestApp(clock);
  server = createServer((req, res) => {
    const address = new URL(req.url!, 'http://127.0.0.1');
    void serveEvents(req, res, address, createContext(app.services)).then((isServed) => {
      if (!isServed) res.writeHead(404).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await app.close();
});

const path = (procedure: string, input: unknown) =>
  `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
const HEADERS = { accept: 'text/event-stream' };
const own = (address: string, headers = {}) =>
  fetch(`${url}${address}`, { headers: { ...HEADERS, ...headers } });
const theirs = (address: string, headers = {}) =>
  answerProcedure(
    createContext(app.services),
    new Request(`${url}${address}`, { headers: { ...HEADERS, ...headers } }),
  );

/** Events as a browser reads them: runs of fields, parted by empty lines. */
const eventsOf = (text: string): Record<string, string>[] =>
  text
    .split(/\n{2,}/)
    .filter((block) => block !== '')
    .map((block) =>
      Object.fromEntries(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      ),
    );

describe('a ticket', () => {
  test('holds no more lines than a phone leaves behind: of more, the oldest is cut', async () => {
    const game = await hostGame(app.services, { count: 1 });
    const [phone, other] = [await game.join('1'), await game.join('2')];
    const open = async ({ ticket }: { ticket: string }) => {
      const reader = (await own(path('classroom.follow', { ticket }))).body!.getReader();
      await reader.read();
      const end = (async () => {
        while (!(await reader.read()).done);
      })().then(
        () => 'ended',
        () => 'cut',
      );
      return { reader, end };
    };
    const others = await open(other);
    const lines = [];
    for (let at = 0; at < 17; at += 1) lines.push(await open(phone));
    expect(await lines[0]!.end).toBe('cut');
    const rest = [others, ...lines.slice(1)];
    const soon = new Promise((done) => setTimeout(() => done('open'), 50));
    expect(await Promise.race([soon, ...rest.map(({ end }) => end)])).toBe('open');
    await Promise.all(rest.map(({ reader }) => reader.cancel()));
  });
});

describe('a subscription', () => {
  test('goes over the line as tRPC’s own handler writes it, from the first event to the last', async () => {
    const game = await hostGame(app.services, { count: 1 });
    const { ticket } = await game.join('1');
    const address = path('classroom.follow', { ticket });
    const replies = await Promise.all([own(address), theirs(address)]);
    for (const name of ['content-type', 'cache-control', 'x-accel-buffering'])
      expect(replies[0].headers.get(name)).toBe(replies[1].headers.get(name));
    const bodies = replies.map((reply) => reply.text());
    await game.act({ kind: 'next' });
    await game.act({ kind: 'reveal' });
    await game.act({ kind: 'end' });
    const [mine, known] = (await Promise.all(bodies)).map(eventsOf);
    expect(mine).toEqual(known);
    expect(mine!.map(({ event, id }) => event ?? id?.split('.')[1])).toEqual(
      expect.arrayContaining(['connected', 'lobby', 'ended', 'return']),
    );
  });

  test('is taken up again by the header of a browser and by the address', async () => {
    const game = await hostGame(app.services, { count: 1 });
    const { ticket } = await game.join('1');
    const address = path('classroom.follow', { ticket });
    const replies = await Promise.all([
      own(address, { 'last-event-id': '-1.lobby..' }),
      own(`${address}&lastEventId=-1.lobby..`),
    ]);
    const bodies = replies.map((reply) => reply.text());
    await game.act({ kind: 'end' });
    for (const text of await Promise.all(bodies))
      expect(eventsOf(text).map(({ event, id }) => event ?? id?.split('.')[1])).toEqual([
        'connected',
        'ended',
        'return',
      ]);
  });

  test('of a game that is gone ends with the refusal', async () => {
    const game = await hostGame(app.services);
    const { ticket } = await game.join('1');
    await app.services.db.prisma.game.delete({ where: { id: game.gameId } });
    await app.services.classroom.announce(game.gameId);
    const address = path('classroom.follow', { ticket });
    const events = eventsOf(await (await own(address)).text());
    expect(events.at(-1)!['event']).toBe('serialized-error');
    expect(JSON.parse(events.at(-1)!['data']!)).toMatchObject({
      message: expect.stringContaining('không còn nữa'),
      data: { code: 'NOT_FOUND', httpStatus: 404 },
    });
  });

  test('with a ticket nobody gave out, and whatever is no subscription, is left to tRPC', async () => {
    for (const address of [
      path('classroom.follow', { ticket: 'a.b.c' }),
      '/api/trpc/classroom.follow?input={',
      path('classroom.find', { code: 'ABCDEF' }),
      '/api/trpc/classroom',
      '/api/trpc/constructor',
      '/lop/',
    ])
      expect((await own(address)).status).toBe(404);
  });

  test('that is silent is pinged, and one whose reader left is forgotten', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    try {
      const game = await hostGame(app.services);
      const { ticket } = await game.join('1');
      const reply = await own(path('classroom.follow', { ticket }));
      const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes('lobby')) text += (await reader.read()).value;
      await vi.advanceTimersByTimeAsync(11_000);
      expect((await reader.read()).value).toContain('event: ping');
      await reader.cancel();
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
    } finally {
      vi.useRealTimers();
    }
  });
});
