import type { APIRoute } from 'astro';
import { respondWithCatalogue } from '#server/package/http.ts';

export const GET: APIRoute = ({ locals }) => respondWithCatalogue(locals.context);
