/*
 * The server with its procedures and without its pages, for tests that need a process of its own and no build:
 * `node tests/support/plain-server.ts`. Everything but Astro's handler is that of server/main.ts.
 */
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import type { IncomingMessage } from 'node:http';
import type { Context } from '#server/context.ts';
import { readEnv } from '#server/env.ts';
import { startServer, type Site } from '#server/main.ts';
import { appRouter } from '#server/router.ts';

/** Answers requests to tRPC, and nothing else. */
export function proceduresOnly(): Site {
  const contexts = new WeakMap<IncomingMessage, Context>();
  const answer = createHTTPHandler({
    router: appRouter,
    basePath: '/api/trpc/',
    createContext: ({ req }) => contexts.get(req)!,
  });
  return {
    files: null,
    handler: async (req, res, _next, { context }) => {
      contexts.set(req, context);
      answer(req, res);
    },
  };
}

if (import.meta.main) {
  const running = await startServer(readEnv(), async () => proceduresOnly());
  process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
}
