import type { APIRoute } from 'astro';
import { respondWithCalendar } from '#server/movement/http.ts';
import { readMovement } from '#src/lib/movements.ts';

/** Deadlines of a movement for a calendar. */
export const GET: APIRoute = async ({ locals: { context }, params: { slug = '' } }) =>
  respondWithCalendar(context, slug, (await readMovement(slug))?.data ?? null);
