/*
 * A GIFT file as blocks, and a block as text beside which stands what of it is structure. Escapes are resolved here, once: after
 * that no text is ever taken for structure again.
 *
 * gift-pegjs does not stand here but beside the tests, as an oracle. Its grammar answers for a whole file or not at all (one bad
 * question loses the others, with a place but no block), refuses a colon that is not escaped (“Câu hỏi: …”), comments inside
 * braces, options with text before them and weights above 100, and resolves escapes through placeholders. What would have to be
 * cut, mended and asked again around it is more than what follows.
 */

import { isBlank, linesOf } from '../text/tidy.ts';

/** Text and, of the same length, its mask: escaped characters are NUL there, so that what is found in the mask is structure. */
export type Slice = { text: string; mask: string };

type Comment = { line: number; text: string; at: number };

export type Block = {
  from: number;
  to: number;
  /** The block as it stands in the file. */
  raw: string;
  source: Slice;
  comments: readonly Comment[];
  /** Line of the file in which the character of this place stands. */
  lineAt(place: number): number;
};

/** What an escape stands for. A backslash before anything else is a backslash. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...[...'~=#{}:\\'].map((char) => [char, char] as const),
  ['n', '\n'],
]);

/** The blocks of a file in order, parted by lines that show nothing; comments belong to the block they stand in. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const close = (next: number) => {
    if (lines.length > 0) blocks.push(blockOf(lines, next - lines.length));
    lines = [];
  };
  const all = linesOf(text);
  all.forEach((line, at) => {
    if (isBlank(line)) close(at + 1);
    else lines.push(line);
  });
  close(all.length + 1);
  return blocks;
}

/** @param from number of the first of the lines */
export function blockOf(lines: readonly string[], from: number): Block {
  const starts: number[] = [];
  const comments: Comment[] = [];
  let text = '';
  let mask = '';
  lines.forEach((line, at) => {
    if (at > 0) {
      text += '\n';
      mask += '\n';
    }
    starts.push(text.length);
    if (/^\s*\/\//.test(line)) {
      comments.push({ line: from + at, text: line.trim().slice(2), at: text.length });
      text += ' ';
      mask += ' ';
      return;
    }
    const resolved = resolve(line);
    text += resolved.text;
    mask += resolved.mask;
  });
  return {
    from,
    to: from + lines.length - 1,
    raw: lines.join('\n'),
    source: { text, mask },
    comments,
    lineAt: (place) =>
      from +
      Math.max(
        0,
        starts.findLastIndex((start) => start <= place),
      ),
  };
}

function resolve(line: string): Slice {
  if (!line.includes('\\')) return { text: line, mask: line };
  let text = '';
  let mask = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    const meant = char === '\\' ? ESCAPES.get(line.charAt(at + 1)) : undefined;
    text += meant ?? char;
    mask += meant === undefined ? char : '\0';
    if (meant !== undefined) at += 1;
  }
  return { text, mask };
}

export const cut = (slice: Slice, from: number, to?: number): Slice => ({
  text: slice.text.slice(from, to),
  mask: slice.mask.slice(from, to),
});

export const join = (...slices: readonly Slice[]): Slice => ({
  text: slices.map(({ text }) => text).join(''),
  mask: slices.map(({ mask }) => mask).join(''),
});

/** Text that is no structure, as a slice. */
export const literal = (text: string): Slice => ({ text, mask: '\0'.repeat(text.length) });

/** The slice without blanks at its ends; an escaped line end is no blank here. */
export function trimmed(slice: Slice): Slice & { skipped: number } {
  const skipped = slice.mask.length - slice.mask.trimStart().length;
  return { ...cut(slice, skipped, Math.max(skipped, slice.mask.trimEnd().length)), skipped };
}
