import type { APIRoute } from 'astro';
import { deskWords } from '#src/lib/desk-words.ts';
import { goTo } from '#src/lib/desk.ts';
import { contextOf } from '#src/lib/page.ts';
import { createCaller } from '#server/router.ts';

/** Signing out is a form: a link or a picture of another site cannot do it. */
export const POST: APIRoute = async ({ locals }) => {
  await createCaller(contextOf(locals)).session.signOut();
  return goTo(deskWords.signInPath);
};
