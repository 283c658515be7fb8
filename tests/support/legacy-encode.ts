/*
 * Vietnamese back into the encodings of old, for tests: the inverse of a decoder, found by trying every byte and every pair.
 */

type Decoder = (bytes: Uint8Array) => string;

/** @returns an encoder; letters that the encoding does not have are written small, as the ABC fonts had it, or throw */
export function encoderFor(decode: Decoder): (text: string) => Uint8Array {
  const bytesOf = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const text = decode(Uint8Array.from(bytes)).normalize('NFC');
    if ([...text].length === 1 && !bytesOf.has(text)) bytesOf.set(text, bytes);
  };
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  // Pairs first: a mark by itself also decodes, to the Latin letter in its place.
  const letters = all.filter((byte) => /\p{L}/u.test(decode(Uint8Array.of(byte))));
  for (const letter of letters) for (const mark of all.slice(0x80)) learn([letter, mark]);
  all.forEach((byte) => learn([byte]));
  return (text) =>
    Uint8Array.from(
      [...text.normalize('NFC')].flatMap((char) => {
        const bytes = bytesOf.get(char) ?? bytesOf.get(char.toLowerCase());
        if (!bytes) throw new Error(`no byte for ${char}`);
        return bytes;
      }),
    );
}
