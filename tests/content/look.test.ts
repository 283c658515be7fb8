import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Correction, Page, Update } from '#content/schema.ts';
import { readFolder } from '#server/content/service.ts';
import { readMarkdown } from '#tests/support/content.ts';

const css = readFileSync('src/styles/tokens.css', 'utf8');
const tokensOf = (block: string) =>
  new Map([...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]));
const [lightBlock, darkBlock] = css.split('@media (prefers-color-scheme: dark)') as [string, string];
const light = tokensOf(lightBlock);
const dark = new Map([...light, ...tokensOf(darkBlock)]);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXT_PAIRS = [
  ['ink', 'paper'],
  ['ink', 'mist'],
  ['muted', 'paper'],
  ['muted', 'mist'],
  ['link', 'paper'],
  ['link', 'mist'],
  ['on-sign', 'sign'],
  ['on-line', 'line'],
  ['on-tarmac', 'tarmac'],
  ['on-verdict', 'stop'],
  ['on-verdict', 'go'],
  ['on-note', 'note'],
] as const;
const CONTROL_PAIRS = [['edge', 'paper']] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s scheme', (_name, tokens) => {
  test.each(TEXT_PAIRS)('%s on %s is readable at 4.5:1', (text, ground) => {
    expect(contrast(tokens.get(text)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(CONTROL_PAIRS)('%s on %s is visible at 3:1', (line, ground) => {
    expect(contrast(tokens.get(line)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(3);
  });
});

test('both fonts together stay under 60 KB', () => {
  const bytes = ['400', '700'].map(
    (weight) => readFileSync(`public/fonts/be-vietnam-pro-${weight}.woff2`).length,
  );
  expect(bytes[0]! + bytes[1]!).toBeLessThan(60_000);
});

test('pages, updates and corrections fit their schemas', () => {
  for (const [folder, schema] of [
    ['pages', Page],
    ['updates', Update],
  ] as const) {
    for (const name of readdirSync(`content/${folder}`))
      expect(schema.safeParse(readMarkdown(`content/${folder}/${name}`).front).error?.issues ?? []).toEqual(
        [],
      );
  }
  expect(() => readFolder('content/corrections', Correction)).not.toThrow();
});
