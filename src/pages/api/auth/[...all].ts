import type { APIRoute } from 'astro';
import { contextOf } from '#src/lib/page.ts';
import { answerPasskey } from '#server/staff/http.ts';

/** The only door of passkeys. */
export const ALL: APIRoute = ({ request, locals }) => answerPasskey(contextOf(locals), request);
