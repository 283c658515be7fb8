import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readQuestions } from '#server/content/service.ts';
import { bindText, plainText } from '#server/law/rules.ts';
import { optionTexts, readinessOf, setsOf, poolOf, typeset } from '#server/quiz/rules.ts';
import { guides, registry } from '#tests/support/content.ts';

/** A fixed day: main must not break on a birthday of the law. */
const DAY = '2026-11-21';
const questions = readQuestions('content');
const slugs = new Set(guides.map(({ slug }) => slug));

test.each(questions)('$id may be asked', (question) => {
  expect(readinessOf(registry, question, DAY)).toEqual({ ok: true });
});

test('there are at least 120 questions', () => {
  expect(questions.length).toBeGreaterThanOrEqual(120);
});

test('no two questions have the same words', () => {
  const texts = questions.map((question) =>
    [
      typeset(plainText(bindText(registry, question.text, DAY))),
      ...optionTexts(registry, question, DAY).sort(),
    ].join('|'),
  );
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

describe('options', () => {
  const wrong = questions.flatMap(({ id, options }) =>
    options.filter(({ isRight }) => !isRight).map(({ text }) => ({ id, text })),
  );

  test('that are wrong are bound to nothing: a change of law must not make them move', () => {
    expect(wrong.filter(({ text }) => text.includes('{{'))).toEqual([]);
  });

  test('never speak of each other or of their places, since they are shuffled', () => {
    const place =
      /(tất cả|cả (hai|ba)|không có|một trong).{0,20}(đáp án|ý|câu|phương án)|\b(A|B|C|D) (và|hoặc)\b|ở trên/iu;
    expect(
      questions.flatMap(({ id, options }) => options.filter(({ text }) => place.test(text)).map(() => id)),
    ).toEqual([]);
  });

  test('that are right are not the longest ones as a rule', () => {
    const longest = questions.filter((question) => {
      const texts = optionTexts(registry, question, DAY);
      const right = texts[question.options.findIndex(({ isRight }) => isRight)]!.length;
      return texts.every((text, index) => question.options[index]!.isRight || text.length < right);
    });
    console.log(
      JSON.stringify({
        figure: 'questions whose right option is the longest',
        value: Math.round((longest.length / questions.length) * 1000) / 1000,
        unit: '1',
        baseline: 0.25,
        ratio: null,
        goal: '≤ 0.4',
        holds: longest.length / questions.length <= 0.4,
      }),
    );
    expect(longest.length / questions.length).toBeLessThanOrEqual(0.4);
  });
});

test('every guide they name exists, and every guide has a set', () => {
  const named = new Set(questions.flatMap((question) => question.guides));
  expect([...named].filter((slug) => !slugs.has(slug))).toEqual([]);
  expect([...slugs].filter((slug) => !named.has(slug))).toEqual([]);
});

test('every level fills an attempt', () => {
  const levels = setsOf(questions).filter(({ kind }) => kind !== 'guide');
  expect(levels.map(({ id }) => id)).toEqual(['tong-hop', 'tieu-hoc', 'thcs', 'thpt', 'nguoi-lon']);
  for (const set of levels) expect(poolOf(questions, set).length).toBeGreaterThanOrEqual(20);
});

test('every question was read by a second reader, who found it answerable from its fact', () => {
  const lines = [1, 2].flatMap((part) =>
    readFileSync(`tests/content/question-review-${part}.csv`, 'utf8').trim().split('\n').slice(1),
  );
  const reviewed = new Map(
    lines.map((line) => {
      const [id, fact, provision, verdict] = line.replaceAll('"', '').split(',');
      return [id!, { fact: Number(fact), provision, verdict }];
    }),
  );
  expect(lines).toHaveLength(questions.length);
  const wrong = questions.filter(({ id, fact, provision }) => {
    const found = reviewed.get(id);
    return (
      found?.fact !== fact ||
      found.provision !== provision ||
      !['đúng', 'đã sửa'].includes(found.verdict ?? '')
    );
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});
