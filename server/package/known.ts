/* What this site has published about its releases, as a program finds it: its keys and its chain of releases. */

/** A public key for releases. */
export type ReleaseKey = { id: string; jwk: { kty: string; crv: string; x: string } };

/** A release as the public list names it. */
export type ChainLink = {
  number: number;
  month: string;
  previousHash: string;
  manifestHash: string;
  /** SHA-256 of the zip. */
  packageHash: string;
  /** Number of the release that takes its place; null: none. */
  correctedBy: number | null;
  /** Day on which it was withdrawn, with the public reason; null: it was not. */
  withdrawnOn: string | null;
  withdrawnReasonVi: string | null;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

function listIn(text: string, name: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const list = isObject(value) ? value[name] : null;
    return Array.isArray(list) ? (list as unknown[]) : null;
  } catch {
    return null;
  }
}

/** The keys for releases in a saved `/khoa-cong-khai.json`. @returns null: it is no such file */
export function readKeysFile(text: string): ReleaseKey[] | null {
  return (
    listIn(text, 'keys')?.flatMap((key) => {
      if (!isObject(key) || key['purpose'] !== 'releases' || !isText(key['fingerprint'])) return [];
      const jwk = key['publicKeyJwk'];
      if (!isObject(jwk) || jwk['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || !isText(jwk['x'])) return [];
      return [{ id: key['fingerprint'], jwk: { kty: 'OKP', crv: 'Ed25519', x: jwk['x'] } }];
    }) ?? null
  );
}

/** The releases in a saved `/du-lieu/chuoi.json`. @returns null: it is no such file */
export function readChainFile(text: string): ChainLink[] | null {
  const list = listIn(text, 'releases');
  const isLink = (link: unknown): link is ChainLink =>
    isObject(link) &&
    Number.isSafeInteger(link['number']) &&
    ['month', 'previousHash', 'manifestHash', 'packageHash'].every((name) => isText(link[name])) &&
    (link['correctedBy'] === null || Number.isSafeInteger(link['correctedBy'])) &&
    ['withdrawnOn', 'withdrawnReasonVi'].every((name) => isTextOrNull(link[name]));
  return list?.every(isLink) ? list : null;
}
