import type { APIRoute } from 'astro';
import { readChoice } from '#server/outcomes/rules.ts';
import { createCaller } from '#server/router.ts';
import { isSheetFormat } from '#src/lib/download.ts';
import { unlessRefused } from '#src/lib/refused.ts';
import { resultWords as words } from '#src/lib/result-words.ts';

/** Exactly the table of a view, as a file. */
export const GET: APIRoute = async ({ params: { view = '', format }, url, locals: { context } }) => {
  const query = new URLSearchParams(url.searchParams);
  query.set('bang', view);
  const choice = readChoice(query);
  const province = query.get('tinh');
  const file =
    choice && isSheetFormat(format)
      ? await unlessRefused(createCaller(context).outcome.figures.export({ ...choice, province, format }))
      : null;
  if (!file)
    return new Response(`${words.file.none}\n`, {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'x-cache-tags': 'releases',
    },
  });
};
