import type { APIRoute } from 'astro';
import { respondWithFile } from '#server/media/http.ts';

/** An uploaded picture or document. */
export const GET: APIRoute = ({ request, locals: { context }, params: { file = '' } }) =>
  respondWithFile(context, request, file);
