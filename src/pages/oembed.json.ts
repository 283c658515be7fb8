import type { APIRoute } from 'astro';
import { OVERVIEW_SUBJECT, readChoice } from '#server/outcomes/rules.ts';
import { createCaller } from '#server/router.ts';
import { EMBED_SIZE, embedCode, embeddable, embedPath } from '#src/lib/results.ts';
import { resultWords as words } from '#src/lib/result-words.ts';
import { strings } from '#src/lib/strings.ts';

/** Smallest frame in which a chart can be read, px. */
const SMALLEST = { width: 320, height: 240 } as const;

function say(status: number, body: unknown, tags = ''): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      ...(tags === '' ? { 'cache-control': 'no-store' } : { 'x-cache-tags': tags }),
    },
  });
}

/** A side of the frame: what is asked for, between the smallest and what a view likes. */
function side(asked: string | null, name: keyof typeof SMALLEST): number {
  const given = Number(asked ?? EMBED_SIZE[name]);
  if (!Number.isFinite(given) || given <= 0) return EMBED_SIZE[name];
  return Math.round(Math.min(EMBED_SIZE[name], Math.max(SMALLEST[name], given)));
}

/** oEmbed 1.0 (oembed.com): how another site shows a view. 400 without an address, 404 for what is no view, 501 for XML. */
export const GET: APIRoute = async ({ url, locals: { context } }) => {
  const format = url.searchParams.get('format') ?? 'json';
  if (format !== 'json') return say(501, { error: words.oembed.format });
  const address = url.searchParams.get('url');
  if (address === null || address === '') return say(400, { error: words.oembed.noUrl });
  const { siteUrl } = context.env;
  const page = URL.canParse(address) ? new URL(address) : null;
  const found = page?.origin === new URL(siteUrl).origin ? embeddable(page) : null;
  if (!found) return say(404, { error: words.oembed.notHere });
  found.query.set('bang', found.view);
  const choice = readChoice(found.query);
  const province = found.query.get('tinh');
  if (!choice && found.view !== OVERVIEW_SUBJECT) return say(404, { error: words.oembed.notHere });
  const { figures } = createCaller(context).outcome;
  const { shown, images } = choice
    ? await figures.view({ ...choice, province })
    : await figures.overview({ province });
  if (!shown || !images) return say(404, { error: words.oembed.notHere });
  const path =
    'choice' in shown
      ? embedPath(shown.choice, province)
      : `${words.embedPath}${OVERVIEW_SUBJECT}/${province === null ? '' : `?tinh=${province}`}`;
  const size = {
    width: side(url.searchParams.get('maxwidth'), 'width'),
    height: side(url.searchParams.get('maxheight'), 'height'),
  };
  const title = shown.isSample ? `${words.sampleShort}: ${shown.finding.titleVi}` : shown.finding.titleVi;
  return say(
    200,
    {
      version: '1.0',
      type: 'rich',
      title,
      provider_name: strings.site,
      provider_url: siteUrl,
      cache_age: 3600,
      html: embedCode(new URL(path, siteUrl).href, title, size),
      ...size,
      thumbnail_url: new URL(images.share, siteUrl).href,
      thumbnail_width: 1200,
      thumbnail_height: 630,
    },
    'releases',
  );
};
