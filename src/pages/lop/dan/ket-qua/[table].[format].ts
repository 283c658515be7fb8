import type { APIRoute } from 'astro';
import { formOf, tryIt } from '#src/lib/desk.ts';
import { download, isSheetFormat, isResultTable } from '#src/lib/download.ts';
import { hostWords } from '#src/lib/host-words.ts';
import { createCaller } from '#server/router.ts';

/** Results of a game as a file, for whoever sends the host's code with a form: it stands in no address. */
export const POST: APIRoute = async ({
  params: { table, format },
  request,
  locals: { context },
  rewrite,
}) => {
  if (!isSheetFormat(format) || !isResultTable(table)) return rewrite('/404/');
  const hostCode = (await formOf(request)).text('hostCode');
  return download(
    await tryIt(() => createCaller(context).classroom.exportResults({ hostCode, table, format })),
  );
};

export const GET: APIRoute = ({ redirect }) => redirect(hostWords.results.path, 303);
