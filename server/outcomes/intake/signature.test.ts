import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedBy, isTimely, signedText } from './signature.ts';

const request = {
  method: 'POST',
  path: '/api/v1/releases',
  timestamp: '1795237200',
  requestId: 'giao-2026-09',
  body: Buffer.from('{"crashes":[]}'),
};
// As the documents say it, written out once: programs of others rest on it.
const TEXT =
  'POST\n/api/v1/releases\n1795237200\ngiao-2026-09\n0356406db5caa19b8528a31044d03c98ecb65f3c95b4395e6ff900c3bbccc281';

test('five lines are signed, the last the hash of the body', () => {
  expect(signedText(request)).toBe(TEXT);
  expect(signedText({ ...request, body: Buffer.from('') }).split('\n')[4]).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('base64 and base64url are the same signature; any other byte is none', () => {
  const key = { kind: 'hmac', secret: 'mot khoa de thu' } as const;
  const made = createHmac('sha256', key.secret).update(signedText(request)).digest();
  for (const text of [made.toString('base64'), made.toString('base64url')])
    expect(isSignedBy(key, request, text)).toBe(true);
  for (let at = 0; at < made.length; at += 1) {
    const wrong = Buffer.from(made);
    wrong[at]! ^= 1;
    expect(isSignedBy(key, request, wrong.toString('base64'))).toBe(false);
  }
  expect(isSignedBy(key, request, made.subarray(0, 31).toString('base64'))).toBe(false);
  expect(isSignedBy(null, request, made.toString('base64'))).toBe(false);
  expect(isSignedBy(key, { ...request, body: Buffer.from('{"crashes":[] }') }, made.toString('base64'))).toBe(
    false,
  );
});

test('an Ed25519 signature is of its own key', () => {
  const [one, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const pem = (pair: typeof one) => pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signature = sign(null, Buffer.from(signedText(request)), one.privateKey).toString('base64url');
  expect(isSignedBy({ kind: 'ed25519', publicKey: pem(one) }, request, signature)).toBe(true);
  expect(isSignedBy({ kind: 'ed25519', publicKey: pem(other) }, request, signature)).toBe(false);
  expect(isSignedBy({ kind: 'ed25519', publicKey: 'none' }, request, signature)).toBe(false);
});

test('a timestamp may be five minutes off and no more', () => {
  const nowMs = 1_795_237_200_000;
  const seconds = (offset: number) => String(nowMs / 1000 + offset);
  expect([-301, -300, 0, 300, 301].map((offset) => isTimely(seconds(offset), nowMs))).toEqual([
    ...[false, true, true, true, false],
  ]);
  for (const text of ['', 'now', '1e9', String(nowMs)]) expect(isTimely(text, nowMs)).toBe(false);
});
