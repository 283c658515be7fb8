import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task, TaskKind, TaskResponse } from '#content/schema.ts';
import { readQuestions, syncQuestions } from '#server/content/service.ts';
import { markCommand } from '#server/law/command.ts';
import { boundTask, readinessOf, typeset, type ShownTask } from '#server/quiz/rules.ts';
import { createCaller } from '#server/router.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { registry } from '#tests/support/content.ts';
import { projectOfKinds } from '#tests/support/kinds.ts';

const DAY = '2026-11-21';
let app: TestApp;
let root: string;
let keys: Map<string, Task>;
beforeAll(async () => {
  [app, root] = await Promise.all([openTestApp(), projectOfKinds()]);
  const content = join(root, 'content');
  await app.services.db.prisma.$transaction((tx) => syncQuestions(tx, content));
  app.services.quiz.forget();
  keys = new Map(
    readQuestions(content).map(({ text, task }) => [typeset(text), boundTask(registry, task, DAY)]),
  );
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true, force: true });
});

const quiz = () => createCaller(app.context()).quiz;
type View = Awaited<ReturnType<ReturnType<typeof quiz>['start']>>;
type How = 'right' | 'partly' | 'wrong';

/** Where a text of the key is shown. */
const placeOf = (texts: readonly string[], text: string): number => texts.indexOf(text);

/** An answer worth what is asked for; where a kind knows no share, `partly` is wrong. */
function answerTo(shown: ShownTask, key: Task, how: How): TaskResponse {
  const isRight = how === 'right';
  if (shown.kind === 'one' && key.kind === 'one')
    return {
      kind: 'one',
      choice: placeOf(shown.options, key.options[isRight ? key.right : (key.right + 1) % 3]!.text),
    };
  if (shown.kind === 'several' && key.kind === 'several') {
    const wanted = key.options.filter((option) => option.isRight === isRight).map(({ text }) => text);
    return { kind: 'several', choices: wanted.map((text) => placeOf(shown.options, text)) };
  }
  if (shown.kind === 'ordering' && key.kind === 'ordering') {
    const [first, ...rest] = key.items;
    const items = { right: key.items, partly: [...rest, first!], wrong: key.items.toReversed() }[how];
    return { kind: 'ordering', places: items.map((item) => placeOf(shown.items, item)) };
  }
  if (shown.kind === 'matching' && key.kind === 'matching')
    return {
      kind: 'matching',
      rights: key.pairs.map(({ right }, at) =>
        how === 'wrong' || (how === 'partly' && at > 0)
          ? placeOf(shown.rights, key.extras[0]!)
          : placeOf(shown.rights, right),
      ),
    };
  if (key.kind === 'true-false') return { kind: 'true-false', isTrue: key.isTrue === isRight };
  if (key.kind === 'number') return { kind: 'number', value: key.values[0]!.value + (isRight ? 0 : 1) };
  if (key.kind === 'short')
    return { kind: 'short', text: { right: 'Nhường Đường ạ', partly: 'phải dừng', wrong: 'đi' }[how] };
  if (shown.kind === 'hotspot' && key.kind === 'hotspot')
    return {
      kind: 'hotspot',
      spot: placeOf(
        shown.spots.map(({ label }) => label),
        key.spots[isRight ? key.right : 1]!.label,
      ),
    };
  throw new Error(`${shown.kind} is not ${key.kind}`);
}

async function finish(how: How): Promise<View> {
  let view: View = await quiz().start({ set: 'tong-hop' });
  while (view.current) {
    const { number, text, task } = view.current;
    const response = answerTo(task, keys.get(text)!, how);
    view = await quiz().answer({ token: view.token, number, response });
  }
  return view;
}

describe('an attempt over all kinds', () => {
  test('answered rightly is right, each with its explanation and its law', async () => {
    const view = await finish('right');
    expect(view.outcomes.map(({ verdict }) => verdict)).toEqual(Array(8).fill('right'));
    expect(new Set(view.outcomes.map(({ task }) => task.kind)).size).toBe(8);
    for (const { law, explanation } of view.outcomes) {
      expect(law.citation).toMatch(/Điều/);
      expect(explanation.length).toBeGreaterThan(0);
    }
    expect(view.score).toEqual({ right: 8, partly: 0, answered: 8, total: 8, withdrawn: 0 });
  });

  test('tells a part from nothing', async () => {
    const worth = async (how: How) =>
      new Map((await finish(how)).outcomes.map(({ task, verdict }) => [task.kind, verdict]));
    const partly = await worth('partly');
    for (const kind of ['ordering', 'matching', 'short'] satisfies TaskKind[])
      expect(partly.get(kind)).toBe('partly');
    expect([...new Set((await worth('wrong')).values())]).toEqual(['wrong']);
    expect((await finish('partly')).score).toMatchObject({ right: 0, partly: 3, answered: 8 });
  });

  test('stands in its address alone, as it was answered', async () => {
    const view = await finish('partly');
    expect(view.token.length).toBeLessThan(2000);
    const read = await quiz().attempt({ token: view.token });
    expect(read.outcomes).toEqual(view.outcomes);
  });

  test('says to an answer what its author says, and never what it is thought to believe', async () => {
    const outcomes = [...(await finish('partly')).outcomes, ...(await finish('right')).outcomes];
    expect(outcomes.flatMap(({ feedback }) => feedback ?? [])).toEqual(
      expect.arrayContaining(['Vạch kẻ cũng là báo hiệu.']),
    );
    expect(JSON.stringify(outcomes)).not.toContain('misconception');
    expect(JSON.stringify(outcomes)).not.toContain('Biển báo luôn đứng trên đèn');
  });

  test('tells no key before the answer', async () => {
    let view: View = await quiz().start({ set: 'tong-hop' });
    while (view.current) {
      const { number, text, task } = view.current;
      expect(JSON.stringify(view.current)).not.toMatch(
        /isRight|isTrue|"right":|"values"|accepted|feedback|misconception|explanation/,
      );
      const response = answerTo(task, keys.get(text)!, 'right');
      view = await quiz().answer({ token: view.token, number, response });
    }
  });

  test('points at places of a picture whose part of the scene is known', async () => {
    const { outcomes } = await finish('right');
    const { picture, task } = outcomes.find((each) => each.task.kind === 'hotspot')!;
    expect(picture!.view).toEqual({ xPx: 60, yPx: 40, widthPx: 520, heightPx: 390 });
    for (const { xPx, yPx } of task.kind === 'hotspot' ? task.spots : [])
      expect(xPx > 60 && xPx < 580 && yPx > 40 && yPx < 430).toBe(true);
  });

  test('refuses an answer of another kind, and one too long for an address, and loses nothing by it', async () => {
    let view: View = await quiz().start({ set: 'tong-hop' });
    while (view.current?.task.kind !== 'short') {
      const { number, text, task } = view.current!;
      view = await quiz().answer({
        token: view.token,
        number,
        response: answerTo(task, keys.get(text)!, 'right'),
      });
    }
    const { number } = view.current;
    const send = (response: TaskResponse) => quiz().answer({ token: view.token, number, response });
    await expect(send({ kind: 'one', choice: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(send({ kind: 'short', text: 'a'.repeat(61) })).rejects.toThrow('nhiều nhất 60 ký tự');
    expect((await send({ kind: 'short', text: 'a'.repeat(60) })).outcome.verdict).toBe('wrong');
  });

  test('skips a question withdrawn in the middle, and says so', async () => {
    let view: View = await quiz().start({ set: 'tong-hop' });
    while (view.current?.task.kind !== 'number') {
      const { number, text, task } = view.current!;
      const response = answerTo(task, keys.get(text)!, 'right');
      view = await quiz().answer({ token: view.token, number, response });
    }
    const mark = (state: string) =>
      markCommand(app.services, {
        ...{ target: 'luat-36-2024:11.5', state, onDay: '2026-11-01' },
        reason: 'Thử đánh dấu trong bài kiểm tra',
      });
    const { number } = view.current;
    await mark('under-review');
    await expect(
      quiz().answer({ token: view.token, number, response: { kind: 'number', value: 5 } }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const open = await quiz().attempt({ token: view.token });
    expect([open.answers[number - 1], open.current?.number === number]).toEqual(['withdrawn', false]);
    await mark('clear');
  });
});

describe('the set of junctions', () => {
  test('is found by play and homework, with every question ready and resting on its whole proof', async () => {
    const found = (await app.services.quiz.findSet('nga-tu', null))!;
    expect(found.questions).toHaveLength(289);
    expect(new Set(found.questions.map(({ ref }) => ref)).size).toBe(289);
    const kinds = new Set(found.questions.map(({ task }) => task.kind));
    expect([...kinds].sort()).toEqual(['one', 'ordering']);
    for (const question of found.questions) {
      expect(readinessOf(registry, question, DAY)).toEqual({ ok: true });
      expect(question.ref).toMatch(/^[\w-]{6}$/);
      expect(question.picture!.src).toMatch(/^\/hinh\/nga-tu\/[a-z0-9.-]+\.svg$/);
      expect(question.picture!.alt).not.toBe('');
      // The vehicles are called A, B, C: options must not be.
      expect(question.picture!.hasLetters).toBe(true);
    }
    expect(found.questions.some(({ cites }) => cites!.length > 0)).toBe(true);
  });

  test('is listed for everybody, and practised', async () => {
    expect(await quiz().shared()).toMatchObject([{ id: 'nga-tu', questions: 289, size: 10 }]);
    const view = await quiz().start({ set: 'nga-tu' });
    expect(view.set).toMatchObject({ kind: 'shared', titleVi: 'Ai đi trước?' });
    expect(view.answers).toHaveLength(10);
    const { number, task } = view.current!;
    const response: TaskResponse =
      task.kind === 'ordering'
        ? { kind: 'ordering', places: [...task.items.keys()] }
        : { kind: 'one', choice: 0 };
    const next = await quiz().answer({ token: view.token, number, response });
    expect(next.outcome.law.citation).toMatch(/Điều/);
  });
});
