import type { APIRoute } from 'astro';
import { respondWithKeys } from '#server/keys/http.ts';

export const GET: APIRoute = ({ locals }) => respondWithKeys(locals.context);
