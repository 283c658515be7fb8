import { expect, test } from 'vitest';
import { openApp } from '#server/app.ts';
import type { Env } from '#server/env.ts';
import { testEnv } from '#tests/support/app.ts';
import { visitorOf } from '#tests/support/staff.ts';

const STAFF = '00000000-0000-7000-8000-000000000001';

test('cookies of the desk hang on a secret of their own, not on the one of image addresses', async () => {
  const { env, clean } = await testEnv();
  const cookies = new Map<string, string>();
  const runWith = async (keys: Partial<Env>, isFirst = false): Promise<boolean> => {
    const app = await openApp({ ...env, ...keys });
    const visitor = visitorOf(app);
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    const { visit, staff } = await visitor.context();
    if (isFirst) staff.browsers.remember(visit!, STAFF);
    for (const [name, value] of visitor.cookies) cookies.set(name, value);
    const isKnown = staff.browsers.find((await visitor.context()).visit!, STAFF) !== null;
    await app.close();
    return isKnown;
  };
  expect(await runWith({ imageKey: 'a'.repeat(32) }, true)).toBe(true);
  expect(await runWith({ imageKey: 'b'.repeat(32) })).toBe(true);
  expect(await runWith({ imageKey: 'a'.repeat(32), staffKey: 'c'.repeat(32) })).toBe(false);
  await clean();
  // Three starts of the whole app.
}, 120_000);
