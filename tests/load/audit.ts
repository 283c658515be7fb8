/*
 * npm run bench:audit [-- <events>]: a trail of 1,000,000 events is made with right hashes and then verified, on the embedded database
 * or on the PostgreSQL of DATABASE_URL. Prints one JSON line per figure; exit code 1 when a goal is missed.
 */
import { sealHead } from '#server/audit/head.ts';
import { recordEvents } from '#server/audit/record.ts';
import { verifyTrail } from '#server/audit/verify.ts';
import { openTestApp } from '#tests/support/app.ts';
import { growTrail } from '#tests/support/trail.ts';

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const BULK = 20_000;
const MB = 1024 * 1024;

const app = await openTestApp();
const { services } = app;
const of = `${EVENTS} events, ${services.db.kind}`;
const report = (figure: string, value: number, unit: string, goal: number): boolean => {
  const holds = value <= goal;
  console.log(
    JSON.stringify({
      figure,
      value: Number(value.toFixed(2)),
      unit,
      baseline: null,
      ratio: null,
      goal: `≤ ${goal}`,
      holds,
    }),
  );
  return holds;
};

await growTrail(services.db.prisma, EVENTS);
const bulkStartedAt = performance.now();
await services.db.prisma.$transaction(
  (tx) =>
    recordEvents(
      tx,
      { actor: null, role: null },
      services.now(),
      Array.from({ length: BULK }, (_, index) => ({
        action: 'unit.import',
        subject: `unit:${index}`,
        unitId: null,
        before: null,
        after: { index },
      })),
    ),
  { timeout: 60_000 },
);
const bulkSeconds = (performance.now() - bulkStartedAt) / 1000;
await sealHead(services);

const startedAt = performance.now();
const { count, total } = await verifyTrail(services);
const seconds = (performance.now() - startedAt) / 1000;

// A second time for its memory, when all that comes with the first one is there. The heap is swept before each look at it:
// what counts is what verifying holds on to, not what the collector has not come round to.
const sweep = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
sweep();
const before = process.memoryUsage();
const peak = { ...before };
const watch = setInterval(() => {
  sweep();
  const { heapUsed, rss } = process.memoryUsage();
  peak.heapUsed = Math.max(peak.heapUsed, heapUsed);
  peak.rss = Math.max(peak.rss, rss);
}, 200);
await verifyTrail(services);
clearInterval(watch);

const results = [
  report(`record ${BULK} events in one call, after ${of}`, bulkSeconds, 's', 2),
  report(`verify ${of}`, seconds, 's', 60),
  report(`verify ${of}, heap in use at most`, peak.heapUsed / MB, 'MB', 256),
  report(`verify ${of}, heap in use, growth`, (peak.heapUsed - before.heapUsed) / MB, 'MB', 64),
  report(`verify ${of}, resident memory, growth`, (peak.rss - before.rss) / MB, 'MB', 200),
  report(`verify ${of}, things wrong`, total + Math.abs(EVENTS + BULK - count + 1), 'findings', 0),
];
await app.close();
process.exitCode = results.every(Boolean) ? 0 : 1;
