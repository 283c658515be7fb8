/* What this site signs, and how a key is shown to people. */

/** What a signing key is for: each purpose has a key of its own, so that losing one loses nothing else. */
export const KEY_PURPOSES = ['receipts', 'releases', 'credentials', 'images', 'audit'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** A public key as it is published. */
export type PublicKeyView = {
  /** Fingerprint: SHA-256 of the key (SPKI) in lower-case hex. Also names the key in what it signed. */
  id: string;
  purpose: KeyPurpose;
  since: Date;
  /** When another took its place; null: it signs today. */
  until: Date | null;
  pem: string;
  /** The same key as JSON Web Key, named by its `kid`. */
  jwk: { kty: string; crv: string; x: string; kid: string; use: 'sig'; alg: 'EdDSA' };
};

/** A fingerprint in groups of four, to be read out over the telephone. */
export const groupedFingerprint = (id: string): string => id.match(/.{1,4}/g)?.join(' ') ?? '';
