import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SearchPages, SearchWords } from '#content/schema.ts';
import { fold } from '#server/search/rules.ts';

const words = SearchWords.parse(parse(readFileSync('content/search/words.yaml', 'utf8')));
const pages = SearchPages.parse(parse(readFileSync('content/search/pages.yaml', 'utf8')));

test('an abbreviation stands once, has at most four words and does not stand for itself', () => {
  const shorts = words.abbreviations.map(({ short }) => fold(short));
  expect(shorts.filter((short, at) => shorts.indexOf(short) !== at)).toEqual([]);
  for (const { short, means } of words.abbreviations) {
    expect(short.split(' ').length).toBeLessThanOrEqual(4);
    for (const meaning of means) expect(fold(meaning)).not.toBe(fold(short));
  }
});

test('a filler is no abbreviation and has at most four words', () => {
  const shorts = new Set(words.abbreviations.map(({ short }) => fold(short)));
  expect(words.fillers.filter((filler) => shorts.has(fold(filler)))).toEqual([]);
  expect(words.fillers.filter((filler) => filler.split(' ').length > 4)).toEqual([]);
});

test('every page to be found is a page of the site', () => {
  const missing = pages.filter(({ path }) => {
    const file = `src/pages${path.slice(0, -1)}`;
    return !existsSync(`${file}.astro`) && !existsSync(`${file}/index.astro`);
  });
  expect(missing).toEqual([]);
});
