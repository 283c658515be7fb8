/*
 * The two encodings that schools wrote Vietnamese in before Unicode. Both put Vietnamese letters in the places of other letters
 * and leave it to a font to show them.
 */

/** Letters of TCVN 5712:1993 as the ABC fonts (.VnTime and its kin) have them, by byte, from the byte that stands first. */
const TCVN3_RUNS: readonly (readonly [number, string])[] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
];

/** TCVN3: the letter each byte stands for. */
export const TCVN3: ReadonlyMap<number, string> = new Map(
  TCVN3_RUNS.flatMap(([first, letters]) => [...letters].map((letter, at) => [first + at, letter] as const)),
);

/** VNI: letters that are one byte, by byte. */
const VNI_SINGLES: ReadonlyMap<number, string> = new Map([
  [0xf1, 'đ'],
  [0xed, 'í'],
  [0xec, 'ì'],
  [0xe6, 'ỉ'],
  [0xf3, 'ĩ'],
  [0xf2, 'ị'],
  [0xf4, 'ơ'],
  [0xf6, 'ư'],
  [0xee, 'ỵ'],
]);

const CIRCUMFLEX = '\u0302';
const BREVE = '\u0306';
const [GRAVE, ACUTE, TILDE, HOOK, DOT] = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'] as const;

/** VNI: marks by byte; each follows the letter that it sits on. Capital letters have capital marks, 0x20 lower. */
const VNI_MARKS: ReadonlyMap<number, string> = new Map([
  [0xf9, ACUTE],
  [0xf8, GRAVE],
  [0xfb, HOOK],
  [0xf5, TILDE],
  [0xef, DOT],
  [0xe2, CIRCUMFLEX],
  [0xe1, CIRCUMFLEX + ACUTE],
  [0xe0, CIRCUMFLEX + GRAVE],
  [0xe5, CIRCUMFLEX + HOOK],
  [0xe3, CIRCUMFLEX + TILDE],
  [0xe4, CIRCUMFLEX + DOT],
  [0xea, BREVE],
  [0xe9, BREVE + ACUTE],
  [0xe8, BREVE + GRAVE],
  [0xfa, BREVE + HOOK],
  [0xfc, BREVE + TILDE],
  [0xeb, BREVE + DOT],
]);
const CAPITAL_OFFSET = 0x20;
/** What may carry a mark of VNI. */
const VNI_BASES = /^[aeouyơư]$/i;

/** Bytes that are no Vietnamese letter are quotes, dashes and the like of Windows' Latin. */
const windowsLatin = new TextDecoder('windows-1252');

/** Text in TCVN3. The ABC fonts have no capitals with tones: they are raised where the rest of the word or line is in capitals. */
export function decodeTcvn3(bytes: Uint8Array): string {
  const latin = windowsLatin.decode(bytes);
  const text = Array.from(bytes, (byte, at) => TCVN3.get(byte) ?? latin[at]).join('');
  return text
    .split('\n')
    .map((line) =>
      isInCapitals(line, 3)
        ? line.toUpperCase()
        : line.replace(/\p{L}+/gu, (word) => (isInCapitals(word, 2) ? word.toUpperCase() : word)),
    )
    .join('\n');
}

/** No plain small letter, and at least so many capitals. */
function isInCapitals(text: string, atLeast: number): boolean {
  return !/[a-z]/.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) >= atLeast;
}

/** Text in VNI-Windows; a mark without a letter to sit on stays the Latin letter that it also is. */
export function decodeVni(bytes: Uint8Array): string {
  const latin = windowsLatin.decode(bytes);
  const letters: string[] = [];
  bytes.forEach((byte, at) => {
    const mark = markOf(byte);
    const last = letters.at(-1) ?? '';
    if (mark !== undefined && VNI_BASES.test(last))
      letters[letters.length - 1] = (last + mark).normalize('NFC');
    else letters.push(singleOf(byte) ?? latin[at]!);
  });
  return letters.join('');
}

const markOf = (byte: number): string | undefined =>
  VNI_MARKS.get(byte) ?? VNI_MARKS.get(byte + CAPITAL_OFFSET);

const singleOf = (byte: number): string | undefined =>
  VNI_SINGLES.get(byte) ?? VNI_SINGLES.get(byte + CAPITAL_OFFSET)?.toUpperCase();
