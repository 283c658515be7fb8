import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useMedia } from '#server/media/use.ts';
import { createCaller } from '#server/router.ts';
import { ROLES } from '#server/staff/rules.ts';
import { openMediaApp, type MediaApp } from '#tests/support/media-app.ts';
import { heicFile, pdfFile, phonePhoto, pixels, pngBomb, wordFile, zipOf } from '#tests/support/media.ts';

let kit: MediaApp;
beforeAll(async () => {
  kit = await openMediaApp();
});
afterAll(() => kit.app.close());

describe('pictures', () => {
  test('are turned upright and lose the place, the phone and the owner', async () => {
    const photo = await phonePhoto();
    const before = await sharp(photo).metadata();
    expect([before.orientation, photo.includes('Nguyen Van Nam'), before.exif !== undefined]).toEqual([
      6,
      true,
      true,
    ]);

    const { id } = await kit.upload(photo, { fileName: 'Cổng trường (1).JPG' });
    const file = await kit.media().get({ id });
    expect(file).toMatchObject({ name: 'cong-truong-1', extension: 'jpg' });
    const paths = [file.path, ...addressesIn(file.picture!.webp), ...addressesIn(file.picture!.own)];
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const kept = await kit.bytesAt(path);
      const { exif, icc, xmp, iptc, orientation, width, height } = await sharp(kept).metadata();
      expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
      expect(width < height).toBe(true);
      for (const trace of ['Nguyen', 'May cua', 'GPS', 'Exif']) expect(kept.includes(trace)).toBe(false);
    }
    expect(await sharp(await kit.bytesAt(file.path)).metadata()).toMatchObject({ width: 800, height: 1200 });
  });

  test('come out in sRGB, whatever their profile was', async () => {
    const wide = await pixels(60, 40).withIccProfile('p3').png().toBuffer();
    expect((await sharp(wide).metadata()).icc).toBeDefined();
    const { id } = await kit.upload(wide);
    const kept = await kit.bytesAt((await kit.media().get({ id })).path);
    expect((await sharp(kept).metadata()).icc).toBeUndefined();
    expect(await sharp(kept).raw().toBuffer()).not.toEqual(
      await sharp(wide, { ignoreIcc: true }).raw().toBuffer(),
    );
  });

  test('are also kept narrower, as WebP and in their own form', async () => {
    const { id } = await kit.upload(await pixels(1700, 200).png().toBuffer());
    const { picture: view } = await kit.media().get({ id });
    expect(addressesIn(view!.webp).map((path) => path.split('.').slice(1).join('.'))).toEqual([
      '480.webp',
      '960.webp',
      '1600.webp',
    ]);
    for (const [index, path] of addressesIn(view!.own).entries())
      expect(await sharp(await kit.bytesAt(path)).metadata()).toMatchObject({
        format: 'png',
        width: [480, 960, 1600][index],
      });
  });

  test('are what their bytes are, not what their name says', async () => {
    const { id } = await kit.upload(await pixels(50, 50).webp().toBuffer(), { fileName: 'virus.exe.jpg' });
    const { path } = await kit.media().get({ id });
    expect(path).toMatch(/-virus-exe\.webp$/);
    expect((await kit.readAt(path, kit.writer())).headers.get('content-type')).toBe('image/webp');
  });

  test('lose what hangs behind their last byte', async () => {
    const polyglot = Buffer.concat([
      await pixels(64, 48).jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
      zipOf({ a: 'b' }),
    ]);
    const { id } = await kit.upload(polyglot);
    const kept = await kit.bytesAt((await kit.media().get({ id })).path);
    expect([kept.includes('script'), kept.includes('PK')]).toEqual([false, false]);
  });

  test('a still GIF becomes a PNG', async () => {
    const { id } = await kit.upload(await pixels(30, 20).gif().toBuffer());
    expect((await kit.media().get({ id })).path).toMatch(/\.png$/);
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
    async () => Buffer.concat([await kit.picture(), Buffer.alloc(12 * 1024 * 1024)]),
    /12 MB/,
  ],
  [
    'a document of more than 20 MB',
    () => Buffer.concat([pdfFile(), Buffer.alloc(20 * 1024 * 1024)]),
    /20 MB/,
  ],
])('%s is refused and leaves nothing behind', async ([, make, sentence]) => {
  const before = await kit.keptFiles();
  await expect(kit.upload(await make(), { fileName: 'anh.png' })).rejects.toThrow(sentence);
  expect(await kit.keptFiles()).toEqual(before);
});

describe('a refused form', () => {
  test('names the text that is missing', async () => {
    await expect(kit.upload(await kit.picture(), { altText: ' a  ' })).rejects.toThrow('ít nhất 5 chữ cái');
  });

  test('names a text with hidden characters', async () => {
    await expect(kit.upload(await kit.picture(), { altText: 'Một bức\u200b ảnh' })).rejects.toThrow(
      'ký tự ẩn',
    );
  });

  test('a file the unit already has is not kept twice', async () => {
    const bytes = await kit.picture();
    await kit.upload(bytes, { altText: 'Cầu vượt nhìn từ trên' });
    await expect(kit.upload(bytes)).rejects.toThrow('Cầu vượt nhìn từ trên');
  });
});

describe('who may', () => {
  test.for(ROLES.map((role) => [role] as const))('%s uploads only if the table says so', async ([role]) => {
    const may = ['writer', 'committee-office', 'approver', 'teacher', 'school-coordinator'].includes(role);
    const trying = kit.upload(await kit.picture(), {}, kit.writer(kit.units.province, role));
    await (may
      ? expect(trying).resolves.toHaveProperty('id')
      : expect(trying).rejects.toThrow('không được làm việc này'));
  });

  test('nobody uploads for a unit outside their own, nor for the whole site', async () => {
    for (const unitId of [kit.units.other, null])
      await expect(kit.upload(await kit.picture(), { unitId })).rejects.toThrow('không gồm đơn vị này');
    await expect(
      kit.upload(await kit.picture(), { unitId: kit.units.province }, kit.writer(kit.units.commune)),
    ).rejects.toThrow('không gồm đơn vị này');
  });

  test('somebody without their second factor, or not signed in, does nothing', async () => {
    await expect(
      kit.upload(await kit.picture(), {}, { ...kit.writer(), isSecondFactorMissing: true }),
    ).rejects.toThrow('xác minh');
    await expect(createCaller(kit.app.context()).media.list({})).rejects.toThrow('chưa đăng nhập');
  });

  test('files of another unit are neither listed, read, described nor removed', async () => {
    const { id } = await kit.upload(
      await kit.picture(),
      { unitId: kit.units.other },
      kit.writer(kit.units.other),
    );
    const { path } = await kit.media(kit.writer(kit.units.other)).get({ id });
    const stranger = kit.media(kit.writer(kit.units.province));
    expect((await stranger.list({})).files.map((file) => file.id)).not.toContain(id);
    for (const act of [
      () => stranger.get({ id }),
      () => stranger.setAlt({ id, altText: 'Lời tả khác' }),
      () => stranger.remove({ id }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await kit.readAt(path, kit.writer(kit.units.province))).status).toBe(404);
    await expect(
      kit.prisma.$transaction((tx) =>
        useMedia(
          tx,
          { actor: kit.writer(kit.units.province), now: kit.app.services.now, db: kit.app.services.db },
          'publication:thief',
          [id],
        ),
      ),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('whoever holds a unit reaches the files of the units below it', async () => {
    const { id } = await kit.upload(
      await kit.picture(),
      { unitId: kit.units.commune },
      kit.writer(kit.units.commune),
    );
    expect((await kit.media(kit.writer(kit.units.province)).get({ id })).unitName).toBe('XA');
    expect((await kit.media(kit.writer(null)).get({ id })).id).toBe(id);
  });

  test('places to keep a file are those of one’s own assignments', async () => {
    expect(await kit.media(kit.writer(kit.units.commune)).places()).toEqual([
      { id: kit.units.commune, name: 'XA' },
    ]);
    expect(await kit.media(kit.writer(null)).places()).toEqual([{ id: null, name: 'Toàn trang' }]);
  });
});
