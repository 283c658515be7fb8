import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GRACE_MS } from '#server/classroom/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { classroomOf, hostGame, rightChoice } from '#tests/support/classroom.ts';

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

describe('a game', () => {
  test('goes from the lobby over every question with its explanation and law to the end', async () => {
    const game = await host({ count: 3 });
    const phone = await game.join('17');
    expect(phone).toMatchObject({ seat: '17', seatName: 'Số 17', team: null });
    expect(await phone.look()).toMatchObject({ phase: 'lobby', number: 0, total: 3, question: null });
    let points = 0;
    for (let number = 1; number <= 3; number += 1) {
      await game.act({ kind: 'next' });
      const open = await phone.look();
      expect(open).toMatchObject({ phase: 'open', number, total: 3, reveal: null });
      expect(open.window).toEqual({ opensAt: clock.getTime(), closesAt: clock.getTime() + LIMIT });
      const right = await rightChoice(app.services, game.gameId);
      const choice = number === 2 ? (right + 1) % 2 : right;
      expect(await phone.answer(choice)).toMatchObject({ ok: true, isRepeat: false });
      expect(await phone.look()).toMatchObject({
        own: { response: { kind: 'one', choice }, markPct: null, points: null },
      });
      pass(LIMIT + GRACE_MS - 1);
      expect(await phone.look()).toMatchObject({ phase: 'open', reveal: null });
      pass(1);
      points += choice === right ? 100 : 0;
      const shown = await phone.look();
      expect(shown).toMatchObject({
        phase: 'shown',
        reveal: { right: { kind: 'one', choice: right } },
        own: { markPct: choice === right ? 100 : 0, points },
      });
      expect(shown.reveal!.explanation.length).toBeGreaterThan(0);
      expect(shown.reveal!.law.citation).toMatch(/Điều|QCVN/);
    }
    await game.act({ kind: 'next' });
    expect(await phone.look()).toMatchObject({ phase: 'ended', question: null, own: { points } });
    expect((await game.results()).seats).toMatchObject([{ seat: '17', points }]);
  });

  test('tells its host how the class answered, and how the teams stand', async () => {
    const game = await host({ teams: 2 });
    const phones = await Promise.all(['1', '2', '3'].map((seat) => game.join(seat)));
    expect(phones.map(({ team }) => team)).toEqual([1, 2, 1]);
    await game.act({ kind: 'next' });
    const right = await rightChoice(app.services, game.gameId);
    await phones[0]!.answer(right);
    await phones[1]!.answer(right === 0 ? 1 : 0);
    expect(await game.look()).toMatchObject({ players: 3, answers: 2, tally: null, teams: [] });
    expect((await game.players()).map(({ seat, hasAnswered }) => [seat, hasAnswered])).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ]);
    reveal();
    const { tally, teams } = await game.look();
    expect(tally!.map(({ count }) => count)).toEqual([1, 1]);
    expect(teams).toEqual([
      { team: 1, points: 50 },
      { team: 2, points: 0 },
    ]);
  });

  test('is moved once by two taps on the same state', async () => {
    const game = await host();
    const act = () =>
      classroomOf(app.services).act({ hostCode: game.hostCode, seq: 0, action: { kind: 'next' } });
    const taps = await Promise.all([act(), act()]);
    expect(taps.map(({ isChanged }) => isChanged).toSorted()).toEqual([false, true]);
    expect(await game.look()).toMatchObject({ seq: 1, number: 1 });
  });

  test('is led on from another device by the host’s code', async () => {
    const game = await host();
    const phone = await game.join('1');
    const other = await classroomOf(app.services).takeOver({ hostCode: game.hostCode.toLowerCase() });
    expect(other).toEqual({
      ...game,
      look: undefined,
      act: undefined,
      players: undefined,
      results: undefined,
      remove: undefined,
      setTime: undefined,
      join: undefined,
    });
    await classroomOf(app.services).act({ hostCode: other.hostCode, seq: 0, action: { kind: 'next' } });
    expect(await phone.look()).toMatchObject({ phase: 'open' });
    await expect(
      classroomOf(app.services).takeOver({ hostCode: '3333-3333-3333-3333' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('refuses what makes no sense with a sentence', async () => {
    const game = await host();
    await expect(game.act({ kind: 'pause' })).rejects.toThrow('Không có câu nào đang mở');
    await game.act({ kind: 'next' });
    await expect(game.act({ kind: 'next' })).rejects.toThrow('Câu này chưa xong');
    await game.act({ kind: 'end' });
    await expect(game.act({ kind: 'next' })).rejects.toThrow('đã kết thúc');
  });
});

describe('an answer', () => {
  test('given twice is one; the first counts, whatever comes after', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const first = await phone.answer(0, { clientId: 'same-answer' });
    const again = await phone.answer(0, { clientId: 'same-answer' });
    const other = await phone.answer(1, { clientId: 'another-one' });
    expect(again).toEqual(first);
    expect(other).toMatchObject({ ok: true, isRepeat: true, response: { kind: 'one', choice: 0 } });
    const both = await Promise.all([2, 3].map((n) => phone.answer(1, { clientId: `at-once-${n}` })));
    expect(both.every((reply) => reply.ok && reply.isRepeat)).toBe(true);
    expect(await answersOf(game.gameId)).toMatchObject([
      { clientId: 'same-answer', response: { choice: 0 } },
    ]);
  });

  test('counts until the last moment of the grace, and is told too late one later', async () => {
    const game = await host();
    const [early, late] = await Promise.all([game.join('1'), game.join('2')]);
    await game.act({ kind: 'next' });
    const { question } = await early.look();
    const { position, ref } = question!;
    pass(LIMIT + GRACE_MS - 1);
    expect(await early.answer(0, { position, ref })).toMatchObject({ ok: true });
    pass(1);
    expect(await late.answer(0, { position, ref })).toEqual({ ok: false, reason: 'TOO_LATE' });
    // Sent again after the end, a stored answer is still acknowledged.
    expect(await answersOf(game.gameId)).toHaveLength(1);
  });

  test('that comes late is never booked to the question that runs then', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const first = (await phone.look()).question!;
    reveal();
    await game.act({ kind: 'next' });
    const second = (await phone.look()).question!;
    const { position, ref } = first;
    expect(await phone.answer(0, { position, ref })).toEqual({ ok: false, reason: 'TOO_LATE' });
    await expect(phone.answer(0, { position: second.position, ref })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    await expect(phone.answer(0, { position, ref: second.ref })).resolves.toMatchObject({ ok: false });
    expect(await answersOf(game.gameId)).toEqual([]);
    expect(await phone.answer(1)).toMatchObject({ ok: true, isRepeat: false });
    expect(await answersOf(game.gameId)).toMatchObject([{ position: 1, response: { choice: 1 } }]);
  });

  test('whose acknowledgement was lost is acknowledged again when the next question runs', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const { position, ref } = (await phone.look()).question!;
    const reply = await phone.answer(0, { clientId: 'lost-reply' });
    reveal();
    await game.act({ kind: 'next' });
    expect(await phone.answer(0, { position, ref, clientId: 'lost-reply' })).toEqual(reply);
  });

  test('to a question nobody was asked yet is refused', async () => {
    const game = await host();
    const phone = await game.join('1');
    await expect(phone.answer(0, { position: 0, ref: 'x' })).resolves.toMatchObject({ ok: false });
    await game.act({ kind: 'next' });
    await expect(phone.answer(0, { position: 1, ref: 'x' })).resolves.toMatchObject({ ok: false });
    expect(await answersOf(game.gameId)).toEqual([]);
  });

  test('that does not fit is refused, and cannot spoil the answers of others', async () => {
    const game = await host();
    const [phone, other] = await Promise.all([game.join('1'), game.join('2')]);
    await game.act({ kind: 'next' });
    await expect(phone.answer(9)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    for (const text of ['\0', '\ud800'])
      await expect(phone.answer({ kind: 'short', text: `a${text}` })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    expect(await other.answer(0)).toMatchObject({ ok: true });
  });

  test('has a receipt that anybody can have checked, and nobody can change', async () => {
    const game = await host();
    const phone = await game.join('5');
    await game.act({ kind: 'next' });
    pass(1234);
    const reply = await phone.answer(1);
    if (!reply.ok) throw new Error(reply.reason);
    const verify = (receipt: string) => classroomOf(app.services).verifyReceipt({ receipt });
    expect(await verify(reply.receipt)).toMatchObject({
      gameId: game.gameId,
      position: 0,
      seat: '5',
      response: { kind: 'one', choice: 1 },
      receivedAt: BEGIN + 1234,
    });
    const [version, says, signature] = reply.receipt.split('.') as [string, string, string];
    const forged = Buffer.from(Buffer.from(says, 'base64url').toString().replace('"5"', '"6"')).toString(
      'base64url',
    );
    for (const wrong of [
      `${version}.${forged}.${signature}`,
      `${version}.${says}.x`,
      'x',
      '1..',
      `2.${says}.${signature}`,
    ])
      expect(await verify(wrong)).toBeNull();
  });

  test('of somebody else’s seat is refused', async () => {
    const game = await host();
    const [phone, other] = await Promise.all([game.join('1'), game.join('2')]);
    await game.act({ kind: 'next' });
    const { position, ref } = (await phone.look()).question!;
    const [gameId, playerId] = phone.player.split('.');
    const [, , secret] = other.player.split('.');
    await expect(
      classroomOf(app.services).answer({
        ...{ player: `${gameId}.${playerId}.${secret}`, position, ref, clientId: 'stolen-seat' },
        response: { kind: 'one', choice: 0 },
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('earns by speed only where speed was switched on', async () => {
    for (const hasSpeed of [false, true]) {
      clock.setTime(BEGIN);
      const game = await host({ hasSpeed });
      const [fast, slow] = await Promise.all([game.join('1'), game.join('2')]);
      await game.act({ kind: 'next' });
      const right = await rightChoice(app.services, game.gameId);
      await fast.answer(right);
      pass(LIMIT / 2);
      await slow.answer(right);
      reveal();
      const points = [(await fast.look()).own.points, (await slow.look()).own.points];
      expect(points).toEqual(hasSpeed ? [100, 75] : [100, 100]);
    }
  });
});

describe('a pause', () => {
  test('loses no answer, and leaves as much time as there was', async () => {
    const game = await host();
    const [one, two] = await Promise.all([game.join('1'), game.join('2')]);
    await game.act({ kind: 'next' });
    pass(5000);
    await game.act({ kind: 'pause' });
    pass(300_000);
    expect(await one.look()).toMatchObject({ phase: 'open', isPaused: true });
    expect(await one.answer(0)).toMatchObject({ ok: true });
    await game.act({ kind: 'resume' });
    expect((await two.look()).window).toEqual({
      opensAt: BEGIN + 300_000,
      closesAt: BEGIN + 300_000 + LIMIT,
    });
    pass(14_999);
    expect(await two.answer(0)).toMatchObject({ ok: true });
  });
});

describe('extra time', () => {
  test('is seen by nobody but the host and the player', async () => {
    const game = await host();
    const [slow, other] = await Promise.all([game.join('1'), game.join('2')]);
    await game.act({ kind: 'next' });
    const before = await other.look();
    const id = async (player: typeof other) =>
      (await classroomOf(app.services).wait({ ticket: player.ticket, since: null, timeoutMs: 0 }))!.id;
    const idBefore = await id(other);
    await game.setTime(slow.playerId, 200);
    expect(await other.look()).toEqual(before);
    expect(await id(other)).toBe(idBefore);
    expect((await slow.look()).window!.closesAt).toBe(BEGIN + 2 * LIMIT);
    expect((await game.players()).map(({ timePct }) => timePct)).toEqual([200, 100]);
  });

  test('holds the right answer back until it is over or used', async () => {
    const game = await host();
    const [slow, other] = await Promise.all([game.join('1'), game.join('2')]);
    await game.setTime(slow.playerId, 200);
    await game.act({ kind: 'next' });
    const { position, ref } = (await other.look()).question!;
    pass(LIMIT + GRACE_MS);
    expect(await other.look()).toMatchObject({ phase: 'open', reveal: null });
    expect(await other.answer(0, { position, ref })).toEqual({ ok: false, reason: 'TOO_LATE' });
    pass(LIMIT - 1);
    expect(await slow.answer(0, { position, ref })).toMatchObject({ ok: true });
    // Nobody is waited for any more.
    await expect.poll(async () => (await other.look()).phase).toBe('shown');
  });

  test('is not waited for when it was used before everybody’s time was over', async () => {
    const game = await host();
    const slow = await game.join('1');
    await game.setTime(slow.playerId, 300);
    await game.act({ kind: 'next' });
    await slow.answer(0);
    const channel = app.services.classroom.channel(game.gameId);
    const leave = channel.join();
    await channel.moment();
    pass(LIMIT + GRACE_MS);
    // The timer of the process runs on real time; here it is asked to look again.
    await app.services.classroom.settle(game.gameId);
    expect(await slow.look()).toMatchObject({ phase: 'shown' });
    leave();
  });
});
