import type { APIRoute } from 'astro';
import { answerSignedRelease, onlyPost } from '#server/outcomes/http.ts';
import { contextOf } from '#src/lib/page.ts';

/** Where programs of senders hand over figures; signed, without a session. */
export const POST: APIRoute = ({ request, locals }) => answerSignedRelease(contextOf(locals), request);
export const ALL: APIRoute = () => onlyPost();
