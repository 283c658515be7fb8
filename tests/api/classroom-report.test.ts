import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Task, TaskResponse } from '#content/schema.ts';
import { reportOf } from '#server/classroom/rules.ts';
import { readSheet } from '#server/sheet/read.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { classroomOf, hostGame, type TestHost } from '#tests/support/classroom.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
/** The clock of the app under test; every test begins at the same instant. */
const clock = new Date(BEGIN);
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
});
afterAll(() => app.close());
beforeEach(() => void clock.setTime(BEGIN));

const teacher = actorWith('teacher', null, '00000000-0000-7000-8000-0000000000aa');
const colleague = actorWith('teacher', null, '00000000-0000-7000-8000-0000000000bb');

const CHOICE: Task = {
  kind: 'one',
  options: [
    { text: 'Dừng trước vạch' },
    { text: 'Đi nhanh qua', misconception: 'Đèn vàng là được đi nhanh qua' },
    { text: 'Bấm còi rồi đi', misconception: 'Bấm còi thì được đi trước' },
  ],
  right: 0,
};
const TYPED: Task = { kind: 'short', accepted: [{ text: 'nguy hiểm', weightPct: 100 }] };

/** A game that asks for these, in this order. */
async function hostOf(tasks: Task[], input = {}, actor: typeof teacher | null = null): Promise<TestHost> {
  const game = await hostGame(app.services, { count: tasks.length, limitSeconds: 20, ...input }, actor);
  const { prisma } = app.services.db;
  for (const [position, task] of tasks.entries()) {
    const where = { gameId_position: { gameId: game.gameId, position } };
    const { question } = await prisma.gameStep.findUniqueOrThrow({ where });
    await prisma.gameStep.update({ where, data: { question: { ...(question as object), task } } });
  }
  return game;
}

/** Place at which something of the task stood when it was shown. */
async function shownAt(game: TestHost, place: number): Promise<number> {
  const { question } = await game.look();
  const { asked } = await app.services.db.prisma.gameStep.findUniqueOrThrow({
    where: { gameId_position: { gameId: game.gameId, position: question!.position } },
  });
  return (asked as { order: number[] }).order.indexOf(place);
}

/** Asks the next question, lets seats answer by the places of the task, shows the answer. */
async function play(
  game: TestHost,
  phones: Awaited<ReturnType<TestHost['join']>>[],
  choices: (number | string | null)[],
) {
  await game.act({ kind: 'next' });
  for (const [at, choice] of choices.entries()) {
    if (choice === null) continue;
    const response: TaskResponse =
      typeof choice === 'string'
        ? { kind: 'short', text: choice }
        : { kind: 'one', choice: await shownAt(game, choice) };
    expect(await phones[at]!.answer(response)).toMatchObject({ ok: true });
  }
  await game.act({ kind: 'reveal' });
}

/** Five seats, two questions: the yellow light and a typed one. */
async function playClass(input = {}, actor: typeof teacher | null = null) {
  const game = await hostOf([CHOICE, TYPED], input, actor);
  const phones = await Promise.all(
    ['1', '2', '3', '4', '5'].map((seat) => game.join(seat, { name: `Bình ${'abcde'[Number(seat) - 1]}` })),
  );
  await play(game, phones, [0, 1, 1, 2, null]);
  const shown = await game.look();
  await play(game, phones, ['Nguy hiểm', 'nguy hiểm', 'Nguyễn Văn Bình', null, null]);
  return { game, shown };
}

describe('a host', () => {
  test('sees what several believe and what each answer is worth, once it is shown', async () => {
    const { shown } = await playClass();
    expect(shown.beliefs).toEqual([{ text: 'Đèn vàng là được đi nhanh qua', count: 2 }]);
    expect(shown.tally!.map(({ count, markPct }) => [count, markPct])).toEqual(
      expect.arrayContaining([
        [2, 0],
        [1, 100],
        [1, 0],
      ]),
    );
  });

  test('is told nothing of beliefs or worth while the question runs', async () => {
    const game = await hostOf([CHOICE]);
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    await phone.answer(await shownAt(game, 1));
    expect(await game.look()).toMatchObject({ phase: 'open', tally: null, beliefs: [] });
  });

  test('who comes back to a paused question sees the clock where it stood', async () => {
    const game = await hostOf([CHOICE]);
    await game.act({ kind: 'next' });
    clock.setTime(BEGIN + 5000);
    await game.act({ kind: 'pause' });
    clock.setTime(BEGIN + 65_000);
    expect((await game.look()).window).toMatchObject({ pausedAt: BEGIN + 5000, closesAt: BEGIN + 20_000 });
  });
});

describe('the report', () => {
  test('says per question what was right, what was wrong most often and why', async () => {
    const { game } = await playClass();
    const report = reportOf(await game.results());
    const [light, typed] = report.questions;
    expect(report.takingPart).toBe(4);
    expect(light).toMatchObject({
      answered: 4,
      rightPct: 25,
      right: { words: 'Dừng trước vạch' },
      topWrong: { words: 'Đi nhanh qua', count: 2, beliefs: ['Đèn vàng là được đi nhanh qua'] },
    });
    expect(light!.statistics!.facilityPct).toBeCloseTo(25, 6);
    expect(typed).toMatchObject({ answered: 3, right: { words: '“nguy hiểm”' } });
    expect(typed!.statistics!.facilityPct).toBeCloseTo(50, 6);
    expect(report.test.meanPct).toBeCloseTo(37.5, 6);
  });

  test('says what a class believes only where at least two do', async () => {
    const { game } = await playClass();
    expect(reportOf(await game.results()).beliefs).toMatchObject([
      { text: 'Đèn vàng là được đi nhanh qua', people: 2, of: 4 },
    ]);
    const alone = await hostOf([CHOICE]);
    const phones = [await alone.join('1'), await alone.join('2')];
    await play(alone, phones, [1, 0]);
    expect(reportOf(await alone.results()).beliefs).toEqual([]);
  });

  test('says per seat the marks, points and mean; a seat that never answered has none', async () => {
    const { game } = await playClass();
    const { seats } = reportOf(await game.results());
    expect(seats.map(({ seatName, meanPct, points }) => [seatName, meanPct, points])).toEqual([
      ['Số 1', 100, 200],
      ['Số 2', 50, 100],
      ['Số 3', 0, 0],
      ['Số 4', 0, 0],
      ['Số 5', null, 0],
    ]);
  });
});

describe('files', () => {
  test('hold seats and never names', async () => {
    const { game } = await playClass({ hasNames: true }, teacher);
    const caller = classroomOf(app.services);
    for (const table of ['seats', 'questions'] as const) {
      const { bytes, fileName } = await caller.exportResults({
        hostCode: game.hostCode,
        table,
        format: 'csv',
      });
      const text = Buffer.from(bytes).toString('utf8');
      expect(fileName).toMatch(/^ket-qua-lop-2026-11-21-theo-(cho|cau)\.csv$/);
      expect(text).not.toMatch(/Bình [a-e]/);
      if (table === 'seats') expect(text).toContain('Số 3');
      else expect(text).toContain('Đèn vàng là được đi nhanh qua');
    }
  });

  test('say the same as CSV and as XLSX', async () => {
    const { game } = await playClass();
    const rowsOf = async (format: 'csv' | 'xlsx') => {
      const { bytes } = await classroomOf(app.services).exportResults({
        ...{ hostCode: game.hostCode, table: 'seats', format },
      });
      const rows: string[][] = [];
      // Empty cells at the end of a row are left out of a workbook.
      for await (const { cells } of readSheet(Buffer.from(bytes)))
        rows.push(Array.from({ length: 6 }, (_, at) => cells[at] ?? ''));
      return rows;
    };
    const rows = await rowsOf('csv');
    expect(rows[0]).toEqual(['Chỗ', 'Đội', 'Câu 1', 'Câu 2', 'Điểm', 'Trung bình (%)']);
    expect(rows).toContainEqual(['Số 2', '', '0', '100', '100', '50']);
    expect(await rowsOf('xlsx')).toEqual(rows);
  });

  test('are refused without the host’s code', async () => {
    await expect(
      classroomOf(app.services).exportResults({
        ...{ hostCode: 'AAAA-CCCC-DDDD-EEEE', table: 'seats', format: 'csv' },
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what a teacher keeps', () => {
  const end = async () => {
    const { game } = await playClass({}, teacher);
    await game.act({ kind: 'end' });
    return game.gameId;
  };

  test('holds no text that was typed and is no accepted answer', async () => {
    const gameId = await end();
    const row = await app.services.db.prisma.gameResult.findUniqueOrThrow({ where: { id: gameId } });
    expect(JSON.stringify(row)).not.toContain('Nguyễn Văn Bình');
    expect(JSON.stringify(row)).toContain('Nguy hiểm');
  });

  test('holds no text that was typed where a pattern accepts anything', async () => {
    const any: Task = {
      kind: 'short',
      accepted: [
        { text: '*đèn*', weightPct: 100 },
        { text: 'đèn đỏ', weightPct: 100 },
      ],
    };
    const game = await hostOf([any], {}, teacher);
    const phones = await Promise.all(['1', '2'].map((seat) => game.join(seat)));
    await play(game, phones, ['Lê Thị Hoa 8A: đèn', 'Đèn Đỏ']);
    await game.act({ kind: 'end' });
    const row = await app.services.db.prisma.gameResult.findUniqueOrThrow({ where: { id: game.gameId } });
    expect(JSON.stringify(row)).not.toContain('Hoa');
    expect(row.seats).toMatchObject([{ marks: [100] }, { responses: [{ text: 'Đèn Đỏ' }] }]);
  });

  test('is taken out and deleted by its owner, and by nobody else', async () => {
    const gameId = await end();
    const mine = classroomOf(app.services, teacher);
    for (const [caller, code] of [
      [classroomOf(app.services, colleague), 'NOT_FOUND'],
      [classroomOf(app.services), 'UNAUTHORIZED'],
    ] as const) {
      await expect(caller.deleteKept({ gameId })).rejects.toMatchObject({ code });
      await expect(caller.exportKept({ gameId, table: 'seats', format: 'csv' })).rejects.toMatchObject({
        code,
      });
    }
    expect((await mine.exportKept({ gameId, table: 'seats', format: 'xlsx' })).bytes.length).toBeGreaterThan(
      0,
    );
    expect(await mine.kept()).toContainEqual(expect.objectContaining({ gameId, seats: 5, questions: 2 }));
    await mine.deleteKept({ gameId });
    expect(await app.services.db.prisma.gameResult.count({ where: { id: gameId } })).toBe(0);
    await expect(mine.deleteKept({ gameId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('own sets are offered to whoever is signed in, and to nobody else', async () => {
  const set = { id: 'cua-toi', titleVi: 'Bộ của tôi', levels: [], questions: 5, byVi: null };
  const services = {
    ...app.services,
    quiz: { ...app.services.quiz, ownSets: async () => [set] },
  };
  expect(await classroomOf(services, teacher).opening()).toEqual({ isSignedIn: true, ownSets: [set] });
  expect(await classroomOf(services).opening()).toEqual({ isSignedIn: false, ownSets: [] });
});
