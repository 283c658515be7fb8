import type { APIRoute } from 'astro';
import { publishedPaths } from '#server/approval/http.ts';
import { releasePath } from '#server/package/rules.ts';
import { VIEWS } from '#server/outcomes/rules.ts';
import { createCaller } from '#server/router.ts';
import { listChannels } from '#src/lib/channels.ts';
import { listGuides } from '#src/lib/guides.ts';
import { listMovements } from '#src/lib/movements.ts';
import { setPath } from '#src/lib/quiz.ts';

const FIXED = [
  '/',
  '/cam-nang/',
  '/luat/',
  '/luat/thay-doi/',
  '/luat/diem/',
  '/phong-trao/',
  '/kenh-tiep-nhan/',
  '/dung-va-sai/',
  '/tim-kiem/',
  '/hoc-va-thi/',
  '/giay/',
  '/lop/',
  '/lop/mo/',
  '/lop/du-lieu/',
  '/bai-tap/',
  '/ghi-nhan/',
  '/ket-qua/',
  '/ket-qua/du-lieu-an/',
  ...VIEWS.map(({ id }) => `/ket-qua/?bang=${id}`),
  '/don-vi-van-hanh/',
  '/khoa-cong-khai/',
  '/quyen-rieng-tu/',
  '/dinh-chinh/',
  '/kha-nang-tiep-can/',
  '/cap-nhat/',
  '/don-vi/',
  '/thong-bao/',
  '/du-lieu/',
  '/du-lieu/kiem-chung/',
  '/ket-qua/ban-tin/',
  '/ket-qua/tai-nan/',
  '/ket-qua/ca-nuoc/',
];

/** Every page that search engines should know, with the day it was last checked where it has one. */
export const GET: APIRoute = async ({ locals: { context } }) => {
  const acts = await createCaller(context).law.acts();
  // The newest thousand: older ones are found from the lists.
  const notices = await publishedPaths(context, 'notice', 1000);
  const bulletins = await publishedPaths(context, 'bulletin', 1000);
  const sets = await createCaller(context).quiz.sets();
  const shared = await createCaller(context).quiz.shared();
  const guides = await listGuides();
  const movements = await listMovements();
  const channels = await listChannels();
  const codes = await createCaller(context).units.publicCodes();
  const releases = await createCaller(context).package.list();
  const entries = [
    ...FIXED.map((path) => ({ path, on: null })),
    ...guides.map(({ id, data }) => ({ path: `/cam-nang/${id}/`, on: data.checkedOn })),
    ...movements.map(({ id, data }) => ({ path: `/phong-trao/${id}/`, on: data.checkedOn })),
    ...channels.map(({ id, data }) => ({ path: `/kenh-tiep-nhan/${id}/`, on: data.checkedOn })),
    ...[...sets.map(({ set }) => set), ...shared].map(({ id }) => ({ path: setPath(id), on: null })),
    ...codes.map((code) => ({ path: `/don-vi/${code}/`, on: null })),
    ...[...notices, ...bulletins].map(({ path, publishedOn }) => ({ path, on: publishedOn })),
    ...releases
      .filter(({ isSample, withdrawn }) => !isSample && withdrawn === null)
      .map(({ number, publishedOn }) => ({ path: releasePath(number), on: publishedOn })),
    ...acts.map(({ act }) => ({ path: `/luat/${act.id}/`, on: act.checkedOn })),
  ];
  const urls = entries.map(
    ({ path, on }) =>
      `<url><loc>${new URL(path, context.env.siteUrl).href}</loc>${on ? `<lastmod>${on}</lastmod>` : ''}</url>`,
  );
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
    {
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        'x-cache-tags': 'law guides movements quiz pages units notices releases bulletins',
      },
    },
  );
};
