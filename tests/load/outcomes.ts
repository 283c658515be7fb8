/*
 * npm run bench:outcomes [-- <rows>]: a file of 100,000 rows of figures, from the bytes that were sent to the preview, and
 * from its acceptance to the committed rows; how much more memory that takes, and how long nobody else gets a turn. On the
 * embedded database, or on the PostgreSQL of DATABASE_URL. Prints one JSON line per figure; exit code 1 when a goal is missed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { acceptUpload, beginUpload, readUpload } from '#server/outcomes/intake/service.ts';
import { RESULTS, SOURCES, VEHICLES } from '#server/outcomes/vocabulary.ts';
import { writeSheet } from '#server/sheet/write.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp } from '#tests/support/app.ts';
import { CASES_HEAD, contextOf, EAST, makeSender, MIDDLE, WEST } from '#tests/support/outcome-senders.ts';

/** Codes of behaviours. */
const BEHAVIOURS =
  `wrong-way red-light wrong-lane prohibited-road wrong-overtaking giving-way speeding drink-driving phone no-helmet
  too-many-on-two-wheels pavement-riding weaving massing wrong-parking coach-wrong-stop coach-overcrowded truck-overload
  truck-oversize spilling-load people-on-truck raised-cargo-box plate underage transport-licence other`.split(
    /\s+/,
  );
const GOAL_MS = 10_000;
const GOAL_MIB = 200;
const GOAL_STALL_MS = 1000;
const [asked = '100000', toFile, ofYear] = process.argv.slice(2);
const ROWS = Number(asked);

// Files are made by a process of their own: what that takes is not counted.
if (toFile !== undefined) {
  const { bytes } = await writeSheet(toFile.endsWith('.csv') ? 'csv' : 'xlsx', 'so-lieu', [
    CASES_HEAD,
    ...rows(Number(ofYear)),
  ]);
  await writeFile(toFile, bytes);
  process.exit();
}

const app = await openTestApp();
await fillSampleUnits(app.services);
const context = contextOf(app);
const senderId = await makeSender(app);
const { prisma } = app.services.db;
let holds = true;
const report = (figure: string, value: number, unit: string, goal: number | null) => {
  const isMet = goal === null ? null : value <= goal;
  if (isMet === false) holds = false;
  console.log(
    JSON.stringify({
      ...{ figure, value: Math.round(value), unit, baseline: null, ratio: null },
      goal: goal === null ? null : `≤ ${goal}`,
      holds: isMet,
    }),
  );
};

/** So many rows that differ in what they count. */
function* rows(year: number) {
  let left = ROWS;
  for (let month = 1; left > 0; month += 1)
    for (const place of [EAST, WEST, MIDDLE])
      for (const code of BEHAVIOURS)
        for (const vehicle of VEHICLES)
          for (const source of SOURCES)
            for (const result of RESULTS) {
              if (left === 0) return;
              left -= 1;
              const count = 1 + (left % 2000);
              const fines = result === 'fined' ? count * 5_000_000 : '';
              yield [`${month}/${year}`, place, code, vehicle, source, result, count, fines, '', count * 3];
            }
}

const folder = await mkdtemp(join(tmpdir(), 'chung-duong-bench-'));
for (const [format, year] of [
  ['xlsx', 2024],
  ['csv', 2025],
] as const) {
  const file = join(folder, `so-lieu.${format}`);
  execFileSync(process.execPath, [fileURLToPath(import.meta.url), asked, file, String(year)]);
  const bytes = new Uint8Array(await readFile(file));
  const collect = globalThis.gc ?? (() => undefined);
  collect();
  const start = process.memoryUsage.rss();
  let most = start;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedAt = performance.now();
  const { id } = await beginUpload(context, { senderId, fileName: `so-lieu.${format}`, bytes });
  await app.services.intake.jobs.settled();
  const { preview, sentence, personal } = await readUpload(context, { id, page: 1 });
  if (!preview?.canAccept)
    throw new Error(sentence ?? JSON.stringify([personal, preview?.problems.slice(0, 3)]));
  const previewMs = performance.now() - startedAt;
  const previewMost = most;
  await acceptUpload(context, { id, fileHash: preview.fileHash, mark: preview.mark, isRemembered: true });
  await app.services.intake.jobs.settled();
  const totalMs = performance.now() - startedAt;
  clearInterval(watch);
  delay.disable();
  const [batch] = await prisma.outcomeBatch.findMany({ where: { fileHash: preview.fileHash } });
  const written = await prisma.outcomeTally.count({ where: { batchId: batch!.id } });
  if (written !== ROWS) throw new Error(`${written} rows written`);
  const of = `${ROWS} rows, ${format}, ${app.services.db.kind}`;
  report(`preview, ${of}`, previewMs, 'ms', null);
  report(`preview and hand-over, ${of}`, totalMs, 'ms', GOAL_MS);
  report(`memory more until the preview, ${of}`, (previewMost - start) / 2 ** 20, 'MiB', null);
  report(`memory more, ${of}`, (most - start) / 2 ** 20, 'MiB', GOAL_MIB);
  report(`longest without a turn, ${of}`, delay.max / 1e6, 'ms', GOAL_STALL_MS);
}
await rm(folder, { recursive: true });
await app.close();
process.exitCode = holds ? 0 : 1;
