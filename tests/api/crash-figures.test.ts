import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerAt } from '#tests/support/publications.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { plainContents } from '#tests/support/outcome-contents.ts';
import { keepRelease } from '#tests/support/packages.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  const [first, second] = plainContents(2);
  await keepRelease(app, first!, new Date('2026-08-01T01:00:00Z'));
  await keepRelease(app, second!, new Date('2026-09-01T01:00:00Z'));
  // The correction takes the crash figures back.
  const correction = { ...second!, number: 3, corrects: 2, correctionVi: 'Số tai nạn sai.', crashes: [] };
  await keepRelease(app, correction, new Date('2026-10-01T01:00:00Z'));
});
afterAll(() => app.close());

const monthsAt = async (at: string) =>
  (await callerAt(app, null, new Date(at)).crash.figures({ province: null }))!.months.map(
    ({ releaseNumber }) => releaseNumber,
  );

test('crash figures of a release that was replaced are gone with its correction, and stay gone', async () => {
  expect(await monthsAt('2026-08-01T00:59:59Z').catch(() => null)).toBeNull();
  expect(await monthsAt('2026-09-02T00:00:00Z')).toEqual([1, 2]);
  expect(await monthsAt('2026-11-01T00:00:00Z')).toEqual([1]);
  await app.services.db.prisma.release.update({
    where: { number: 3 },
    data: { withdrawnAt: new Date('2026-11-02T00:00:00Z'), withdrawnReason: 'Rút cả bản đính chính.' },
  });
  expect(await monthsAt('2026-11-03T00:00:00Z')).toEqual([1]);
});
