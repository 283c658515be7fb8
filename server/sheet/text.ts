import { SheetError } from './refusal.ts';

/**
 * The text of a file in UTF-8 or UTF-16, with or without its mark.
 * @throws SheetError for other encodings and for what is no text
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    // A file that is no text may still decode.
    if (!/[\0-\x08\x0e-\x1f\ufffe\uffff]/.test(text)) return text;
  } catch {
    // Not that encoding: refused below.
  }
  throw new SheetError('Không đọc được tệp này. Hãy lưu lại thành .xlsx hoặc CSV UTF-8.');
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Commas, digits and line ends have a zero byte in UTF-16: on one side of most pairs, never in UTF-8.
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]! += 1;
  });
  if (zeros[1]! > head.length / 10 && zeros[1]! > 2 * zeros[0]!) return 'utf-16le';
  if (zeros[0]! > head.length / 10 && zeros[0]! > 2 * zeros[1]!) return 'utf-16be';
  return 'utf-8';
}
