/*
 * What the trail of events must look like: the form in which an event is hashed, the walk along the chain, what can be wrong
 * with it. Hashing itself is handed in.
 */
export { canonicalEvent, canonicalJson, NO_HASH, type ChainedEvent, type KeptEvent } from './event.ts';
export { findingSentence, type Finding } from './findings.ts';
export { ChainWalk } from './walk.ts';

/** Whether a text is an action: `unit.merge`, `staff.sign-in`. */
export const isAction = (text: string): boolean => /^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/.test(text);

/** Whether a text may stand in the trail as an id: neither a name (no spaces) nor an e-mail address. */
export const isPlainId = (text: string): boolean => /^[^\s@]{1,200}$/u.test(text);

/** The state of the trail at an instant, signed and kept outside the database. */
export type Head = {
  /** Number of events, and the hash of the last. */
  count: number;
  hash: string;
  /** ISO 8601, UTC. */
  at: string;
  /** SHA-256 of the line before in the file of heads; {@link NO_HASH} for the first. */
  prev: string;
  /** Fingerprint of the key `audit` that signed it. */
  keyId: string;
  /** Base64. */
  signature: string;
};

/** The action under which the trail remembers that a head was sealed. */
export const SEAL = 'audit.seal';

/** How the trail names a kept head. @param digest SHA-256 of its line, hex */
export const sealSubject = (digest: string): string => `audit-head:${digest.slice(0, 32)}`;
