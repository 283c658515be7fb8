import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/staff/rules.ts';
import { makeCode } from '#server/units/rules.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  callerAt,
  inRoles,
  minutesLater,
  noticeInput,
  NOW,
  staffMember,
} from '#tests/support/publications.ts';
import { makeUnit } from '#tests/support/staff.ts';

let app: TestApp;
let writer: Actor;
let checker: Actor;
let approver: Actor;
beforeAll(async () => {
  app = await openTestApp(NOW);
  writer = await staffMember(app, 'writer');
  checker = await staffMember(app, 'law-checker');
  approver = await staffMember(app, 'approver');
});
afterAll(() => app.close());

const home = (actor: Actor) => callerAt(app, actor).desk.home();
const titles = async (actor: Actor) =>
  (await home(actor)).waiting.map(({ title, verb }) => `${verb}: ${title}`);
const at = (actor: Actor, when: Date) => callerAt(app, actor, when).publication;

test('each sees what waits for them, the oldest first, and nobody their own work to approve', async () => {
  const second = await at(writer, minutesLater(5)).create(
    noticeInput({ title: 'Đến sau', dueOn: '2026-11-20' }),
  );
  const first = await at(writer, NOW).create(noticeInput({ title: 'Đến trước' }));
  expect(await titles(writer)).toEqual(['Viết tiếp: Thông báo: Đến trước', 'Viết tiếp: Thông báo: Đến sau']);
  expect(await titles(checker)).toEqual([]);

  await at(writer, minutesLater(6)).step({ ...seen(second), verb: 'submit' });
  await at(writer, minutesLater(7)).step({ ...seen(first), verb: 'submit' });
  expect(await titles(writer)).toEqual([]);
  expect(await titles(inRoles(writer, 'law-checker'))).toEqual([]);
  expect((await home(checker)).waiting).toMatchObject([
    { title: 'Thông báo: Đến sau', work: 'Kiểm tra luật', dueOn: '2026-11-20', since: minutesLater(6) },
    { title: 'Thông báo: Đến trước', dueOn: null, since: minutesLater(7) },
  ]);

  await at(checker, minutesLater(8)).step({ ...seen(first), verb: 'check' });
  expect(await titles(approver)).toEqual(['Duyệt: Thông báo: Đến trước']);
  await at(approver, minutesLater(9)).step({
    ...seen(first),
    verb: 'send-back',
    reason: 'Thiếu nơi đi vòng',
  });
  expect((await home(writer)).waiting).toMatchObject([
    { verb: 'Sửa và gửi lại', detail: 'Bị trả lại: Thiếu nơi đi vòng' },
  ]);
});

const seen = ({ id, version }: { id: string; version: number }) => ({ id, version });

test('a draft waits for those who wrote it, not for every writer', async () => {
  const other = await staffMember(app, 'writer');
  expect(await titles(other)).toEqual([]);
});

test('what just happened is told newest first, by name, and only within one’s scope', async () => {
  const { recent } = await home(approver);
  expect(recent[0]).toMatchObject({ text: 'Bạn đã trả lại', title: 'Đến trước' });
  expect(recent[1]).toMatchObject({ text: `${checker.name} đã xác nhận đúng luật` });
  const id = await makeUnit(app, makeCode([1, 1, 2, 3, 4, 5]));
  const local = await staffMember(app, 'approver', id);
  expect(await home(local)).toEqual({ waiting: [], recent: [] });
});

test('a teacher’s first page is empty and not refused', async () => {
  const teacher = await staffMember(app, 'teacher');
  expect(await home(teacher)).toEqual({ waiting: [], recent: [] });
});

test('a teacher who registered waits for the coordinator of that school, and for no other', async () => {
  const school = await makeUnit(app, makeCode([2, 1, 2, 3, 4, 5]), 'school');
  const other = await makeUnit(app, makeCode([3, 1, 2, 3, 4, 5]), 'school');
  await app.services.db.prisma.teacherRequest.create({
    data: {
      email: 'thay@truong.example',
      name: 'Thầy Bình',
      unitId: school,
      createdAt: NOW,
    },
  });
  const coordinator = await staffMember(app, 'school-coordinator', school);
  const elsewhere = await staffMember(app, 'school-coordinator', other);
  expect((await home(coordinator)).waiting).toMatchObject([
    { work: 'Giáo viên', title: 'Giáo viên: Thầy Bình', verb: 'Xác nhận', path: '/ban-lam-viec/giao-vien/' },
  ]);
  expect((await home(elsewhere)).waiting).toEqual([]);
});
