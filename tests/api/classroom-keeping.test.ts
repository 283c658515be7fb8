import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cleanUpGames } from '#server/classroom/clean-up.ts';
import { GRACE_MS } from '#server/classroom/rules.ts';
import { markCommand } from '#server/law/command.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { classroomOf, hostGame, rightChoice, type TestHost } from '#tests/support/classroom.ts';

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
/** Lets the question that runs end, so that its right answer is shown. */
const reveal = () => pass(LIMIT + GRACE_MS);

describe('the law', () => {
  const provisionOf = async (game: TestHost) => {
    const { position } = await app.services.db.prisma.game.findUniqueOrThrow({ where: { id: game.gameId } });
    const { question } = await app.services.db.prisma.gameStep.findUniqueOrThrow({
      where: { gameId_position: { gameId: game.gameId, position: Math.max(0, position) } },
    });
    return (question as { provision: string }).provision;
  };
  const mark = (target: string, state: string) =>
    markCommand(app.services, { target, state, onDay: '2026-11-01', reason: 'Thử trong bài kiểm tra' });

  test('takes back the question that runs, in all who follow, and it counts for nobody', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const { position, ref } = (await phone.look()).question!;
    await phone.answer(0, { clientId: 'before-the-mark' });
    const provision = await provisionOf(game);
    const waiting = classroomOf(app.services).wait({
      ticket: phone.ticket,
      since: `0.open.${BEGIN + LIMIT}.`,
      timeoutMs: 10_000,
    });
    await mark(provision, 'under-review');
    expect(await waiting).toMatchObject({ view: { phase: 'withdrawn', reveal: null, window: null } });
    const other = await game.join('2');
    expect(await other.answer(0, { position, ref })).toEqual({ ok: false, reason: 'WITHDRAWN' });
    expect((await phone.look()).own.points).toBe(0);
    expect((await game.results()).questions).toMatchObject([{ isCounted: false }]);
    await mark(provision, 'clear');
    await game.act({ kind: 'next' });
    expect(await phone.look()).toMatchObject({ phase: 'open' });
  });

  test('holds back a question at the moment it would be asked', async () => {
    const game = await host();
    const phone = await game.join('1');
    const provision = await provisionOf(game);
    await mark(provision, 'ended');
    await game.act({ kind: 'next' });
    const steps = await app.services.db.prisma.gameStep.findMany({
      where: { gameId: game.gameId },
      orderBy: { position: 'asc' },
    });
    expect(steps[0]!.state).toBe('withdrawn');
    const asked = steps.find(({ state }) => state === 'asked')!;
    expect((asked.question as { provision: string }).provision).not.toBe(provision);
    expect(await phone.look()).toMatchObject({ phase: 'open', number: 1 });
    await mark(provision, 'clear');
  });

  test('takes the answer that is being shown off every screen, late comers included', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    await phone.answer(await rightChoice(app.services, game.gameId));
    reveal();
    const provision = await provisionOf(game);
    expect(await phone.look()).toMatchObject({ phase: 'shown', own: { points: 100 } });
    await mark(provision, 'under-review');
    const late = await game.join('2');
    for (const each of [phone, late])
      expect(await each.look()).toMatchObject({
        phase: 'withdrawn',
        question: null,
        reveal: null,
        own: { points: 0 },
      });
    expect(await game.look()).toMatchObject({
      phase: 'withdrawn',
      question: null,
      reveal: null,
      tally: null,
    });
    await mark(provision, 'clear');
  });

  test('does not undo a question of before', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    await phone.answer(await rightChoice(app.services, game.gameId));
    reveal();
    const provision = await provisionOf(game);
    await game.act({ kind: 'next' });
    await game.act({ kind: 'reveal' });
    await mark(provision, 'under-review');
    expect(await phone.look()).toMatchObject({ phase: 'shown', number: 2, own: { points: 100 } });
    await mark(provision, 'clear');
  });
});

describe('what stays', () => {
  const play = async (input: object, seats: number, actor = actorWith('teacher')) => {
    const game = await hostGame(app.services, { count: 2, limitSeconds: LIMIT / 1000, ...input }, actor);
    const phones = await Promise.all(Array.from({ length: seats }, (_, at) => game.join(String(at + 1))));
    for (const isRightFor of [() => false, (at: number) => at > 0]) {
      await game.act({ kind: 'next' });
      const right = await rightChoice(app.services, game.gameId);
      await Promise.all(
        phones.map((phone, at) => phone.answer(isRightFor(at) ? right : right === 0 ? 1 : 0)),
      );
      reveal();
    }
    await game.act({ kind: 'next' });
    return game;
  };
  const unitCode = async (code: string) => {
    await app.services.db.prisma.unit.create({
      data: {
        code,
        kind: 'school',
        officialName: 'Trường thử',
        shortName: 'Trường thử',
        validFrom: '2020-01-01',
      },
    });
    return code;
  };

  test('is that a school’s class played: no seat, no day, no game; and nothing of fewer than five', async () => {
    const { prisma } = app.services.db;
    const code = await unitCode('TRUONG-5');
    await play({ unitCode: code }, 5);
    await play({ unitCode: code }, 4);
    const unit = await prisma.unit.findUniqueOrThrow({ where: { code } });
    const rows = await prisma.quizParticipation.findMany({ where: { unitId: unit.id } });
    expect(rows).toEqual([
      {
        id: expect.any(String),
        unitId: unit.id,
        month: '2026-11',
        set: 'thcs',
        seats: 5,
        firstBlockPct: 0,
        lastBlockPct: 80,
      },
    ]);
    await expect(play({ unitCode: 'KHONG-CO' }, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are results by seat for the teacher who was signed in, until the school year ends', async () => {
    const owner = actorWith('teacher', null, '00000000-0000-7000-8000-0000000000aa');
    const game = await play({}, 3, owner);
    const mine = classroomOf(app.services, owner);
    expect(await mine.kept()).toEqual([
      {
        ...{ gameId: game.gameId, set: 'thcs', setTitleVi: null, seats: 3, questions: 2 },
        ...{ playedOn: '2026-11-21', deleteOn: '2027-07-31' },
      },
    ]);
    const kept = await mine.keptGame({ gameId: game.gameId });
    expect(kept.seats.map(({ seat, marks, points }) => [seat, marks, points])).toEqual([
      ['1', [0, 0], 0],
      ['2', [0, 100], 100],
      ['3', [0, 100], 100],
    ]);
    const other = classroomOf(
      app.services,
      actorWith('teacher', null, '00000000-0000-7000-8000-0000000000bb'),
    );
    expect(await other.kept()).toEqual([]);
    await expect(other.keptGame({ gameId: game.gameId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(classroomOf(app.services).kept()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });

    const { prisma } = app.services.db;
    await cleanUpGames(prisma, new Date('2027-07-31T16:59:59Z'));
    expect(await prisma.gameResult.count({ where: { id: game.gameId } })).toBe(1);
    await cleanUpGames(prisma, new Date('2027-07-31T17:00:00Z'));
    expect(await prisma.gameResult.count({ where: { id: game.gameId } })).toBe(0);
  });

  test('of a game without account and school is nothing: its rows go within 24 hours of the end', async () => {
    const { prisma } = app.services.db;
    const game = await host({ count: 1 });
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    await phone.answer(0);
    await game.act({ kind: 'end' });
    const ended = clock.getTime();
    const rows = async () => {
      const where = { gameId: game.gameId };
      return [
        await prisma.game.count({ where: { id: game.gameId } }),
        await prisma.gameStep.count({ where }),
        await prisma.gamePlayer.count({ where }),
        await prisma.gameAnswer.count({ where }),
        await prisma.gameResult.count({ where: { id: game.gameId } }),
      ];
    };
    const hours = (count: number) => new Date(ended + count * 3_600_000);
    await cleanUpGames(prisma, hours(23));
    expect(await rows()).toEqual([1, 1, 1, 1, 0]);
    await cleanUpGames(prisma, new Date(hours(23).getTime() + 1));
    expect(await rows()).toEqual([0, 0, 0, 0, 0]);
    app.services.classroom.hear(['*']);
    await expect(phone.look()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(game.join('2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a game that nobody ended is over after 12 hours, as if it had ended then', async () => {
    const { prisma } = app.services.db;
    const game = await host();
    const at = (ms: number) => new Date(BEGIN + 12 * 3_600_000 + ms);
    await cleanUpGames(prisma, at(0));
    expect(await prisma.game.findUnique({ where: { id: game.gameId } })).toMatchObject({ endedAt: null });
    await cleanUpGames(prisma, at(3_600_000));
    expect(await prisma.game.findUnique({ where: { id: game.gameId } })).toMatchObject({ endedAt: at(0) });
  });
});
