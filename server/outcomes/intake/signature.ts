/* Whether a request was signed by the key it names. */
import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';

/** How far the clock of a sender may be from ours. */
export const CLOCK_MS = 5 * 60 * 1000;

/** Of Ed25519. */
const SIGNATURE_BYTES = 64;

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

/** Verified with when the key is of the other kind, or there is none: whichever it is, it takes as long. */
const NOBODY = {
  secret: randomBytes(32).toString('base64url'),
  publicKey: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};

/**
 * Whether a key signed a request.
 * @param key null: there is none of this name, or it ended; the same work is done and nothing is ever right
 * @param signature base64 or base64url
 */
export function isSignedBy(key: VerifyingKey | null, request: SignedRequest, signature: string): boolean {
  const text = signedText(request);
  const given = Buffer.from(signature.replaceAll('-', '+').replaceAll('_', '/'), 'base64');
  const secret = key?.kind === 'hmac' ? key.secret : NOBODY.secret;
  const pem = key?.kind === 'ed25519' ? key.publicKey : NOBODY.publicKey;
  const isMac = isSame(given, createHmac('sha256', secret).update(text).digest());
  const isEd25519 = isVerified(pem, text, given);
  return key !== null && (key.kind === 'hmac' ? isMac : isEd25519);
}

const isSame = (given: Buffer, expected: Buffer): boolean =>
  given.length === expected.length && timingSafeEqual(given, expected);

function isVerified(pem: string, text: string, given: Buffer): boolean {
  const signature = given.length === SIGNATURE_BYTES ? given : Buffer.alloc(SIGNATURE_BYTES);
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey(pem);
  } catch {
    return false;
  }
  return verify(null, Buffer.from(text), publicKey, signature) && signature === given;
}

/** Whether a timestamp is of now, give or take {@link CLOCK_MS}. */
export const isTimely = (timestamp: string, nowMs: number): boolean =>
  /^\d{10}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - nowMs) <= CLOCK_MS;
