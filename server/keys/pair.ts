import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPurpose } from './rules.ts';

/** A key that cannot be used; the sentence says what to do. */
export class KeyError extends Error {}

/** Fingerprint of a key's public half: SHA-256 of its SPKI, lower-case hex. */
export function fingerprintOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/**
 * Reads an Ed25519 private key from PEM (line ends may be written `\n`) or JWK.
 * @throws KeyError
 */
export function readPrivateKey(text: string): KeyObject {
  try {
    const key = text.trimStart().startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text) as Record<string, string>, format: 'jwk' })
      : createPrivateKey(text.replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Whatever is wrong with it must not come out: an error may quote the key.
  }
  throw new KeyError('phải là khóa riêng Ed25519, dạng PEM hoặc JWK');
}

const folderOf = (dataDir: string) => join(dataDir, 'keys');
const fileOf = (dataDir: string, purpose: KeyPurpose, id: string) =>
  join(folderOf(dataDir), `${purpose}-${id.slice(0, 16)}.pem`);

/**
 * Makes sure of the folder of keys: it is there, and nobody but its owner can read it or a file in it.
 * @throws KeyError naming the first that others may read
 */
export function securedKeyFolder(dataDir: string): void {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Windows has no such rights.
  if (process.platform === 'win32') return;
  for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
    const mode = statSync(path).mode & 0o777;
    if ((mode & 0o077) !== 0)
      throw new KeyError(
        `Người khác trên máy đọc được ${path} (quyền ${mode.toString(8)}). Hãy chạy: chmod -R go= ${folder}`,
      );
  }
}

/** The private key kept under the data folder; null when it is not there. */
export function keptPrivateKey(dataDir: string, purpose: KeyPurpose, id: string): KeyObject | null {
  const file = fileOf(dataDir, purpose, id);
  return existsSync(file) ? createPrivateKey(readFileSync(file, 'utf8')) : null;
}

/** Keeps a private key under the data folder, for its owner alone. */
export function keepPrivateKey(dataDir: string, purpose: KeyPurpose, key: KeyObject): void {
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(fileOf(dataDir, purpose, fingerprintOf(key)), pem, { mode: 0o600, flag: 'wx' });
}

/** Forgets a private key that signs no more. */
export function removePrivateKey(dataDir: string, purpose: KeyPurpose, id: string): void {
  rmSync(fileOf(dataDir, purpose, id), { force: true });
}
