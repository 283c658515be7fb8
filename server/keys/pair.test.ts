import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  fingerprintOf,
  keepPrivateKey,
  keptPrivateKey,
  readPrivateKey,
  removePrivateKey,
  securedKeyFolder,
} from './pair.ts';
import { groupedFingerprint } from './rules.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const dataDir = () => mkdtempSync(join(tmpdir(), 'keys-'));

test('a private key is read from PEM, from PEM on one line and from JWK', () => {
  const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }));
  for (const text of [pem, pem.replaceAll('\n', '\\n'), jwk])
    expect(fingerprintOf(readPrivateKey(text))).toBe(fingerprintOf(publicKey));
});

test('what is no Ed25519 private key is refused without being quoted', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const wrong = [
    'secret words',
    '{"kty":"OKP"}',
    publicKey.export({ type: 'spki', format: 'pem' }) as string,
    rsa.export({ type: 'pkcs8', format: 'pem' }) as string,
  ];
  for (const text of wrong)
    expect(() => readPrivateKey(text)).toThrow(/^phải là khóa riêng Ed25519, dạng PEM hoặc JWK$/);
});

test('a private key is kept for its owner alone, and forgotten', () => {
  const dir = dataDir();
  const id = fingerprintOf(publicKey);
  securedKeyFolder(dir);
  keepPrivateKey(dir, 'audit', privateKey);
  const file = join(dir, 'keys', `audit-${id.slice(0, 16)}.pem`);
  expect(statSync(join(dir, 'keys')).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(fingerprintOf(keptPrivateKey(dir, 'audit', id)!)).toBe(id);
  expect(keptPrivateKey(dir, 'images', id)).toBeNull();
  removePrivateKey(dir, 'audit', id);
  expect(existsSync(file)).toBe(false);
});

test.each([0o640, 0o604, 0o601])('a key file of mode %o is refused', (mode) => {
  const dir = dataDir();
  securedKeyFolder(dir);
  writeFileSync(join(dir, 'keys', 'quiz.key'), 'x', { mode: 0o600 });
  securedKeyFolder(dir);
  chmodSync(join(dir, 'keys', 'quiz.key'), mode);
  expect(() => securedKeyFolder(dir)).toThrow(`quyền ${mode.toString(8)}`);
});

test('a folder that others may look into is refused with what to do', () => {
  const dir = dataDir();
  securedKeyFolder(dir);
  chmodSync(join(dir, 'keys'), 0o750);
  expect(() => securedKeyFolder(dir)).toThrow('Hãy chạy: chmod -R go= ');
});

test('a fingerprint is shown in groups of four', () => {
  expect(groupedFingerprint('0123456789abcdef')).toBe('0123 4567 89ab cdef');
  expect(groupedFingerprint('01234')).toBe('0123 4');
});
