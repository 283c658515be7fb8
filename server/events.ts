import type { IncomingMessage, ServerResponse } from 'node:http';
import { callTRPCProcedure, getTRPCErrorShape, isTrackedEnvelope } from '@trpc/server';
import type { Context } from './context.ts';
import { appRouter } from './router.ts';
import { SSE, toTRPCError } from './trpc.ts';

/*
 * Subscriptions as server-sent events, written straight to the socket. What goes over the line is what tRPC's own handler
 * writes, and its client reads; that handler passes each event through five web streams and keeps a timer per line, which
 * with 9,000 phones is most of a processor (npm run bench:class -- many).
 */

const PREFIX = '/api/trpc/';
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  // Asks a proxy not to hold events back.
  'x-accel-buffering': 'no',
};
const PING = 'event: ping\ndata: \n\n';

type Procedures = Readonly<Record<string, { _def: { type: string } } | undefined>>;

/** Lines that are open, and when each was written to last, ms. */
const lines = new Map<ServerResponse, number>();
let pinging: NodeJS.Timeout | null = null;

/** One timer looks after all lines: a line that was silent for an interval is pinged. */
function watch(res: ServerResponse): void {
  lines.set(res, performance.now());
  res.once('close', () => {
    lines.delete(res);
    if (lines.size > 0 || !pinging) return;
    clearInterval(pinging);
    pinging = null;
  });
  pinging ??= setInterval(() => {
    const silentSince = performance.now() - SSE.ping.intervalMs;
    for (const [line, writtenAt] of lines) if (writtenAt <= silentSince) write(line, PING);
  }, 1000).unref();
}

/**
 * Lines of one follower at once. A phone leaves some behind that nobody closed, and a class has a projector or two; of more the
 * oldest is cut, lest one ticket hold every line of the process.
 */
const MAX_LINES_OF_ONE = 16;
const linesOf = new Map<string, Set<ServerResponse>>();

function claim(follower: string, res: ServerResponse): void {
  const own = linesOf.get(follower) ?? new Set();
  linesOf.set(follower, own.add(res));
  res.once('close', () => {
    own.delete(res);
    if (own.size === 0 && linesOf.get(follower) === own) linesOf.delete(follower);
  });
  const [oldest] = own;
  if (own.size > MAX_LINES_OF_ONE) oldest!.destroy();
}

/** @returns false when the line takes no more for now */
function write(res: ServerResponse, text: string): boolean {
  lines.set(res, performance.now());
  return res.write(text);
}

/** What the browser names as the last event it has: by itself when it comes back, else the client in the address. */
const lastEventIdOf = (req: IncomingMessage, url: URL): string | null =>
  [req.headers['last-event-id']].flat()[0] ?? url.searchParams.get('lastEventId');

function inputOf(req: IncomingMessage, url: URL): unknown {
  const input: unknown = JSON.parse(url.searchParams.get('input') ?? 'null');
  const lastEventId = lastEventIdOf(req, url);
  return lastEventId === null ? input : { ...(input as object | null), lastEventId };
}

/**
 * Serves a subscription until it ends or whoever follows leaves.
 * @returns false when this is no subscription, or one that is refused: nothing was written then, and tRPC's handler says why
 */
export async function serveEvents(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  context: Context,
): Promise<boolean> {
  const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : '';
  const procedures = appRouter._def.procedures as unknown as Procedures;
  if (req.method !== 'GET' || procedures[path]?._def.type !== 'subscription') return false;

  const left = new AbortController();
  res.once('close', () => left.abort());
  let events: AsyncIterable<unknown>;
  let input: unknown;
  try {
    input = inputOf(req, url);
    events = (await callTRPCProcedure({
      ...{ router: appRouter, path, ctx: context, type: 'subscription', signal: left.signal, batchIndex: 0 },
      getRawInput: () => Promise.resolve(input),
    })) as AsyncIterable<unknown>;
  } catch {
    return false;
  }
  res.writeHead(200, HEADERS);
  write(res, `event: connected\ndata: ${JSON.stringify(SSE.client)}\n\n`);
  watch(res);
  // What was asked is what was given out: a ticket that was not is refused before.
  claim(`${path} ${(input as { ticket?: string } | null)?.ticket ?? ''}`, res);
  try {
    for await (const event of events) {
      if (left.signal.aborted) break;
      if (!write(res, textOf(event))) await drained(res, left.signal);
    }
    if (!left.signal.aborted) write(res, 'event: return\ndata: \n\n');
  } catch (cause) {
    if (!left.signal.aborted)
      write(res, `event: serialized-error\ndata: ${refusalOf(cause, path, context)}\n\n`);
  }
  res.end();
  return true;
}

function textOf(event: unknown): string {
  if (!isTrackedEnvelope(event)) return `data: ${JSON.stringify(event)}\n\n`;
  const [id, data] = event;
  return `data: ${JSON.stringify(data)}\nid: ${id}\n\n`;
}

function refusalOf(cause: unknown, path: string, ctx: Context): string {
  // The middleware that names refusals has returned long before an event is asked for.
  const error = toTRPCError(cause);
  if (error.code === 'INTERNAL_SERVER_ERROR') console.error(path, error.cause ?? error);
  return JSON.stringify(
    getTRPCErrorShape({
      config: appRouter._def._config,
      error,
      type: 'subscription',
      path,
      input: undefined,
      ctx,
    }),
  );
}

const drained = (res: ServerResponse, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done();
    res.once('drain', done);
    signal.addEventListener('abort', () => done(), { once: true });
  });
