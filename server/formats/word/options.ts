import { letterIndex } from '../text/letters.ts';
import { MARKS, type Mark, type MarkedLine } from './lines.ts';

/** An option as pasted: its letter in capitals, its text, and how letter and text stand out. */
export type Option = {
  letter: string;
  text: string;
  line: MarkedLine;
  isStarred: boolean;
  isLetterMarked: Readonly<Record<Mark, boolean>>;
  isTextMarked: Readonly<Record<Mark, boolean>>;
};

const HEAD = /^(\s*(?:[*✓✔]\s*)?)\(?([A-Za-z])\s*([.)/:\-–])\s*/;
const STAR = /[*✓✔]/;
const STAR_BEHIND = /(?:\*|✓|✔|\(\*\)|\((?:đúng|đ|x)\))$/i;

/**
 * The options on a line, null where it is none. Several may stand on one line (`A. …   B. …`), in the order of their letters.
 * @param count options that the question already has; a small letter or an odd sign after it is an option only where it is due
 */
export function optionsOf(line: MarkedLine, count: number): Option[] | null {
  const head = HEAD.exec(line.text);
  if (!head) return null;
  const [, , letter, sign] = head as unknown as [string, string, string, string];
  const isPlain = /[A-Z]/.test(letter) && /[.)]/.test(sign);
  if (!isPlain && letterIndex(letter) !== count && letterIndex(letter) !== 0) return null;

  return optionsFrom(line, 0);
}

function optionsFrom(line: MarkedLine, start: number): Option[] {
  const head = HEAD.exec(line.text.slice(start))!;
  const next = nextOption(line.text, start + head[0].length, head[2]!, head[3]!);
  const option = optionOf(line, start, head, next ?? line.text.length);
  return [option, ...(next === null ? [] : optionsFrom(line, next))];
}

/** Where on the line the option with the letter after this one begins, written with the same sign. */
function nextOption(text: string, from: number, letter: string, sign: string): number | null {
  if (letterIndex(letter) === 25) return null;
  const due = String.fromCharCode(letter.charCodeAt(0) + 1);
  const found = new RegExp(`\\s(?=(?:[*✓✔]\\s*)?\\(?${due}\\s*\\${sign}\\s*\\S)`).exec(text.slice(from));
  return found ? from + found.index + 1 : null;
}

function optionOf(line: MarkedLine, start: number, head: RegExpExecArray, end: number): Option {
  const from = start + head[0].length;
  const raw = line.text.slice(from, end);
  const letterAt = start + head[0].indexOf(head[2]!, head[1]!.length);
  const isWhole = (mark: Mark): boolean =>
    raw.trim() !== '' &&
    raw.split('').every((char, at) => /\s/.test(char) || line.marks[mark][from + at] === 'x');
  const of = (test: (mark: Mark) => boolean) =>
    Object.fromEntries(MARKS.map((mark) => [mark, test(mark)])) as Record<Mark, boolean>;
  return {
    letter: head[2]!.toUpperCase(),
    text: raw.trim().replace(STAR_BEHIND, '').trim(),
    line,
    isStarred: STAR.test(head[1]!) || STAR_BEHIND.test(raw.trim()),
    isLetterMarked: of((mark) => line.marks[mark][letterAt] === 'x'),
    isTextMarked: of(isWhole),
  };
}
