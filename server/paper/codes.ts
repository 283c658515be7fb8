/** No letter or digit that looks like another one, as for the codes of games. */
const ALPHABET = '34679ACDEFGHJKMNPQRTUVWXY';
const LENGTH = 8;

/** How many random bytes a code takes. */
export const PAPER_CODE_BYTES = LENGTH;

/** Code of a printed set: 8 signs, some 10¹¹. */
export const paperCodeOf = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** A code as somebody types it off the paper. */
export const typedPaperCode = (text: string): string => text.toUpperCase().replace(/[\s–—-]+/g, '');

export const isPaperCode = (code: string): boolean =>
  code.length === LENGTH && [...code].every((sign) => ALPHABET.includes(sign));

/** As it stands on the paper: K7QF-93AD. */
export const printedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Files of a set, by their names in addresses: sheets, answer sheets, key. */
export const PAPER_FILES = ['de', 'phieu-tra-loi', 'dap-an'] as const;
export type PaperFile = (typeof PAPER_FILES)[number];
