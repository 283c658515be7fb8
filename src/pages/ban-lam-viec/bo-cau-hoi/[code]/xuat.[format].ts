import type { APIRoute } from 'astro';
import { createCaller } from '#server/router.ts';
import { isSetCode } from '#server/bank/rules.ts';
import { deskRefusal, tryIt } from '#src/lib/desk.ts';
import { download, isQuestionFormat } from '#src/lib/download.ts';

/** A set as a file. */
export const GET: APIRoute = async ({ params: { code = '', format }, url, locals: { context }, rewrite }) => {
  const refusal = deskRefusal(context, url, 'bank.read');
  if (refusal) return refusal;
  if (!isQuestionFormat(format) || !isSetCode(code)) return rewrite('/404/');
  return download(await tryIt(() => createCaller(context).bank.exportSet({ code, format })));
};
