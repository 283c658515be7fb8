import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';

const KINDS = ['cases', 'contributions', 'crashes'] as const;

/** An empty file of figures to fill in; `?loai=` says of which kind. */
export const GET: APIRoute = async ({ params: { format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'outcome.import');
  if (refusal) return refusal;
  if (!isSheetFormat(format)) return rewrite('/404/');
  const kind = KINDS.find((name) => name === url.searchParams.get('loai')) ?? 'cases';
  return download(await tryIt(() => createCaller(context).outcome.intake.template({ format, kind })));
};
