import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// A zone that nobody here lives in, half an hour off the full one: a rule or a page that reads the machine's clock face instead
// of Asia/Ho_Chi_Minh or UTC fails on every machine alike.
process.env['TZ'] = 'Pacific/Marquesas';

export default defineConfig({
  test: {
    environment: 'node',
    // One file waits for its database most of the time: on two cores two of them take little more than one.
    maxWorkers: Math.max(2, availableParallelism()),
    // "#server/…" and its like resolve through "imports" of package.json; nothing is aliased here.
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{server,content,src,prisma,tools}/**/*.test.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/support/template.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'content', include: ['tests/content/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
