/*
 * The few marks of Markdown that a notice may carry: paragraphs, headings (##, ###), lists (-, 1.), **bold**, *italic* and
 * [links](address), none within another. The result is a tree and no HTML: whatever else is typed stays text, and the page
 * escapes it.
 */

/** A run of text within a block. */
export type Inline =
  { kind: 'text' | 'strong' | 'em'; text: string } | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'heading'; level: 2 | 3; runs: Inline[] }
  | { kind: 'paragraph'; runs: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] };

/** Where a link may lead: a page of this site, another site over https, a mail address, a telephone number. */
const SAFE_ADDRESS = /^(\/(?![/\\])|https:\/\/|mailto:|tel:\+?\d)[^\s"'<>\\]*$/i;
const INLINE =
  /\*\*(?<strong>[^\s*](?:[^*]*[^\s*])?)\*\*|\*(?<em>[^\s*](?:[^*]*[^\s*])?)\*|\[(?<label>[^[\]]+)\]\((?<href>[^()\s]+)\)/u;
const ITEM = /^(?:(?<bullet>[-*])|(?<number>\d{1,3})[.)])\s+(?<text>.*)$/u;

/** The runs of a text. A link that leads nowhere safe stays as it was typed. */
function readInline(text: string): Inline[] {
  const runs: Inline[] = [];
  const push = (plain: string) => {
    if (plain !== '') runs.push({ kind: 'text', text: plain });
  };
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    const { strong, em, label, href } = found.groups!;
    push(rest.slice(0, found.index));
    if (strong !== undefined) runs.push({ kind: 'strong', text: strong });
    else if (em !== undefined) runs.push({ kind: 'em', text: em });
    else if (SAFE_ADDRESS.test(href!)) runs.push({ kind: 'link', text: label!, href: href! });
    else push(found[0]);
    rest = rest.slice(found.index + found[0].length);
  }
  push(rest);
  return runs;
}

/** Reads the blocks of a text; a blank line ends a paragraph, a single line break is a blank. */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) blocks.push({ kind: 'paragraph', runs: readInline(open.join(' ')) });
    open = [];
  };
  for (const line of text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((raw) => raw.trim())) {
    const heading = /^(#{2,3})\s+(.+)$/u.exec(line);
    const item = ITEM.exec(line)?.groups;
    if (line === '') {
      close();
    } else if (heading) {
      close();
      blocks.push({
        kind: 'heading',
        level: heading[1]!.length === 2 ? 2 : 3,
        runs: readInline(heading[2]!),
      });
    } else if (item) {
      close();
      const isOrdered = item['number'] !== undefined;
      const runs = readInline(item['text']!);
      const last = blocks.at(-1);
      if (last?.kind === 'list' && last.isOrdered === isOrdered) last.items.push(runs);
      else blocks.push({ kind: 'list', isOrdered, items: [runs] });
    } else {
      open.push(line);
    }
  }
  close();
  return blocks;
}
