import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Verb } from '#server/approval/rules.ts';
import { createContext } from '#server/context.ts';
import { createCaller } from '#server/router.ts';
import { moveStaff } from '#server/units/merged-staff.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { makeSet, openSchools, questionInput } from '#tests/support/bank.ts';
import { hostGame } from '#tests/support/classroom.ts';
import { callerAt } from '#tests/support/publications.ts';
import { refusalOf } from '#tests/support/staff.ts';

let app: TestApp;
let kit: Awaited<ReturnType<typeof openSchools>>;
beforeAll(async () => {
  app = await openTestApp();
  kit = await openSchools(app);
});
afterAll(() => app.close());

type Name = keyof typeof kit.people;
const lan = () => kit.as('lan');
const found = async (code: string, name: Name | null) =>
  app.services.quiz.findSet(code, name === null ? null : kit.people[name]);
const textsFor = async (code: string, name: Name | null) =>
  (await found(code, name))?.questions.map(({ text }) => text) ?? null;

const step = async (code: string, name: Name, verb: Exclude<Verb, 'edit'>, reason = '') => {
  const { id, version } = (await lan().bank.set({ code })).publication!;
  return kit.as(name).publication.step({ id, version, verb, reason });
};
const submit = async (code: string) => {
  const { version } = await lan().bank.set({ code });
  return lan().bank.submitSet({ code, version });
};
const approved = async (code: string) => {
  await submit(code);
  await step(code, 'checker', 'check');
  await step(code, 'approver', 'approve');
};

describe('a set within its school', () => {
  test('is its owner’s alone until it is shared, also for the coordinator', async () => {
    const { code } = await makeSet(lan());
    for (const name of ['minh', 'coordinator', 'stranger', 'writer', 'approver', null] as const)
      expect(await found(code, name)).toBeNull();
    for (const name of ['minh', 'coordinator', 'stranger', 'writer', 'approver'] as const) {
      expect(await refusalOf(kit.as(name).bank.set({ code }))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refusalOf(kit.as(name).bank.exportSet({ code, format: 'gift' }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect((await found(code, 'lan'))!.questions.length).toBe(2);
  });

  test('is offered for a class or as homework to those who may use it, and to nobody else', async () => {
    const { code } = await makeSet(lan(), 3);
    const offered = async (name: Name) =>
      (await kit.as(name).quiz.own())
        .filter(({ id }) => id === code)
        .map(({ questions, byVi }) => [questions, byVi]);
    expect(await offered('lan')).toEqual([[3, null]]);
    expect(await offered('minh')).toEqual([]);
    await lan().bank.shareSet({ code, version: 1, sharing: 'school' });
    expect((await offered('minh')).flat()[1]).toEqual(expect.any(String));
    expect(await offered('stranger')).toEqual([]);
    await lan().bank.archiveSet({ code, version: 2 });
    expect(await offered('lan')).toEqual([]);
  });

  test('is read and used, never changed, by everybody with a role at the school once it is shared', async () => {
    const { code } = await makeSet(lan());
    await lan().bank.shareSet({ code, version: 1, sharing: 'school' });
    for (const name of ['minh', 'coordinator'] as const) {
      expect((await found(code, name))!.questions.length).toBe(2);
      const { bank } = kit.as(name);
      expect((await bank.sets({ whose: 'school' })).rows.map((row) => row.code)).toContain(code);
      expect(await bank.set({ code })).toMatchObject({ isMine: false, questions: 2 });
      for (const work of [
        () => bank.saveSet({ code, version: 2, title: 'Của tôi', items: [] }),
        () => bank.shareSet({ code, version: 2, sharing: 'private' }),
        () => bank.submitSet({ code, version: 2 }),
        () => bank.withdrawSet({ code, version: 2, reason: 'Không thích nữa' }),
        () => bank.archiveSet({ code, version: 2 }),
        () => bank.restoreSet({ code, version: 2 }),
      ])
        expect(await refusalOf(work())).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await found(code, 'stranger')).toBeNull();
    expect(await found(code, null)).toBeNull();
    await lan().bank.shareSet({ code, version: 2, sharing: 'private' });
    expect(await found(code, 'minh')).toBeNull();
  });

  test('of no school cannot be shared within one', async () => {
    const { bank } = kit.as('writer');
    const { code } = await bank.createSet({ title: 'Bộ toàn trang', items: [] });
    expect(await refusalOf(bank.shareSet({ code, version: 1, sharing: 'school' }))).toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  test('can be copied: the copy is one’s own', async () => {
    const { code } = await makeSet(lan());
    await lan().bank.shareSet({ code, version: 1, sharing: 'school' });
    const copy = await kit.as('minh').bank.copySet({ code });
    expect(copy.code).not.toBe(code);
    expect(await kit.as('minh').bank.set(copy)).toMatchObject({ isMine: true, questions: 2, usable: 2 });
    expect(await refusalOf(kit.as('stranger').bank.copySet({ code }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('holds shipped questions beside own ones, in the order of its owner', async () => {
    const { rows } = await lan().bank.candidates({ from: 'shipped', query: '' });
    const { id } = await lan().bank.createQuestion(questionInput({ text: 'Câu của tôi đứng giữa?' }));
    const items = [rows[1]!.item, `own:${id}`, rows[0]!.item];
    const { code } = await lan().bank.createSet({ title: 'Bộ pha', items });
    const set = (await found(code, 'lan'))!;
    expect(set).toMatchObject({ isOrdered: true, size: 3, titleVi: 'Bộ pha' });
    expect((await lan().bank.set({ code })).members.map(({ text }) => text)).toEqual([
      rows[1]!.text,
      'Câu của tôi đứng giữa?',
      rows[0]!.text,
    ]);
    expect(new Set(set.questions.map(({ ref }) => ref)).size).toBe(3);
  });

  test('saved over a version that is no longer the newest is refused', async () => {
    const { code, ids } = await makeSet(lan());
    const items = ids.map((id) => `own:${id}`);
    const save = (title: string, version: number) => lan().bank.saveSet({ code, version, title, items });
    await save('Tên mới', 1);
    expect(await refusalOf(save('Tên cũ hơn', 1))).toMatchObject({ code: 'CONFLICT' });
    expect((await lan().bank.set({ code })).title).toBe('Tên mới');
  });
});

test('a class plays a set of the bank: its owner opens it, who may not read it does not', async () => {
  const { code } = await makeSet(lan(), 2, 'Bộ để chơi');
  const { services } = app;
  const game = await hostGame(services, { set: code, count: 2 }, kit.people.lan);
  expect(game.joinCode).toHaveLength(6);
  for (const name of ['minh', 'stranger'] as const)
    expect(await refusalOf(hostGame(services, { set: code }, kit.people[name]))).toMatchObject({
      code: 'NOT_FOUND',
    });
});

describe('the picture of a question', () => {
  test('of a ready scene has an address that does not tell the scene', async () => {
    const { id } = await lan().bank.createQuestion(questionInput({ scene: 'wrong-way-violation' }));
    const { code } = await lan().bank.createSet({ title: 'Có hình', items: [`own:${id}`] });
    const { src, alt } = (await found(code, 'lan'))!.questions[0]!.picture!;
    expect(src).toMatch(/^\/hinh\/kho\/[\w-]{12}\.svg$/);
    expect(alt.length).toBeGreaterThan(10);
    expect(app.services.bank.sceneNamed(src.slice('/hinh/kho/'.length, -'.svg'.length))).toBe(
      'wrong-way-violation',
    );
  });
});

describe('a set for everyone', () => {
  test('goes through the law checker and the approver, and only what was approved is served', async () => {
    const { code, ids } = await makeSet(lan(), 2, 'Đèn tín hiệu cho mọi người');
    const before = await textsFor(code, 'lan');
    await submit(code);
    expect((await lan().bank.set({ code })).publicState).toBe('submitted');
    expect(await found(code, null)).toBeNull();
    expect(await refusalOf(step(code, 'approver', 'approve'))).toMatchObject({ code: 'CONFLICT' });
    await step(code, 'checker', 'check');
    expect(await found(code, 'stranger')).toBeNull();
    await step(code, 'approver', 'approve');
    expect(await textsFor(code, null)).toEqual(before);
    expect(await app.services.bank.source.publicSets()).toContainEqual(
      expect.objectContaining({ id: code, titleVi: 'Đèn tín hiệu cho mọi người', questions: 2 }),
    );

    // Its owner goes on writing; everyone else keeps what was approved.
    const typed = questionInput({ text: 'Bản sửa chưa ai duyệt?' });
    await lan().bank.saveQuestion({ ...typed, id: ids[0]!, version: 1 });
    expect((await textsFor(code, 'lan'))![0]).toBe('Bản sửa chưa ai duyệt?');
    expect(await textsFor(code, null)).toEqual(before);
    expect(await textsFor(code, 'stranger')).toEqual(before);

    // Sent again: the old text stays until the new one is approved.
    await submit(code);
    expect(await textsFor(code, null)).toEqual(before);
    await step(code, 'checker', 'check');
    await step(code, 'approver', 'approve');
    expect((await textsFor(code, null))![0]).toBe('Bản sửa chưa ai duyệt?');
  });

  test('sent back says why, and can be mended and sent again', async () => {
    const { code } = await makeSet(lan(), 1, 'Bộ bị trả lại');
    await submit(code);
    await step(code, 'checker', 'send-back', 'Câu 1 chưa rõ loại xe');
    const set = await lan().bank.set({ code });
    expect(set.publicState).toBe('draft');
    expect(set.publication!.reason).toBe('Câu 1 chưa rõ loại xe');
    await submit(code);
    expect((await lan().bank.set({ code })).publicState).toBe('submitted');
    expect(await refusalOf(submit(code))).toMatchObject({ code: 'CONFLICT' });
  });

  test('is taken back by its owner, on its way and when everyone uses it, and can be sent anew', async () => {
    const { code } = await makeSet(lan(), 1, 'Bộ rút lại');
    const withdraw = async () => {
      const { version } = await lan().bank.set({ code });
      return lan().bank.withdrawSet({ code, version, reason: 'Tôi muốn sửa thêm' });
    };
    await submit(code);
    await withdraw();
    expect((await lan().bank.set({ code })).publicState).toBeNull();
    await approved(code);
    expect(await found(code, null)).not.toBeNull();
    const { version } = await lan().bank.set({ code });
    expect(await refusalOf(lan().bank.archiveSet({ code, version }))).toMatchObject({ code: 'CONFLICT' });
    await withdraw();
    expect(await found(code, null)).toBeNull();
    await approved(code);
    expect(await found(code, null)).not.toBeNull();
  });

  test('is never checked or approved by its author, whatever their roles', async () => {
    const both = {
      ...kit.people.lan,
      assignments: [
        ...kit.people.lan.assignments,
        { role: 'law-checker' as const, unitId: null },
        { role: 'approver' as const, unitId: null },
      ],
    };
    const { code } = await makeSet(lan(), 1, 'Bộ tự duyệt');
    await submit(code);
    const { id, version } = (await lan().bank.set({ code })).publication!;
    expect(
      await refusalOf(callerAt(app, both).publication.step({ id, version, verb: 'check' })),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('with a draft, or without a question, is not sent', async () => {
    const { id } = await lan().bank.createQuestion(questionInput({ provision: null }));
    for (const items of [[`own:${id}`], []]) {
      const { code } = await lan().bank.createSet({ title: 'Chưa xong', items });
      expect(await refusalOf(submit(code))).toMatchObject({ code: 'CONFLICT' });
    }
  });

  test('lies before the law checker question by question, with key and today’s law', async () => {
    const { code } = await makeSet(lan(), 1, 'Bộ để đọc');
    await submit(code);
    const { id } = (await lan().bank.set({ code })).publication!;
    const [question] = await kit.as('checker').bank.review({ id });
    expect(question).toMatchObject({
      number: 1,
      explanation: 'Đèn đỏ là cấm đi.',
      usability: { state: 'ready' },
      law: { text: 'Đèn đỏ là cấm đi.' },
    });
    expect(question!.answers.map(({ isRight }) => isRight)).toEqual([true, false, false]);
    for (const name of ['minh', 'coordinator', 'stranger'] as const)
      expect(await refusalOf(kit.as(name).bank.review({ id }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await kit.as('lan').bank.setOfPublication({ id })).toEqual({ code });
    expect(await kit.as('minh').bank.setOfPublication({ id })).toBeNull();
  });
});

test('when schools merge, what teachers share goes along with them', async () => {
  const { code } = await makeSet(lan());
  await lan().bank.shareSet({ code, version: 1, sharing: 'school' });
  const { prisma } = app.services.db;
  await prisma.$transaction((tx) =>
    moveStaff(tx, [kit.school], [{ fromId: kit.school, toId: kit.other }] as never),
  );
  const minh = { ...kit.people.minh, assignments: [{ role: 'teacher' as const, unitId: kit.other }] };
  expect(await app.services.quiz.findSet(code, minh)).not.toBeNull();
});

test('the list for everybody is not read for each who asks, and never older than a change', async () => {
  const reads = vi.spyOn(app.services.bank.source, 'publicSets');
  const listed = async () =>
    (await createCaller(createContext(app.services)).quiz.shared()).map(({ id }) => id);
  const { code } = await makeSet(lan(), 1, 'Bộ trong danh sách');
  expect(await listed()).not.toContain(code);
  await approved(code);
  expect(await listed()).toContain(code);
  const before = reads.mock.calls.length;
  for (let at = 0; at < 20; at += 1) await listed();
  expect(reads.mock.calls.length).toBe(before);
  const { version } = await lan().bank.set({ code });
  await lan().bank.withdrawSet({ code, version, reason: 'Tôi muốn sửa thêm' });
  expect(await listed()).not.toContain(code);
});
