import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { QuestionTask } from '#content/schema.ts';
import { readQuestions } from '#server/content/service.ts';
import { bindText, plainText } from '#server/law/rules.ts';
import { boundTask, readinessOf, setsOf, poolOf, textsOf, typeset } from '#server/quiz/rules.ts';
import { CHOICE_SET } from '#tests/support/choices.ts';
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
  const texts = questions.map(({ text, task }) =>
    [
      typeset(plainText(bindText(registry, text, DAY))),
      ...textsOf(boundTask(registry, task, DAY)).sort(),
    ].join('|'),
  );
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

describe('options', () => {
  const optionsOf = (task: QuestionTask) => {
    if (task.kind === 'several') return task.options;
    return task.kind === 'one'
      ? task.options.map((option, at) => ({ ...option, isRight: at === task.right }))
      : [];
  };
  const wrong = questions.flatMap(({ id, task }) =>
    optionsOf(task)
      .filter(({ isRight }) => !isRight)
      .map(({ text }) => ({ id, text })),
  );

  test('that are wrong are bound to nothing: a change of law must not make them move', () => {
    expect(wrong.filter(({ text }) => text.includes('{{'))).toEqual([]);
  });

  test('never speak of each other or of their places, since they are shuffled', () => {
    const place =
      /(tất cả|cả (hai|ba)|không có|một trong).{0,20}(đáp án|ý|câu|phương án)|\b(A|B|C|D) (và|hoặc)\b|ở trên/iu;
    expect(
      questions.flatMap(({ id, task }) => textsOf(task).flatMap((text) => (place.test(text) ? id : []))),
    ).toEqual([]);
  });

  test('that are right are not the longest ones as a rule', () => {
    const bound = questions.map(({ task }) => boundTask(registry, task, DAY));
    const choices = bound.flatMap((task) => (task.kind === 'one' ? task : []));
    const longest = choices.filter(({ options, right }) =>
      options.every(({ text }, at) => at === right || text.length < options[right]!.text.length),
    );
    console.log(
      JSON.stringify({
        figure: 'questions whose right option is the longest',
        value: Math.round((longest.length / choices.length) * 1000) / 1000,
        unit: '1',
        baseline: 0.25,
        ratio: null,
        goal: '≤ 0.4',
        holds: longest.length / choices.length <= 0.4,
      }),
    );
    expect(longest.length / choices.length).toBeLessThanOrEqual(0.4);
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
  const lists = readdirSync('tests/content').filter((name) => /^question-review-\d+\.csv$/.test(name));
  const lines = lists.flatMap((name) =>
    readFileSync(`tests/content/${name}`, 'utf8').trim().split('\n').slice(1),
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

test('the set that the browser tests play holds questions with one right option, and enough of them', () => {
  const own = questions.filter(({ guides: named }) => named.includes(CHOICE_SET));
  expect(own.length).toBeGreaterThanOrEqual(5);
  expect(own.filter(({ task }) => task.kind !== 'one')).toEqual([]);
});
