import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Context } from '../context.ts';
import { plainRefusal } from '../refusal.ts';
import { fileNameOf, hashIn, MEDIA_TYPES, variantsOf, type MediaType, type Variant } from './rules.ts';
import { isPublicOn, maySeeDraft } from './use.ts';

/** Whatever a file may turn out to hold, no browser runs any of it, and no other site shows it as its own. */
const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Answers a request for an uploaded file or one of the variants of a picture. A file that nothing public uses is read
 * only by those at the desk in whose scope it lies; to everybody else it does not exist.
 * @param fileName last part of the address
 */
export async function respondWithFile(ctx: Context, request: Request, fileName: string): Promise<Response> {
  const missing = () => plainRefusal(404, 'Không có tệp này.');
  const hash = hashIn(fileName);
  if (hash === null) return missing();
  const rows = await ctx.db.prisma.mediaFile.findMany({
    where: { sha256: { startsWith: hash } },
    include: { uses: { where: isPublicOn(ctx.now()), take: 1 } },
  });
  const found = rows.flatMap((row) => {
    const variant = formOf(row, fileName);
    return variant === undefined
      ? []
      : [{ ...row, type: row.type as MediaType, variant, isPublic: row.uses.length > 0 }];
  });
  let file = found.find(({ isPublic }) => isPublic);
  for (const row of found) if (!file && (await maySeeDraft(ctx, row.unitId))) file = row;
  if (!file) return missing();

  const { sha256, variant, isPublic } = file;
  const type = variant?.type ?? file.type;
  const etag = `"${sha256.slice(0, 32)}${variant ? `-${variant.widthPx}` : ''}-${MEDIA_TYPES[type].extension}"`;
  const caching = {
    etag,
    'cache-control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
  };
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { ...SAFE_HEADERS, ...caching } });
  const opened = await ctx.media.open({ sha256, type: file.type, variant: variant ?? undefined });
  if (!opened) return missing();
  const headers = {
    ...SAFE_HEADERS,
    ...caching,
    'content-type': type,
    'content-length': String(opened.size),
    'content-disposition':
      MEDIA_TYPES[type].kind === 'picture' ? 'inline' : `attachment; filename="${fileName.slice(17)}"`,
  };
  if (request.method === 'HEAD') {
    await opened.handle.close();
    return new Response(null, { headers });
  }
  const body = Readable.toWeb(opened.handle.createReadStream()) as ReadableStream<Uint8Array>;
  return new Response(body as BodyInit, { headers });
}

/** The variant of a row that an address names; null: the file itself; undefined: neither. */
function formOf(
  row: { sha256: string; name: string; type: string; widthPx: number | null },
  fileName: string,
): Variant | null | undefined {
  if (fileNameOf(row) === fileName) return null;
  return variantsOf(row.type as MediaType, row.widthPx ?? 0).find(
    (variant) => fileNameOf(row, variant) === fileName,
  );
}
