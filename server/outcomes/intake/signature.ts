/* Whether a request was signed by the key it names. */
import {
  createHash,
  createHmac,
  createPublicKey,
  randomBytes,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';

/** How far the clock of a sender may be from ours. */
export const CLOCK_MS = 5 * 60 * 1000;

/** What a signature is made over. */
export type SignedRequest = {
  method: string;
  path: string;
  /** Unix seconds, as sent. */
  timestamp: string;
  requestId: string;
  body: Uint8Array;
};

/** A key as far as it verifies. `secret` of hmac: its text; `publicKey` of ed25519: PEM. */
export type VerifyingKey = { kind: 'hmac'; secret: string } | { kind: 'ed25519'; publicKey: string };

/** SHA-256 of a body, lower-case hex. */
export const bodyHashOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** The text that is signed: five lines, the last the hash of the body. */
export const signedText = ({ method, path, timestamp, requestId, body }: SignedRequest): string =>
  [method, path, timestamp, requestId, bodyHashOf(body)].join('\n');

/** Compared against when there is no such key, so that it takes as long. */
const NOBODY: VerifyingKey = { kind: 'hmac', secret: randomBytes(32).toString('base64url') };

/**
 * Whether a key signed a request.
 * @param key null: there is none of this name, or it ended; the same work is done and nothing is ever right
 * @param signature base64 or base64url
 */
export function isSignedBy(key: VerifyingKey | null, request: SignedRequest, signature: string): boolean {
  const text = signedText(request);
  const given = Buffer.from(signature.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
  const used = key ?? NOBODY;
  if (used.kind === 'hmac') {
    const expected = createHmac('sha256', used.secret).update(text).digest();
    const isSame = given.length === expected.length && timingSafeEqual(given, expected);
    return isSame && key !== null;
  }
  if (given.length !== 64) return false;
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey(used.publicKey);
  } catch {
    return false;
  }
  return verify(null, Buffer.from(text), publicKey, given);
}

/** Whether a timestamp is of now, give or take {@link CLOCK_MS}. */
export const isTimely = (timestamp: string, nowMs: number): boolean =>
  /^\d{10}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs) <= CLOCK_MS;
