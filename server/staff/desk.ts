import type { DeskSource } from '../desk/source.ts';
import { listTeacherRequests } from './teacher/service.ts';

/** Teachers who registered themselves, on the first page of those who may confirm them. */
export const teacherSource: DeskSource = {
  waiting: async (ctx) =>
    (await listTeacherRequests(ctx)).map(({ id, name, unit, createdAt }) => ({
      id: `teacher:${id}`,
      work: 'Giáo viên',
      title: `Giáo viên: ${name}`,
      detail: `Xin dạy ở ${unit.shortName}.`,
      since: createdAt,
      dueOn: null,
      path: '/ban-lam-viec/giao-vien/',
      verb: 'Xác nhận',
    })),
  // Who was confirmed is told by the audit trail, to those who may read it.
  recent: async () => [],
};
