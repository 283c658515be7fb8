import { expect, test } from 'vitest';
import { addressGroup, createLimits, LIMITS } from './limits.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is counted as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

test('an address is far wider than an account', () => {
  for (const gate of ['sign-in', 'second-factor', 'reset'] as const)
    expect(LIMITS[gate].address.points).toBeGreaterThanOrEqual(45);
});

test('what an address used up does not count against the account it aims at', async () => {
  const limits = createLimits(null, 'key');
  const attempt = (address: string) =>
    limits.take('sign-in', { account: 'a', address }).then(
      () => true,
      () => false,
    );
  for (let round = 0; round < 50; round += 1) await attempt('203.0.113.1');
  const others = [];
  for (let round = 0; round < LIMITS['sign-in'].account.points - LIMITS['sign-in'].pair.points; round += 1)
    others.push(await attempt(`203.0.113.${10 + round}`));
  expect(others).not.toContain(false);
  expect(await attempt('203.0.113.99')).toBe(false);
});

test('an attempt given back does not count', async () => {
  const limits = createLimits(null, 'key');
  for (let round = 0; round < 300; round += 1) {
    const giveBack = await limits.take('sign-in', { account: 'a', address: '203.0.113.1' });
    await giveBack();
  }
  await expect(limits.take('sign-in', { account: 'a', address: '203.0.113.1' })).resolves.toBeTypeOf(
    'function',
  );
});

test('codes of a second factor are counted for a day, success or not, and a known browser goes on', async () => {
  const limits = createLimits(null, 'key');
  const { points } = LIMITS['second-factor'].daily;
  const attempt = async (round: number) => {
    const giveBack = await limits.take('second-factor', { account: 'a', address: `203.0.113.${round}` });
    await giveBack();
  };
  for (let round = 0; round < points; round += 1) await attempt(round);
  await expect(attempt(points)).rejects.toThrow('sau 24 giờ');
  const known = { account: 'a', address: '203.0.113.1', knownBrowser: 'b' };
  await expect(limits.take('second-factor', known)).resolves.toBeTypeOf('function');
  const other = { account: 'c', address: '203.0.113.1' };
  await expect(limits.take('second-factor', other)).resolves.toBeTypeOf('function');
});
