import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClassroomStore } from '#server/classroom/live/store.ts';
import { createContext, type Visit } from '#server/context.ts';
import { createCaller } from '#server/router.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { classroomOf, hostGame, newSecret } from '#tests/support/classroom.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
const clock = new Date(BEGIN);
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
});
afterAll(() => app.close());

const host = (input = {}) => hostGame(app.services, { limitSeconds: 20, ...input });
const from = (address: string) => {
  const visit: Visit = { address, headers: new Headers(), setCookie: () => undefined };
  return createCaller(createContext(app.services, null, visit)).classroom;
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error as { code: string }).code,
  );

describe('whoever waits and leaves', () => {
  test('is forgotten, in the lobby too, where nothing moves for hours', async () => {
    const game = await host();
    const phone = await game.join('1');
    const { change, count } = app.services.classroom.channel(game.gameId);
    const { id } = (await classroomOf(app.services).wait({
      ticket: phone.ticket,
      since: null,
      timeoutMs: 0,
    }))!;
    for (let at = 0; at < 5; at += 1)
      await classroomOf(app.services).wait({ ticket: phone.ticket, since: id, timeoutMs: 1 });
    const leaving = new AbortController();
    const lines = [
      await classroomOf(app.services, null, leaving.signal).follow({ ticket: phone.ticket }),
      await classroomOf(app.services, null, leaving.signal).host({ ticket: game.ticket }),
    ].map((line) => line[Symbol.asyncIterator]() as AsyncIterator<unknown>);
    await Promise.all(lines.map((line) => line.next()));
    const rest = lines.map((line) => line.next());
    await expect.poll(() => [change.listeners, count.listeners]).toEqual([2, 1]);
    leaving.abort();
    expect((await Promise.all(rest)).map(({ done }) => done)).toEqual([true, true]);
    expect([change.listeners, count.listeners]).toEqual([0, 0]);
  });
});

describe('a game that has ended', () => {
  test('takes in nobody and no name, also while this process still believes it runs', async () => {
    const game = await hostGame(app.services, { hasNames: true }, actorWith('teacher'));
    await game.join('1', { name: 'Vy' });
    const { prisma } = app.services.db;
    await prisma.game.update({ where: { id: game.gameId }, data: { endedAt: clock } });
    expect(await codeOf(game.join('2', { name: 'Nam' }))).toBe('CONFLICT');
    const names = await prisma.gamePlayer.findMany({
      where: { gameId: game.gameId },
      select: { name: true },
    });
    expect(JSON.stringify(names)).not.toContain('Nam');
  });

  test('after twelve hours nobody ended it in ends every line, lest they stay open for good', async () => {
    const game = await host();
    const phone = await game.join('1');
    const line = (await classroomOf(app.services).follow({ ticket: phone.ticket }))[Symbol.asyncIterator]();
    await line.next();
    const last = line.next();
    clock.setTime(clock.getTime() + 12 * 60 * 60 * 1000 + 1);
    const { db, law, classroom } = app.services;
    const other = createClassroomStore(db, law, {
      now: () => clock,
      signer: classroom.signer,
      receipts: classroom.receipts,
    });
    expect((await last).value).toMatchObject([expect.any(String), { phase: 'ended' }, expect.anything()]);
    expect((await line.next()).done).toBe(true);
    await other.close();
    clock.setTime(BEGIN);
  });
});

describe('a player', () => {
  test('who answers questions that were not asked wakes nobody', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const { ref } = (await phone.look()).question!;
    let woken = 0;
    const leave = app.services.classroom.channel(game.gameId).change.listen(() => (woken += 1));
    for (const position of [1, 4, 99])
      expect(await phone.answer({ kind: 'true-false', isTrue: true }, { position, ref })).toMatchObject({
        ok: false,
      });
    expect(woken).toBe(0);
    leave();
  });
});

describe('a stranger', () => {
  test('who opens games without end keeps nobody else from opening one', async () => {
    const opens = (address: string) => codeOf(from(address).create({ set: 'thcs', count: 1, seats: 1 }));
    expect(await opens('203.0.113.9')).toBeNull();
    const { newGames } = app.services.classroom;
    expect(Array.from({ length: 300 }, () => newGames.take('203.0.113.9')).filter(Boolean)).toHaveLength(299);
    expect(await opens('203.0.113.9')).toBe('TOO_MANY_REQUESTS');
    expect(await opens('198.51.100.4')).toBeNull();
  });

  test('who guesses the codes of seats takes nobody’s, and holds up no other game', async () => {
    const [game, other] = [await host(), await host()];
    const [phone, elsewhere] = [await game.join('1'), await other.join('1')];
    const guess = (resumeCode: string, code = game.joinCode) =>
      codeOf(classroomOf(app.services).resume({ code, resumeCode, secret: newSecret() }));
    const codes: (string | null)[] = [];
    for (let at = 0; at < 61; at += 1) codes.push(await guess('34679'));
    expect(codes[59]).toBe('NOT_FOUND');
    expect(codes[60]).toBe('TOO_MANY_REQUESTS');
    expect(await guess(phone.resumeCode)).toBe('TOO_MANY_REQUESTS');
    expect(await guess(elsewhere.resumeCode, other.joinCode)).toBeNull();
    expect(await codeOf(game.join('2'))).toBeNull();
    clock.setTime(clock.getTime() + 5000);
    expect(await guess(phone.resumeCode)).toBeNull();
  });
});
