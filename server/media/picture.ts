import sharp, { type Sharp } from 'sharp';
import { DomainError } from '../errors.ts';
import { MOVING } from './sniff.ts';
import { MAX_PIXELS, variantsOf, type MediaType, type Variant } from './rules.ts';

/** A picture as it is kept: drawn anew from its pixels, so that nothing else of the sender's file is left. */
export type DrawnPicture = {
  bytes: Buffer;
  widthPx: number;
  heightPx: number;
  variants: (Variant & { bytes: Buffer })[];
};

/** What decoding may take. A file made to take longer is refused. */
const MAX_SECONDS = 30;

const open = (bytes: Uint8Array): Sharp =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'warning', pages: 1 }).timeout({
    seconds: MAX_SECONDS,
  });

/** Without `keepMetadata` sharp writes none; without `keepIccProfile` colours become sRGB. */
function encode(image: Sharp, type: MediaType): Sharp {
  if (type === 'image/jpeg') return image.jpeg({ quality: 84, mozjpeg: true });
  if (type === 'image/webp') return image.webp({ quality: 82 });
  return image.png({ compressionLevel: 9 });
}

/**
 * Draws a picture anew: turned the way its camera says, in sRGB, without any metadata, with its smaller variants.
 * @param type what it was found to be
 * @throws DomainError BAD_INPUT when it moves, has too many pixels, or cannot be decoded to its end
 */
export async function drawPicture(bytes: Uint8Array, type: MediaType): Promise<DrawnPicture> {
  const facts = await decoded(sharp(bytes, { limitInputPixels: false }).metadata());
  if ((facts.pages ?? 1) > 1) throw new DomainError('BAD_INPUT', MOVING);
  if (facts.width * facts.height > MAX_PIXELS)
    throw new DomainError(
      'BAD_INPUT',
      'Ảnh có quá nhiều điểm ảnh (trên 40 triệu). Hãy thu nhỏ ảnh rồi gửi lại.',
    );
  const own = await decoded(encode(open(bytes).autoOrient(), type).toBuffer({ resolveWithObject: true }));
  const variants = [];
  for (const variant of variantsOf(type, own.info.width)) {
    const image = open(own.data).resize({ width: variant.widthPx });
    variants.push({ ...variant, bytes: await decoded(encode(image, variant.type).toBuffer()) });
  }
  return { bytes: own.data, widthPx: own.info.width, heightPx: own.info.height, variants };
}

/** What sharp says of a broken file is for its makers, not for the reader. */
async function decoded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw new DomainError(
      'BAD_INPUT',
      'Ảnh bị hỏng hoặc bị cắt ngang nên không mở được. Hãy mở ảnh trên máy, lưu lại rồi gửi lần nữa.',
    );
  }
}
