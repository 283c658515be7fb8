import { expect, test } from 'vitest';
import { createImportJobs } from './jobs.ts';

test('somebody is busy until their work has stopped, also when it was cancelled', async () => {
  const jobs = createImportJobs(() => 0);
  const { promise, resolve } = Promise.withResolvers<void>();
  jobs.set('a', { phase: 'reading', staffId: 'lan' });
  jobs.track('lan', promise);
  expect([jobs.isBusyFor('lan'), jobs.isBusyFor('nam')]).toEqual([true, false]);
  jobs.set('a', { phase: 'cancelled' });
  expect(jobs.isBusyFor('lan')).toBe(true);
  resolve();
  await jobs.settled();
  expect(jobs.isBusyFor('lan')).toBe(false);
});
