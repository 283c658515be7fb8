/*
 * Texts as they are kept: composed (NFC), one kind of line end, one kind of blank, nothing invisible. Applied to every text that
 * comes in and before every text that goes out, so that a text that travels comes back as it went.
 */

const LINE_ENDS = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g;
const BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Control characters, zero-width blanks, soft hyphens, byte-order marks and what is no character at all. */
const INVISIBLE =
  /[\u0000-\u0009\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff\ufffe\uffff]/g;

/** A text of several lines, tidy. The same again when applied twice. */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .trim();
}

/** A text of one line, tidy: names, tags, paths. */
export const tidyLine = (text: string): string => tidyText(text).replace(/\s+/g, ' ');

/** A tag, tidy: sheets part tags by semicolons. */
export const tidyTag = (text: string): string => tidyLine(text).replaceAll(';', ',');

/** Whether a line shows nothing; no-break and zero-width blanks show nothing either. */
export const isBlank = (line: string): boolean => !/[^\s\u00ad\u200b\u2060\ufeff]/.test(line);

/** Lines of a file, whichever line ends it has. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);
