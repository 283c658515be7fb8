import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown, type Block, type Inline } from './rules.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const runsOf = (value: string): Inline[] => (readMarkdown(value)[0] as { runs: Inline[] }).runs;

const everyRun = (blocks: readonly Block[]): Inline[] =>
  blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.runs));

describe('blocks', () => {
  test('blank lines part paragraphs, a line break alone does not', () => {
    expect(readMarkdown('Một\r\nhai\n\n\nba')).toEqual([
      { kind: 'paragraph', runs: [text('Một hai')] },
      { kind: 'paragraph', runs: [text('ba')] },
    ]);
  });

  test('lists and headings need no blank line around them; items may stand apart', () => {
    expect(readMarkdown('Cấm:\n- xe tải\n\n- xe khách\n1. một\n## Giờ\n### Nơi\n#### bốn')).toEqual([
      { kind: 'paragraph', runs: [text('Cấm:')] },
      { kind: 'list', isOrdered: false, items: [[text('xe tải')], [text('xe khách')]] },
      { kind: 'list', isOrdered: true, items: [[text('một')]] },
      { kind: 'heading', level: 2, runs: [text('Giờ')] },
      { kind: 'heading', level: 3, runs: [text('Nơi')] },
      { kind: 'paragraph', runs: [text('#### bốn')] },
    ]);
  });

  test('an empty text has no blocks', () => {
    expect(readMarkdown(' \n\t\n')).toEqual([]);
  });
});

describe('runs', () => {
  test('bold, italic and links stand within a text', () => {
    expect(runsOf('Xem **kỹ** và *chậm* [ở đây](/luat/).')).toEqual([
      text('Xem '),
      { kind: 'strong', text: 'kỹ' },
      text(' và '),
      { kind: 'em', text: 'chậm' },
      text(' '),
      { kind: 'link', text: 'ở đây', href: '/luat/' },
      text('.'),
    ]);
  });

  test.each(['2 * 3 * 4', '**', '** a **', '[x]()', '[x](a b)', 'a*'])('“%s” stays as typed', (typed) => {
    expect(runsOf(typed)).toEqual([text(typed)]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert`1`',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'http://plain.example',
    'vbscript:x',
    'https://a"onclick=1',
  ])('a link to %s is no link', (href) => {
    expect(everyRun(readMarkdown(`[x](${href})`)).filter(({ kind }) => kind === 'link')).toEqual([]);
  });

  test('markup stays text', () => {
    expect(runsOf('<script>alert(1)</script>')).toEqual([text('<script>alert(1)</script>')]);
  });
});

test('whatever is typed, every link is safe and no letter is lost', () => {
  const piece = fc.constantFrom(
    '**',
    '*',
    '[',
    ']',
    '(',
    ')',
    '/luat/',
    'javascript:',
    'x',
    'ệ',
    ' ',
    '\n',
    '- ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const runs = everyRun(readMarkdown(pieces.join('')));
      for (const run of runs)
        if (run.kind === 'link') expect(run.href).toMatch(/^(\/[^/\\]|\/$|https:|mailto:|tel:)/);
      const shown = runs.map((run) => run.text).join('');
      const count = (value: string) => [...value].filter((letter) => letter === 'ệ').length;
      expect(count(shown)).toBe(count(pieces.join('')));
    }),
  );
});

test('a long text of opened marks is read quickly', () => {
  const startedAt = performance.now();
  readMarkdown('**a *b [c]( '.repeat(1600));
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
