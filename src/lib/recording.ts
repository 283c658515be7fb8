import type { FileFacts } from '#server/report/rules.ts';

/*
 * Reads what a photo or film says about itself, on the reader's device: a few kilobytes of the file, nothing decoded, nothing
 * sent. A file that cannot be read has no time of its own; it is never an error.
 */

const VIETNAM_MS = 7 * 60 * 60 * 1000;
/** Seconds from 1904, where films count from, to 1970. */
const FILM_EPOCH_SECONDS = 2_082_844_800;
const HEAD_BYTES = 512 * 1024;

const inVietnam = (ms: number): string => new Date(ms + VIETNAM_MS).toISOString().slice(0, 16);

/** The facts of a chosen file. */
export async function readRecording(file: File): Promise<FileFacts> {
  const kind = file.type.startsWith('image/') ? 'photo' : file.type.startsWith('video/') ? 'video' : 'other';
  const isDated = file.lastModified > 0 && file.lastModified < 4_102_444_800_000;
  const facts: FileFacts = {
    kind,
    bytes: file.size,
    takenAt: isDated ? inVietnam(file.lastModified) : null,
    takenFrom: isDated ? 'modified' : null,
    durationSeconds: null,
    hasLocation: false,
    software: null,
  };
  try {
    if (kind === 'photo') {
      const exif = readExif(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
      if (exif?.takenAt) Object.assign(facts, { takenAt: exif.takenAt, takenFrom: 'exif' });
      if (exif) Object.assign(facts, { hasLocation: exif.hasLocation, software: exif.software });
    }
    if (kind === 'video') {
      const film = await readFilm(file);
      if (film?.createdMs) Object.assign(facts, { takenAt: inVietnam(film.createdMs), takenFrom: 'video' });
      if (film)
        Object.assign(facts, { hasLocation: film.hasLocation, durationSeconds: film.durationSeconds });
    }
  } catch {
    // Cut off or damaged: what the file system says of it is all there is.
  }
  return facts;
}

export type Exif = { takenAt: string | null; hasLocation: boolean; software: string | null };

const TIFF = {
  software: 0x0131,
  changed: 0x0132,
  exif: 0x8769,
  gps: 0x8825,
  taken: 0x9003,
  latitude: 0x0002,
};

/** Reads the Exif block of a JPEG, or of another image that carries one near its beginning; null: there is none. */
export function readExif(bytes: Uint8Array): Exif | null {
  const start = exifStart(bytes);
  if (start === null) return null;
  const tiff = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  const isLittle = tiff.byteLength >= 8 && tiff.getUint16(0) === 0x4949;
  if (
    tiff.byteLength < 8 ||
    (!isLittle && tiff.getUint16(0) !== 0x4d4d) ||
    tiff.getUint16(2, isLittle) !== 42
  )
    return null;
  const main = readDirectory(tiff, tiff.getUint32(4, isLittle), isLittle);
  const more = readDirectory(tiff, main.get(TIFF.exif)?.value ?? 0, isLittle);
  const place = readDirectory(tiff, main.get(TIFF.gps)?.value ?? 0, isLittle);
  const textOf = (entry: Entry | undefined) => (entry ? readText(tiff, entry) : null);
  const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)/.exec(textOf(more.get(TIFF.taken)) ?? '');
  const takenAt = taken && `${taken[1]}-${taken[2]}-${taken[3]}T${taken[4]}:${taken[5]}`;
  return {
    takenAt: takenAt && !Number.isNaN(Date.parse(`${takenAt}:00Z`)) ? takenAt : null,
    hasLocation: place.has(TIFF.latitude),
    software: textOf(main.get(TIFF.software)),
  };
}

/** Where the TIFF header of the Exif block stands. */
function exifStart(bytes: Uint8Array): number | null {
  const isExif = (at: number) =>
    [0x45, 0x78, 0x69, 0x66, 0, 0].every((byte, index) => bytes[at + index] === byte);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    // Segments of a JPEG follow each other until the picture itself begins.
    for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
      if (bytes[at + 1] === 0xe1 && isExif(at + 4)) return at + 10;
      at += 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!;
    }
    return null;
  }
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1)) if (isExif(at)) return at + 6;
  return null;
}

type Entry = { count: number; value: number; at: number };

function readDirectory(tiff: DataView, offset: number, isLittle: boolean): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  if (offset < 8 || offset + 2 > tiff.byteLength) return entries;
  const count = Math.min(tiff.getUint16(offset, isLittle), 512);
  for (let index = 0; index < count; index += 1) {
    const at = offset + 2 + index * 12;
    if (at + 12 > tiff.byteLength) break;
    entries.set(tiff.getUint16(at, isLittle), {
      count: tiff.getUint32(at + 4, isLittle),
      value: tiff.getUint32(at + 8, isLittle),
      at: at + 8,
    });
  }
  return entries;
}

/** Text of an entry: up to four bytes stand in the entry itself, longer ones elsewhere. */
function readText(tiff: DataView, { count, value, at }: Entry): string | null {
  const start = count <= 4 ? at : value;
  if (count === 0 || count > 200 || start + count > tiff.byteLength) return null;
  const bytes = new Uint8Array(tiff.buffer, tiff.byteOffset + start, count);
  return new TextDecoder().decode(bytes).replace(/\0.*$/s, '').trim() || null;
}

export type Film = { createdMs: number | null; durationSeconds: number | null; hasLocation: boolean };

/** Reads the header of an MP4, MOV or 3GP film; null: it is none, or its header is missing. */
export async function readFilm(file: Blob): Promise<Film | null> {
  const film = await findBox(file, 0, file.size, 'moov');
  if (!film) return null;
  const head = await findBox(file, film.start, film.end, 'mvhd');
  if (!head) return null;
  const view = new DataView(await file.slice(head.start, Math.min(head.end, head.start + 40)).arrayBuffer());
  const isLong = view.getUint8(0) === 1;
  const created = isLong ? Number(view.getBigUint64(4)) : view.getUint32(4);
  const scale = view.getUint32(isLong ? 20 : 12);
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16);
  const createdMs = (created - FILM_EPOCH_SECONDS) * 1000;
  return {
    // Cameras whose clock was never set write zero.
    createdMs: createdMs > 946_684_800_000 && createdMs < 4_102_444_800_000 ? createdMs : null,
    durationSeconds: scale > 0 ? Math.round((10 * duration) / scale) / 10 : null,
    hasLocation: await holdsLocation(file, film),
  };
}

type Box = { start: number; end: number };

async function findBox(file: Blob, from: number, to: number, type: string): Promise<Box | null> {
  for (let at = from, boxes = 0; at + 8 <= to && boxes < 1000; boxes += 1) {
    const view = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const short = view.getUint32(0);
    const head = short === 1 ? 16 : 8;
    const size = short === 0 ? to - at : short === 1 ? Number(view.getBigUint64(8)) : short;
    if (size < head) return null;
    const name = String.fromCharCode(...[4, 5, 6, 7].map((byte) => view.getUint8(byte)));
    if (name === type) return { start: at + head, end: Math.min(at + size, to) };
    at += size;
  }
  return null;
}

async function holdsLocation(file: Blob, film: Box): Promise<boolean> {
  for (const [type, mark] of [
    ['udta', '\u00a9xyz'],
    ['meta', 'location.ISO6709'],
  ] as const) {
    const box = await findBox(file, film.start, film.end, type);
    if (!box) continue;
    const bytes = await file.slice(box.start, Math.min(box.end, box.start + 65_536)).arrayBuffer();
    if (new TextDecoder('latin1').decode(bytes).includes(mark)) return true;
  }
  return false;
}
