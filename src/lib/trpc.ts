import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';

/** The browser's way to the server: one address per query, so that answers can be kept. */
export const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/api/trpc' })] });
