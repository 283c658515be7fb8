import type { ReleaseContent } from '../outcomes/rules.ts';
import type { ListedFile } from './descriptors.ts';
import { stableJson } from './json.ts';

/** Stands where a release has none before it. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'signature.json';
export const CONTENT = 'content.json';

/** `manifest.json`: what a package holds. Its own SHA-256 names the release in the chain. */
export type Manifest = {
  format: 1;
  number: number;
  month: string;
  isSample: boolean;
  /** SHA-256 of the manifest of the release before. */
  previousHash: string;
  /** Every other file but the signature, by name. */
  files: readonly ListedFile[];
};

/** The text of the manifest. @param files in any order */
export const manifestOf = (
  { number, month, isSample }: Pick<ReleaseContent, 'number' | 'month' | 'isSample'>,
  previousHash: string,
  files: readonly ListedFile[],
): string =>
  stableJson({
    format: 1,
    number,
    month,
    isSample,
    previousHash,
    files: [...files].sort((a, b) => (a.name < b.name ? -1 : 1)),
  } satisfies Manifest);

/** `signature.json`: an Ed25519 signature over the bytes of the manifest. The key is looked up at the site, never taken from the package. */
export type PackageSignature = { alg: 'Ed25519'; keyId: string; signature: string };

export const signatureText = (keyId: string, signature: string): string =>
  stableJson({ alg: 'Ed25519', keyId, signature } satisfies PackageSignature);

const HASH = /^[0-9a-f]{64}$/;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** @returns null: it is not a manifest of this format */
export function readManifest(text: string): Manifest | null {
  const value = parsed(text);
  if (value?.['format'] !== 1 || !Array.isArray(value['files'])) return null;
  const { number, month, isSample, previousHash } = value;
  const isFile = (file: unknown): boolean =>
    isObject(file) &&
    typeof file['name'] === 'string' &&
    Number.isSafeInteger(file['sizeBytes']) &&
    typeof file['sha256'] === 'string' &&
    HASH.test(file['sha256']);
  const isRight =
    Number.isSafeInteger(number) &&
    typeof month === 'string' &&
    typeof isSample === 'boolean' &&
    typeof previousHash === 'string' &&
    HASH.test(previousHash) &&
    value['files'].every(isFile);
  return isRight ? (value as unknown as Manifest) : null;
}

/** @returns null: it is not written as {@link signatureText} writes it */
export function readSignature(text: string): PackageSignature | null {
  const value = parsed(text);
  const { keyId, signature } = value ?? {};
  if (typeof keyId !== 'string' || typeof signature !== 'string') return null;
  return signatureText(keyId, signature) === text ? { alg: 'Ed25519', keyId, signature } : null;
}

/** @returns null: what it holds cannot be compared with the tables */
export function readContent(text: string): ReleaseContent | null {
  const value = parsed(text);
  if (value?.['format'] !== 1) return null;
  const lists = ['tables', 'sums', 'crashes', 'communes', 'areas', 'groups', 'units'];
  return lists.every((name) => Array.isArray(value[name])) ? (value as unknown as ReleaseContent) : null;
}
