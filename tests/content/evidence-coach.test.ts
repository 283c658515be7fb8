import { expect, it } from 'vitest';
import { GUIDES_WITH_NEEDS, sortRecord } from '#server/report/rules.ts';
import { coachWords } from '#src/lib/coach-words.ts';
import { guides, stringsOf } from '#tests/support/content.ts';

it('every guide that the coach treats apart exists', () => {
  const slugs = guides.map(({ slug }) => slug);
  expect(GUIDES_WITH_NEEDS.filter((slug) => !slugs.includes(slug))).toEqual([]);
});

it('of every guide some line asks for something in the picture, and each line stands at one question', () => {
  for (const { slug, data } of guides) {
    const sorted = sortRecord(data!.record);
    expect(sorted.picture.length, slug).toBeGreaterThan(0);
    expect(Object.values(sorted).flat().sort(), slug).toEqual([...data!.record].sort());
    // What speaks of the plate or the place alone is no tick mark about the picture.
    expect(
      sorted.picture.filter((line) => /^(biển số|tên đường|số nhà)/i.test(line)),
      slug,
    ).toEqual([]);
  }
});

it('the coach never says that police will refuse, nor that the law asks what only the plans list', () => {
  const texts = [...stringsOf(coachWords)].map(([, text]) => text);
  expect(texts.filter((text) => /từ chối|luật quy định|bắt buộc phải|không được nhận/i.test(text))).toEqual(
    [],
  );
  expect(texts.join(' ')).toContain('ó thể chưa đủ để xác minh');
  expect(texts.join(' ')).toContain('chưa xác nhận');
});

it('the sentences of the coach stay under 20 words', () => {
  const long = [...stringsOf(coachWords)]
    .flatMap(([path, text]) => text.split(/(?<=[.!?:;])\s/).map((sentence) => [path, sentence] as const))
    .filter(([, sentence]) => sentence.split(/\s+/).length > 20);
  expect(long).toEqual([]);
});
