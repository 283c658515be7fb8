import type { APIRoute } from 'astro';
import { listBulletins } from '#server/bulletin/http.ts';
import { respondWithBulletinFeed } from '#server/package/http.ts';

export const GET: APIRoute = ({ locals: { context }, params }) =>
  respondWithBulletinFeed(context, params['format'], async () => {
    const { items } = await listBulletins(context, { behaviour: null, quarter: null, page: 1, size: 50 });
    return items;
  });
