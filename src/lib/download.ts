import type { SheetFile, SheetFormat } from '#server/sheet/write.ts';
import type { Tried } from './desk.ts';

export const isSheetFormat = (text: string | undefined): text is SheetFormat =>
  text === 'csv' || text === 'xlsx';

/** The tables of the results of a class. */
export const isResultTable = (text: string | undefined): text is 'seats' | 'questions' =>
  text === 'seats' || text === 'questions';

/** How questions can be taken away. */
export const isQuestionFormat = (text: string | undefined): text is 'gift' | 'xlsx' =>
  text === 'gift' || text === 'xlsx';

/** A file to be kept, never shown in the browser; or why there is none, in plain text. */
export function download(made: Tried<SheetFile>): Response {
  if (!made.ok)
    return new Response(`${made.message}\n`, {
      status: made.status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  const { fileName, contentType, bytes } = made.value;
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
