import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download } from '#src/lib/download.ts';

/** An empty workbook of questions to fill in. */
export const GET: APIRoute = async ({ url, locals: { context } }) => {
  const refusal = deskRefusal(context, url, 'bank.write');
  return refusal ?? download(await tryIt(() => createCaller(context).bank.template()));
};
