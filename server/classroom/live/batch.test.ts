import { expect, test } from 'vitest';
import { BatchFullError, createBatch } from './batch.ts';
import { createLimiter } from './limiter.ts';
import { Turns } from './bells.ts';

const LIMITS = { gatherMs: 1, maxItems: 10, maxWaiting: 100, pausesMs: [1, 1] };

test('those who come together share a commit, each has its own result', async () => {
  const commits: number[] = [];
  const batch = createBatch(async (items: readonly number[]) => {
    commits.push(items.length);
    return items.map((item) => item * 2);
  }, LIMITS);
  const results = await Promise.all(Array.from({ length: 25 }, (_, item) => batch.add(item)));
  expect(results).toEqual(Array.from({ length: 25 }, (_, item) => item * 2));
  expect(commits).toEqual([10, 10, 5]);
});

test('nobody is told before the commit is done', async () => {
  let commit!: () => void;
  const committed = new Promise<void>((done) => (commit = done));
  const batch = createBatch(async (items: readonly number[]) => {
    await committed;
    return items;
  }, LIMITS);
  let isTold = false;
  const told = batch.add(1).then(() => (isTold = true));
  await new Promise((later) => setTimeout(later, 20));
  expect(isTold).toBe(false);
  commit();
  await told;
});

test('a failed commit is tried again, and only then told', async () => {
  let tries = 0;
  const batch = createBatch(async (items: readonly number[]) => {
    tries += 1;
    if (tries < 3) throw new Error('the database is away');
    return items;
  }, LIMITS);
  expect(await batch.add(7)).toBe(7);
  expect(tries).toBe(3);
});

test('one item that cannot be written does not take the others with it', async () => {
  const batch = createBatch(async (items: readonly number[]) => {
    if (items.includes(3)) throw new Error('unwritable');
    return items;
  }, LIMITS);
  const settled = await Promise.allSettled([1, 2, 3, 4].map((item) => batch.add(item)));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await batch.add(5)).toBe(5);
});

test('more than fit are refused at once', async () => {
  const batch = createBatch(async (items: readonly number[]) => items, { ...LIMITS, maxWaiting: 2 });
  const waiting = [batch.add(1), batch.add(2)];
  await expect(batch.add(3)).rejects.toThrow(BatchFullError);
  expect(await Promise.all(waiting)).toEqual([1, 2]);
  await batch.drained();
  expect(await batch.add(4)).toBe(4);
});

test('a limiter lets a burst through, then as much as comes back; what was right costs nothing', () => {
  const at = new Date(0);
  const limiter = createLimiter(3, 2, () => at);
  expect([1, 2, 3, 4].map(() => limiter.take())).toEqual([true, true, true, false]);
  at.setTime(499);
  expect(limiter.take()).toBe(false);
  at.setTime(500);
  expect([limiter.take(), limiter.take()]).toEqual([true, false]);
  limiter.giveBack();
  expect([limiter.take(), limiter.take()]).toEqual([true, false]);
});

test('many take turns, and something else is done in between', async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  const all = Promise.all([1, 2, 3, 4, 5].map((name) => turns.take().then(() => order.push(String(name)))));
  setImmediate(() => setImmediate(() => order.push('between')));
  await all;
  expect(order.filter((name) => name !== 'between')).toEqual(['1', '2', '3', '4', '5']);
  expect(order.indexOf('between')).toBeGreaterThan(1);
  expect(order.indexOf('between')).toBeLessThan(5);
});

test('one address gets its share of the tries and leaves the rest to the others', () => {
  const at = new Date(0);
  const limiter = createLimiter(10, 2, () => at, { burst: 4, perSecond: 1 });
  const takes = (from: string | null, times: number) =>
    Array.from({ length: times }, () => limiter.take(from)).filter(Boolean).length;
  expect(takes('203.0.113.7', 6)).toBe(4);
  expect(takes('203.0.113.8', 3)).toBe(3);
  expect(takes('2001:db8:1:2::1', 3)).toBe(3);
  expect(takes('2001:db8:1:2:ffff::2', 1)).toBe(0);
  at.setTime(60_000);
  expect(takes('2001:db8:1:2::1', 5)).toBe(4);
  limiter.giveBack('2001:db8:1:2:ffff::2');
  expect(takes('2001:db8:1:2::3', 2)).toBe(1);
  // Nobody's share is taken for what the others used up, and who has no address is held to the whole alone.
  expect(takes(null, 20)).toBe(6);
  at.setTime(60_500);
  expect(takes('203.0.113.7', 1)).toBe(1);
});
