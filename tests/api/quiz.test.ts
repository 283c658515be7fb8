import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readQuestions, syncQuestions } from '#server/content/service.ts';
import { markCommand } from '#server/law/command.ts';
import { boundTask, typeset } from '#server/quiz/rules.ts';
import { answerProcedure, createCaller } from '#server/router.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { registry } from '#tests/support/content.ts';

/** A content folder of its own: two files of questions, six in all, and the scenes they name. */
const FIXTURES = 'tests/support/content';
const questions = readQuestions(FIXTURES);
const keyOf = (text: string) => {
  const question = questions.find((each) => typeset(each.text) === text)!;
  const task = boundTask(registry, question.task, '2026-11-21');
  return task.kind === 'one' ? task.options[task.right]!.text : '';
};

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await app.services.db.prisma.$transaction((tx) => syncQuestions(tx, FIXTURES));
  app.services.quiz.forget();
});
afterAll(() => app.close());

const quiz = () => createCaller(app.context()).quiz;
const start = (set = 'tong-hop') => quiz().start({ set });
type View = Awaited<ReturnType<typeof start>>;
const mark = (target: string, state: string) =>
  markCommand(app.services, {
    target,
    state,
    onDay: '2026-11-01',
    reason: 'Thử đánh dấu trong bài kiểm tra',
  });

/** Place of the right option of the question that comes next. */
const optionsOf = ({ current }: View) => (current?.task.kind === 'one' ? current.task.options : []);
const rightOf = (view: View) => optionsOf(view).indexOf(keyOf(view.current!.text));
const one = (choice: number) => ({ kind: 'one', choice }) as const;

describe('an attempt', () => {
  test('asks every question once, explains each, and counts right answers', async () => {
    let view: View = await start();
    const asked: string[] = [];
    while (view.current) {
      const { number, text } = view.current;
      asked.push(text);
      const right = rightOf(view);
      const choice = number % 2 === 0 ? right : (right + 1) % optionsOf(view).length;
      const next = await quiz().answer({ token: view.token, number, response: one(choice) });
      expect(next.outcome).toMatchObject({ number, response: one(choice), right: one(right) });
      expect(next.outcome.explanation.length).toBeGreaterThan(0);
      expect(next.outcome.law.citation).toMatch(/Điều|biển/);
      view = next;
    }
    expect(asked.sort()).toEqual(questions.map(({ text }) => typeset(text)).sort());
    expect(view.score).toEqual({ right: 3, partly: 0, answered: 6, total: 6, withdrawn: 0 });
  });

  test('is its address alone: another caller goes on where the first one stopped', async () => {
    const first = await start();
    const { token } = await quiz().answer({ token: first.token, number: 1, response: one(rightOf(first)) });
    const resumed = await quiz().attempt({ token });
    expect(resumed.current!.number).toBe(2);
    expect(resumed.score).toMatchObject({ right: 1, answered: 1 });
    expect(resumed.outcomes.map(({ number }) => number)).toEqual([1]);
  });

  test('stores nothing', async () => {
    const { prisma } = app.services.db;
    const rows = () => Promise.all([prisma.quizQuestion.count(), prisma.quizParticipation.count()]);
    const before = await rows();
    const view = await start();
    await quiz().answer({ token: view.token, number: 1, response: one(0) });
    expect(await rows()).toEqual(before);
    const tables = await prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`;
    expect(tables.map(({ name }) => name).filter((name) => name.startsWith('quiz'))).toEqual([
      'quiz_participation',
      'quiz_question',
    ]);
  });

  test('counts a second answer to the same question not at all', async () => {
    const first = await start();
    const right = rightOf(first);
    const wrong = (right + 1) % optionsOf(first).length;
    const once = await quiz().answer({ token: first.token, number: 1, response: one(wrong) });
    const twice = await quiz().answer({ token: once.token, number: 1, response: one(right) });
    expect([once.isRepeat, twice.isRepeat]).toEqual([false, true]);
    expect(twice.token).toBe(once.token);
    expect(twice.outcome.response).toEqual(one(wrong));
    expect(twice.score).toMatchObject({ right: 0, answered: 1 });
  });

  test('puts the right option into every place, as attempts go on', async () => {
    const places = new Set<number>();
    for (let round = 0; round < 60 && places.size < 4; round += 1)
      places.add(rightOf(await start('di-nguoc-chieu')));
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('the key', () => {
  const ask = async (path: string, input: unknown, isWrite = false) => {
    const json = JSON.stringify(input);
    const query = input === undefined ? '' : `?input=${encodeURIComponent(json)}`;
    const reply = await answerProcedure(
      app.context(),
      isWrite
        ? new Request(`http://x/api/trpc/${path}`, {
            method: 'POST',
            body: json,
            headers: { 'content-type': 'application/json' },
          })
        : new Request(`http://x/api/trpc/${path}${query}`),
    );
    return reply.text();
  };
  const TELLING =
    /isRight|isTrue|"right":|"response"|explanation|provision|"law"|accepted|"values"|violation|lawful/;

  test('stands in no reply before the answer', async () => {
    const { token } = await start();
    const score = /"score":\{[^}]*\}/g;
    for (const [path, input, isWrite] of [
      ['quiz.sets', undefined, false],
      ['quiz.set', { set: 'tong-hop' }, false],
      ['quiz.sample', { set: 'tong-hop' }, false],
      ['quiz.start', { set: 'tong-hop' }, true],
      ['quiz.attempt', { token }, false],
    ] as const) {
      const text = await ask(path, input, isWrite);
      expect(text).toContain('"result"');
      expect(text.replace(score, '')).not.toMatch(TELLING);
    }
  });

  test('of the questions to come stands in no reply after an answer either', async () => {
    const { token } = await start();
    const reply = JSON.parse(await ask('quiz.answer', { token, number: 1, response: one(0) }, true));
    const { outcome, outcomes, score, ...rest } = reply.result.data;
    expect(outcomes).toEqual([outcome]);
    expect(JSON.stringify(outcome)).toMatch(TELLING);
    expect(score.answered).toBe(1);
    expect(JSON.stringify(rest)).not.toMatch(TELLING);
  });

  test('is not told by the picture’s address', async () => {
    const views = await Promise.all(Array.from({ length: 8 }, () => start('di-nguoc-chieu')));
    const pictures = views.flatMap(({ current }) => current!.picture ?? []);
    for (const { src } of pictures) expect(src).toMatch(/^\/hinh\/cau-hoi\/[\w-]{6}\.svg$/);
  });
});

describe('refusals', () => {
  test('of an unknown set', async () => {
    await expect(start('khong-co-bo-nay')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(quiz().set({ set: 'khong-co-bo-nay' })).rejects.toThrow('Không có bộ câu hỏi này');
    expect(await quiz().sample({ set: 'khong-co-bo-nay' })).toBeNull();
  });

  test('of an address that was cut, changed or signed elsewhere', async () => {
    const { token } = await start();
    const forged = token.replace(/\.-/, '.0');
    for (const wrong of ['x', token.slice(0, -1), `${token}a`, forged, token.replace('tong-hop', 'thcs')])
      await expect(quiz().attempt({ token: wrong })).rejects.toThrow('Địa chỉ bài làm không đúng');
  });

  test('of a question that is not in the attempt', async () => {
    const { token } = await start();
    await expect(quiz().answer({ token, number: 7, response: one(0) })).rejects.toThrow('không có câu 7');
    await expect(quiz().answer({ token, number: 0, response: one(0) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  test('of an option that does not exist', async () => {
    const view = await start();
    await expect(quiz().answer({ token: view.token, number: 1, response: one(4) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    let open = view;
    while (optionsOf(open).length === 4)
      open = await quiz().answer({ token: open.token, number: open.current!.number, response: one(0) });
    await expect(
      quiz().answer({ token: open.token, number: open.current!.number, response: one(3) }),
    ).rejects.toThrow('Hãy chọn một đáp án có trong câu hỏi');
  });
});

describe('when the law of a question is under review', () => {
  beforeEach(() => app.services.law.forget());
  const TARGET = 'nd-168-2024:7.7.a';

  test('the question is asked no more within 5 s, and comes back when the mark is lifted', async () => {
    const sizes = async () => (await quiz().sets()).map(({ ready }) => ready);
    const before = await sizes();
    const startedAt = performance.now();
    await mark(TARGET, 'under-review');
    const view = await start();
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(view.score.total).toBe(5);
    expect((await sizes())[0]).toBe(before[0]! - 1);
    await mark(TARGET, 'clear');
    expect(await sizes()).toEqual(before);
  });

  test('an attempt already begun leaves it out, whether answered or not', async () => {
    let view: View = await start();
    while (view.current) {
      const { number } = view.current;
      view = await quiz().answer({ token: view.token, number, response: one(rightOf(view)) });
    }
    expect(view.score).toMatchObject({ right: 6, total: 6 });
    const fresh = await start();
    await mark(TARGET, 'under-review');
    expect((await quiz().attempt({ token: view.token })).score).toMatchObject({
      right: 5,
      total: 5,
      withdrawn: 1,
    });
    const open = await quiz().attempt({ token: fresh.token });
    expect(open.score).toMatchObject({ total: 5, withdrawn: 1 });
    const withdrawn = open.answers.indexOf('withdrawn') + 1;
    await expect(
      quiz().answer({ token: fresh.token, number: withdrawn, response: one(0) }),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await mark(TARGET, 'clear');
  });

  test('a set without any question left says so', async () => {
    await mark('qcvn-41-2024', 'ended');
    await mark('nd-168-2024', 'under-review');
    await expect(start('di-nguoc-chieu')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await quiz().sample({ set: 'di-nguoc-chieu' })).toBeNull();
    expect(await quiz().set({ set: 'di-nguoc-chieu' })).toMatchObject({ ready: 0, size: 0 });
    await mark('qcvn-41-2024', 'clear');
    await mark('nd-168-2024', 'clear');
  });
});

test('the sample of a day is one attempt for everybody', async () => {
  const [one, other] = await Promise.all([
    quiz().sample({ set: 'tong-hop' }),
    quiz().sample({ set: 'tong-hop' }),
  ]);
  expect(one!.token).toBe(other!.token);
  expect(one!.token).not.toBe((await start()).token);
});

test('a question whose options changed is another question: attempts leave it out', async () => {
  const { prisma } = app.services.db;
  const fresh = await start();
  const [row] = await prisma.quizQuestion.findMany({ take: 1 });
  const data = row!.data as { task: { options: { text: string }[] } };
  const options = [...data.task.options.slice(0, -1), { text: 'Một đáp án sai khác' }];
  const changed = { ...data, task: { ...data.task, options } };
  await prisma.quizQuestion.update({ where: { id: row!.id }, data: { data: changed as never } });
  app.services.quiz.forget();
  expect((await quiz().attempt({ token: fresh.token })).score).toMatchObject({ total: 5, withdrawn: 1 });
  await prisma.quizQuestion.update({ where: { id: row!.id }, data: { data: data as never } });
  app.services.quiz.forget();
});

test('loading the same questions twice changes nothing; one that left its file leaves the database', async () => {
  const { prisma } = app.services.db;
  expect(await prisma.$transaction((tx) => syncQuestions(tx, FIXTURES))).toBe(0);
  await prisma.quizQuestion.create({ data: { id: 'stray', hash: 'x', data: {} } });
  expect(await prisma.$transaction((tx) => syncQuestions(tx, FIXTURES))).toBe(1);
  expect(await prisma.quizQuestion.count()).toBe(6);
});
