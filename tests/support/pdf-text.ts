import { inflateSync } from 'node:zlib';

/*
 * Reads the words of a PDF as another program would: content streams, and the tables that turn glyphs into letters. Knows
 * as much of the format as our own files use, and nothing of how they are made.
 */

type Objects = ReadonlyMap<number, { head: string; stream: Buffer | null }>;

function objectsOf(pdf: Buffer): Objects {
  const text = pdf.toString('latin1');
  const objects = new Map<number, { head: string; stream: Buffer | null }>();
  for (const { 1: id, index } of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const end = text.indexOf('\nendobj', index);
    const body = text.slice(index, end);
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const from = index + at + 'stream\n'.length;
    const raw = at < 0 ? null : pdf.subarray(from, from + length);
    objects.set(Number(id), {
      head,
      stream: raw && head.includes('/FlateDecode') ? inflateSync(raw) : raw,
    });
  }
  return objects;
}

const fromHex = (hex: string): string => {
  const units = hex.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
};

/** Letters of each glyph of a font. */
function lettersOf(cmap: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi))
    for (const [at, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      letters.set(parseInt(first!, 16) + at, fromHex(hex!.replace(/ /g, '')));
  return letters;
}

/** Texts of each page in the order in which they were drawn, one for each run. */
export function textsOf(pdf: Buffer): string[][] {
  const objects = objectsOf(pdf);
  const referred = (head: string, name: string) => {
    const id = new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1];
    return id === undefined ? null : (objects.get(Number(id)) ?? null);
  };
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map((page) => {
    const resources = referred(page.head, 'Resources')!.head;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
        const cmap = referred(objects.get(Number(id))!.head, 'ToUnicode')!.stream!;
        return [name!, lettersOf(cmap.toString('latin1'))] as const;
      }),
    );
    const content = referred(page.head, 'Contents')!.stream!.toString('latin1');
    let letters = new Map<number, string>();
    const texts: string[] = [];
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) letters = fonts.get(font)!;
      else {
        const glyphs = [...shown!.matchAll(/<([0-9a-f]*)>/gi)].flatMap(
          ([, hex]) => hex!.match(/.{4}/g) ?? [],
        );
        texts.push(glyphs.map((glyph) => letters.get(parseInt(glyph, 16)) ?? '\ufffd').join(''));
      }
    }
    return texts;
  });
}
