import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Site } from '#server/main.ts';
import { answerProcedure } from '#server/router.ts';

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

/** A site that consists of its tRPC door and of a form at every other address, which says who posted it. */
export const trpcSite: Site = {
  files: null,
  handler: async (req, res, _next, { context }) => {
    const chunks: Buffer[] = [];
    if (req.method === 'POST') for await (const chunk of req) chunks.push(chunk as Buffer);
    if (!req.url!.startsWith('/api/trpc/')) {
      res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      return void res.end(context.actor?.email ?? 'nobody');
    }
    const reply = await answerProcedure(
      context,
      new Request(`http://${req.headers.host}${req.url}`, {
        method: req.method!,
        headers: {
          'content-type': req.headers['content-type'] ?? 'application/json',
          ...(req.headers.accept === undefined ? {} : { accept: req.headers.accept }),
          'last-event-id': String(req.headers['last-event-id'] ?? ''),
        },
        body: req.method === 'POST' ? Buffer.concat(chunks) : null,
      }),
    );
    res.writeHead(reply.status, Object.fromEntries(reply.headers));
    if (!reply.body) return void res.end();
    // A stream of events ends when its reader goes; that is no failure.
    await pipeline(Readable.fromWeb(reply.body as ReadableStream), res).catch(() => undefined);
  },
};
