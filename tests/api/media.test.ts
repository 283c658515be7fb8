import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanMedia } from '#server/media/clean.ts';
import { cleanMediaCommand } from '#server/media/command.ts';
import { respondWithFile } from '#server/media/http.ts';
import { publishMedia, useMedia, withdrawMedia } from '#server/media/use.ts';
import { createCaller } from '#server/router.ts';
import { ROLES, type Actor, type Role } from '#server/staff/rules.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { heicFile, pdfFile, phonePhoto, pixels, pngBomb, wordFile, zipOf } from '#tests/support/media.ts';

let app: TestApp;
let clock = new Date('2026-11-21T05:00:00Z');
const units = { province: '', commune: '', other: '' };
const STAFF_ID = '00000000-0000-7000-8000-00000000aaaa';
const writer = (unitId: string | null = units.province, role: Role = 'writer'): Actor =>
  actorWith(role, unitId, STAFF_ID);

beforeAll(async () => {
  app = await openTestApp();
  app.services.now = () => clock;
  const { prisma } = app.services.db;
  await prisma.staff.create({ data: { id: STAFF_ID, name: 'Người thử', email: 'thu@example.test' } });
  const unit = async (code: string, parentId: string | null) =>
    (
      await prisma.unit.create({
        data: {
          code,
          kind: 'province',
          officialName: code,
          shortName: code,
          validFrom: '2020-01-01',
          parentId,
        },
      })
    ).id;
  units.province = await unit('TINH', null);
  units.commune = await unit('XA', units.province);
  units.other = await unit('KHAC', null);
});
afterAll(() => app.close());

const media = (actor = writer()) => createCaller(app.context(actor)).media;
const upload = (
  bytes: Uint8Array,
  extra: { fileName?: string; altText?: string; unitId?: string | null } = {},
  actor = writer(),
) =>
  media(actor).upload({
    fileName: 'anh.png',
    altText: 'Một bức ảnh thử',
    unitId: units.province,
    bytes,
    ...extra,
  });
const readAt = (path: string, actor?: Actor, init: RequestInit = {}) =>
  respondWithFile(
    app.context(actor),
    new Request(`http://127.0.0.1${path}`, init),
    path.replace('/tep/', ''),
  );
const bytesAt = async (path: string, actor = writer()) =>
  Buffer.from(await (await readAt(path, actor)).arrayBuffer());
const keptFiles = async () =>
  (await readdir(join(app.env.dataDir, 'media'), { recursive: true }).catch(() => [])).filter((name) =>
    name.includes('.'),
  );
let shade = 0;
/** A small picture that no other test has sent. */
const picture = (widthPx = 40 + (shade += 1)) => pixels(widthPx, 30).png().toBuffer();

describe('pictures', () => {
  test('are turned upright and lose the place, the phone and the owner', async () => {
    const photo = await phonePhoto();
    const before = await sharp(photo).metadata();
    expect([before.orientation, photo.includes('Nguyen Van Nam'), before.exif !== undefined]).toEqual([
      6,
      true,
      true,
    ]);

    const { id } = await upload(photo, { fileName: 'Cổng trường (1).JPG' });
    const file = await media().get({ id });
    expect(file).toMatchObject({ name: 'cong-truong-1', extension: 'jpg' });
    const paths = [file.path, ...addressesIn(file.picture!.webp), ...addressesIn(file.picture!.own)];
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const kept = await bytesAt(path);
      const { exif, icc, xmp, iptc, orientation, width, height } = await sharp(kept).metadata();
      expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
      expect(width < height).toBe(true);
      for (const trace of ['Nguyen', 'May cua', 'GPS', 'Exif']) expect(kept.includes(trace)).toBe(false);
    }
    expect(await sharp(await bytesAt(file.path)).metadata()).toMatchObject({ width: 800, height: 1200 });
  });

  test('come out in sRGB, whatever their profile was', async () => {
    const wide = await pixels(60, 40).withIccProfile('p3').png().toBuffer();
    expect((await sharp(wide).metadata()).icc).toBeDefined();
    const { id } = await upload(wide);
    const kept = await bytesAt((await media().get({ id })).path);
    expect((await sharp(kept).metadata()).icc).toBeUndefined();
    expect(await sharp(kept).raw().toBuffer()).not.toEqual(
      await sharp(wide, { ignoreIcc: true }).raw().toBuffer(),
    );
  });

  test('are also kept narrower, as WebP and in their own form', async () => {
    const { id } = await upload(await pixels(1700, 200).png().toBuffer());
    const { picture: view } = await media().get({ id });
    expect(addressesIn(view!.webp).map((path) => path.split('.').slice(1).join('.'))).toEqual([
      '480.webp',
      '960.webp',
      '1600.webp',
    ]);
    for (const [index, path] of addressesIn(view!.own).entries())
      expect(await sharp(await bytesAt(path)).metadata()).toMatchObject({
        format: 'png',
        width: [480, 960, 1600][index],
      });
  });

  test('are what their bytes are, not what their name says', async () => {
    const { id } = await upload(await pixels(50, 50).webp().toBuffer(), { fileName: 'virus.exe.jpg' });
    const { path } = await media().get({ id });
    expect(path).toMatch(/-virus-exe\.webp$/);
    expect((await readAt(path, writer())).headers.get('content-type')).toBe('image/webp');
  });

  test('lose what hangs behind their last byte', async () => {
    const polyglot = Buffer.concat([
      await pixels(64, 48).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
      zipOf({ a: 'b' }),
    ]);
    const { id } = await upload(polyglot);
    const kept = await bytesAt((await media().get({ id })).path);
    expect([kept.includes('script'), kept.includes('PK')]).toEqual([false, false]);
  });

  test('a still GIF becomes a PNG', async () => {
    const { id } = await upload(await pixels(30, 20).gif().toBuffer());
    expect((await media().get({ id })).path).toMatch(/\.png$/);
  });
});

const addressesIn = (srcset: string) =>
  srcset
    .split(', ')
    .filter(Boolean)
    .map((part) => part.split(' ')[0]!);

const cut = (bytes: Buffer, share = 0.6) => bytes.subarray(0, Math.floor(bytes.length * share));
/** Two frames, the second darker. */
const moving = () =>
  sharp(Buffer.alloc(20 * 40 * 3, 9).fill(200, 0, 20 * 20 * 3), {
    raw: { width: 20, height: 40, channels: 3, pageHeight: 20 },
  });

test.for<[string, () => Promise<Buffer> | Buffer, RegExp]>([
  [
    'an SVG with a script',
    () =>
      Buffer.from(
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      ),
    /PNG hoặc JPEG/,
  ],
  [
    'an SVG that draws on another file',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    /PNG hoặc JPEG/,
  ],
  [
    'HTML named as a picture',
    () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    /không phải loại dùng được/,
  ],
  [
    'HTML that begins like a GIF',
    () => Buffer.from('GIF89a/*<html><script>alert(1)</script>*/=1;'),
    /hỏng hoặc bị cắt/,
  ],
  ['a PNG of nine hundred million pixels', () => pngBomb(30_000, 30_000), /40 triệu/],
  ['a PNG one pixel over the limit', () => pngBomb(40_000_001, 1), /40 triệu/],
  ['a PNG that promises more pixels than it packs', () => pngBomb(3000, 3000), /hỏng hoặc bị cắt/],
  ['a JPEG cut off', async () => cut(await phonePhoto(400, 300)), /hỏng hoặc bị cắt/],
  ['a PNG cut off', async () => cut(await pixels(300, 300).png().toBuffer()), /hỏng hoặc bị cắt/],
  ['a GIF that moves', () => moving().gif().toBuffer(), /Ảnh động/],
  ['a WebP that moves', () => moving().webp().toBuffer(), /Ảnh động/],
  ['a HEIC photograph', heicFile, /HEIC.*JPEG/],
  ['a TIFF', () => pixels(20, 20).tiff().toBuffer(), /không phải loại dùng được/],
  ['a ZIP named as a document', () => zipOf({ 'a.txt': 'b' }), /không phải loại dùng được/],
  ['a Word document cut off', () => cut(wordFile(), 0.9), /bị cắt ngang/],
  ['a PDF cut off', () => cut(pdfFile()), /bị cắt ngang/],
  ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 1)]), /không phải loại dùng được/],
  ['nothing at all', () => Buffer.alloc(0), /chọn một tệp/],
  [
    'a picture of more than 12 MB',
    async () => Buffer.concat([await picture(), Buffer.alloc(12 * 1024 * 1024)]),
    /12 MB/,
  ],
  [
    'a document of more than 20 MB',
    () => Buffer.concat([pdfFile(), Buffer.alloc(20 * 1024 * 1024)]),
    /20 MB/,
  ],
])('%s is refused and leaves nothing behind', async ([, make, sentence]) => {
  const before = await keptFiles();
  await expect(upload(await make(), { fileName: 'anh.png' })).rejects.toThrow(sentence);
  expect(await keptFiles()).toEqual(before);
});

describe('a refused form', () => {
  test('names the text that is missing', async () => {
    await expect(upload(await picture(), { altText: ' a  ' })).rejects.toThrow('ít nhất 5 chữ cái');
  });

  test('a file the unit already has is not kept twice', async () => {
    const bytes = await picture();
    await upload(bytes, { altText: 'Cầu vượt nhìn từ trên' });
    await expect(upload(bytes)).rejects.toThrow('Cầu vượt nhìn từ trên');
  });
});

describe('who may', () => {
  test.for(ROLES.map((role) => [role] as const))('%s uploads only if the table says so', async ([role]) => {
    const may = ['writer', 'committee-office', 'approver'].includes(role);
    const trying = upload(await picture(), {}, writer(units.province, role));
    await (may
      ? expect(trying).resolves.toHaveProperty('id')
      : expect(trying).rejects.toThrow('không được làm việc này'));
  });

  test('nobody uploads for a unit outside their own, nor for the whole site', async () => {
    for (const unitId of [units.other, null])
      await expect(upload(await picture(), { unitId })).rejects.toThrow('không gồm đơn vị này');
    await expect(upload(await picture(), { unitId: units.province }, writer(units.commune))).rejects.toThrow(
      'không gồm đơn vị này',
    );
  });

  test('somebody without their second factor, or not signed in, does nothing', async () => {
    await expect(upload(await picture(), {}, { ...writer(), isSecondFactorMissing: true })).rejects.toThrow(
      'xác minh',
    );
    await expect(createCaller(app.context()).media.list({})).rejects.toThrow('chưa đăng nhập');
  });

  test('files of another unit are neither listed, read, described nor removed', async () => {
    const { id } = await upload(await picture(), { unitId: units.other }, writer(units.other));
    const { path } = await media(writer(units.other)).get({ id });
    const stranger = media(writer(units.province));
    expect((await stranger.list({})).files.map((file) => file.id)).not.toContain(id);
    for (const act of [
      stranger.get({ id }),
      stranger.setAlt({ id, altText: 'Lời tả khác' }),
      stranger.remove({ id }),
    ])
      await expect(act).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readAt(path, writer(units.province))).status).toBe(404);
    await expect(
      app.services.db.prisma.$transaction((tx) =>
        useMedia(tx, { actor: writer(units.province), now: app.services.now }, 'publication:thief', [id]),
      ),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('whoever holds a unit reaches the files of the units below it', async () => {
    const { id } = await upload(await picture(), { unitId: units.commune }, writer(units.commune));
    expect((await media(writer(units.province)).get({ id })).unitName).toBe('XA');
    expect((await media(writer(null)).get({ id })).id).toBe(id);
  });

  test('places to keep a file are those of one’s own assignments', async () => {
    expect(await media(writer(units.commune)).places()).toEqual([{ id: units.commune, name: 'XA' }]);
    expect(await media(writer(null)).places()).toEqual([{ id: null, name: 'Toàn trang' }]);
  });
});

describe('reading', () => {
  const used = async (bytes?: Buffer) => {
    const { id } = await upload(bytes ?? (await picture()));
    const subject = `publication:${id}`;
    const { prisma } = app.services.db;
    await prisma.$transaction((tx) =>
      useMedia(tx, { actor: writer(), now: app.services.now }, subject, [id]),
    );
    return { id, subject, path: (await media().get({ id })).path, prisma };
  };

  test('a draft is for the desk alone, and nobody keeps a copy of it', async () => {
    const { path } = await used();
    expect((await readAt(path)).status).toBe(404);
    expect((await readAt(path, writer(units.province, 'teacher'))).status).toBe(404);
    const response = await readAt(path, writer(units.province, 'law-checker'));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    await response.body?.cancel();
  });

  test('what is published is for anyone from that instant on, and no longer once withdrawn', async () => {
    const { id, subject, path, prisma } = await used();
    await publishMedia(prisma, subject, new Date(clock.getTime() + 60_000));
    expect((await readAt(path)).status).toBe(404);
    clock = new Date(clock.getTime() + 60_000);
    const response = await readAt(path);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(Number(response.headers.get('content-length'))).toBe((await response.arrayBuffer()).byteLength);
    expect((await media().get({ id })).isPublic).toBe(true);
    await withdrawMedia(prisma, subject);
    expect((await readAt(path)).status).toBe(404);
  });

  test('no browser runs, guesses or shares what is in a file', async () => {
    const { path } = await used(pdfFile('tài liệu thử'));
    const { headers } = await readAt(path, writer(), { method: 'HEAD' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="anh.pdf"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('a Word document comes back as it was sent, for saving', async () => {
    const { id } = await upload(wordFile(), { fileName: 'Mẫu đơn.docx' });
    const { path, picture: none } = await media().get({ id });
    expect([none, path.endsWith('-mau-don.docx')]).toEqual([null, true]);
    expect(await bytesAt(path)).toEqual(wordFile());
  });

  test('whoever has it is told so without its bytes, unless they may no longer see it', async () => {
    const { path } = await used();
    const response = await readAt(path, writer());
    await response.body?.cancel();
    const again = { headers: { 'if-none-match': response.headers.get('etag')! } };
    expect((await readAt(path, writer(), again)).status).toBe(304);
    expect((await readAt(path, undefined, again)).status).toBe(404);
  });

  test.for(['../../keys/quiz.key', 'x', '', `${'0'.repeat(16)}-a.png`, `${'0'.repeat(16)}-..%2f.png`])(
    'the address %s names no file',
    async (fileName) => {
      expect((await readAt(`/tep/${fileName}`, writer(null))).status).toBe(404);
    },
  );

  test('an address with another name, width or ending names no file', async () => {
    const { path } = await used();
    for (const other of [
      path.replace('-anh', '-khac'),
      path.replace('.png', '.480.png'),
      path.replace('.png', '.webp'),
    ])
      expect((await readAt(other, writer())).status).toBe(404);
  });
});

describe('the list', () => {
  test('finds by name and text without marks, and by use', async () => {
    const { id } = await upload(await picture(), {
      fileName: 'Vòng xuyến.png',
      altText: 'Xe nhường đường ở vòng xuyến',
    });
    const ids = async (input: Parameters<ReturnType<typeof media>['list']>[0]) =>
      (await media().list(input)).files.map((file) => file.id);
    expect(await ids({ q: 'nhuong vong-xuyen' })).toEqual([id]);
    expect(await ids({ q: 'nhuong', use: 'used' })).toEqual([]);
    expect(await ids({ q: 'nhuong', use: 'unused' })).toEqual([id]);
    expect(await ids({ q: '100%_' })).toEqual([]);
  });

  test('orders by weight', async () => {
    const { files } = await media().list({ order: 'nang' });
    const weights = files.map(({ bytes }) => bytes);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(weights.length).toBeGreaterThan(3);
  });
});

describe('removing and cleaning', () => {
  const contextOf = () => ({ actor: writer(), now: app.services.now });

  test('what is used stays; what is not goes with its bytes', async () => {
    const { id } = await upload(await pixels(500, 40).png().toBuffer());
    const { prisma } = app.services.db;
    await prisma.$transaction((tx) => useMedia(tx, contextOf(), 'publication:a', [id]));
    await expect(media().remove({ id })).rejects.toThrow('đang được dùng');
    await prisma.$transaction((tx) => useMedia(tx, contextOf(), 'publication:a', []));
    const hash = (await media().get({ id })).path.slice(5, 21);
    expect((await keptFiles()).filter((name) => name.includes(hash))).toHaveLength(3);
    await media().remove({ id });
    expect((await keptFiles()).filter((name) => name.includes(hash))).toEqual([]);
  });

  test('bytes that two units keep go with the second of them', async () => {
    const bytes = await picture();
    const first = await upload(bytes, { unitId: units.province });
    const second = await upload(bytes, { unitId: units.commune });
    const { path } = await media().get({ id: first.id });
    await media().remove({ id: first.id });
    expect((await readAt(path, writer())).status).toBe(200);
    await media().remove({ id: second.id });
    expect((await readAt(path, writer())).status).toBe(404);
  });

  test('a file goes thirty days after its last use and not a day earlier; one that is used never', async () => {
    const [idle, inUse] = [await upload(await picture()), await upload(await picture())];
    const { prisma } = app.services.db;
    await prisma.$transaction((tx) => useMedia(tx, contextOf(), 'publication:b', [inUse.id]));
    const uploadedAt = clock;
    clock = new Date(uploadedAt.getTime() + 30 * 86_400_000 - 1);
    await cleanMedia(app.services);
    expect((await media().get({ id: idle.id })).unusedSince).not.toBeNull();
    clock = new Date(uploadedAt.getTime() + 30 * 86_400_000 + 1);
    expect((await cleanMedia(app.services)).removed).toBeGreaterThan(0);
    await expect(media().get({ id: idle.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readAt((await media().get({ id: inUse.id })).path, writer())).status).toBe(200);
  });

  test('what is on disk and no row names goes; what is no file of ours stays; what is lost is said', async () => {
    const { id } = await upload(await picture());
    const { path } = await media().get({ id });
    const folder = join(app.env.dataDir, 'media', path.slice(5, 7));
    const stray = join(folder, `${path.slice(5, 7)}${'0'.repeat(62)}.png`);
    const [young, old] = [join(folder, 'a.half'), join(folder, 'b.half')];
    for (const file of [stray, young, old, join(folder, 'doc.txt')]) await writeFile(file, 'x');
    await utimes(old, new Date(0), new Date(0));
    expect(await cleanMediaCommand(app.services)).toMatch(/và 1 tệp không ai nhắc đến trên đĩa\.$/);
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
    expect(await cleanMediaCommand(app.services)).toContain('1 tệp có trong kho nhưng thiếu');
    expect((await readAt(path, writer())).status).toBe(404);
    await writeFile(join(folder, own), bytes);
  });

  test('uploading and cleaning at the same time never leave a row without its bytes', async () => {
    const bytes = await picture();
    for (let round = 0; round < 5; round += 1) {
      const { id } = await upload(bytes);
      const [, again] = await Promise.all([
        media().remove({ id }),
        upload(bytes, { unitId: units.commune }),
        cleanMedia(app.services),
      ]);
      const { path } = await media().get({ id: again.id });
      expect((await readAt(path, writer())).status).toBe(200);
      await media().remove({ id: again.id });
    }
  });
});
