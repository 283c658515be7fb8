import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';
import { readUnitFilters } from '#src/lib/unit-filters.ts';
import { unitWords } from '#src/lib/units-words.ts';

/**
 * The units of the list, filtered as its address says, as a file. Whoever takes the list out is written down, so it is a button
 * of the list: a link on another site cannot press it.
 */
export const POST: APIRoute = async ({ params: { format }, url, locals: { context }, rewrite }) => {
  // Signing in leads back to the list, where the button is.
  const refusal = deskRefusal(context, new URL(unitWords.path + url.search, url), 'unit.export');
  if (refusal) return refusal;
  if (!isSheetFormat(format)) return rewrite('/404/');
  const { page: _page, ...filters } = readUnitFilters(url);
  return download(await tryIt(() => createCaller(context).units.export({ ...filters, format })));
};

export const GET: APIRoute = () =>
  new Response(`${unitWords.exportByButton}\n`, {
    status: 405,
    headers: { allow: 'POST', 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
