import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSigner, derivedKey, keptKey } from './store.ts';

const signer = createSigner('a'.repeat(32));

test('a signature holds for its text and key alone', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      const signature = signer.sign(text);
      expect(signature).toMatch(/^[\w-]{22}$/);
      expect(signer.isSigned(text, signature)).toBe(true);
      expect(signer.isSigned(other, signature)).toBe(other === text);
      expect(createSigner('b'.repeat(32)).isSigned(text, signature)).toBe(false);
    }),
  );
});

test('a signature that was cut, or is none, does not hold', () => {
  const signature = signer.sign('text');
  for (const wrong of ['', signature.slice(1), `${signature}x`, 'ký tự có dấu ở đây nhé'])
    expect(signer.isSigned('text', wrong)).toBe(false);
});

test('the number of a text is whole, stays the same and lies within 32 bits', () => {
  const numbers = Array.from({ length: 200 }, (_, index) => signer.numberOf(`text ${index}`));
  expect(new Set(numbers).size).toBe(200);
  for (const number of numbers)
    expect(Number.isInteger(number) && number >= 0 && number < 2 ** 32).toBe(true);
  expect(signer.numberOf('text 0')).toBe(numbers[0]);
});

test('a kept key is made once per purpose, for its owner alone', () => {
  const dir = mkdtempSync(join(tmpdir(), 'keys-'));
  const key = keptKey(dir, 'image');
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(keptKey(dir, 'image')).toBe(key);
  expect(keptKey(dir, 'quiz')).not.toBe(key);
  expect(statSync(join(dir, 'keys', 'image.key')).mode & 0o777).toBe(0o600);
});

test('a derived key is the same in every process and another for every purpose', () => {
  expect(derivedKey('k', 'quiz')).toBe(derivedKey('k', 'quiz'));
  expect(derivedKey('k', 'quiz')).not.toBe(derivedKey('k', 'other'));
});
