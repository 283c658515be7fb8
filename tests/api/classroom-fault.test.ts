import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyResponse } from '#tests/support/choices.ts';
import { playClass } from '#tests/support/class-run.ts';
import { newSecret } from '#tests/support/classroom.ts';
import { startServerProcess, type ServerProcess } from '#tests/support/server-process.ts';
import { Line, Stream, type View } from '#tests/support/phone-lines.ts';

const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess('tests/support/plain-server.ts', 'given');
}, 90_000);
afterAll(() => server.close(), 30_000);

/** Asks until there is an answer, as a phone does. */
async function ask<T>(procedure: string, input: unknown): Promise<T> {
  const line = new Line(server.url);
  for (let round = 0; round < 200; round += 1) {
    const reply = await line.post(procedure, input).catch(() => null);
    if (reply && reply.status < 500) {
      line.cut();
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.data));
      return reply.data as T;
    }
    await later(100);
  }
  throw new Error(`${procedure} was never answered`);
}

type Reply = { ok: boolean; receipt: string; isRepeat: boolean };

test('a server killed in mid-question and started again has every answer it acknowledged, and takes the others once', async () => {
  const PHONES = 30;
  const game = await ask<{ joinCode: string; hostCode: string }>('create', {
    set: 'tong-hop',
    count: 2,
    limitSeconds: 60,
    seats: PHONES,
  });
  const phones = await Promise.all(
    Array.from({ length: PHONES }, (_, at) =>
      ask<{ player: string; ticket: string; seat: string }>('join', {
        code: game.joinCode,
        seat: String(at + 1),
        secret: newSecret(),
      }),
    ),
  );
  const seen: View[] = [];
  const stream = new Stream(server.url, 'follow', phones[0]!.ticket);
  let connects = 0;
  let isOver = false;
  const follow = () =>
    stream.open(
      (view) => seen.push(view),
      () => void later(100).then(() => (isOver ? undefined : follow())),
      () => (connects += 1),
    );
  follow();
  await ask('act', { hostCode: game.hostCode, seq: 0, action: { kind: 'next' } });
  await expect.poll(() => seen.at(-1)?.phase, { timeout: 10_000 }).toBe('open');
  const { position, ref, task } = seen.at(-1)!.question!;
  const responses = phones.map(() => anyResponse(task));

  const acked = new Map<string, Reply>();
  const answers = phones.map(async ({ player, seat }, at) => {
    await later(at * 40);
    const reply = await ask<Reply>('answer', {
      ...{ player, position, ref, clientId: `answer-of-${seat}` },
      response: responses[at],
    });
    acked.set(seat, reply);
  });
  await expect.poll(() => acked.size, { timeout: 10_000 }).toBeGreaterThan(5);
  await server.kill();
  const before = new Map(acked);
  expect(before.size).toBeLessThan(PHONES);
  const connectsBefore = connects;
  await server.restart();
  const backAt = performance.now();
  await expect.poll(() => connects, { interval: 20, timeout: 10_000 }).toBeGreaterThan(connectsBefore);
  expect(performance.now() - backAt).toBeLessThan(2000);
  await Promise.all(answers);
  expect([...acked.values()].every(({ ok, isRepeat }) => ok && !isRepeat)).toBe(true);

  const { seats } = await ask<{ seats: { seat: string; responses: unknown[] }[] }>('results', {
    hostCode: game.hostCode,
  });
  expect(new Map(seats.map(({ seat, responses }) => [seat, responses]))).toEqual(
    new Map(phones.map(({ seat }, at) => [seat, [responses[at]]])),
  );
  // Sent again, an answer acknowledged before the fault has the very same receipt.
  for (const [seat, { receipt }] of [...before].slice(0, 3)) {
    const at = Number(seat) - 1;
    const again = await ask<Reply>('answer', {
      ...{ player: phones[at]!.player, position, ref, clientId: `answer-of-${seat}` },
      response: responses[at],
    });
    expect(again.receipt).toBe(receipt);
  }
  isOver = true;
  stream.cut();
}, 120_000);

test('a class of 60 phones, some of which lose their line, plays over HTTP: every answer counts once', async () => {
  const PLAYERS = 60;
  const QUESTIONS = 3;
  const run = await playClass(server, {
    ...{
      games: 1,
      players: PLAYERS,
      questions: QUESTIONS,
      limitSeconds: 20,
      answerMs: 2500,
      thinkMs: 100,
      spreadMs: 0,
    },
    shakyShare: 0.2,
  });
  expect(run.problems).toEqual([]);
  expect(run.refused).toEqual([]);
  expect(run.sent).toHaveLength(PLAYERS * QUESTIONS);
  expect([run.acks.length, run.counted, run.foreign]).toEqual([PLAYERS * QUESTIONS, PLAYERS * QUESTIONS, 0]);
  expect(run.drops).toBeGreaterThan(0);
  const perQuestion = PLAYERS * QUESTIONS;
  expect(run.messages / perQuestion).toBeLessThanOrEqual(6);
  expect((run.bytes + run.replyBytes) / perQuestion).toBeLessThanOrEqual(4096);
}, 120_000);
