import type { APIRoute } from 'astro';
import { respondWithChain } from '#server/package/http.ts';

export const GET: APIRoute = ({ locals }) => respondWithChain(locals.context);
