import { describe, expect, it } from 'vitest';
import { readExif, readFilm, readRecording } from './recording.ts';

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const u32 = (value: number) => [24, 16, 8, 0].map((bits) => (value >>> bits) & 255);
const u16 = (value: number) => [value >>> 8, value & 255];
const box = (type: string, body: number[]) => [...u32(8 + body.length), ...ascii(type), ...body];

type Given = { taken?: string; software?: string; hasPlace?: boolean; isLittle?: boolean };

/** A photo as phones write it: JPEG, one Exif segment, then picture data. */
function photo({ taken, software, hasPlace, isLittle }: Given = {}): number[] {
  const w16 = (value: number) => (isLittle ? u16(value).reverse() : u16(value));
  const w32 = (value: number) => (isLittle ? u32(value).reverse() : u32(value));
  const main: [number, number, number, number][] = [];
  const tail: number[] = [];
  const TAIL = 300;
  const keep = (bytes: number[]) => {
    const at = TAIL + tail.length;
    tail.push(...bytes, 0);
    return at;
  };
  const directory = (entries: [number, number, number, number][]) => [
    ...w16(entries.length),
    ...entries.flatMap(([tag, type, count, value]) => [
      ...w16(tag),
      ...w16(type),
      ...w32(count),
      ...w32(value),
    ]),
    ...w32(0),
  ];
  if (software) main.push([0x0131, 2, software.length + 1, keep(ascii(software))]);
  if (taken) main.push([0x8769, 4, 1, keep(directory([[0x9003, 2, 20, keep(ascii(taken))]]))]);
  if (hasPlace) main.push([0x8825, 4, 1, keep(directory([[0x0002, 5, 3, 8]]))]);
  const head = [...ascii(isLittle ? 'II' : 'MM'), ...w16(42), ...w32(8), ...directory(main)];
  const tiff = [...head, ...Array<number>(TAIL - head.length).fill(0), ...tail];
  const segment = [...ascii('Exif'), 0, 0, ...tiff];
  return [
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    1,
    0xff,
    0xe1,
    ...u16(segment.length + 2),
    ...segment,
    0xff,
    0xda,
    0,
    8,
  ];
}

const CREATED = Date.UTC(2026, 10, 20, 0, 30) / 1000 + 2_082_844_800;
const film = (extra: number[] = []) => [
  ...box('ftyp', ascii('isom0000')),
  ...box('mdat', Array<number>(50).fill(7)),
  ...box('moov', [
    ...box('mvhd', [
      0,
      0,
      0,
      0,
      ...u32(CREATED),
      ...u32(CREATED),
      ...u32(1000),
      ...u32(12_400),
      ...Array<number>(80).fill(0),
    ]),
    ...extra,
  ]),
];
const file = (bytes: number[], type: string) =>
  new File([new Uint8Array(bytes)], 'tep', { type, lastModified: Date.UTC(2026, 10, 21, 3, 5) });

describe('a photo', () => {
  it.each([false, true])(
    'tells when it was taken, by what, and that it knows where (little endian: %s)',
    (isLittle) => {
      const bytes = photo({
        taken: '2026:11:20 07:30:11',
        software: 'Snapseed 2.0',
        hasPlace: true,
        isLittle,
      });
      expect(readExif(new Uint8Array(bytes))).toEqual({
        takenAt: '2026-11-20T07:30',
        hasLocation: true,
        software: 'Snapseed 2.0',
      });
    },
  );

  it('without a time of its own has the time at which it was written, in Viet Nam', async () => {
    expect(await readRecording(file(photo(), 'image/jpeg'))).toMatchObject({
      kind: 'photo',
      takenAt: '2026-11-21T10:05',
      takenFrom: 'modified',
      hasLocation: false,
    });
  });

  it('with an impossible time has none', () => {
    expect(readExif(new Uint8Array(photo({ taken: '0000:00:00 00:00:00' })))?.takenAt).toBeNull();
    expect(readExif(new Uint8Array(photo({ taken: '2026:13:40 99:99:99' })))?.takenAt).toBeNull();
  });

  it('in another wrapping than JPEG is read where its Exif block stands', () => {
    const heic = [
      ...box('ftyp', ascii('heic')),
      ...ascii('EEx'),
      ...photo({ taken: '2026:11:20 07:30:11' }).slice(12),
    ];
    expect(readExif(new Uint8Array(heic))?.takenAt).toBe('2026-11-20T07:30');
  });
});

describe('a film', () => {
  it('tells its length and when it was made', async () => {
    expect(await readRecording(file(film(), 'video/mp4'))).toMatchObject({
      kind: 'video',
      takenAt: '2026-11-20T07:30',
      takenFrom: 'video',
      durationSeconds: 12.4,
      hasLocation: false,
    });
  });

  it('says where it was made when it carries a place', async () => {
    const place = box('udta', box('\u00a9xyz', ascii('+14.3+108.0/')));
    expect((await readFilm(new Blob([new Uint8Array(film(place))])))?.hasLocation).toBe(true);
  });

  it('whose camera never had its clock set has no time of its own', async () => {
    const bytes = film().join(',').replaceAll(u32(CREATED).join(','), '0,0,0,0').split(',').map(Number);
    expect(await readFilm(new Blob([new Uint8Array(bytes)]))).toMatchObject({
      createdMs: null,
      durationSeconds: 12.4,
    });
  });
});

describe('a damaged file', () => {
  const whole = {
    'image/jpeg': photo({ taken: '2026:11:20 07:30:11', software: 'x', hasPlace: true }),
    'video/mp4': film(),
  };
  it.each(Object.entries(whole))(
    '%s, cut off at any byte, is read without an error and without waiting',
    async (type, bytes) => {
      for (let length = 0; length <= bytes.length; length += 3) {
        const facts = await readRecording(file(bytes.slice(0, length), type));
        expect(facts.bytes).toBe(length);
        expect(facts.takenAt).not.toBeNull();
      }
    },
  );

  it.each(Object.entries(whole))(
    '%s with any byte overwritten is read without an error',
    async (type, bytes) => {
      for (let at = 0; at < bytes.length; at += 5) {
        const broken = bytes.with(at, 255).with(Math.min(at + 1, bytes.length - 1), 255);
        expect((await readRecording(file(broken, type))).kind).toBe(
          type === 'image/jpeg' ? 'photo' : 'video',
        );
      }
    },
  );

  it('of zero bytes, of another kind, or with a box of no size is taken as it is', async () => {
    expect(await readRecording(file([], 'video/mp4'))).toMatchObject({ bytes: 0, durationSeconds: null });
    expect(await readRecording(file(ascii('%PDF'), 'application/pdf'))).toMatchObject({ kind: 'other' });
    expect(await readFilm(new Blob([new Uint8Array([0, 0, 0, 2, ...ascii('free'), ...film()])]))).toBeNull();
  });
});
