import type { APIRoute } from 'astro';
import { nationalCsv, readNational } from '#src/lib/national.ts';
import { nationalWords } from '#src/lib/national-words.ts';

/** The published national figures as a file. */
export const GET: APIRoute = async () =>
  new Response(nationalCsv(await readNational()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${nationalWords.csvName}"`,
      'x-cache-tags': 'pages',
    },
  });
