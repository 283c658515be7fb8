import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { hostGame, rightChoice } from '#tests/support/classroom.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
/** The clock of the app under test; every test begins at the same instant. */
const clock = new Date(BEGIN);
const pass = (ms: number) => clock.setTime(clock.getTime() + ms);
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
});
afterAll(() => app.close());
beforeEach(() => void clock.setTime(BEGIN));

const host = (input = {}) => hostGame(app.services, { limitSeconds: 20, ...input });

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
      expect(open.window).toEqual({ opensAt: clock.getTime(), closesAt: clock.getTime() + 20_000 });
      const right = await rightChoice(app.services, game.gameId);
      const choice = number === 2 ? (right + 1) % 2 : right;
      const reply = await phone.answer(choice);
      expect(reply).toMatchObject({ ok: true, isRepeat: false });
      expect(await phone.look()).toMatchObject({
        own: { response: { kind: 'one', choice }, markPct: null, points: null },
      });
      pass(21_999);
      expect(await phone.look()).toMatchObject({ phase: 'open', reveal: null });
      pass(1);
      const isRight = choice === right;
      points += isRight ? 100 : 0;
      const shown = await phone.look();
      expect(shown).toMatchObject({
        phase: 'shown',
        reveal: { right: { kind: 'one', choice: right } },
        own: { markPct: isRight ? 100 : 0, points },
      });
      expect(shown.reveal!.explanation.length).toBeGreaterThan(0);
      expect(shown.reveal!.law.citation).toMatch(/Điều|biển/);
    }
    await game.act({ kind: 'next' });
    expect(await phone.look()).toMatchObject({ phase: 'ended', question: null, own: { points } });
    expect((await game.results()).seats).toMatchObject([{ seat: '17', points }]);
  });
});
