/*
 * The zip around a package. Of all zip files only those are read that look exactly as this room writes them: one way to write a
 * package means that no byte of it is unaccounted for. No clock: every file carries the first day that zip knows.
 */

/** One file of an archive: as it is, and as it lies in the archive (raw DEFLATE, RFC 1951). */
export type ArchiveEntry = { name: string; bytes: Uint8Array; packed: Uint8Array };

/** What a package may hold at most; a file that claims more is not unpacked. */
export const ARCHIVE_LIMITS = { bytes: 20_000_000, entries: 200, unpackedBytes: 60_000_000 } as const;

/** Why bytes are not a package that can be read. */
export type ArchiveFault = 'not-zip' | 'too-large' | 'broken';

/** The class of fflate that unpacks piece by piece, so that a file that grows past what it claims is stopped. */
export type Inflater = new (onData: (chunk: Uint8Array, isFinal: boolean) => void) => {
  push(chunk: Uint8Array, isFinal?: boolean): void;
};

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, midnight, in the words of MS-DOS. */
const FIRST_DAY = 0x0021_0000;
const NEEDS = 20;
const DEFLATE = 8;
const NAME = /^[a-z0-9][\w.-]*$/i;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Writes an archive, its files in the order given. */
export function writeArchive(entries: readonly ArchiveEntry[]): Uint8Array<ArrayBuffer> {
  const named = entries.map((entry) => ({ ...entry, nameBytes: new TextEncoder().encode(entry.name) }));
  const sizeBytes = named.reduce(
    (sum, { packed, nameBytes }) => sum + 76 + 2 * nameBytes.length + packed.length,
    22,
  );
  const out = new Uint8Array(sizeBytes);
  const view = new DataView(out.buffer);
  let at = 0;
  const put16 = (value: number) => (view.setUint16(at, value, true), (at += 2));
  const put32 = (value: number) => (view.setUint32(at, value, true), (at += 4));
  const put = (bytes: Uint8Array) => (out.set(bytes, at), (at += bytes.length));
  const starts: number[] = [];
  /** What stands in the header of a file and again in the list at the end. */
  const putCommon = ({ bytes, packed, nameBytes }: (typeof named)[number]) => {
    put16(NEEDS);
    put16(0);
    put16(DEFLATE);
    put32(FIRST_DAY);
    put32(crc32(bytes));
    put32(packed.length);
    put32(bytes.length);
    put16(nameBytes.length);
    put16(0);
  };
  for (const entry of named) {
    starts.push(at);
    put32(LOCAL);
    putCommon(entry);
    put(entry.nameBytes);
    put(entry.packed);
  }
  const listAt = at;
  named.forEach((entry, index) => {
    put32(CENTRAL);
    put16(NEEDS);
    putCommon(entry);
    put16(0);
    put16(0);
    put16(0);
    put32(0);
    put32(starts[index]!);
    put(entry.nameBytes);
  });
  const listBytes = at - listAt;
  put32(END);
  put16(0);
  put16(0);
  put16(named.length);
  put16(named.length);
  put32(listBytes);
  put32(listAt);
  put16(0);
  return out;
}

/**
 * Reads an archive. Nothing larger than {@link ARCHIVE_LIMITS} is unpacked, whatever it claims.
 * @returns `isExact`: whether every byte of it is as {@link writeArchive} writes it; `unreadable`: names of files that do not
 * unpack to what they claim
 */
export function readArchive(
  bytes: Uint8Array,
  Inflate: Inflater,
):
  | { ok: true; entries: ArchiveEntry[]; unreadable: string[]; isExact: boolean }
  | { ok: false; fault: ArchiveFault } {
  if (bytes.length > ARCHIVE_LIMITS.bytes) return { ok: false, fault: 'too-large' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endAt = bytes.length - 22;
  if (endAt < 0 || view.getUint32(0, true) !== LOCAL) return { ok: false, fault: 'not-zip' };
  if (view.getUint32(endAt, true) !== END) return { ok: false, fault: 'broken' };
  const count = view.getUint16(endAt + 10, true);
  if (count > ARCHIVE_LIMITS.entries) return { ok: false, fault: 'too-large' };
  try {
    const entries: ArchiveEntry[] = [];
    const unreadable: string[] = [];
    let unpackedBytes = 0;
    let at = view.getUint32(endAt + 16, true);
    for (let index = 0; index < count; index += 1) {
      if (view.getUint32(at, true) !== CENTRAL) return { ok: false, fault: 'broken' };
      const packedBytes = view.getUint32(at + 20, true);
      const sizeBytes = view.getUint32(at + 24, true);
      const nameBytes = view.getUint16(at + 28, true);
      const start = view.getUint32(at + 42, true);
      const name = new TextDecoder('utf-8', { fatal: true }).decode(slice(bytes, at + 46, nameBytes));
      // A name that is a path, or stands twice, is no file of a package.
      if (!NAME.test(name) || [...entries.map((entry) => entry.name), ...unreadable].includes(name))
        return { ok: false, fault: 'broken' };
      unpackedBytes += sizeBytes;
      if (unpackedBytes > ARCHIVE_LIMITS.unpackedBytes) return { ok: false, fault: 'too-large' };
      const packed = slice(bytes, start + 30 + view.getUint16(start + 26, true), packedBytes);
      const unpacked = inflate(packed, sizeBytes, Inflate);
      if (unpacked) entries.push({ name, bytes: unpacked, packed });
      else unreadable.push(name);
      at += 46 + nameBytes;
    }
    return { ok: true, entries, unreadable, isExact: isSame(writeArchive(entries), bytes) };
  } catch {
    // A number led out of the file.
    return { ok: false, fault: 'broken' };
  }
}

/** @throws RangeError when it is not all there */
function slice(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (from + length > bytes.length) throw new RangeError('outside of the archive');
  return bytes.subarray(from, from + length);
}

const PIECE_BYTES = 16 * 1024;

/** @returns null: it is broken, or not of the size it claims */
function inflate(packed: Uint8Array, sizeBytes: number, Inflate: Inflater): Uint8Array | null {
  const out = new Uint8Array(sizeBytes);
  let length = 0;
  try {
    const inflater = new Inflate((chunk) => {
      if (length + chunk.length > sizeBytes) throw new RangeError('more than it claims');
      out.set(chunk, length);
      length += chunk.length;
    });
    for (let at = 0; at < packed.length; at += PIECE_BYTES)
      inflater.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
  } catch {
    return null;
  }
  return length === sizeBytes ? out : null;
}

/** Whether two byte strings are the same. */
export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
