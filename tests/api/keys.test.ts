import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#server/db.ts';
import { createImageStore } from '#server/image/store.ts';
import { respondWithKeys } from '#server/keys/http.ts';
import { fingerprintOf } from '#server/keys/pair.ts';
import { openKeys } from '#server/keys/ring.ts';
import { KEY_PURPOSES } from '#server/keys/rules.ts';
import { createCaller } from '#server/router.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
const TEXT = Buffer.from('Biên nhận số 1');

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp(NOW);
});
afterAll(() => app.close());
const caller = (actor?: Parameters<TestApp['context']>[0]) => createCaller(app.context(actor));

test('each purpose has one key of today from the first start on', async () => {
  const keys = await caller().keys.list();
  expect(keys.map(({ purpose, until }) => [purpose, until])).toEqual(
    KEY_PURPOSES.map((purpose) => [purpose, null]),
  );
  expect(new Set(keys.map(({ id }) => id)).size).toBe(KEY_PURPOSES.length);
});

test('what is signed for one purpose holds for it, its key and its bytes alone', () => {
  const { keys } = app.services;
  const { keyId, signature } = keys.sign('receipts', TEXT);
  expect(keys.verify('receipts', keyId, TEXT, signature)).toBe(true);
  expect(keys.verify('releases', keyId, TEXT, signature)).toBe(false);
  expect(keys.verify('receipts', keys.sign('releases', TEXT).keyId, TEXT, signature)).toBe(false);
  expect(keys.verify('receipts', keyId, Buffer.from('Biên nhận số 2'), signature)).toBe(false);
  expect(keys.verify('receipts', keyId, TEXT, signature.subarray(1))).toBe(false);
  expect(keys.verify('receipts', 'none', TEXT, signature)).toBe(false);
});

test('no private key stands in the database', async () => {
  const rows = await app.services.db.prisma.serviceKey.findMany();
  expect(rows.length).toBeGreaterThanOrEqual(KEY_PURPOSES.length);
  expect(JSON.stringify(rows)).not.toContain('PRIVATE');
  expect(rows.every(({ publicKey }) => createPublicKey(publicKey).type === 'public')).toBe(true);
});

test('a rotated key signs no more but still verifies, and its private half is gone', async () => {
  const { keys } = app.services;
  const before = keys.sign('credentials', TEXT);
  const { images } = app.services;
  const address = { template: 'guide', subject: 'di-nguoc-chieu', size: '1200x630' };
  const shared = new URL(images.path(address), 'http://site.invalid').searchParams.get('k')!;
  for (const purpose of ['credentials', 'images'] as const)
    await caller(actorWith('admin')).keys.rotate({ purpose });
  const after = keys.sign('credentials', TEXT);
  expect(after.keyId).not.toBe(before.keyId);
  expect(keys.verify('credentials', before.keyId, TEXT, before.signature)).toBe(true);
  expect(keys.verify('credentials', after.keyId, TEXT, after.signature)).toBe(true);
  expect(images.isSigned(address, shared)).toBe(true);
  expect(images.isSigned({ ...address, size: '1080x1080' }, shared)).toBe(false);

  const files = readdirSync(join(app.env.dataDir, 'keys')).filter((name) => name.startsWith('credentials-'));
  expect(files).toEqual([`credentials-${after.keyId.slice(0, 16)}.pem`]);
  const [current, former] = (await caller().keys.list()).filter(({ purpose }) => purpose === 'credentials');
  expect([current!.id, current!.until]).toEqual([after.keyId, null]);
  expect([former!.id, former!.until]).toEqual([before.keyId, NOW]);
  const events = await app.services.db.prisma.auditEvent.findMany({ where: { action: 'key.rotate' } });
  expect(events.map(({ subject }) => subject)).toEqual(['key:credentials', 'key:images']);
});

test('only an admin of the whole site sees their state and puts others in their place', async () => {
  expect((await caller(actorWith('admin')).keys.state()).map(({ source }) => source)).toEqual(
    KEY_PURPOSES.map(() => 'folder'),
  );
  const ofUnit = actorWith('admin', '00000000-0000-7000-8000-000000000001');
  for (const actor of [ofUnit, actorWith('approver'), undefined]) {
    await expect(caller(actor).keys.state()).rejects.toThrow();
    await expect(caller(actor).keys.rotate({ purpose: 'audit' })).rejects.toThrow();
  }
});

test('the published keys verify what was signed, by JWK and by PEM', async () => {
  const { keyId, signature } = app.services.keys.sign('releases', TEXT);
  const response = respondWithKeys(app.context());
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(response.headers.get('x-cache-tags')).toBe('keys');
  const { keys } = (await response.json()) as {
    keys: { fingerprint: string; publicKeyPem: string; publicKeyJwk: Record<string, string> }[];
  };
  const published = keys.find(({ fingerprint }) => fingerprint === keyId)!;
  for (const key of [
    createPublicKey(published.publicKeyPem),
    createPublicKey({ key: published.publicKeyJwk, format: 'jwk' }),
  ]) {
    expect(verify(null, TEXT, key, signature)).toBe(true);
    expect(fingerprintOf(key)).toBe(keyId);
  }
});

test('a public key that was put in the place of another verifies nothing', async () => {
  const { prisma } = app.services.db;
  const { id, publicKey } = (await prisma.serviceKey.findFirst({
    where: { purpose: 'receipts', until: null },
  }))!;
  const forged = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const { keyId, signature } = app.services.keys.sign('receipts', TEXT);
  await prisma.serviceKey.update({ where: { id }, data: { publicKey: forged } });
  await app.services.keys.reload();
  expect(app.services.keys.verify('receipts', keyId, TEXT, signature)).toBe(false);
  await prisma.serviceKey.update({ where: { id }, data: { publicKey } });
  await app.services.keys.reload();
  expect(app.services.keys.verify('receipts', keyId, TEXT, signature)).toBe(true);
});

test('a process without the private half says so, verifies all the same, and can be given a new key', async () => {
  const signed = app.services.keys.sign('audit', TEXT);
  const elsewhere = { dataDir: mkdtempSync(join(tmpdir(), 'keys-')), signingKeys: app.env.signingKeys };
  const keys = await openKeys(app.services.db, elsewhere, NOW);
  expect(keys.sourceOf('audit')).toBe('missing');
  expect(() => keys.sign('audit', TEXT)).toThrow('không có khóa riêng “audit”');
  expect(keys.verify('audit', signed.keyId, TEXT, signed.signature)).toBe(true);
  const images = createImageStore(elsewhere.dataDir, keys.textSigner('images'));
  const address = { template: 'guide', subject: 'x', size: '1200x630' };
  expect(images.path(address)).toMatch(/k=$/);
  expect(images.isSigned(address, '')).toBe(false);
  await keys.rotate('audit', NOW, async () => undefined);
  expect(keys.sourceOf('audit')).toBe('folder');
});

test('a rotation whose event cannot be written leaves everything as it was', async () => {
  const { keys } = app.services;
  const { keyId } = keys.sign('releases', TEXT);
  const files = readdirSync(join(app.env.dataDir, 'keys'));
  const failing = keys.rotate('releases', NOW, async () => {
    throw new Error('no event');
  });
  await expect(failing).rejects.toThrow('no event');
  await keys.reload();
  expect(keys.sign('releases', TEXT).keyId).toBe(keyId);
  expect(readdirSync(join(app.env.dataDir, 'keys'))).toEqual(files);
});

test('a key of the environment takes the place of the made one; one that was replaced is refused', async () => {
  const { db } = app.services;
  const pair = () => generateKeyPairSync('ed25519').privateKey;
  const [first, second] = [pair(), pair()];
  const given = (audit: typeof first) => ({
    ...app.env,
    signingKeys: { ...app.env.signingKeys, audit },
  });
  const rotations = () => db.prisma.auditEvent.count({ where: { subject: 'key:audit', staffId: null } });
  const keys = await openKeys(db, given(first), NOW);
  expect(keys.sign('audit', TEXT).keyId).toBe(fingerprintOf(first));
  expect(keys.sourceOf('audit')).toBe('environment');
  expect(await rotations()).toBe(1);
  const ctx = { ...app.context(actorWith('admin')), keys, env: given(first) };
  await expect(createCaller(ctx).keys.rotate({ purpose: 'audit' })).rejects.toThrow('SIGNING_KEY_AUDIT');
  await openKeys(db, given(first), NOW);
  expect(await rotations()).toBe(1);
  await openKeys(db, given(second), NOW);
  expect(await rotations()).toBe(2);
  await expect(openKeys(db, given(first), NOW)).rejects.toThrow('đã được thay');
});

test('a process hears of a key that another one made', async ({ skip }) => {
  if (!app.env.databaseUrl) skip('the embedded database has one process; .ci/run tries this on PostgreSQL');
  const db = await openDatabase(app.env);
  const other = await openKeys(db, app.env, NOW);
  await caller(actorWith('admin')).keys.rotate({ purpose: 'receipts' });
  await other.reload();
  const { keyId, signature } = app.services.keys.sign('receipts', TEXT);
  expect(other.verify('receipts', keyId, TEXT, signature)).toBe(true);
  expect(other.sign('receipts', TEXT).keyId).toBe(keyId);
  await db.close();
});
