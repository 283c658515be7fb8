import type { APIRoute } from 'astro';
import { respondWithJunction } from '#server/junction/http.ts';

/** A junction drawn from the word that names it. */
export const GET: APIRoute = ({ params: { junction = '' } }) => respondWithJunction(junction);
