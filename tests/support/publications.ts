import { randomUUID } from 'node:crypto';
import { createContext, type Context, type Services } from '#server/context.ts';
import type { NoticeData } from '#server/notice/rules.ts';
import { createCaller } from '#server/router.ts';
import type { Actor, Role } from '#server/staff/rules.ts';
import { actorWith, type TestApp } from './app.ts';

/** The instant test apps live at, and others around it. */
export const NOW = new Date('2026-11-21T05:00:00Z');
export const minutesLater = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

/** Somebody of the desk, with a row of their own so that their name is known. */
export async function staffMember(app: TestApp, role: Role, unitId: string | null = null): Promise<Actor> {
  const id = randomUUID();
  const actor = { ...actorWith(role, unitId, id), name: `${role} ${id.slice(0, 4)}` };
  await app.services.db.prisma.staff.create({
    data: { id, name: actor.name, email: `${id}@example.test` },
  });
  return actor;
}

/** Somebody who holds several roles everywhere. */
export const inRoles = (actor: Actor, ...roles: Role[]): Actor => ({
  ...actor,
  assignments: roles.map((role) => ({ role, unitId: null })),
});

/** The procedures as somebody calls them at an instant. */
export const callerAt = (app: TestApp, actor: Actor | null, at: Date = NOW) =>
  createCaller(contextAt(app, actor, at));
export const contextAt = (app: TestApp, actor: Actor | null, at: Date = NOW): Context =>
  createContext({ ...app.services, now: () => at }, actor);

let made = 0;

/** A notice as typed; every one has a title of its own. */
export const noticeInput = (
  more: Partial<{
    title: string;
    slug: string;
    unitCode: string | null;
    embargoAt: string;
    dueOn: string;
  }> = {},
  data: Partial<NoticeData> = {},
) => ({
  kind: 'notice' as const,
  title: `Cấm đường Lê Lợi lần ${(made += 1)}`,
  data: {
    lead: 'Đường Lê Lợi cấm xe tải từ 7 giờ.',
    body: 'Xe tải đi vòng qua đường Trần Phú trong ba ngày.',
    guides: [],
    cites: [],
    picture: null,
    ...data,
  },
  ...more,
});

/** A notice that goes live at an instant, as the workflow leaves it in the database. */
export async function scheduledNotice(services: Services, liveAt: Date): Promise<void> {
  const { title, data } = noticeInput();
  const [id, staffId, at] = [randomUUID(), randomUUID(), new Date(0)];
  await services.db.prisma.publication.create({
    data: {
      id,
      kind: 'notice',
      title,
      state: 'scheduled',
      version: 1,
      lastVersion: 1,
      authorIds: [staffId],
      since: at,
      liveAt,
      createdAt: at,
      versions: {
        create: {
          number: 1,
          title,
          slug: id,
          data,
          authorIds: [staffId],
          savedById: staffId,
          savedAt: at,
          liveAt,
        },
      },
    },
  });
  await services.db.announce(['notices', 'publications']);
}
