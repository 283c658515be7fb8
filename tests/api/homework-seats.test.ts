import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { giveHomework, homeworkOf, TEACHER } from '#tests/support/homework.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
const DUE = new Date('2026-11-28T14:00:00Z');
const OTHER = actorWith('teacher', null, '00000000-0000-7000-8000-0000000000bb');
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(NOW);
});
afterAll(() => app.close());

const give = (input: Parameters<typeof giveHomework>[2] = {}) => giveHomework(app.services, DUE, input);
const choose = (choice: number) => ({ kind: 'one' as const, choice });

describe('a seat', () => {
  test('is somebody’s from the first who takes it; the same form sent again gets the same seat', async () => {
    const homework = await give();
    const key = 'form-of-the-first-device';
    const first = await homework.join('7', key);
    const again = await homework.join('7', key);
    expect(again).toMatchObject({ token: first.token, resumeCode: first.resumeCode, seatName: 'Số 7' });
    await expect(homework.join('7')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(homework.join('51')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(homework.join('rong')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect((await homework.view()).results.seats).toHaveLength(1);
  });

  test('taken by twenty at once is one’s; animals drawn at once are all different', async () => {
    const homework = await give();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => homework.join('9')));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const drawn = await Promise.all(Array.from({ length: 20 }, () => homework.join(null)));
    expect(new Set(drawn.map(({ seat }) => seat)).size).toBe(20);
    expect(new Set(drawn.map(({ resumeCode }) => resumeCode)).size).toBe(20);
  });

  test('opens on another device by its code, and both go on with the same attempt', async () => {
    const homework = await give();
    const phone = await homework.join('1');
    await phone.start();
    await phone.answer(1, 0, choose(1));
    const computer = await homework.resume(phone.resumeCode.toLowerCase());
    expect((await computer.question(1, 0)).question!.response).toEqual(choose(1));
    await computer.answer(1, 1, choose(0));
    expect(await phone.answer(1, 2, choose(0))).toMatchObject({ ok: true });
    expect((await phone.attempt(1)).states).toEqual(['answered', 'answered', 'answered', 'open', 'open']);
    expect(await computer.look()).toMatchObject({ resumeCode: phone.resumeCode, seat: '1' });
  });

  test('opens with nothing else: no other homework’s seat, no changed token, no made-up code', async () => {
    const [homework, other] = [await give(), await give()];
    const [mine, theirs] = [await homework.join('1'), await other.join('1')];
    const caller = homeworkOf(app.services);
    const changed = mine.token.slice(0, -1) + (mine.token.endsWith('A') ? 'B' : 'A');
    for (const token of [theirs.token, changed, '', 'x.y'])
      await expect(caller.seat({ code: homework.code, token })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(homework.resume(theirs.resumeCode)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const swapped = `${theirs.token.split('.')[0]}.${mine.token.split('.')[1]}`;
    await expect(caller.seat({ code: other.code, token: swapped })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('is not guessed: wrong codes of a homework run out, and right ones cost nothing', async () => {
    const [homework, other] = [await give(), await give()];
    const [pupil, elsewhere] = [await homework.join('1'), await other.join('1')];
    for (let round = 0; round < 80; round += 1) await homework.resume(pupil.resumeCode);
    const wrong = pupil.resumeCode === 'AAAAA' ? 'CCCCC' : 'AAAAA';
    const codes: string[] = [];
    for (let round = 0; round < 61; round += 1)
      await homework.resume(wrong).catch((error: { code: string }) => codes.push(error.code));
    expect(codes.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 'NOT_FOUND'));
    expect(codes[60]).toBe('TOO_MANY_REQUESTS');
    await expect(homework.resume(pupil.resumeCode)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await other.resume(elsewhere.resumeCode)).seat).toBe('1');
    expect((await pupil.look()).seat).toBe('1');
  });

  test('freed by the teacher goes to whoever takes it next, with what was done; the old devices are out', async () => {
    const homework = await give();
    const lost = await homework.join('3', 'the-form-of-the-lost-phone');
    await lost.start();
    await lost.answer(1, 0, choose(1));
    const { seatId } = (await homework.view()).results.seats[0]!;
    await homework.teacher().free({ id: homework.id, seatId, isCleared: false });
    await expect(lost.look()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(homework.resume(lost.resumeCode)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await homework.view()).results.seats).toMatchObject([{ isFree: true, answered: 1 }]);
    const found = await homework.join('3');
    expect(found.resumeCode).not.toBe(lost.resumeCode);
    expect((await found.question(1, 0)).question!.response).toEqual(choose(1));
    await expect(homework.join('3')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(lost.look()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('cleared by the teacher is empty', async () => {
    const homework = await give();
    const thief = await homework.join('4');
    await thief.start();
    await thief.answer(1, 0, choose(1));
    const { seatId } = (await homework.view()).results.seats[0]!;
    await homework.teacher().free({ id: homework.id, seatId, isCleared: true });
    expect((await homework.view()).results.seats).toEqual([]);
    expect((await (await homework.join('4')).look()).attempts).toEqual([]);
    await expect(thief.look()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const events = await app.services.db.prisma.$queryRaw<{ action: string }[]>`
      SELECT action FROM audit_event WHERE subject = ${`homework:${homework.id}`} ORDER BY seq`;
    expect(events.map(({ action }) => action)).toEqual(['homework.give', 'homework.clear']);
  });
});

describe('who may', () => {
  test('only its teacher sees and changes it; for another one it does not exist', async () => {
    const { id } = await give();
    const theirs = homeworkOf(app.services, OTHER);
    const seatId = '00000000-0000-7000-8000-000000000001';
    const dueAt = DUE.toISOString();
    for (const tried of [
      () => theirs.get({ id }),
      () => theirs.setDue({ id, dueAt }),
      () => theirs.close({ id }),
      () => theirs.archive({ id, isArchived: true }),
      () => theirs.free({ id, seatId, isCleared: false }),
      () => theirs.remove({ id }),
      () => theirs.export({ id, table: 'seats', format: 'csv' }),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await theirs.list({ isArchived: false })).filter((row) => row.id === id)).toEqual([]);
    await expect(give({ unitId: seatId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test.each(['writer', 'admin', 'approver', 'unit-representative'] as const)(
    'a %s gives none',
    async (role) => {
      await expect(giveHomework(app.services, DUE, {}, actorWith(role))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  test('without an account none is given, and a coordinator gives in the name of the school', async () => {
    const nobody = homeworkOf(app.services);
    await expect(nobody.list({ isArchived: false })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    const { id: unitId } = await app.services.db.prisma.unit.create({
      data: {
        code: 'TRUONG-BT',
        kind: 'school',
        officialName: 'T',
        shortName: 'Trường thử',
        validFrom: '2020-01-01',
      },
    });
    const coordinator = actorWith('school-coordinator', unitId);
    const homework = await giveHomework(app.services, DUE, { unitId }, coordinator);
    expect(await homework.view()).toMatchObject({ unitId });
    expect(await homework.teacher().units()).toEqual([{ id: unitId, name: 'Trường thử' }]);
  });
});

test('the list counts who took a seat and who handed in, puts away and deletes', async () => {
  const homework = await give({ title: 'Để đếm' });
  const pupils = await Promise.all(['1', '2', '3'].map((seat) => homework.join(seat)));
  for (const pupil of pupils.slice(0, 2)) {
    await pupil.start();
    await pupil.handIn(1);
  }
  const teacher = homework.teacher();
  const find = async (isArchived: boolean) =>
    (await teacher.list({ isArchived })).find(({ id }) => id === homework.id);
  expect(await find(false)).toMatchObject({ taken: 3, handedIn: 2, questions: 5, phase: 'open' });
  await teacher.archive({ id: homework.id, isArchived: true });
  expect([await find(false), (await find(true))?.title]).toEqual([undefined, 'Để đếm']);
  await teacher.remove({ id: homework.id });
  expect(await find(true)).toBeUndefined();
  await expect(homeworkOf(app.services).find({ code: homework.code })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(TEACHER.assignments[0]!.role).toBe('teacher');
});

test('results leave as a table by seat and one by question, as CSV and as XLSX', async () => {
  const homework = await give({ count: 2 });
  const pupil = await homework.join('12');
  await homework.join('meo');
  await pupil.start();
  await pupil.answer(1, 0, await pupil.rightIn(1, 0));
  await pupil.answer(1, 1, await pupil.wrongIn(1, 1));
  await pupil.handIn(1);
  const read = async (table: 'seats' | 'questions') => {
    const { bytes } = await homework.teacher().export({ id: homework.id, table, format: 'csv' });
    return new TextDecoder().decode(bytes).trim().split('\r\n');
  };
  expect((await read('seats')).slice(1)).toEqual(['Số 12,1,1,Có,50,100,0', 'Mèo,0,,Chưa,,,']);
  const questions = await read('questions');
  expect(questions).toHaveLength(3);
  expect(questions[1]).toMatch(/^1,.*,Có,1,1,,,$/);
  const xlsx = await homework.teacher().export({ id: homework.id, table: 'seats', format: 'xlsx' });
  expect(xlsx.fileName).toBe(`bai-tap-${homework.code}-theo-cho.xlsx`);
});
