import type { APIRoute } from 'astro';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isResultTable, isSheetFormat } from '#src/lib/download.ts';
import { createCaller } from '#server/router.ts';

/** Kept results of one game of whoever is signed in, as a file. */
export const GET: APIRoute = async ({ params, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'desk.open');
  if (refusal) return refusal;
  const { id = '', table, format } = params;
  if (!isSheetFormat(format) || !isResultTable(table)) return rewrite('/404/');
  return download(
    await tryIt(() => createCaller(context).classroom.exportKept({ gameId: id, table, format })),
  );
};
