/*
 * npm run bench:units [-- <units>]: a file of 20,000 schools, from the bytes that were sent to the preview, and from its
 * acceptance to the committed rows. On the embedded database, or on the PostgreSQL of DATABASE_URL. Prints one JSON line
 * per figure; exit code 1 when the goal is missed.
 */
import { acceptImport, beginImport, readImport } from '#server/units/service.ts';
import { shownCode } from '#server/units/rules.ts';
import { writeSheet } from '#server/sheet/write.ts';
import { actorWith, openTestApp } from '#tests/support/app.ts';
import { schoolRows, unitHead } from '#tests/support/units.ts';

const GOAL_MS = 10_000;
const UNITS = Number(process.argv[2] ?? 20_000);

const app = await openTestApp();
const context = app.context(actorWith('admin'));
const { prisma } = app.services.db;
const province = await prisma.unit.findFirstOrThrow({ where: { officialName: 'Tỉnh Quảng Ngãi' } });
let holds = true;
for (const format of ['xlsx', 'csv'] as const) {
  const rows = schoolRows(UNITS, shownCode(province.code), `Trường ${format}`);
  const { bytes } = await writeSheet(format, 'don-vi', [unitHead, ...rows]);
  const startedAt = performance.now();
  const { id } = await beginImport(context, { fileName: `don-vi.${format}`, bytes });
  await app.services.unitImports.settled();
  const { preview, sentence } = await readImport(context, { id, page: 1 });
  if (!preview) throw new Error(sentence ?? 'no preview');
  const previewMs = performance.now() - startedAt;
  await acceptImport(context, { id, fileHash: preview.fileHash, mark: preview.mark });
  await app.services.unitImports.settled();
  const totalMs = performance.now() - startedAt;
  const written = await prisma.unit.count({ where: { officialName: { startsWith: `Trường ${format}` } } });
  if (written !== UNITS) throw new Error(`${written} units written`);
  const of = `${UNITS} units, ${format}, ${app.services.db.kind}`;
  const report = (figure: string, value: number, goal: number | null) => {
    const isMet = goal === null ? null : value <= goal;
    if (isMet === false) holds = false;
    console.log(
      JSON.stringify({
        figure,
        value: Math.round(value),
        unit: 'ms',
        baseline: null,
        ratio: null,
        goal: goal === null ? null : `≤ ${goal}`,
        holds: isMet,
      }),
    );
  };
  report(`preview, ${of}`, previewMs, null);
  report(`preview and import, ${of}`, totalMs, GOAL_MS);
}
await app.close();
process.exitCode = holds ? 0 : 1;
