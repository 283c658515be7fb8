/*
 * Codes that people read off a wall and type: no letter or digit that looks like another one (0 O, 1 I L, 2 Z, 5 S, 8 B).
 */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';
const JOIN_LENGTH = 6;
const RESUME_LENGTH = 5;
const HOMEWORK_LENGTH = 8;
const HOST_GROUPS = 4;
const GROUP_LENGTH = 4;
/** The first sign of a join code tells the day it was made on, in turns of three. */
const TURNS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How many random bytes each code takes. */
export const CODE_BYTES = {
  join: JOIN_LENGTH,
  resume: RESUME_LENGTH,
  homework: HOMEWORK_LENGTH,
  host: HOST_GROUPS * GROUP_LENGTH,
} as const;

/** 25 signs out of 256 bytes leave a remainder of 6: the first six come up one part in ten more often, which is no help to a guesser. */
const signs = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/**
 * Code of a game: 6 signs, some 80 million. The codes of a day share no code with those of the day before and after, so
 * that none comes again within 24 hours of the end of its game, whose row is gone by then.
 * @param bytes {@link CODE_BYTES}.join random bytes
 * @param at when the game is made
 */
export function joinCodeOf(bytes: Uint8Array, at: Date): string {
  const turn = Math.floor(at.getTime() / DAY_MS) % TURNS;
  const perTurn = Math.floor(ALPHABET.length / TURNS);
  return ALPHABET[turn * perTurn + (bytes[0]! % perTurn)]! + signs(bytes.subarray(1, JOIN_LENGTH));
}

/** Code that moves a seat to another device: 5 signs, good together with the code of the game. */
export const resumeCodeOf = (bytes: Uint8Array): string => signs(bytes.subarray(0, RESUME_LENGTH));

/** Code of a homework: 8 signs, 150,000 million. It stands in a link for weeks, and whoever has it may take a seat. */
export const homeworkCodeOf = (bytes: Uint8Array): string => signs(bytes.subarray(0, HOMEWORK_LENGTH));

/** Code of a host: four groups of four signs, 74 bits. */
export function hostCodeOf(bytes: Uint8Array): string {
  const all = signs(bytes);
  return Array.from({ length: HOST_GROUPS }, (_, at) =>
    all.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH),
  ).join('-');
}

/** A code as typed, without blanks, dashes and lower case. What is no code stays none. */
export const typedCode = (text: string): string => text.toUpperCase().replace(/[\s–—-]+/g, '');

/** Whether a typed code can be one of its kind. */
export const isCode = (code: string, kind: keyof typeof CODE_BYTES): boolean =>
  code.length === CODE_BYTES[kind] && [...code].every((sign) => ALPHABET.includes(sign));
