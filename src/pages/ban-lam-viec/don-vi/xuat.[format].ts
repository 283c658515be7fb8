import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';
import { readUnitFilters } from '#src/lib/unit-filters.ts';

/** The units of the list, filtered as its address says, as a file. */
export const GET: APIRoute = async ({ params: { format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'unit.export');
  if (refusal) return refusal;
  if (!isSheetFormat(format)) return rewrite('/404/');
  const { page: _page, ...filters } = readUnitFilters(url);
  return download(await tryIt(() => createCaller(context).units.export({ ...filters, format })));
};
