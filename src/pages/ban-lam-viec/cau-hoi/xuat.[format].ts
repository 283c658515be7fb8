import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { bankFilters } from '#src/lib/bank-filters.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isQuestionFormat } from '#src/lib/download.ts';

/** The questions that a list shows, as a file. */
export const GET: APIRoute = async ({ params: { format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'bank.write');
  if (refusal) return refusal;
  if (!isQuestionFormat(format)) return rewrite('/404/');
  const filters = bankFilters(url.searchParams);
  return download(await tryIt(() => createCaller(context).bank.export({ ...filters, format })));
};
