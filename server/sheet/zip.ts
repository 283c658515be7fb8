import { createInflateRaw } from 'node:zlib';
import { SheetError } from './refusal.ts';

const MAX_ENTRIES = 2000;
/** What all files inside may unpack to, unless told otherwise. */
const MAX_UNPACKED = 250 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Stands before the end of a directory whose numbers are in a record of ZIP64. */
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
/** What a field holds whose number is told by ZIP64. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;
/** Flags of a file. */
const LOCKED = 1;
const SIZE_FOLLOWS = 8;
const DEFLATED = 8;
const STORED = 0;

const broken = () => new SheetError('Tệp bị hỏng. Hãy mở bằng phần mềm bảng tính rồi lưu lại.');
const tooMuch = () => new SheetError('Tệp giải nén ra quá lớn nên bị từ chối. Hãy chia thành nhiều tệp.');
// No table of the size that is taken needs it, and what it says is not looked at here.
const isZip64 = () =>
  new SheetError('Tệp nén theo kiểu ZIP64 nên bị từ chối. Hãy mở bằng phần mềm bảng tính rồi lưu lại.');

/** Sees a file of an archive unpacked, piece by piece; null: it is not looked at. */
export type Look = (name: string) => ((piece: Buffer) => void) | null;

/**
 * Unpacks every file of a zip archive and throws it away: what a header says of its size proves nothing.
 * @param limit bytes that all files together may unpack to
 * @param look is shown each file on the way
 * @throws SheetError when the archive is broken, locked, of ZIP64, or unpacks to more than it should
 */
export async function checkZip(
  bytes: Uint8Array,
  limit = MAX_UNPACKED,
  look: Look = () => null,
): Promise<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const isTold =
    count !== ELSEWHERE_16 && [end + 12, end + 16].every((at) => view.getUint32(at, true) !== ELSEWHERE_32);
  const locator = end - ZIP64_LOCATOR_SIZE;
  if (!isTold || (locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR)) throw isZip64();
  if (count > MAX_ENTRIES) throw tooMuch();
  let left = limit;
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw broken();
    const flags = view.getUint16(at + 8, true);
    if (flags & LOCKED) throw new SheetError('Tệp có mật khẩu. Hãy lưu lại thành tệp không có mật khẩu.');
    const method = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    if ([size, view.getUint32(at + 24, true), local].includes(ELSEWHERE_32)) throw isZip64();
    // Readers would then believe the header of the file itself, or what follows it.
    if (flags & SIZE_FOLLOWS && size === 0) throw broken();
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) throw broken();
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (from + size > bytes.length) throw broken();
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))).toString();
    left -= await unpackedSize(bytes.subarray(from, from + size), method, left, look(name));
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw broken();
}

async function unpackedSize(
  packed: Uint8Array,
  method: number,
  limit: number,
  look: ReturnType<Look>,
): Promise<number> {
  if (method !== DEFLATED && method !== STORED) throw broken();
  if (method === STORED) {
    if (packed.length > limit) throw tooMuch();
    look?.(Buffer.from(packed));
    return packed.length;
  }
  const inflate = createInflateRaw();
  inflate.end(packed);
  let size = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooMuch();
      look?.(chunk);
    }
  } catch (error) {
    throw error instanceof SheetError ? error : broken();
  }
  return size;
}
