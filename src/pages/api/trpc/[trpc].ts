import type { APIRoute } from 'astro';
import { contextOf } from '#src/lib/page.ts';
import { answerProcedure } from '#server/router.ts';

/** The only door of tRPC. */
export const ALL: APIRoute = ({ request, locals }) => answerProcedure(contextOf(locals), request);
