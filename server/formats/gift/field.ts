import { hasMarkup, plainOf, type Loss } from '../text/html.ts';
import { tidyText } from '../text/tidy.ts';
import { cut, trimmed, type Slice } from './source.ts';

export type TextFormat = 'moodle' | 'html' | 'plain' | 'markdown';

const MARKER = /^\[(moodle|html|plain|markdown)\]/;

const NOTES: Readonly<Record<Loss, string>> = {
  picture: 'Không nhập được hình. Chữ thay hình được giữ trong ngoặc vuông.',
  table: 'Bảng được đổi thành các dòng chữ. Hãy xem lại.',
  raised: 'Chữ trên và chữ dưới dòng thành chữ thường. Hãy xem lại.',
  style: 'Chữ đậm, nghiêng, màu và liên kết không được giữ. Lời văn giữ nguyên.',
};

/** Whether a text begins as a format marker or a weight would; a writer must then put a marker of its own before it. */
export const needsMarker = (text: string): boolean => MARKER.test(text) || text.startsWith('%');

/** What notes the fields of one question gather, and the format that they inherit. */
export type Reading = { format: TextFormat; notes: string[] };

/**
 * The text of a field: of a question, an option, a feedback. `[html]` and its kin at the very start say what it is written in;
 * otherwise it is what the question is written in.
 */
export function readField(slice: Slice, reading: Reading): { text: string; format: TextFormat } {
  const field = trimmed(slice);
  const marker = MARKER.exec(field.mask);
  const format = (marker?.[1] as TextFormat | undefined) ?? reading.format;
  const text = textOf(cut(field, marker?.[0].length ?? 0), format, reading.notes);
  if (/\$\$[^$]+\$\$/.test(text)) reading.notes.push('Công thức LaTeX được giữ như chữ thường.');
  return { text: tidyText(text), format };
}

function textOf(slice: Slice, format: TextFormat, notes: string[]): string {
  if (format === 'plain') return unwrapped(slice);
  if (format === 'markdown') {
    notes.push('Dấu của Markdown được giữ như chữ thường.');
    return slice.text;
  }
  const source = format === 'moodle' ? unwrapped(slice).replace(/[ \t]+/g, ' ') : slice.text;
  if (format === 'moodle' && !hasMarkup(source)) return source;
  const { text, losses } = plainOf(source, format === 'moodle');
  notes.push(...[...losses].map((loss) => NOTES[loss]));
  return text;
}

/** A line end of the file is a blank: files are wrapped by hand. A line end that is meant is written `\n`. */
function unwrapped({ text, mask }: Slice): string {
  let from = 0;
  const lines = mask.split('\n').map((line) => {
    const start = from + line.length - line.trimStart().length;
    const end = from + line.trimEnd().length;
    from += line.length + 1;
    return text.slice(start, end);
  });
  return lines.filter((line) => line !== '').join(' ');
}

/** A field that is never marked up: the right side of a pair. */
export const plainText = (slice: Slice): string => tidyText(unwrapped(slice));
