import type { Context } from '../context.ts';
import { plainRefusal } from '../refusal.ts';
import { packageTerms } from './build.ts';
import { catalogueOf } from './catalogue.ts';
import {
  bulletinFeed,
  FEED_FORMATS,
  feedText,
  releaseFeed,
  type Feed,
  type FeedFormat,
  type ListedBulletin,
} from './feeds.ts';
import type { ChainLink } from './known.ts';
import { releasePath } from './paths.ts';
import { shownDay } from './sentences.ts';
import { listReleases, readReleaseFile } from './service.ts';

/** What this site says of itself in packages and catalogues. */
export const termsOf = ({ env }: Pick<Context, 'env'>) => packageTerms(env);

/** Open data may be read by the pages of other sites. */
const OPEN = { 'access-control-allow-origin': '*' };

const TYPES: Record<string, string> = {
  zip: 'application/zip',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

const typeOf = (name: string): string =>
  name.endsWith('.csv-metadata.json')
    ? 'application/csvm+json; charset=utf-8'
    : (TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream');

/**
 * Answers a request for a file of a release: the package, or one of the files in it. It never changes; a withdrawn one is gone, so
 * whoever keeps a copy on the way asks each time whether it still stands.
 * @param number as in the address
 */
export async function respondWithReleaseFile(ctx: Context, number: string, name: string): Promise<Response> {
  const found = /^[1-9]\d{0,5}$/.test(number)
    ? await readReleaseFile(ctx, Number(number), name)
    : { kind: 'unknown' as const };
  if (found.kind === 'unknown') return plainRefusal(404, 'Không có tệp này.');
  if (found.kind === 'withdrawn')
    return plainRefusal(
      410,
      `Bản phát hành số ${number} đã bị rút ngày ${shownDay(found.on)}. ${found.reasonVi}`.trim(),
    );
  const isKept = /\.(zip|csv)$/.test(name);
  return new Response(found.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...OPEN,
      'content-type': typeOf(name),
      'content-disposition': `${isKept ? 'attachment' : 'inline'}; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=0, must-revalidate',
      link: `<${releasePath(Number(number))}>; rel="collection", ${
        name.endsWith('.csv')
          ? `<${name}-metadata.json>; rel="describedby"; type="application/csvm+json"`
          : '<datapackage.json>; rel="describedby"'
      }`,
      'x-cache-tags': 'releases',
    },
  });
}

const json = (value: unknown, type: string, tags: string): Response =>
  new Response(`${JSON.stringify(value, null, 1)}\n`, {
    headers: {
      ...OPEN,
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=300',
      'x-cache-tags': tags,
    },
  });

/** Answers with the chain of releases, withdrawn ones too, for whoever verifies a package. */
export async function respondWithChain(ctx: Context): Promise<Response> {
  const releases = (await listReleases(ctx))
    .map((row): ChainLink => ({
      number: row.number,
      month: row.month,
      previousHash: row.previousHash,
      manifestHash: row.manifestHash,
      packageHash: row.packageHash,
      correctedBy: row.correctedBy?.number ?? null,
      withdrawnOn: row.withdrawn?.on ?? null,
      withdrawnReasonVi: row.withdrawn?.reasonVi ?? null,
    }))
    .reverse();
  return json({ releases }, 'application/json', 'releases');
}

/** Answers with the catalogue of open data (DCAT 3). */
export const respondWithCatalogue = async (ctx: Context): Promise<Response> =>
  json(catalogueOf(await listReleases(ctx), termsOf(ctx)), 'application/ld+json', 'releases');

const isFormat = (format: string | undefined): format is FeedFormat =>
  format !== undefined && Object.hasOwn(FEED_FORMATS, format);

async function respondWithFeed(
  { env }: Context,
  format: string | undefined,
  tag: string,
  read: () => Promise<Feed>,
): Promise<Response> {
  if (!isFormat(format))
    return plainRefusal(404, 'Không có luồng tin này. Hãy dùng đuôi .rss, .atom hoặc .json.');
  return new Response(feedText(await read(), format, env.siteUrl), {
    headers: {
      ...OPEN,
      'content-type': `${FEED_FORMATS[format]}; charset=utf-8`,
      'cache-control': 'public, max-age=300',
      'x-cache-tags': tag,
    },
  });
}

/** Answers with the feed of releases. @param format as in the address */
export const respondWithReleaseFeed = (ctx: Context, format: string | undefined): Promise<Response> =>
  respondWithFeed(ctx, format, 'releases', async () => releaseFeed(await listReleases(ctx)));

/** Answers with the feed of bulletins. @param read lists them, newest first */
export const respondWithBulletinFeed = (
  ctx: Context,
  format: string | undefined,
  read: () => Promise<readonly ListedBulletin[]>,
): Promise<Response> => respondWithFeed(ctx, format, 'bulletins', async () => bulletinFeed(await read()));
