import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSolver } from '#server/disclosure/solver.ts';
import { fillSampleOutcomes, readSampleReleases } from '#server/outcomes/release/sample.ts';
import { makeSampleRelease, samplePlan, sampleSource } from '#server/outcomes/release/sample-source.ts';
import { provinceByCode, readFrame, readSource } from '#server/outcomes/release/source.ts';
import { settleSampleAccounts } from '#server/staff/sample.ts';
import { fillSampleUnits } from '#server/units/sample.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { callerAt, NOW } from '#tests/support/publications.ts';

let app: TestApp;
let tookMs: number;
beforeAll(async () => {
  app = await openTestApp();
  await fillSampleUnits(app.services);
  await settleSampleAccounts(app.services);
  const startedAt = performance.now();
  await fillSampleOutcomes(app.services);
  tookMs = performance.now() - startedAt;
});
afterAll(() => app.close());

test('the kept releases are what the engine makes of the sample today', async () => {
  const kept = readSampleReleases();
  expect(kept.map(({ content }) => [content.month, content.corrects !== null])).toEqual(
    samplePlan().map(({ month, isCorrection }) => [month, isCorrection]),
  );
  // One month stands for all: `npm run sample:releases` makes them anew.
  const solve = await openSolver();
  expect(
    JSON.parse(JSON.stringify(makeSampleRelease(kept.slice(0, 1), app.services.releases.groups, solve))),
  ).toEqual(kept[1]);
});

test('every release of the sample is there once, marked as a sample, with a correction that says what was wrong', async () => {
  await fillSampleOutcomes(app.services);
  const all = await callerAt(app, null).package.list();
  expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, at) => 25 - at));
  expect(all.every(({ isSample, keyId, sizeBytes }) => isSample && keyId !== '' && sizeBytes > 1000)).toBe(
    true,
  );
  const [correction] = all.filter(({ corrects }) => corrects !== null);
  expect(correction).toMatchObject({
    month: '2026-04',
    correctionVi: expect.stringContaining('tính hai lần'),
  });
});

test('a start does not wait for it: under three seconds on a machine that does nothing else', () => {
  // Ten times as long, for tests run beside each other.
  expect(tookMs).toBeLessThan(30_000);
});

test('what the database holds of the sample is what its last release was made of', async () => {
  const { prisma } = app.services.db;
  const province = await provinceByCode(prisma, 'E4YN4W4');
  const frame = await readFrame(prisma, app.services.releases.groups, province, '2026-09', NOW);
  expect(frame.periods).toEqual(['2026-09', '2026-Q3']);
  const { handedOver, units, geography } = await readSource(prisma, frame, '2026-11-21');
  const wanted = sampleSource(
    { month: '2026-09', isCorrection: false },
    readSampleReleases().slice(0, 24),
    app.services.releases.groups,
  );
  expect(handedOver.tallies).toEqual(wanted.handedOver.tallies);
  expect(new Set(handedOver.contributions)).toEqual(new Set(wanted.handedOver.contributions));
  expect(units).toEqual(wanted.units);
  expect(geography.communes).toEqual(wanted.geography.communes);
});
