/*
 * The server with its procedures and without its pages, for tests that need a process of its own and no build:
 * `node tests/support/plain-server.ts`. Everything but Astro's handler is that of server/main.ts.
 */
import { readEnv } from '#server/env.ts';
import { startServer } from '#server/main.ts';
import { trpcSite } from './trpc-site.ts';

const running = await startServer(readEnv(), async () => trpcSite);
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
