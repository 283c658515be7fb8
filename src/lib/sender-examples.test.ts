import { execFile } from 'node:child_process';
import { createHash, createHmac, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BODY_EXAMPLE, nodeExample, nodeKeyExample, RELEASES_PATH } from './sender-examples.ts';

const run = promisify(execFile);
type Got = { url: string; headers: IncomingHttpHeaders; body: Buffer };

/** Runs an example as its reader would, against a door that only writes down what comes. */
async function sent(
  program: (siteUrl: string, keyId: string) => string,
  env: Record<string, string>,
): Promise<Got> {
  const folder = await mkdtemp(join(tmpdir(), 'vi-du-'));
  let got: Got | null = null;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      got = { url: req.url!, headers: req.headers, body: Buffer.concat(chunks) };
      res.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const { port } = server.address() as AddressInfo;
    for (const [name, text] of Object.entries(env)) await writeFile(join(folder, name), text);
    await writeFile(join(folder, 'gui.mjs'), program(`http://127.0.0.1:${port}`, 'khoa-1'));
    await writeFile(join(folder, 'so-lieu.json'), BODY_EXAMPLE);
    await run(process.execPath, ['gui.mjs', 'so-lieu.json'], {
      cwd: folder,
      env: { ...env, KEY_FILE: 'KEY' },
    });
    return got!;
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

const signedText = ({ url, headers, body }: Got): string =>
  [
    'POST',
    url,
    headers['x-timestamp'],
    headers['x-request-id'],
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');

test('the example with a shared secret signs what the door checks', async () => {
  const got = await sent(nodeExample, { SECRET: 'bi-mat-de-thu' });
  expect(got.url).toBe(RELEASES_PATH);
  expect(got.headers['x-key-id']).toBe('khoa-1');
  expect(got.headers['content-type']).toBe('application/json');
  expect(got.headers['x-signature']).toBe(
    createHmac('sha256', 'bi-mat-de-thu').update(signedText(got)).digest('base64'),
  );
  expect(Math.abs(Number(got.headers['x-timestamp']) - Date.now() / 1000)).toBeLessThan(60);
});

test('the example with a key of one’s own does too', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const got = await sent(nodeKeyExample, {
    KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  const signature = Buffer.from(String(got.headers['x-signature']), 'base64');
  expect(verify(null, Buffer.from(signedText(got)), publicKey, signature)).toBe(true);
});

test('the body of the example is JSON of the three kinds', () => {
  expect(Object.keys(JSON.parse(BODY_EXAMPLE) as object)).toEqual(['cases', 'contributions', 'crashes']);
});
