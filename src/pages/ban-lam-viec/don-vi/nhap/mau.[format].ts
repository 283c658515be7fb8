import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';

/** An empty file of units to fill in. */
export const GET: APIRoute = async ({ params: { format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'unit.import');
  if (refusal) return refusal;
  if (!isSheetFormat(format)) return rewrite('/404/');
  return download(await tryIt(() => createCaller(context).units.template({ format })));
};
