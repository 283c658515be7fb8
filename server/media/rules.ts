import { fold } from '../search/rules.ts';

/** What is kept: pictures are drawn anew in one of three forms, documents stay as they came. */
export const MEDIA_TYPES = {
  'image/jpeg': { kind: 'picture', extension: 'jpg' },
  'image/png': { kind: 'picture', extension: 'png' },
  'image/webp': { kind: 'picture', extension: 'webp' },
  'application/pdf': { kind: 'document', extension: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    extension: 'docx',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    kind: 'document',
    extension: 'xlsx',
  },
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;
export type MediaKind = (typeof MEDIA_TYPES)[MediaType]['kind'];

const MIB = 1024 * 1024;
/** What a file may weigh at most as it comes, bytes. */
export const MAX_BYTES = { picture: 12 * MIB, document: 20 * MIB } as const satisfies Record<
  MediaKind,
  number
>;
/** Pixels a picture may have at most, width times height. */
export const MAX_PIXELS = 40_000_000;
/** A file that nothing uses is removed after so many days. */
export const UNUSED_DAYS = 30;

/** Widths a picture is also kept in, px, as far as it is wider. */
const WIDTHS = [480, 960, 1600] as const;
/** Letters of its hash an address starts with: 64 bits. */
const HASH_LENGTH = 16;
const MAX_NAME_LENGTH = 60;

/** Whether a type is one that is kept. */
export const isMediaType = (type: string): type is MediaType => type in MEDIA_TYPES;

/** One more form a picture is kept in. */
export type Variant = { widthPx: number; type: MediaType };

/** The forms a picture is kept in besides its own: each smaller width as WebP and in its own form. */
export const variantsOf = (type: MediaType, widthPx: number): Variant[] =>
  WIDTHS.filter((width) => width < widthPx).flatMap((width) =>
    [...new Set<MediaType>(['image/webp', type])].map((form) => ({ widthPx: width, type: form })),
  );

/** The end of an address, from the name a file came with: `Cổng trường (1).JPG` is `cong-truong-1`. */
export function nameOf(fileName: string): string {
  const name = fold(fileName.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''))
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_NAME_LENGTH)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'tep' : name;
}

/** What an address is made of. */
type Addressed = { sha256: string; name: string; type: string };

/** The last part of the address of a file, or of one of its variants: `3f2a…-cong-truong.960.webp`. */
export function fileNameOf({ sha256, name, type }: Addressed, variant?: Variant): string {
  const { extension } = MEDIA_TYPES[(variant?.type ?? type) as MediaType];
  return `${sha256.slice(0, HASH_LENGTH)}-${name}${variant ? `.${variant.widthPx}` : ''}.${extension}`;
}

/** Where a file, or one of its variants, is read. */
export const mediaPath = (file: Addressed, variant?: Variant): string => `/tep/${fileNameOf(file, variant)}`;

/** The start of the hash that an address names; null: no file can have this address. */
export const hashIn = (fileName: string): string | null =>
  /^([0-9a-f]{16})-[a-z0-9-]+(\.\d{3,4})?\.[a-z]{3,4}$/.exec(fileName)?.[1] ?? null;

/** What a page needs to show a picture in the size its reader can use. */
export type PictureView = {
  src: string;
  alt: string;
  widthPx: number;
  heightPx: number;
  /** `srcset` of the WebP variants and of those in its own form; empty: it is small enough as it is. */
  webp: string;
  own: string;
};

/** A picture for a page; null: the file is a document. */
export function pictureOf(
  file: Addressed & { altText: string; widthPx: number | null; heightPx: number | null },
): PictureView | null {
  const { type, widthPx, heightPx, altText } = file;
  if (widthPx === null || heightPx === null || !isMediaType(type)) return null;
  const variants = variantsOf(type, widthPx);
  const setOf = (form: MediaType) =>
    variants
      .filter((variant) => variant.type === form)
      .map((variant) => `${mediaPath(file, variant)} ${variant.widthPx}w`)
      .join(', ');
  return {
    src: mediaPath(
      file,
      variants.findLast((variant) => variant.type === type),
    ),
    alt: altText,
    widthPx,
    heightPx,
    webp: setOf('image/webp'),
    own: setOf(type),
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days until a file that nothing uses is removed, rounded up; 0: any time now. */
export const daysLeft = (unusedSince: Date, now: Date): number =>
  Math.max(0, Math.ceil(UNUSED_DAYS - (now.getTime() - unusedSince.getTime()) / DAY_MS));

/** Whether something uses a file: what the list may be narrowed to. */
export const USES = ['used', 'unused'] as const;

/** Columns the list may be ordered by: day, name, weight; `-` before one turns the order round. */
export const ORDERS = ['ngay', '-ngay', 'ten', '-ten', 'nang', '-nang'] as const;
