import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cleanUpHomework } from '#server/homework/clean-up.ts';
import { SETTLE_MS } from '#server/homework/rules.ts';
import { markCommand } from '#server/law/command.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { giveHomework, TEACHER } from '#tests/support/homework.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
const DAY = 86_400_000;
const DUE = new Date(BEGIN + DAY);
const clock = new Date(BEGIN);
const at = (ms: number) => void clock.setTime(ms);
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
});
afterAll(() => app.close());
beforeEach(() => at(BEGIN));

type Homework = Awaited<ReturnType<typeof giveHomework>>;
const give = (input: Parameters<typeof giveHomework>[2] = {}, actor = TEACHER) =>
  giveHomework(app.services, DUE, input, actor);
const cleanUp = (ms: number) => cleanUpHomework(app.services.db.prisma, app.services.law, new Date(ms));
const choose = (choice: number) => ({ kind: 'one' as const, choice });
const mark = (target: string, state: string) =>
  markCommand(app.services, { target, state, onDay: '2026-11-01', reason: 'Thử trong bài kiểm tra' });
const provisionOf = async (homework: Homework, position: number): Promise<string> => {
  const { question } = await app.services.db.prisma.homeworkQuestion.findUniqueOrThrow({
    where: { homeworkId_position: { homeworkId: homework.id, position } },
  });
  return (question as unknown as { provision: string }).provision;
};

describe('a question whose law is put under review', () => {
  test('is asked of nobody from that moment and counts for nobody, also where it was answered', async () => {
    const homework = await give({ count: 3 });
    const pupil = await homework.join('1');
    await pupil.start();
    for (const position of [0, 1, 2]) await pupil.answer(1, position, await pupil.rightIn(1, position));
    await pupil.answer(1, 1, await pupil.wrongIn(1, 1));
    const provision = await provisionOf(homework, 1);
    await mark(provision, 'under-review');
    try {
      const { states } = await pupil.attempt(1);
      expect(states[1]).toBe('withdrawn');
      const left = states.filter((state) => state === 'answered').length;
      expect((await pupil.question(1, 1)).question).toBeNull();
      expect(await pupil.answer(1, 1, choose(0))).toEqual({ ok: false, reason: 'WITHDRAWN' });
      await pupil.handIn(1);
      expect(await pupil.result(1)).toMatchObject({ markPct: 100 });
      expect((await pupil.result(1)).questions).toHaveLength(left);
      const { results } = await homework.view();
      expect(results.questions[1]).toMatchObject({ isCounted: false, text: null });
      expect(results.seats[0]!.marks).toHaveLength(left);
    } finally {
      await mark(provision, 'clear');
    }
    expect(await pupil.result(1)).toMatchObject({ markPct: expect.closeTo(200 / 3, 9) });
  });

  test('changes no mark once seven days have passed since the deadline, and is still shown to nobody', async () => {
    const homework = await give({ count: 2 });
    const pupil = await homework.join('1');
    await pupil.start();
    await pupil.answer(1, 0, await pupil.rightIn(1, 0));
    await pupil.handIn(1);
    const settled = DUE.getTime() + SETTLE_MS;
    await cleanUp(settled);
    expect(await app.services.db.prisma.homework.findUnique({ where: { id: homework.id } })).toMatchObject({
      settledAt: null,
    });
    await cleanUp(settled + 1);
    at(settled + 1);
    const provision = await provisionOf(homework, 1);
    await mark(provision, 'under-review');
    try {
      expect(await pupil.result(1)).toMatchObject({ markPct: 50, questions: [{ position: 0 }] });
    } finally {
      await mark(provision, 'clear');
    }
    const dueAt = new Date(settled + DAY).toISOString();
    await expect(homework.teacher().setDue({ id: homework.id, dueAt })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('what stays', () => {
  const rows = async (id: string) => {
    const { prisma } = app.services.db;
    const seat = { homeworkId: id };
    return [
      await prisma.homework.count({ where: { id } }),
      await prisma.homeworkQuestion.count({ where: { homeworkId: id } }),
      await prisma.homeworkSeat.count({ where: seat }),
      await prisma.homeworkAttempt.count({ where: { seat } }),
      await prisma.homeworkAnswer.count({ where: { attempt: { seat } } }),
    ];
  };

  test.each([
    // Kept: the last day of the school year. Not kept: thirty days after the deadline.
    [true, '2027-07-31T16:59:59Z', '2027-07-31T17:00:00Z'],
    [false, '2026-12-22T16:59:59Z', '2026-12-22T17:00:00Z'],
  ])('kept %s: all of it until its last day is over, then nothing', async (isKept, last, after) => {
    const homework = await give({ isKept, count: 2 });
    const pupil = await homework.join('1');
    await pupil.start();
    await pupil.answer(1, 0, choose(0));
    await cleanUp(Date.parse(last));
    expect(await rows(homework.id)).toEqual([1, 2, 1, 1, 1]);
    at(Date.parse(after));
    await expect(pupil.look()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await cleanUp(Date.parse(after));
    expect(await rows(homework.id)).toEqual([0, 0, 0, 0, 0]);
  });

  test('of a school’s class is that it took part: once, of five seats or more, without seat, day or teacher', async () => {
    const { prisma } = app.services.db;
    const { id: unitId } = await prisma.unit.create({
      data: {
        code: 'TRUONG-BT5',
        kind: 'school',
        officialName: 'T',
        shortName: 'T',
        validFrom: '2020-01-01',
      },
    });
    const teacher = actorWith('teacher', unitId);
    const play = async (seats: number) => {
      const homework = await give({ count: 2 }, teacher);
      for (let seat = 1; seat <= seats; seat += 1) {
        const pupil = await homework.join(String(seat));
        await pupil.start();
        await pupil.answer(1, 0, await pupil.wrongIn(1, 0));
        if (seat > 1) await pupil.answer(1, 1, await pupil.rightIn(1, 1));
      }
      await homework.join('40');
      return homework;
    };
    const [five] = [await play(5), await play(4)];
    await cleanUp(DUE.getTime() + SETTLE_MS + 1);
    await cleanUp(DUE.getTime() + SETTLE_MS + 2);
    const written = {
      id: expect.any(String),
      unitId,
      month: '2026-11',
      set: 'thcs',
      seats: 5,
      firstBlockPct: 0,
      lastBlockPct: 80,
    };
    expect(await prisma.quizParticipation.findMany({ where: { unitId } })).toEqual([written]);
    await five.teacher().remove({ id: five.id });
    expect(await prisma.quizParticipation.count({ where: { unitId } })).toBe(1);

    const early = await play(5);
    at(DUE.getTime() + 3 * 60_000);
    await early.teacher().remove({ id: early.id });
    expect(await prisma.quizParticipation.count({ where: { unitId } })).toBe(2);
  });
});
