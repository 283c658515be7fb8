import { decodeTcvn3, decodeVni } from './legacy.ts';
import { isSyllable } from './syllable.ts';

export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'tcvn3' | 'vni' | 'windows-1258';

/** `certain`: marked, or could be nothing else. `likely`: nearly every word is Vietnamese. `guess`: ask the reader to look. */
export type Sureness = 'certain' | 'likely' | 'guess';

export type Encoding = { name: EncodingName; hasMark: boolean; sureness: Sureness };
type Decoded = { ok: true; text: string; encoding: Encoding } | { ok: false; reason: 'NOT_TEXT' | 'UNKNOWN' };

/** Share of words that must be Vietnamese: to be believed, and to be believed without asking. */
const BELIEVED = 0.6;
const SURE = 0.9;
/** Below so many words even a full share proves little. */
const FEW_WORDS = 5;
/** How far the next best reading must lie behind. */
const LEAD = 0.2;
/** Bytes looked at: the statistics of more are the same. */
const SAMPLE = 64 * 1024;

/**
 * The text of a file in UTF-8, UTF-16, TCVN3 (ABC), VNI-Windows or windows-1258, whichever it is, without its byte-order mark;
 * line ends and composition as they stand. What UTF-8 does not hold although most of the file is UTF-8 becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return done(decodeAs(marked.name, bytes), marked.name, true, 'certain');

  const wide = wideOf(bytes);
  if (wide) return done(decodeAs(wide, bytes), wide, false, 'likely');
  if (!looksLikeText(bytes)) return { ok: false, reason: 'NOT_TEXT' };

  const text = decodeAs('utf-8', bytes);
  if (isUtf8(bytes)) return done(text, 'utf-8', false, 'certain');
  const damaged = text.split('\ufffd').length - 1;
  // Five whole letters for each broken one do not come about by chance.
  const whole = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  if (whole >= 5 * damaged) return done(text, 'utf-8', false, 'guess');
  return legacyOf(bytes);
}

const MARKS: readonly { name: EncodingName; mark: readonly number[] }[] = [
  { name: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { name: 'utf-16le', mark: [0xff, 0xfe] },
  { name: 'utf-16be', mark: [0xfe, 0xff] },
];

const done = (text: string, name: EncodingName, hasMark: boolean, sureness: Sureness): Decoded => ({
  ok: true,
  text,
  encoding: { name, hasMark, sureness },
});

const READERS: Readonly<Record<EncodingName, (bytes: Uint8Array) => string>> = {
  'utf-8': (bytes) => new TextDecoder('utf-8').decode(bytes),
  'utf-16le': (bytes) => new TextDecoder('utf-16le').decode(bytes),
  'utf-16be': (bytes) => new TextDecoder('utf-16be').decode(bytes),
  'windows-1258': (bytes) => new TextDecoder('windows-1258').decode(bytes).normalize('NFC'),
  tcvn3: decodeTcvn3,
  vni: decodeVni,
};
const decodeAs = (name: EncodingName, bytes: Uint8Array): string => READERS[name](bytes);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** UTF-16 without a mark: the high bytes of Vietnamese are 00, 01, 03 and 1E, all on one side. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4 || bytes.length % 2 === 1) return null;
  const sample = bytes.subarray(0, SAMPLE);
  const high = [0, 0];
  let zeros = 0;
  sample.forEach((byte, at) => {
    if (byte === 0) zeros += 1;
    if (byte === 0 || byte === 1 || byte === 3 || byte === 0x1e || byte === 0x20) high[at % 2]! += 1;
  });
  const pairs = sample.length / 2;
  if (zeros < pairs / 4) return null;
  if (high[1]! > 0.9 * pairs) return 'utf-16le';
  return high[0]! > 0.9 * pairs ? 'utf-16be' : null;
}

/** Text has line ends and tabs, and no other control characters to speak of. */
function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const controls = sample.filter((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13).length;
  return !sample.includes(0) && controls <= sample.length / 100;
}

function legacyOf(bytes: Uint8Array): Decoded {
  const sample = bytes.subarray(0, SAMPLE);
  const [best, second] = (['tcvn3', 'vni', 'windows-1258'] as const)
    .map((name) => ({ name, ...standingOf(decodeAs(name, sample)) }))
    .sort((one, other) => other.share - one.share);
  if (!best || !second || best.share < BELIEVED) return { ok: false, reason: 'UNKNOWN' };
  const isSure = best.share >= SURE && best.words >= FEW_WORDS && best.share - second.share >= LEAD;
  return done(decodeAs(best.name, bytes), best.name, false, isSure ? 'likely' : 'guess');
}

/** Of the words with other letters than plain Latin ones: how many, and which share is Vietnamese. */
function standingOf(text: string): { words: number; share: number } {
  const words = (text.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => /[^\0-\x7f]/.test(word));
  return {
    words: words.length,
    share: words.length === 0 ? BELIEVED : words.filter(isSyllable).length / words.length,
  };
}
