import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GRACE_MS } from '#server/classroom/rules.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { classroomOf, hostGame, newSecret } from '#tests/support/classroom.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
/** The clock of the app under test; every test begins at the same instant. */
const clock = new Date(BEGIN);
const pass = (ms: number) => clock.setTime(clock.getTime() + ms);
const LIMIT = 20_000;
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
});
afterAll(() => app.close());
beforeEach(() => void clock.setTime(BEGIN));

const host = (input = {}) => hostGame(app.services, { limitSeconds: LIMIT / 1000, ...input });
const answersOf = (gameId: string) =>
  app.services.db.prisma.gameAnswer.findMany({
    where: { gameId },
    orderBy: [{ position: 'asc' }, { clientId: 'asc' }],
  });
/** Lets the question that runs end, so that its right answer is shown. */
const reveal = () => pass(LIMIT + GRACE_MS);

describe('a player', () => {
  test('who joins twice from one device has one seat; another device does not get it', async () => {
    const game = await host();
    const secret = newSecret();
    const [one, again] = await Promise.all([game.join('7', { secret }), game.join('7', { secret })]);
    expect(again.player).toBe(one.player);
    expect(again.resumeCode).toBe(one.resumeCode);
    await expect(game.join('7')).rejects.toThrow('Số 7 đã có người');
    await expect(game.join('51')).rejects.toThrow('chỗ từ 1 đến 50');
    expect(await game.players()).toHaveLength(1);
  });

  test('whose code another seat has already is given the next one', async () => {
    const game = await host();
    const secret = newSecret();
    const { prisma } = app.services.db;
    const phone = await game.join('7', { secret });
    const { resumeKey } = await prisma.gamePlayer.findUniqueOrThrow({ where: { id: phone.playerId } });
    await prisma.gamePlayer.delete({ where: { id: phone.playerId } });
    const other = await game.join('8');
    await prisma.gamePlayer.update({ where: { id: other.playerId }, data: { resumeKey } });
    const again = await game.join('7', { secret });
    expect(again.resumeCode).not.toBe(phone.resumeCode);
    expect((await game.join('7', { secret })).resumeCode).toBe(again.resumeCode);
    expect((await game.join(null)).seat).not.toBe('7');
  });

  test('may join at any time, and as an animal, each of which is given once', async () => {
    const game = await host({ seats: 10 });
    await game.act({ kind: 'next' });
    const animals = await Promise.all(Array.from({ length: 64 }, () => game.join(null)));
    expect(new Set(animals.map(({ seat }) => seat)).size).toBe(64);
    expect(await animals[63]!.answer(0)).toMatchObject({ ok: true });
    await expect(game.join(null)).rejects.toThrow('hết chỗ');
    await expect(game.join('khung-long')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('takes the seat along to another device by the short code; the answer given stays', async () => {
    const game = await host();
    const phone = await game.join('7');
    await game.act({ kind: 'next' });
    const { position, ref } = (await phone.look()).question!;
    await phone.answer(1, { clientId: 'old-device' });
    const secret = newSecret();
    const resume = () =>
      classroomOf(app.services).resume({
        code: game.joinCode,
        resumeCode: phone.resumeCode.toLowerCase(),
        secret,
      });
    const moved = await resume();
    expect(await resume()).toEqual(moved);
    expect(moved.seat).toBe('7');
    expect(moved.player.split('.')[1]).toBe(phone.playerId);
    const view = await classroomOf(app.services).wait({ ticket: moved.ticket, since: null, timeoutMs: 0 });
    expect(view!.view.own.response).toEqual({ kind: 'one', choice: 1 });
    await expect(phone.answer(0, { position, ref })).rejects.toThrow('chuyển sang thiết bị khác');
    await expect(
      classroomOf(app.services).resume({ code: game.joinCode, resumeCode: '33333', secret: newSecret() }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('whom the host removes is out, their answers count no more, their seat is free', async () => {
    const game = await host();
    const secret = newSecret();
    const [out, other] = await Promise.all([game.join('7', { secret }), game.join('8')]);
    await game.act({ kind: 'next' });
    await out.answer(0);
    const { position, ref } = (await other.look()).question!;
    await game.remove(out.playerId);
    expect(await out.look()).toMatchObject({ phase: 'removed', question: null, window: null });
    expect(await other.look()).toMatchObject({ phase: 'open' });
    await expect(game.join('7', { secret })).rejects.toThrow('đưa bạn ra');
    const next = await game.join('7');
    expect(await out.answer(0, { position, ref, clientId: 'after-removal' })).not.toMatchObject({
      ok: true,
      isRepeat: false,
    });
    expect(await next.answer(1)).toMatchObject({ ok: true, isRepeat: false });
    expect(await game.look()).toMatchObject({ players: 2, answers: 1 });
    reveal();
    expect((await game.look()).tally).toMatchObject([{ response: { kind: 'one', choice: 1 }, count: 1 }]);
    expect((await game.results()).seats.map(({ seat }) => seat)).toEqual(['7', '8']);
    await expect(game.remove(out.playerId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('never hears of another player', async () => {
    const game = await host({ hasNames: false });
    const phones = await Promise.all(Array.from({ length: 12 }, (_, at) => game.join(String(at + 20))));
    await game.act({ kind: 'next' });
    for (const phone of phones.slice(1)) await phone.answer(0);
    const views = [await phones[0]!.look()];
    reveal();
    views.push(await phones[0]!.look());
    const text = JSON.stringify(views);
    for (const { seat, playerId } of phones.slice(1)) {
      expect(text).not.toContain(playerId);
      expect(text).not.toContain(`"${seat}"`);
    }
    expect(Object.keys(views[0]!).toSorted()).toEqual([
      'isPaused',
      'now',
      'number',
      'own',
      'phase',
      'question',
      'reveal',
      'total',
      'window',
    ]);
  });

  test('learns nothing of the key before it is shown', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    await phone.answer(0);
    expect(JSON.stringify([await phone.look(), await game.look()])).not.toMatch(
      /"right"|isRight|explanation"|provision|misconception|markPct":\d/,
    );
  });
});

describe('names', () => {
  const teacher = actorWith('teacher');

  test('are for signed-in teachers who switch them on, pass a filter, and are gone when the game ends', async () => {
    await expect(host({ hasNames: true })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const game = await hostGame(
      app.services,
      { hasNames: true, count: 1, limitSeconds: LIMIT / 1000 },
      teacher,
    );
    const phone = await game.join('1', { name: 'Vy'.normalize('NFD') });
    await expect(game.join('2', { name: 'đ.ồ n.g.u' })).rejects.toThrow('không nên hiện');
    await expect(game.join('2', { name: '0912 345 678' })).rejects.toThrow('số điện thoại');
    await expect(game.join('2', { name: 'An 2' })).rejects.toThrow('bỏ số');
    await expect(game.join('2', { name: 'Nguyễn Văn An' })).rejects.toThrow('tên gọi');
    await expect(game.join('2', { name: 'V' })).rejects.toThrow('ít nhất 2');
    expect((await game.players()).map(({ name }) => name)).toEqual(['Vy']);
    await game.act({ kind: 'next' });
    expect((await game.players()).map(({ name }) => name)).toEqual(['Vy']);
    await phone.answer(0);
    reveal();
    await game.act({ kind: 'next' });
    const { prisma } = app.services.db;
    expect(
      await prisma.gamePlayer.findMany({ where: { gameId: game.gameId }, select: { name: true } }),
    ).toEqual([{ name: null }]);
    const kept = [await game.results(), await prisma.gameResult.findMany(), await answersOf(game.gameId)];
    // As a text of its own: two letters may stand in any drawn secret or question.
    expect(JSON.stringify(kept)).not.toContain('"Vy"');
  });

  test('given where nobody asked for them are not kept', async () => {
    const game = await host();
    await game.join('1', { name: 'Vy' });
    expect((await game.players()).map(({ name }) => name)).toEqual([null]);
  });
});
