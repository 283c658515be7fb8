import type { APIRoute } from 'astro';
import { respondWithReleaseFile } from '#server/package/http.ts';

export const GET: APIRoute = ({ locals, params }) =>
  respondWithReleaseFile(locals.context, params['number']!, params['file']!);
