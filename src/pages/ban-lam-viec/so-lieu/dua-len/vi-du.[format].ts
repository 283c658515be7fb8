import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';

/** A file of figures that is filled in, of a province that does not exist. */
export const GET: APIRoute = async ({ params: { format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'outcome.import');
  if (refusal) return refusal;
  if (!isSheetFormat(format)) return rewrite('/404/');
  return download(await tryIt(() => createCaller(context).outcome.intake.sample({ format })));
};
