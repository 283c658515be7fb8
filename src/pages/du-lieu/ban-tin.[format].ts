import type { APIRoute } from 'astro';
import { respondWithBulletinFeed } from '#server/package/http.ts';

export const GET: APIRoute = ({ locals, params }) =>
  respondWithBulletinFeed(locals.context, params['format'], async () => []);
