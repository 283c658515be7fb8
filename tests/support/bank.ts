import { randomUUID } from 'node:crypto';
import type { Task } from '#content/schema.ts';
import type { createCaller } from '#server/router.ts';
import { callerAt, staffMember } from './publications.ts';
import { makeUnit } from './staff.ts';
import type { TestApp } from './app.ts';

/** A provision that is plainly in force on the day test apps live on, and another one. */
export const PROVISION = 'luat-36-2024:11.4.c';
export const OTHER_PROVISION = 'luat-36-2024:11.4.a';

export const taskOf = (right = 0): Task => ({
  kind: 'one',
  options: [{ text: 'Dừng lại trước vạch' }, { text: 'Đi tiếp' }, { text: 'Bấm còi rồi đi' }],
  right,
});

let made = 0;

/** A question as typed; every one has words of its own. */
export const questionInput = (more: Partial<QuestionTyped> = {}): QuestionTyped => ({
  text: `Gặp đèn đỏ, bạn làm gì? (câu ${(made += 1)})`,
  task: taskOf(),
  explanation: 'Đèn đỏ là cấm đi.',
  provision: PROVISION,
  levels: ['lower-secondary'],
  topic: 'Đèn tín hiệu',
  difficulty: 1,
  ...more,
});
export type QuestionTyped = Parameters<ReturnType<typeof createCaller>['bank']['createQuestion']>[0];

/** A school with two teachers and a coordinator, and a teacher of another school. */
export async function openSchools(app: TestApp) {
  const code = () => randomUUID().slice(0, 7).toUpperCase();
  const school = await makeUnit(app, code(), 'school');
  const other = await makeUnit(app, code(), 'school');
  const people = {
    lan: await staffMember(app, 'teacher', school),
    minh: await staffMember(app, 'teacher', school),
    coordinator: await staffMember(app, 'school-coordinator', school),
    stranger: await staffMember(app, 'teacher', other),
    writer: await staffMember(app, 'writer'),
    checker: await staffMember(app, 'law-checker'),
    approver: await staffMember(app, 'approver'),
  };
  const as = (name: keyof typeof people) => callerAt(app, people[name]);
  return { school, other, people, as };
}

/** A set of so many new questions; its code and the ids of its questions. */
export async function makeSet(
  caller: ReturnType<typeof createCaller>,
  count = 2,
  title = 'Đèn tín hiệu lớp 6',
): Promise<{ code: string; ids: string[] }> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push((await caller.bank.createQuestion(questionInput())).id);
  const { code } = await caller.bank.createSet({
    title,
    levels: ['lower-secondary'],
    items: ids.map((id) => `own:${id}`),
  });
  return { code, ids };
}
