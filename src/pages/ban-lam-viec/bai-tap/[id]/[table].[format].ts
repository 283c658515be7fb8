import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat } from '#src/lib/download.ts';

const TABLES = { 'theo-cho': 'seats', 'theo-cau': 'questions' } as const;

/** Results of one homework as a file, for whoever gave it. */
export const GET: APIRoute = async ({ params, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'homework.give');
  if (refusal) return refusal;
  const { id = '', table = '', format } = params;
  if (!isSheetFormat(format) || !Object.hasOwn(TABLES, table)) return rewrite('/404/');
  const name = TABLES[table as keyof typeof TABLES];
  return download(await tryIt(() => createCaller(context).homework.export({ id, table: name, format })));
};
