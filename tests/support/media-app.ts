import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { respondWithFile } from '#server/media/http.ts';
import { createCaller } from '#server/router.ts';
import type { Actor, Role } from '#server/staff/rules.ts';
import { actorWith, openTestApp } from './app.ts';
import { pixels } from './media.ts';

const STAFF_ID = '00000000-0000-7000-8000-00000000aaaa';

/** An app with three units (a province, a commune of it, another province) and hands to send and read files. */
export async function openMediaApp() {
  const app = await openTestApp();
  const clock = { now: new Date('2026-11-21T05:00:00Z') };
  app.services.now = () => clock.now;
  const { prisma } = app.services.db;
  await prisma.staff.create({ data: { id: STAFF_ID, name: 'Người thử', email: 'thu@example.test' } });
  const facts = { kind: 'province', validFrom: '2020-01-01' };
  const unit = (code: string, parentId: string | null = null) =>
    prisma.unit.create({ data: { ...facts, code, officialName: code, shortName: code, parentId } });
  const province = (await unit('TINH')).id;
  const units = {
    province,
    commune: (await unit('XA', province)).id,
    other: (await unit('KHAC')).id,
  };
  const writer = (unitId: string | null = province, role: Role = 'writer'): Actor =>
    actorWith(role, unitId, STAFF_ID);
  const media = (actor = writer()) => createCaller(app.context(actor)).media;
  const readAt = (path: string, actor?: Actor, init: RequestInit = {}) =>
    respondWithFile(
      app.context(actor),
      new Request(`http://127.0.0.1${path}`, init),
      path.replace('/tep/', ''),
    );
  let made = 0;

  return {
    app,
    prisma,
    /** What every part of the app takes for now; may be set forward. */
    clock,
    units,
    writer,
    media,
    upload: (
      bytes: Uint8Array,
      extra: { fileName?: string; altText?: string; unitId?: string | null } = {},
      actor = writer(),
    ) =>
      media(actor).upload({
        fileName: 'anh.png',
        altText: 'Một bức ảnh thử',
        unitId: province,
        bytes,
        ...extra,
      }),
    readAt,
    bytesAt: async (path: string, actor = writer()) =>
      Buffer.from(await (await readAt(path, actor)).arrayBuffer()),
    /** Names of the files on disk. */
    keptFiles: async () =>
      (await readdir(join(app.env.dataDir, 'media'), { recursive: true }).catch(() => [])).filter((name) =>
        name.includes('.'),
      ),
    /** A small picture that nobody has sent before. */
    picture: () =>
      pixels(40 + (made += 1), 30)
        .png()
        .toBuffer(),
  };
}
export type MediaApp = Awaited<ReturnType<typeof openMediaApp>>;
