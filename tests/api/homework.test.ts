import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GRACE_MS } from '#server/homework/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { giveHomework, homeworkOf } from '#tests/support/homework.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
const HOUR = 3_600_000;
const DUE = new Date(BEGIN + 24 * HOUR);
/** The clock of the app under test; every test begins at the same instant. */
const clock = new Date(BEGIN);
const at = (ms: number) => void clock.setTime(ms);
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
});
afterAll(() => app.close());
beforeEach(() => at(BEGIN));

const give = (input: Parameters<typeof giveHomework>[2] = {}) => giveHomework(app.services, DUE, input);
const choose = (choice: number) => ({ kind: 'one' as const, choice });

describe('the deadline', () => {
  test.each([
    [-1000, true],
    [0, true],
    [1000, false],
  ])('an answer %i ms from the end of the grace is taken: %s', async (ms, isTaken) => {
    const pupil = await (await give()).join('1');
    const number = await pupil.start();
    at(DUE.getTime() + GRACE_MS + ms);
    expect(await pupil.answer(number, 0, choose(0))).toMatchObject({ ok: isTaken });
  });

  test('a late answer is refused and kept nowhere; one that was stored in time is acknowledged again', async () => {
    const pupil = await (await give()).join('1');
    const number = await pupil.start();
    await pupil.answer(number, 0, choose(0), 'in-time-1');
    at(DUE.getTime() + GRACE_MS + 1000);
    expect(await pupil.answer(number, 1, choose(0))).toEqual({ ok: false, reason: 'TOO_LATE' });
    expect(await pupil.answer(number, 0, choose(1))).toEqual({ ok: false, reason: 'TOO_LATE' });
    expect(await pupil.answer(number, 0, choose(0), 'in-time-1')).toMatchObject({ ok: true, isRepeat: true });
    expect((await pupil.attempt(number)).states).toEqual(['answered', 'open', 'open', 'open', 'open']);
  });

  test.each([
    [-1000, null],
    [0, null],
    [1000, 'CONFLICT'],
  ])('an attempt %i ms from the deadline is refused with %s', async (ms, code) => {
    const pupil = await (await give()).join('1');
    at(DUE.getTime() + ms);
    const started = await pupil.start().catch((error: { code: string }) => error.code);
    expect(started).toBe(code ?? 1);
  });

  test('before it opens nobody can start; the seat can be taken', async () => {
    const pupil = await (await give({ opensAt: new Date(BEGIN + HOUR).toISOString() })).join('1');
    expect((await pupil.look()).noStart).toBe('waiting');
    await expect(pupil.start()).rejects.toMatchObject({ code: 'CONFLICT' });
    at(BEGIN + HOUR);
    expect(await pupil.start()).toBe(1);
  });

  test('its teacher extends it, also when it has passed, and ends it early; attempts under way go on', async () => {
    const homework = await give();
    const pupil = await homework.join('1');
    const number = await pupil.start();
    at(DUE.getTime() + HOUR);
    expect(await pupil.answer(number, 0, choose(0))).toEqual({ ok: false, reason: 'TOO_LATE' });
    await homework
      .teacher()
      .setDue({ id: homework.id, dueAt: new Date(clock.getTime() + HOUR).toISOString() });
    expect(await pupil.answer(number, 0, choose(0))).toMatchObject({ ok: true });
    await homework.teacher().close({ id: homework.id });
    expect(await pupil.look()).toMatchObject({ homework: { phase: 'closed' } });
    at(clock.getTime() + GRACE_MS);
    expect(await pupil.answer(number, 1, choose(0))).toEqual({ ok: false, reason: 'TOO_LATE' });
    await expect(homework.teacher().close({ id: homework.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('days that do not fit are refused at their field', async () => {
    for (const dueAt of [new Date(BEGIN), new Date(BEGIN + 301 * 24 * HOUR)])
      await expect(giveHomework(app.services, dueAt)).rejects.toMatchObject({
        cause: { issues: [{ path: ['dueAt'] }] },
      });
    await expect(give({ opensAt: DUE.toISOString() })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('attempts', () => {
  test('are as many as the teacher sets, one at a time', async () => {
    const pupil = await (await give({ attempts: 2 })).join('1');
    expect([await pupil.start(), await pupil.start()]).toEqual([1, 1]);
    await pupil.handIn(1);
    expect(await pupil.start()).toBe(2);
    await pupil.handIn(2);
    await expect(pupil.start()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await pupil.look()).noStart).toBe('used-up');
  });

  test('started on two devices at once are one', async () => {
    const pupil = await (await give()).join('1');
    expect(await Promise.all([pupil.start(), pupil.start(), pupil.start()])).toEqual([1, 1, 1]);
  });

  test.each([
    ['best', 100, 1],
    ['last', 0, 2],
  ] as const)('the %s one counts', async (counting, markPct, number) => {
    const homework = await give({ counting, count: 1 });
    const pupil = await homework.join('1');
    await pupil.start();
    await pupil.answer(1, 0, await pupil.rightIn(1, 0));
    await pupil.handIn(1);
    await pupil.start();
    await pupil.answer(2, 0, await pupil.wrongIn(2, 0));
    await pupil.handIn(2);
    const { results } = await homework.view();
    expect(results.seats).toMatchObject([{ seat: '1', made: 2, number, markPct, marks: [markPct] }]);
    const seen = (await pupil.look()).attempts;
    expect(seen.map((each) => [each.number, each.markPct, each.isCounted])).toEqual([
      [1, 100, number === 1],
      [2, 0, number === 2],
    ]);
  });

  test('with minutes of their own end by themselves and count as they are', async () => {
    const homework = await give({ limitMinutes: 10 });
    const pupil = await homework.join('1');
    await pupil.start();
    await pupil.answer(1, 0, await pupil.rightIn(1, 0));
    at(BEGIN + 10 * 60_000 + GRACE_MS);
    expect(await pupil.answer(1, 1, await pupil.rightIn(1, 1))).toMatchObject({ ok: true });
    at(BEGIN + 10 * 60_000 + GRACE_MS + 1000);
    expect(await pupil.answer(1, 2, choose(0))).toEqual({ ok: false, reason: 'TOO_LATE' });
    expect((await pupil.look()).attempts).toMatchObject([{ isOver: true, answered: 2, markPct: 40 }]);
    expect(await pupil.start()).toBe(2);
  });
});

describe('answers', () => {
  test('sent twice are one; until it is handed in the latest stands', async () => {
    const homework = await give({ count: 1 });
    const pupil = await homework.join('1');
    await pupil.start();
    const [wrong, right] = [await pupil.wrongIn(1, 0), await pupil.rightIn(1, 0)];
    expect(await pupil.answer(1, 0, wrong, 'answer-one')).toMatchObject({ ok: true, isRepeat: false });
    expect(await pupil.answer(1, 0, wrong, 'answer-one')).toMatchObject({ ok: true, isRepeat: true });
    expect(await pupil.answer(1, 0, right, 'answer-two')).toMatchObject({ ok: true, isRepeat: false });
    await pupil.handIn(1);
    expect(await pupil.answer(1, 0, wrong, 'answer-three')).toEqual({ ok: false, reason: 'HANDED_IN' });
    expect(await pupil.answer(1, 0, right, 'answer-two')).toMatchObject({ ok: true, isRepeat: true });
    expect((await homework.view()).results.seats).toMatchObject([{ markPct: 100, isHandedIn: true }]);
    expect(await app.services.db.prisma.homeworkAnswer.count({ where: { clientId: 'answer-two' } })).toBe(1);
  });

  test('that race with the handing in are stored or refused, never lost in between', async () => {
    const homework = await give();
    const pupil = await homework.join('1');
    await pupil.start();
    const replies = await Promise.all([
      ...[0, 1, 2, 3].map((position) => pupil.answer(1, position, choose(0))),
      pupil.handIn(1).then(() => null),
      pupil.answer(1, 4, choose(0)),
    ]);
    const stored = replies.filter((reply) => reply?.ok).length;
    const { states } = await pupil.attempt(1);
    expect(states.filter((state) => state === 'answered')).toHaveLength(stored);
  });

  test('where the key follows at once, the first one stands and the key is shown for it alone', async () => {
    const pupil = await (await give({ keyShown: 'answer' })).join('1');
    await pupil.start();
    expect((await pupil.question(1, 0)).question).toMatchObject({ outcome: null, isFixed: false });
    const [wrong, right] = [await pupil.wrongIn(1, 0), await pupil.rightIn(1, 0)];
    await pupil.answer(1, 0, wrong);
    expect(await pupil.answer(1, 0, right)).toEqual({ ok: true, isRepeat: true, response: wrong });
    expect((await pupil.question(1, 0)).question).toMatchObject({
      outcome: { markPct: 0, right },
      isFixed: true,
    });
    expect((await pupil.question(1, 1)).question).toMatchObject({ outcome: null });
  });

  test('of another kind, or to a question that is not there, are refused', async () => {
    const pupil = await (await give()).join('1');
    await pupil.start();
    await expect(pupil.answer(1, 0, choose(9))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(pupil.answer(1, 0, { kind: 'true-false', isTrue: true })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    await expect(pupil.answer(1, 99, choose(0))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(pupil.answer(2, 0, choose(0))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the key', () => {
  test('shown after handing in is shown no earlier', async () => {
    const pupil = await (await give()).join('1');
    await pupil.start();
    await pupil.answer(1, 0, choose(0));
    expect((await pupil.question(1, 0)).question!.outcome).toBeNull();
    await expect(pupil.result(1)).rejects.toMatchObject({ code: 'CONFLICT' });
    await pupil.handIn(1);
    const result = await pupil.result(1);
    expect(result).toMatchObject({ shownFrom: null, markPct: expect.any(Number) });
    expect(result.questions.every(({ outcome }) => outcome!.law.citation !== '')).toBe(true);
  });

  test('shown after the deadline is shown when nobody’s answer can be on its way any more', async () => {
    const pupil = await (await give({ keyShown: 'due' })).join('1');
    await pupil.start();
    await pupil.answer(1, 0, choose(0));
    await pupil.handIn(1);
    at(DUE.getTime() + GRACE_MS);
    expect(await pupil.result(1)).toMatchObject({
      markPct: null,
      shownFrom: DUE,
      questions: [{ outcome: null }, {}, {}, {}, {}],
    });
    expect((await pupil.look()).attempts).toMatchObject([{ markPct: null, answered: 1 }]);
    at(DUE.getTime() + GRACE_MS + 1);
    expect(await pupil.result(1)).toMatchObject({ markPct: expect.any(Number), shownFrom: null });
  });

  test('is in nothing a pupil gets before', async () => {
    const homework = await give();
    const pupil = await homework.join('1');
    await pupil.start();
    const told = JSON.stringify([
      await homeworkOf(app.services).find({ code: homework.code }),
      await pupil.look(),
      await pupil.attempt(1),
      await pupil.question(1, 0),
      await pupil.answer(1, 0, choose(0)),
    ]);
    expect(told).not.toMatch(/isRight|"right"|explanation|misconception|provision|seed/);
  });
});
