import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { listGuides } from '#src/lib/guides.ts';

const FIXED = [
  '/',
  '/cam-nang/',
  '/luat/',
  '/luat/thay-doi/',
  '/luat/diem/',
  '/ghi-nhan/',
  '/don-vi-van-hanh/',
  '/quyen-rieng-tu/',
  '/dinh-chinh/',
  '/kha-nang-tiep-can/',
  '/cap-nhat/',
];

/** Every page that search engines should know, with the day it was last checked where it has one. */
export const GET: APIRoute = async ({ locals: { context } }) => {
  const acts = await createCaller(context).law.acts();
  const guides = await listGuides();
  const entries = [
    ...FIXED.map((path) => ({ path, on: null })),
    ...guides.map(({ id, data }) => ({ path: `/cam-nang/${id}/`, on: data.checkedOn })),
    ...acts.map(({ act }) => ({ path: `/luat/${act.id}/`, on: act.checkedOn })),
  ];
  const urls = entries.map(
    ({ path, on }) =>
      `<url><loc>${new URL(path, context.env.siteUrl).href}</loc>${on ? `<lastmod>${on}</lastmod>` : ''}</url>`,
  );
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
    { headers: { 'content-type': 'application/xml; charset=utf-8', 'x-cache-tags': 'law guides' } },
  );
};
