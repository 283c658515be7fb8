/*
 * HTML as it comes from a clipboard or stands in a GIFT file, read down to its text. Nothing of the markup goes on, so there is
 * nothing to make safe.
 */

export type HtmlToken =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { kind: 'close'; name: string };

/** Elements that begin and end a line of their own. */
const BLOCKS = new Set(
  'p div br hr ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote pre section article header footer dl dt dd body html'.split(
    ' ',
  ),
);
const INLINE = new Set(
  'a abbr b big cite code del em font i img ins kbd label mark q s samp small span strike strong sub sup td th tt u var wbr tbody thead tfoot col colgroup caption center address o:p st1 audio video source'.split(
    ' ',
  ),
);
/** Elements whose content is not for readers. */
const UNSHOWN = new Set('style script title head template noscript xml svg math object iframe'.split(' '));

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    ensp: '\u2002',
    emsp: '\u2003',
    thinsp: '\u2009',
    shy: '\u00ad',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    deg: '°',
    times: '×',
    divide: '÷',
    plusmn: '±',
    frac12: '½',
    frac14: '¼',
    frac34: '¾',
    sup2: '²',
    sup3: '³',
    micro: 'µ',
    ne: '≠',
    le: '≤',
    ge: '≥',
    rarr: '→',
    larr: '←',
    uarr: '↑',
    darr: '↓',
    euro: '€',
    copy: '©',
    reg: '®',
    sect: '§',
    para: '¶',
  }),
  // &aacute; &Ecirc; …: a letter and the mark on it.
  ...Object.entries({
    grave: '\u0300',
    acute: '\u0301',
    circ: '\u0302',
    tilde: '\u0303',
    uml: '\u0308',
  }).flatMap(([mark, sign]) =>
    [...'aeiouynAEIOUYN'].map((letter) => [letter + mark, (letter + sign).normalize('NFC')] as const),
  ),
]);

/** Character references resolved once; what names no character stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+\d*));/gi, (all, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITIES.get(name) ?? all;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : all;
  });
}

/** A declaration, a processing instruction, or a tag with its attributes. */
const MARKUP =
  /<!(?:\[|doctype)[^<>]*>|<\?xml[^<>]*>|<(\/?)([a-z][a-z0-9:]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;

/**
 * The tags and texts of a piece of HTML, character references resolved; comments and what no reader sees are left out. A `<` that
 * opens no element of HTML is text: “tốc độ < 50”, “<tên đường>”.
 */
export function* htmlTokens(source: string): Generator<HtmlToken> {
  const html = withoutComments(source);
  let from = 0;
  let hidden: string | null = null;
  const textTo = function* (to: number): Generator<HtmlToken> {
    if (hidden === null && to > from) yield { kind: 'text', text: decodeEntities(html.slice(from, to)) };
  };
  for (const found of html.matchAll(MARKUP)) {
    const [all, slash, rawName, attributes] = found;
    const name = rawName?.toLowerCase();
    if (name !== undefined && !BLOCKS.has(name) && !INLINE.has(name) && !UNSHOWN.has(name)) continue;
    yield* textTo(found.index);
    from = found.index + all.length;
    if (name === undefined) continue;
    if (UNSHOWN.has(name)) {
      if (slash === '' && hidden === null && !all.endsWith('/>')) hidden = name;
      else if (slash === '/' && hidden === name) hidden = null;
    } else if (hidden === null) {
      yield slash === '/'
        ? { kind: 'close', name }
        : { kind: 'open', name, attributes: attributesOf(attributes ?? '') };
    }
  }
  yield* textTo(html.length);
}

/** A comment that never ends is text. */
function withoutComments(html: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', from)) {
    const end = html.indexOf('-->', start + 4);
    if (end < 0) break;
    parts.push(html.slice(from, start));
    from = end + 3;
  }
  return parts.join('') + html.slice(from);
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE))
    attributes.set(name!.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  return attributes;
}

export const isBlock = (name: string): boolean => BLOCKS.has(name);

/** Whether a text holds markup or character references at all. */
export const hasMarkup = (text: string): boolean => {
  if (decodeEntities(text) !== text) return true;
  if (!text.includes('<')) return false;
  const [first] = htmlTokens(text);
  return first === undefined || first.kind !== 'text' || first.text !== text;
};

/** What was in a piece of HTML that plain text cannot keep. */
export type Loss = 'picture' | 'table' | 'raised' | 'style';

/**
 * HTML as plain text: a line for each block, pictures as their alternative text in brackets.
 * @param keepLines whether line ends of the source are line ends (Moodle's own format) or blanks (HTML)
 */
export function plainOf(html: string, keepLines: boolean): { text: string; losses: Set<Loss> } {
  const losses = new Set<Loss>();
  let text = '';
  for (const token of htmlTokens(html)) {
    if (token.kind === 'text') {
      text += token.text.replace(keepLines ? /[ \t\r]+/g : /[ \t\r\n]+/g, ' ');
      continue;
    }
    if (isBlock(token.name)) text += '\n';
    if (token.kind !== 'open') continue;
    if (token.name === 'img') {
      losses.add('picture');
      const alt = token.attributes.get('alt')?.trim();
      if (alt) text += `[${alt}]`;
    } else if (token.name === 'table') losses.add('table');
    else if (token.name === 'td' || token.name === 'th') text += ' ';
    else if (token.name === 'sub' || token.name === 'sup') losses.add('raised');
    else if (!isBlock(token.name) && token.name !== 'span') losses.add('style');
  }
  return {
    text: text
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .replace(keepLines ? /\n{3,}/g : /\n+/g, '\n')
      .trim(),
    losses,
  };
}
