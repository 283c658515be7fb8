import { fileTypeFromBuffer } from 'file-type';
import { DomainError } from '../errors.ts';
import { isMediaType, MAX_BYTES, MEDIA_TYPES, type MediaType } from './rules.ts';

const HEIC = /^image\/hei[cf]/;
/** Why a picture that moves is refused. */
export const MOVING = 'Ảnh động chưa dùng được. Hãy gửi một ảnh tĩnh PNG hoặc JPEG.';
const SVG = /<svg[\s>]|<!doctype svg/i;
/** Where the end of a whole document is looked for, bytes from its end: a ZIP may carry a comment of 64 KiB. */
const TAIL = { pdf: 2048, zip: 65_557 } as const;

const refuse = (sentence: string) => new DomainError('BAD_INPUT', sentence);

/**
 * What a file is kept as, by its bytes alone: a GIF becomes a PNG.
 * @throws DomainError BAD_INPUT when it is nothing that is kept, too big, or cut off; the sentence says what to send instead
 */
export async function sniff(bytes: Uint8Array): Promise<MediaType> {
  if (bytes.length === 0) throw refuse('Hãy chọn một tệp rồi gửi lại.');
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? '';
  const type = found === 'image/gif' ? 'image/png' : found;
  if (type === 'image/apng') throw refuse(MOVING);
  if (HEIC.test(type))
    throw refuse(
      'Ảnh HEIC của iPhone chưa dùng được. Hãy mở ảnh, chọn chia sẻ rồi lưu thành JPEG, hoặc chụp lại màn hình.',
    );
  if (!isMediaType(type)) {
    const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
    throw refuse(
      SVG.test(start)
        ? 'Tệp SVG không dùng được vì có thể mang mã lệnh. Hãy xuất hình ra PNG hoặc JPEG.'
        : 'Nội dung tệp không phải loại dùng được. Hãy gửi ảnh JPEG, PNG, WebP, hoặc tệp PDF, DOCX, XLSX.',
    );
  }
  const { kind, extension } = MEDIA_TYPES[type];
  if (bytes.length > MAX_BYTES[kind])
    throw refuse(
      kind === 'picture'
        ? 'Ảnh nặng quá 12 MB. Hãy thu nhỏ ảnh rồi gửi lại.'
        : 'Tệp nặng quá 20 MB. Hãy chia nhỏ hoặc nén hình trong tệp rồi gửi lại.',
    );
  if (kind === 'document' && !isWhole(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), extension))
    throw refuse('Tệp bị cắt ngang nên không mở được. Hãy mở tệp trên máy, lưu lại rồi gửi lần nữa.');
  return type;
}

/** Whether a document has its end: the mark of a PDF, the directory of a ZIP. */
const isWhole = (bytes: Buffer, extension: string): boolean =>
  extension === 'pdf'
    ? bytes.subarray(-TAIL.pdf).includes('%%EOF')
    : bytes.subarray(-TAIL.zip).includes('PK\x05\x06', 0, 'latin1');
