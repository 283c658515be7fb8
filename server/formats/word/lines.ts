/*
 * What is pasted from Word, as lines of text with the marks on each character. From HTML only the text and these marks are taken.
 */
import { htmlTokens, isBlock } from '../text/html.ts';
import { isBlank, linesOf } from '../text/tidy.ts';

/** How a right answer is made to stand out. */
export const MARKS = ['bold', 'underline', 'highlight', 'colour'] as const;
export type Mark = (typeof MARKS)[number];

/** A line as it was pasted; `marks` has, for each mark, one character per character of the text: `x` where it carries it. */
export type MarkedLine = {
  number: number;
  text: string;
  marks: Readonly<Record<Mark, string>>;
  /** Whether an empty line stands before it. */
  isAfterGap: boolean;
};

const NO_MARK: Readonly<Record<Mark, boolean>> = {
  bold: false,
  underline: false,
  highlight: false,
  colour: false,
};

/** Lines of plain text; the number is the line of the text. Lines that show nothing are left out. */
export function linesOfText(text: string): MarkedLine[] {
  return shown(linesOf(text).map((line, at) => ({ ...markedLine([[line, NO_MARK]]), number: at + 1 })));
}

type Run = [text: string, marks: Readonly<Record<Mark, boolean>>];
type List = { isOrdered: boolean; type: string; next: number };

/** Lines of HTML; the number counts the lines that show something. Items of ordered lists get the number that a reader sees. */
export function linesOfHtml(html: string): MarkedLine[] {
  const lines: Run[][] = [[]];
  const open: { name: string; marks: Readonly<Record<Mark, boolean>> }[] = [];
  const lists: List[] = [];
  const marks = () => open.at(-1)?.marks ?? NO_MARK;
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      lines.at(-1)!.push([token.text.replace(/[ \t\r\n]+/g, ' '), marks()]);
      continue;
    }
    const { name } = token;
    if (isBlock(name)) lines.push([]);
    if (token.kind === 'close') {
      const at = open.findLastIndex((element) => element.name === name);
      if (at >= 0) open.length = at;
      if (name === 'ol' || name === 'ul') lists.pop();
      if (name === 'td' || name === 'th') lines.at(-1)!.push(['\t', NO_MARK]);
      continue;
    }
    if (name === 'ol' || name === 'ul') lists.push(listOf(name, token.attributes));
    if (name === 'li') lines.at(-1)!.push([numberOf(lists.at(-1)), NO_MARK]);
    if (name === 'img') lines.at(-1)!.push([`[${token.attributes.get('alt')?.trim() || 'hình'}]`, marks()]);
    if (name !== 'br' && name !== 'img' && name !== 'hr') open.push({ name, marks: marksOf(token, marks()) });
  }
  return shown(lines.map((runs) => ({ ...markedLine(runs), number: 0 }))).map((line, at) => ({
    ...line,
    number: at + 1,
  }));
}

/** Lines that show something; an empty line is a gap, the first line stands after none. */
function shown(lines: readonly Omit<MarkedLine, 'isAfterGap'>[]): MarkedLine[] {
  return lines.flatMap((line, at) =>
    isBlank(line.text) ? [] : [{ ...line, isAfterGap: at > 0 && isBlank(lines[at - 1]!.text) }],
  );
}

function markedLine(runs: readonly Run[]): Pick<MarkedLine, 'text' | 'marks'> {
  // Word writes a tab as several no-break blanks.
  const shown = runs.map(
    ([text, marks]) => [text.replace(/\u00a0{2,}/g, '\t').replaceAll('\u00a0', ' '), marks] as const,
  );
  const of = (mark: Mark): string =>
    shown.map(([text, marks]) => (marks[mark] ? 'x' : '-').repeat(text.length)).join('');
  return {
    text: shown.map(([text]) => text).join(''),
    marks: { bold: of('bold'), underline: of('underline'), highlight: of('highlight'), colour: of('colour') },
  };
}

function listOf(name: string, attributes: ReadonlyMap<string, string>): List {
  const style = attributes.get('style') ?? '';
  const type =
    /list-style-type:\s*(upper-alpha|lower-alpha)/.exec(style)?.[1] ?? attributes.get('type') ?? '1';
  return { isOrdered: name === 'ol', type, next: Number(attributes.get('start') ?? 1) || 1 };
}

function numberOf(list: List | undefined): string {
  if (!list?.isOrdered) return '';
  const number = list.next;
  list.next += 1;
  const letter = String.fromCharCode(64 + Math.min(number, 26));
  if (list.type === 'A' || list.type === 'upper-alpha') return `${letter}. `;
  if (list.type === 'a' || list.type === 'lower-alpha') return `${letter.toLowerCase()}. `;
  return `${number}. `;
}

/** The marks within an element: those around it, changed by what it is and by its style. */
function marksOf(
  { name, attributes }: { name: string; attributes: ReadonlyMap<string, string> },
  outer: Readonly<Record<Mark, boolean>>,
): Readonly<Record<Mark, boolean>> {
  const marks = { ...outer };
  if (name === 'b' || name === 'strong' || /^h[1-6]$/.test(name)) marks.bold = true;
  if (name === 'u' || name === 'ins') marks.underline = true;
  if (name === 'mark') marks.highlight = true;
  for (const declaration of (attributes.get('style') ?? '').toLowerCase().split(';')) {
    const [property, value = ''] = declaration.split(':').map((part) => part.trim()) as [string, string?];
    if (property === 'font-weight') marks.bold = /^(bold|bolder|[6-9]00)$/.test(value);
    if (
      property === 'text-decoration' ||
      property === 'text-decoration-line' ||
      property === 'text-underline'
    )
      marks.underline = /underline|single/.test(value);
    if (property === 'background' || property === 'background-color' || property === 'mso-highlight')
      marks.highlight =
        !/^(white|transparent|none|auto|inherit|initial|#fff(fff)?|rgb\(255, ?255, ?255\))$/.test(value);
    if (property === 'color') marks.colour = isLoud(value);
  }
  const colour = attributes.get('color');
  if (name === 'font' && colour !== undefined) marks.colour = isLoud(colour.toLowerCase());
  return marks;
}

/** Text is black, or nearly so, or takes the colour of its surroundings; whatever else somebody chose. */
const isLoud = (colour: string): boolean =>
  !/^(windowtext|black|auto|inherit|initial|#000(000)?|#[0-3][0-9a-f][0-3][0-9a-f][0-3][0-9a-f]|#[0-3]{3}|rgb\((\d|[1-5]\d), ?(\d|[1-5]\d), ?(\d|[1-5]\d)\))$/.test(
    colour,
  );
