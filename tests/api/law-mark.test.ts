import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verb } from '#server/approval/rules.ts';
import { createCaller } from '#server/router.ts';
import type { Actor } from '#server/staff/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { callerAt, inRoles, staffMember } from '#tests/support/publications.ts';

const TARGET = 'nd-168-2024:7.7.a';
const ROW = 'motorbike-wrong-way';

let app: TestApp;
let first: Actor;
let second: Actor;
beforeAll(async () => {
  app = await openTestApp();
  first = await staffMember(app, 'law-checker');
  second = await staffMember(app, 'law-checker');
});
afterAll(() => app.close());

const as = (actor: Actor) => callerAt(app, actor).publication;
const standing = async () =>
  (await createCaller(app.context()).law.view({ penalties: [ROW] })).penalties[0]!.standing;
const propose = async (actor: Actor, state: string, target = TARGET) => {
  const data = { target, state, onDay: '2026-11-01', reason: 'Có văn bản mới sửa khoản này' };
  const draft = await as(actor).create({ kind: 'law-mark', title: `Đánh dấu ${target}`, data });
  return take(actor, draft, 'submit');
};
const take = (
  actor: Actor,
  seen: { id: string; version: number },
  verb: Exclude<Verb, 'edit'>,
  reason = '',
) => as(actor).step({ id: seen.id, version: seen.version, verb, reason });

test('“under review” holds from the proposal on, and stays when a second person confirms it', async () => {
  const seen = await propose(first, 'under-review');
  expect([seen.state, await standing()]).toEqual(['checked', 'under-review']);
  await take(second, seen, 'approve');
  expect(await standing()).toBe('under-review');
  const cleared = await propose(second, 'clear');
  await take(first, cleared, 'approve');
  expect(await standing()).toBe('in-force');
});

test('“under review” is lifted when somebody else sends it back, never by who proposed it', async () => {
  const seen = await propose(first, 'under-review');
  for (const verb of ['approve', 'send-back'] as const)
    await expect(take(first, seen, verb, 'Tôi nhầm rồi')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await standing()).toBe('under-review');
  await take(second, seen, 'send-back', 'Khoản này không bị sửa');
  expect(await standing()).toBe('in-force');
  // Proposed once more, it holds once more.
  await take(first, { id: seen.id, version: seen.version }, 'submit');
  expect(await standing()).toBe('under-review');
  await take(second, seen, 'send-back', 'Khoản này không bị sửa');
});

test.each(['ended', 'clear'])('“%s” changes nothing until somebody else approves', async (state) => {
  if (state === 'clear') await take(second, await propose(first, 'under-review'), 'approve');
  const before = await standing();
  const seen = await propose(first, state);
  expect(await standing()).toBe(before);
  await expect(take(inRoles(first, 'law-checker', 'approver'), seen, 'approve')).rejects.toThrow(
    'người khác',
  );
  await take(second, seen, 'approve');
  expect(await standing()).toBe(state === 'ended' ? 'ended' : 'in-force');
  if (state === 'ended') await take(second, await propose(first, 'clear'), 'approve');
});

test('a mark on a place that does not exist, or nothing to lift, is refused before it is proposed', async () => {
  await expect(propose(first, 'ended', 'nd-168-2024:999')).rejects.toThrow('Không tìm thấy điều khoản');
  await expect(propose(first, 'clear', 'nd-168-2024:6.9.d')).rejects.toThrow('không có đánh dấu');
});

test('a writer proposes no mark, and a law checker of one unit none for the whole country', async () => {
  const data = { target: TARGET, state: 'ended', onDay: '2026-11-01', reason: 'Không có quyền' };
  const { id } = await app.services.db.prisma.unit.create({
    data: { code: 'XAMAU', kind: 'province', officialName: 'Xã', shortName: 'Xã', validFrom: '2025-07-01' },
  });
  const writer = await staffMember(app, 'writer');
  const local = await staffMember(app, 'law-checker', id);
  for (const actor of [writer, local])
    await expect(as(actor).create({ kind: 'law-mark', title: 'Đánh dấu', data })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
});

describe('a law checker and an approver of one school', () => {
  let mole: Actor;
  let approver: Actor;
  let unitId: string;
  const order = (state: string) => ({
    kind: 'law-mark' as const,
    title: 'Đánh dấu của một trường',
    data: { target: TARGET, state, onDay: '2026-11-01', reason: 'không có lý do gì' },
  });
  beforeAll(async () => {
    const names = { officialName: 'Trường Thử', shortName: 'Thử', validFrom: '2025-07-01' };
    const data = { code: 'TRUONG1', kind: 'school', ...names };
    unitId = (await app.services.db.prisma.unit.create({ data })).id;
    mole = await staffMember(app, 'law-checker', unitId);
    approver = await staffMember(app, 'approver', unitId);
  });

  test.each(['under-review', 'ended'])('mark nothing as “%s”, naming their school or not', async (state) => {
    for (const more of [{ unitCode: 'TRUONG1' }, {}])
      await expect(as(mole).create({ ...order(state), ...more })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    expect(await standing()).toBe('in-force');
  });

  test('take no step either, even of a proposal that names their school', async () => {
    const draft = await as(first).create(order('ended'));
    const { prisma } = app.services.db;
    await prisma.publication.update({ where: { id: draft.id }, data: { unitId, authorIds: [mole.id] } });
    await expect(take(mole, draft, 'submit')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await prisma.publication.update({ where: { id: draft.id }, data: { authorIds: [first.id] } });
    await take(first, draft, 'submit');
    await expect(take(approver, draft, 'approve')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await standing()).toBe('in-force');
    const { waiting } = await callerAt(app, approver).desk.home();
    expect(waiting.some(({ title }) => title.includes('Đánh dấu của một trường'))).toBe(false);
    await take(second, draft, 'send-back', 'Chỉ để thử thôi');
    await take(first, draft, 'discard');
  });

  test('look at what rests on a provision, but are shown no proposals', async () => {
    const seen = await propose(first, 'ended');
    const inspect = (actor: Actor) => callerAt(app, actor).law.inspect({ target: TARGET });
    expect((await inspect(second)).proposals).toMatchObject([{ id: seen.id }]);
    expect((await inspect(mole)).proposals).toEqual([]);
    await take(second, seen, 'send-back', 'Chỉ để thử thôi');
  });
});

test('a mark belongs to no unit', async () => {
  const data = { target: TARGET, state: 'ended', onDay: '2026-11-01', reason: 'Có văn bản mới sửa' };
  const input = { kind: 'law-mark' as const, title: 'Đánh dấu', data, unitCode: 'TRUONG1' };
  await expect(as(first).create(input)).rejects.toThrow('toàn trang');
});

test('what rests on a provision is shown as it is and as a mark would make it', async () => {
  const inspect = (state: 'ended' | 'under-review' | null, target = TARGET) =>
    callerAt(app, first).law.inspect({ target, state });
  const { penalties, questions, pages, provisions, marks } = await inspect('ended');
  expect(marks).toEqual([]);
  expect(penalties.find(({ id }) => id === ROW)).toMatchObject({
    before: { standing: 'in-force' },
    after: { standing: 'ended' },
  });
  expect(provisions).toMatchObject([{ id: TARGET, before: 'in-force', after: 'ended' }]);
  expect(questions.length).toBeGreaterThan(0);
  expect(questions.every(({ before, after }) => before && !after)).toBe(true);
  expect(pages).toContainEqual({ kind: 'guide', title: 'Đi ngược chiều', path: '/cam-nang/di-nguoc-chieu/' });
  // Looking changes nothing.
  expect((await inspect(null)).provisions).toMatchObject([{ before: 'in-force', after: 'in-force' }]);
  await expect(inspect(null, 'nd-168-2024:999')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a mark from a later day is compared on that day', async () => {
  const { day, provisions } = await callerAt(app, first).law.inspect({
    target: TARGET,
    state: 'ended',
    onDay: '2027-01-01',
  });
  expect([day, provisions[0]!.after]).toEqual(['2027-01-01', 'ended']);
});

test('proposals that wait, marks that hold and marks that were lifted are told apart', async () => {
  const seen = await propose(first, 'under-review');
  const inspect = () => callerAt(app, second).law.inspect({ target: TARGET });
  expect(await inspect()).toMatchObject({ proposals: [{ id: seen.id }], marks: [{ state: 'under-review' }] });
  const { lifted } = await inspect();
  await take(second, seen, 'send-back', 'Khoản này không bị sửa');
  expect(await inspect()).toMatchObject({ proposals: [], marks: [] });
  expect((await inspect()).lifted).toHaveLength(lifted.length + 1);
});
