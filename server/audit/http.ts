import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { stringify } from 'csv-stringify';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import { plainRefusal } from '../refusal.ts';
import type { KeptEvent } from './rules.ts';
import { TrailFilter } from './schema.ts';
import { exportEvents } from './service.ts';

/** Every field an event's hash is made over, and the hash: whoever has the file can verify the chain themselves. */
const COLUMNS: [heading: string, cell: (event: KeptEvent) => string | number | null][] = [
  ['Số', ({ seq }) => seq],
  ['Lúc (UTC)', ({ at }) => at.toISOString()],
  ['Mã người làm', ({ staffId }) => staffId],
  ['Vai', ({ role }) => role],
  ['Mã đơn vị', ({ unitId }) => unitId],
  ['Việc', ({ action }) => action],
  ['Đối tượng', ({ subject }) => subject],
  ['HMAC trước', ({ before }) => before],
  ['HMAC sau', ({ after }) => after],
  ['Mã băm dòng trước', ({ prevHash }) => prevHash],
  ['Mã băm', ({ hash }) => hash],
];

/** Answers with the events a filter asks for as CSV (UTF-8 with a mark, formulas escaped), as a stream. */
export async function respondWithEvents(ctx: Context, filter: unknown): Promise<Response> {
  const parsed = TrailFilter.safeParse(filter);
  if (!parsed.success) return plainRefusal(400, parsed.error.issues[0]!.message);
  try {
    const events = await exportEvents(ctx, parsed.data);
    return new Response(csvOf(events), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="nhat-ky-${ctx.today}.csv"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError)
      return plainRefusal(error.code === 'UNAUTHENTICATED' ? 401 : 403, error.message);
    throw error;
  }
}

function csvOf(events: AsyncIterable<KeptEvent>): BodyInit {
  const rows = async function* () {
    for await (const event of events) yield COLUMNS.map(([, cell]) => cell(event));
  };
  const columns = COLUMNS.map(([heading]) => heading);
  const text = Readable.from(rows()).pipe(
    stringify({ bom: true, header: true, columns, escape_formulas: true }),
  );
  return Readable.toWeb(text) as ReadableStream<Uint8Array> as unknown as BodyInit;
}
