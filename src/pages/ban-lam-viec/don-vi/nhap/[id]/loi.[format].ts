import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';

/** The cells of an import that cannot be taken, as a file. */
export const GET: APIRoute = async ({ params: { id, format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'unit.import');
  if (refusal) return refusal;
  if (!isSheetFormat(format)) return rewrite('/404/');
  return download(await tryIt(() => createCaller(context).units.brokenRows({ id: id!, format })));
};
