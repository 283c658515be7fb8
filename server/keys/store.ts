import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Signs short texts with one secret, so that only this site can have made them. */
export type Signer = {
  /** Signature of a text: 22 characters fit for an address. */
  sign(text: string): string;
  isSigned(text: string, signature: string): boolean;
  /** A number that only this site can tell from the text: 0 to 2³² − 1. The same text, the same number. */
  numberOf(text: string): number;
};

/** @param key secret, 32 characters or more */
export function createSigner(key: string): Signer {
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  const sign = (text: string) => digest(text).toString('base64url').slice(0, 22);
  return {
    sign,
    isSigned: (text, signature) => {
      const expected = Buffer.from(sign(text));
      const actual = Buffer.from(signature);
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
    numberOf: (text) => digest(text).readUInt32BE(0),
  };
}

/**
 * The secret of one purpose, kept under the data folder and made at the first call; its owner alone may read it.
 * @param name file name without ending, e.g. `image`
 */
export function keptKey(dataDir: string, name: string): string {
  const folder = join(dataDir, 'keys');
  const file = join(folder, `${name}.key`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // It was made before, or by another process just now.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** A secret for another purpose, drawn from a given one: several processes that share the one share the other. */
export const derivedKey = (key: string, purpose: string): string =>
  createHmac('sha256', key).update(`key for ${purpose}`).digest('hex');
