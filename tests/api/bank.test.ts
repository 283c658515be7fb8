import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markLaw } from '#server/law/mark.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  makeSet,
  openSchools,
  OTHER_PROVISION,
  PROVISION,
  questionInput,
  taskOf,
} from '#tests/support/bank.ts';
import { callerAt } from '#tests/support/publications.ts';
import { refusalOf } from '#tests/support/staff.ts';

const ENDED = 'tt-73-2024-bca:25.1.c';
const everything = { kind: null, level: null, topic: null, state: null, query: '', page: 1 };

let app: TestApp;
let kit: Awaited<ReturnType<typeof openSchools>>;
beforeAll(async () => {
  app = await openTestApp();
  kit = await openSchools(app);
});
afterAll(() => app.close());

const lan = () => kit.as('lan').bank;
const question = (id: string) => lan().question({ id });

describe('a question', () => {
  test('is kept as it was typed, tidy, with its picture and its law', async () => {
    const { id } = await lan().createQuestion(
      questionInput({ text: '  Đèn đỏ\u00a0 thì sao? ', scene: 'giving-way-lawful' }),
    );
    expect(await question(id)).toMatchObject({
      text: 'Đèn đỏ  thì sao?',
      task: taskOf(),
      provision: PROVISION,
      scene: 'giving-way-lawful',
      hasPicture: true,
      usability: { state: 'ready', provisionId: PROVISION },
      version: 1,
    });
  });

  test('without a provision is a draft that no set serves, and its row says so', async () => {
    const { id } = await lan().createQuestion(questionInput({ provision: null }));
    const { code } = await lan().createSet({ title: 'Có câu nháp', items: [`own:${id}`] });
    expect((await question(id)).usability).toEqual({ state: 'draft' });
    const found = await app.services.quiz.findSet(code, kit.people.lan);
    expect(found!.questions).toEqual([]);
    expect(await lan().set({ code })).toMatchObject({ questions: 1, usable: 0 });
  });

  test.each([
    ['a provision nobody knows', { provision: 'luat-36-2024:999' }],
    ['a provision that ended', { provision: ENDED }],
    ['a figure of law in the text', { text: 'Phạt {{fine car-wrong-way}} à?' }],
    ['a figure of law in an option', { task: { ...taskOf(), options: [{ text: 'a{{b' }, { text: 'c' }] } }],
    ['two options alike', { task: { ...taskOf(), options: [{ text: 'Dừng lại.' }, { text: 'dừng  lại' }] } }],
    ['a right option that is not there', { task: taskOf(3) }],
    ['an unknown kind', { task: { kind: 'essay' } }],
    ['no text', { text: ' ' }],
    ['a scene nobody drew', { scene: 'nowhere' }],
  ])('with %s is refused with a sentence', async (_what, more) => {
    const refusal = await refusalOf(lan().createQuestion(questionInput(more)));
    expect(refusal?.code).toBe('BAD_REQUEST');
    expect(refusal?.message).toMatch(/^[A-ZĐ“].*\.$/su);
    expect(refusal?.message).not.toMatch(/expected|invalid|Too small/i);
  });

  test('saved over a version that is no longer the newest is refused, and nothing is written', async () => {
    const { id } = await lan().createQuestion(questionInput());
    const typed = questionInput({ text: 'Bản của thẻ thứ nhất?' });
    expect(await lan().saveQuestion({ ...typed, id, version: 1 })).toEqual({ id, version: 2 });
    const late = lan().saveQuestion({ ...questionInput({ text: 'Bản đến muộn?' }), id, version: 1 });
    expect(await refusalOf(late)).toMatchObject({ code: 'CONFLICT' });
    expect(await question(id)).toMatchObject({ text: 'Bản của thẻ thứ nhất?', version: 2 });
  });

  test('two saves at once: one is kept, one is told', async () => {
    const { id } = await lan().createQuestion(questionInput());
    const saves = ['Một?', 'Hai?'].map((text) =>
      refusalOf(lan().saveQuestion({ ...questionInput({ text }), id, version: 1 })),
    );
    expect((await Promise.all(saves)).map((refusal) => refusal?.code ?? 'kept').sort()).toEqual([
      'CONFLICT',
      'kept',
    ]);
  });

  test('put away leaves the list and its sets, and can be taken back', async () => {
    const { code, ids } = await makeSet(kit.as('lan'));
    const [id] = ids;
    await lan().archiveQuestion({ id: id!, version: 1 });
    expect((await app.services.quiz.findSet(code, kit.people.lan))!.questions.length).toBe(1);
    expect((await lan().set({ code })).members[0]).toMatchObject({ text: null });
    const { rows } = await lan().questions({ ...everything, state: 'archived' });
    expect(rows.map((row) => row.id)).toContain(id);
    await lan().restoreQuestion({ id: id!, version: 2 });
    expect((await app.services.quiz.findSet(code, kit.people.lan))!.questions.length).toBe(2);
  });

  test('whose provision is put under review is held from that moment, and its author sees since when and why', async () => {
    const { code, ids } = await makeSet(kit.as('lan'), 1);
    const registryBefore = await app.services.law.registry();
    expect(registryBefore.marks).toEqual([]);
    const order = {
      target: PROVISION,
      onDay: '2026-11-20',
      reason: 'Có văn bản mới sửa khoản này',
    };
    await markLaw(app.services, { ...order, state: 'under-review' });
    try {
      expect((await question(ids[0]!)).usability).toMatchObject({ state: 'held', sinceOn: '2026-11-20' });
      expect(await lan().set({ code })).toMatchObject({ questions: 1, usable: 0 });
      const { rows, states } = await lan().questions({ ...everything, state: 'held' });
      expect(rows.map((row) => row.id)).toContain(ids[0]);
      expect(states.find(({ state }) => state === 'held')!.count).toBe(rows.length);
      // Its author may mend the rest meanwhile, and choose a provision that holds.
      const typed = questionInput({ provision: OTHER_PROVISION });
      await lan().saveQuestion({ ...typed, id: ids[0]!, version: 1 });
      expect((await question(ids[0]!)).usability.state).toBe('ready');
    } finally {
      await markLaw(app.services, { ...order, state: 'clear' });
    }
  });
});

describe('the list', () => {
  test('is narrowed by kind, level, topic, state and words without marks', async () => {
    const caller = kit.as('writer').bank;
    const { id } = await caller.createQuestion(
      questionInput({ text: 'Vạch kẻ đường cho ai?', topic: 'Vạch', levels: ['adult'] }),
    );
    await caller.createQuestion(
      questionInput({ task: { kind: 'true-false', isTrue: true }, topic: 'Biển', provision: null }),
    );
    const idsOf = async (more: Partial<Parameters<typeof caller.questions>[0]>) =>
      (await caller.questions({ ...everything, ...more })).rows.map((row) => row.id);
    expect(await idsOf({ query: 'vach ke duong' })).toEqual([id]);
    expect(await idsOf({ kind: 'one' })).toEqual([id]);
    expect(await idsOf({ level: 'adult' })).toEqual([id]);
    expect(await idsOf({ topic: 'Vạch' })).toEqual([id]);
    expect(await idsOf({ state: 'ready' })).toEqual([id]);
    expect((await idsOf({})).length).toBe(2);
    expect((await caller.questions(everything)).topics).toEqual(['Biển', 'Vạch']);
  });
});

describe('somebody else', () => {
  test.each(['minh', 'coordinator', 'stranger', 'writer'] as const)(
    '%s finds nothing of a teacher’s own questions and changes nothing',
    async (name) => {
      const { id } = await lan().createQuestion(questionInput());
      const { bank } = kit.as(name);
      const seen = { id, version: 1 };
      for (const work of [
        () => bank.question({ id }),
        () => bank.saveQuestion({ ...questionInput(), ...seen }),
        () => bank.archiveQuestion(seen),
        () => bank.restoreQuestion(seen),
      ])
        expect(await refusalOf(work())).toMatchObject({ code: 'NOT_FOUND' });
      const { rows } = await bank.questions(everything);
      expect(rows.map((row) => row.id)).not.toContain(id);
      expect(
        await refusalOf(bank.createSet({ title: 'Câu của người khác', items: [`own:${id}`] })),
      ).toMatchObject({ code: 'BAD_REQUEST' });
      expect((await question(id)).version).toBe(1);
    },
  );

  test.each(['checker', 'approver'] as const)('%s may not write questions or sets', async (name) => {
    const { bank } = kit.as(name);
    for (const work of [
      () => bank.createQuestion(questionInput()),
      () => bank.createSet({ title: 'Bộ của tôi' }),
      () => bank.import({ text: 'x', format: 'gift' }),
    ])
      expect(await refusalOf(work())).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('who is not signed in may not', async () => {
    expect(await refusalOf(callerAt(app, null).bank.createQuestion(questionInput()))).toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });
});

test('the trail says who wrote, saved and put away, and never a word of it', async () => {
  const { id } = await lan().createQuestion(questionInput());
  await lan().saveQuestion({ ...questionInput(), id, version: 1 });
  await lan().archiveQuestion({ id, version: 2 });
  const events = await app.services.db.prisma.auditEvent.findMany({
    where: { subject: `bank-question:${id}` },
    orderBy: { seq: 'asc' },
  });
  expect(events.map(({ action, staffId, unitId, role }) => [action, staffId, unitId, role])).toEqual(
    ['bank.create-question', 'bank.save-question', 'bank.archive-question'].map((action) => [
      action,
      kit.people.lan.id,
      kit.school,
      'teacher',
    ]),
  );
});
