import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanMedia } from '#server/media/clean.ts';
import { cleanMediaCommand } from '#server/media/command.ts';
import { publishMedia, useMedia, withdrawMedia } from '#server/media/use.ts';
import { openMediaApp, type MediaApp } from '#tests/support/media-app.ts';
import { pdfFile, pixels, wordFile } from '#tests/support/media.ts';

let kit: MediaApp;
beforeAll(async () => {
  kit = await openMediaApp();
});
afterAll(() => kit.app.close());

describe('reading', () => {
  const used = async (bytes?: Buffer) => {
    const { id } = await kit.upload(bytes ?? (await kit.picture()));
    const subject = `publication:${id}`;
    const { prisma } = kit;
    await prisma.$transaction((tx) =>
      useMedia(tx, { actor: kit.writer(), now: kit.app.services.now, db: kit.app.services.db }, subject, [
        id,
      ]),
    );
    return { id, subject, path: (await kit.media().get({ id })).path, prisma };
  };

  test('a draft is for the desk alone, and nobody keeps a copy of it', async () => {
    const { path } = await used();
    expect((await kit.readAt(path)).status).toBe(404);
    expect((await kit.readAt(path, kit.writer(kit.units.province, 'unit-representative'))).status).toBe(404);
    const response = await kit.readAt(path, kit.writer(kit.units.province, 'law-checker'));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    await response.body?.cancel();
  });

  test('what is published is for anyone from that instant on, and no longer once withdrawn', async () => {
    const { id, subject, path, prisma } = await used();
    await publishMedia(prisma, subject, id, new Date(kit.clock.now.getTime() + 60_000));
    expect((await kit.readAt(path)).status).toBe(404);
    kit.clock.now = new Date(kit.clock.now.getTime() + 60_000);
    const response = await kit.readAt(path);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(Number(response.headers.get('content-length'))).toBe((await response.arrayBuffer()).byteLength);
    expect((await kit.media().get({ id })).isPublic).toBe(true);
    await withdrawMedia(prisma, subject);
    expect((await kit.readAt(path)).status).toBe(404);
  });

  test('no browser runs, guesses or shares what is in a file', async () => {
    const { path } = await used(pdfFile('tài liệu thử'));
    const { headers } = await kit.readAt(path, kit.writer(), { method: 'HEAD' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="anh.pdf"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('a Word document comes back as it was sent, for saving', async () => {
    const { id } = await kit.upload(wordFile(), { fileName: 'Mẫu đơn.docx' });
    const { path, picture: none } = await kit.media().get({ id });
    expect([none, path.endsWith('-mau-don.docx')]).toEqual([null, true]);
    expect(await kit.bytesAt(path)).toEqual(wordFile());
  });

  test('whoever has it is told so without its bytes, unless they may no longer see it', async () => {
    const { path } = await used();
    const response = await kit.readAt(path, kit.writer());
    await response.body?.cancel();
    const again = { headers: { 'if-none-match': response.headers.get('etag')! } };
    expect((await kit.readAt(path, kit.writer(), again)).status).toBe(304);
    expect((await kit.readAt(path, undefined, again)).status).toBe(404);
  });

  test.for(['../../keys/quiz.key', 'x', '', `${'0'.repeat(16)}-a.png`, `${'0'.repeat(16)}-..%2f.png`])(
    'the address %s names no file',
    async (fileName) => {
      expect((await kit.readAt(`/tep/${fileName}`, kit.writer(null))).status).toBe(404);
    },
  );

  test('an address with another name, width or ending names no file', async () => {
    const { path } = await used();
    for (const other of [
      path.replace('-anh', '-khac'),
      path.replace('.png', '.480.png'),
      path.replace('.png', '.webp'),
    ])
      expect((await kit.readAt(other, kit.writer())).status).toBe(404);
  });
});

describe('the list', () => {
  test('finds by name and text without marks, and by use', async () => {
    const { id } = await kit.upload(await kit.picture(), {
      fileName: 'Vòng xuyến.png',
      altText: 'Xe nhường đường ở vòng xuyến',
    });
    const ids = async (input: Parameters<ReturnType<MediaApp['media']>['list']>[0]) =>
      (await kit.media().list(input)).files.map((file) => file.id);
    expect(await ids({ q: 'nhuong vong-xuyen' })).toEqual([id]);
    expect(await ids({ q: 'nhuong', use: 'used' })).toEqual([]);
    expect(await ids({ q: 'nhuong', use: 'unused' })).toEqual([id]);
    expect(await ids({ q: '100%_' })).toEqual([]);
    await expect(ids({ q: '\0' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('orders by weight', async () => {
    const { files } = await kit.media().list({ order: 'nang' });
    const weights = files.map(({ bytes }) => bytes);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(weights.length).toBeGreaterThan(3);
  });
});

describe('removing and cleaning', () => {
  const contextOf = () => ({ actor: kit.writer(), now: kit.app.services.now, db: kit.app.services.db });

  test('what is used stays; what is not goes with its bytes', async () => {
    const { id } = await kit.upload(await pixels(500, 40).png().toBuffer());
    const { prisma } = kit;
    await prisma.$transaction((tx) => useMedia(tx, contextOf(), 'publication:a', [id]));
    await expect(kit.media().remove({ id })).rejects.toThrow('đang được dùng');
    expect((await kit.media().get({ id })).unusedSince).toBeNull();
    await prisma.$transaction((tx) => useMedia(tx, contextOf(), 'publication:a', []));
    const hash = (await kit.media().get({ id })).path.slice(5, 21);
    expect((await kit.keptFiles()).filter((name) => name.includes(hash))).toHaveLength(3);
    await kit.media().remove({ id });
    expect((await kit.keptFiles()).filter((name) => name.includes(hash))).toEqual([]);
  });

  test('whatever happens to a file is written into the trail, once', async () => {
    const { id } = await kit.upload(await kit.picture());
    await kit.media().setAlt({ id, altText: 'Một người đi bộ' });
    await kit.media().remove({ id });
    const events = await kit.prisma.auditEvent.findMany({
      where: { subject: `media:${id}` },
      orderBy: { seq: 'asc' },
    });
    expect(events.map(({ action, role, unitId }) => [action, role, unitId])).toEqual(
      ['media.upload', 'media.describe', 'media.remove'].map((action) => [
        action,
        'writer',
        kit.units.province,
      ]),
    );
  });

  test('bytes that two units keep go with the second of them', async () => {
    const bytes = await kit.picture();
    const first = await kit.upload(bytes, { unitId: kit.units.province });
    const second = await kit.upload(bytes, { unitId: kit.units.commune });
    const { path } = await kit.media().get({ id: first.id });
    await kit.media().remove({ id: first.id });
    expect((await kit.readAt(path, kit.writer())).status).toBe(200);
    await kit.media().remove({ id: second.id });
    expect((await kit.readAt(path, kit.writer())).status).toBe(404);
  });

  test('a file goes thirty days after its last use and not a day earlier; one that is used never', async () => {
    const [idle, inUse] = [await kit.upload(await kit.picture()), await kit.upload(await kit.picture())];
    const { prisma } = kit;
    await prisma.$transaction((tx) => useMedia(tx, contextOf(), 'publication:b', [inUse.id]));
    const uploadedAt = kit.clock.now;
    kit.clock.now = new Date(uploadedAt.getTime() + 30 * 86_400_000 - 1);
    await cleanMedia(kit.app.services);
    expect((await kit.media().get({ id: idle.id })).unusedSince).not.toBeNull();
    kit.clock.now = new Date(uploadedAt.getTime() + 30 * 86_400_000 + 1);
    expect((await cleanMedia(kit.app.services)).removed).toBeGreaterThan(0);
    await expect(kit.media().get({ id: idle.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await kit.readAt((await kit.media().get({ id: inUse.id })).path, kit.writer())).status).toBe(200);
  });

  test('what is on disk and no row names goes; what is no file of ours stays; what is lost is said', async () => {
    const { id } = await kit.upload(await kit.picture());
    const { path } = await kit.media().get({ id });
    const folder = join(kit.app.env.dataDir, 'media', path.slice(5, 7));
    const stray = join(folder, `${path.slice(5, 7)}${'0'.repeat(62)}.png`);
    const [young, old] = [join(folder, 'a.half'), join(folder, 'b.half')];
    for (const file of [stray, young, old, join(folder, 'doc.txt')]) await writeFile(file, 'x');
    await utimes(old, new Date(0), new Date(0));
    expect(await cleanMediaCommand(kit.app.services)).toMatch(/và 1 tệp không ai nhắc đến trên đĩa\.$/);
    const left = await readdir(folder);
    expect([left.includes('a.half'), left.includes('b.half'), left.includes('doc.txt')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(left).not.toContain(stray.split('/').at(-1));

    const own = left.find((name) => name.startsWith(path.slice(5, 21)))!;
    const bytes = await readFile(join(folder, own));
    await rm(join(folder, own));
    expect(await cleanMediaCommand(kit.app.services)).toContain('1 tệp có trong kho nhưng thiếu');
    expect((await kit.readAt(path, kit.writer())).status).toBe(404);
    await writeFile(join(folder, own), bytes);
  });

  test('uploading and cleaning at the same time never leave a row without its bytes', async () => {
    const bytes = await kit.picture();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await kit.upload(bytes);
      const [, again] = await Promise.all([
        kit.media().remove({ id }),
        kit.upload(bytes, { unitId: kit.units.commune }),
        cleanMedia(kit.app.services),
      ]);
      const { path } = await kit.media().get({ id: again.id });
      expect((await kit.readAt(path, kit.writer())).status).toBe(200);
      await kit.media().remove({ id: again.id });
    }
  });
});
