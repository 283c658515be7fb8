import type { APIRoute } from 'astro';
import { respondWithReleaseFeed } from '#server/package/http.ts';

export const GET: APIRoute = ({ locals, params }) => respondWithReleaseFeed(locals.context, params['format']);
