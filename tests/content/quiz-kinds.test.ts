import { describe, expect, test } from 'vitest';
import type { Task, TaskKind } from '#content/schema.ts';
import { readQuestions } from '#server/content/service.ts';
import { boundTask } from '#server/quiz/rules.ts';
import { registry } from '#tests/support/content.ts';

const DAY = '2026-11-21';
const questions = readQuestions('content').map((question) => ({
  ...question,
  bound: boundTask(registry, question.task, DAY),
}));

/** Shipped questions of a kind that a check finds wrong, by id. */
const wrong = <K extends TaskKind>(
  kind: K,
  isWrong: (task: Extract<Task, { kind: K }>, question: (typeof questions)[number]) => boolean,
): string[] =>
  questions
    .filter(({ bound }) => bound.kind === kind)
    .filter((question) => isWrong(question.bound as Extract<Task, { kind: K }>, question))
    .map(({ id }) => id);

const sameWords = (texts: readonly string[]): boolean =>
  new Set(texts.map((text) => text.normalize('NFC').toLocaleLowerCase('vi').trim())).size < texts.length;

describe('shipped questions', () => {
  test('of places lie apart from each other, whole in the picture', () => {
    expect(
      wrong('hotspot', ({ spots }, { pictureView: view }) => {
        if (!view) return true;
        const isOutside = spots.some(
          ({ xPx, yPx, radiusPx }) =>
            xPx - radiusPx < view.xPx ||
            yPx - radiusPx < view.yPx ||
            xPx + radiusPx > view.xPx + view.widthPx ||
            yPx + radiusPx > view.yPx + view.heightPx,
        );
        const isOverlapping = spots.some((one, at) =>
          spots
            .slice(at + 1)
            .some(
              (other) => Math.hypot(one.xPx - other.xPx, one.yPx - other.yPx) < one.radiusPx + other.radiusPx,
            ),
        );
        return isOutside || isOverlapping || sameWords(spots.map(({ label }) => label));
      }),
    ).toEqual([]);
  });

  test('of an order name different things', () => {
    expect(wrong('ordering', ({ items }) => sameWords(items))).toEqual([]);
  });

  test('of pairs have different left sides, and extras that belong to none', () => {
    expect(
      wrong('matching', ({ pairs, extras }) => {
        const rights = new Set(pairs.map(({ right }) => right));
        return (
          sameWords(pairs.map(({ left }) => left)) ||
          sameWords([...rights, ...extras]) ||
          (rights.size === 1 && extras.length === 0)
        );
      }),
    ).toEqual([]);
  });

  test('of a number say in what, and ask for one that can be typed', () => {
    expect(
      wrong(
        'number',
        ({ unit, values }) => !unit || values.some(({ value }) => Number(value.toFixed(3)) !== value),
      ),
    ).toEqual([]);
  });

  test('of several right ones have a right and a wrong one', () => {
    expect(
      wrong('several', ({ options }) => new Set(options.map(({ isRight }) => isRight)).size < 2),
    ).toEqual([]);
  });

  test('that are true or false state something', () => {
    expect(wrong('true-false', (_, { text }) => text.includes('?'))).toEqual([]);
  });

  test('of a short answer take one that fits an address, and not any text', () => {
    expect(
      wrong('short', ({ accepted }) =>
        accepted.some(({ text }) => text.length > 60 || text.replaceAll('*', '').trim().length < 2),
      ),
    ).toEqual([]);
  });
});

const KINDS: readonly TaskKind[] = [
  'one',
  'several',
  'true-false',
  'ordering',
  'matching',
  'number',
  'short',
  'hotspot',
];
test.each(KINDS)('there are at least five shipped questions of kind %s', (kind) => {
  expect(questions.filter(({ bound }) => bound.kind === kind).length).toBeGreaterThanOrEqual(5);
});

/** Wrong answers that can be chosen, each with what somebody believes who chooses it. */
function wrongAnswers(task: Task): { text: string; misconception?: string | undefined }[] {
  switch (task.kind) {
    case 'one':
      return task.options.filter((_, at) => at !== task.right);
    case 'several':
      return task.options.filter(({ isRight }) => !isRight);
    case 'true-false':
      return [{ text: task.isTrue ? 'Sai' : 'Đúng', misconception: task.misconception }];
    case 'hotspot':
      return task.spots
        .filter((_, at) => at !== task.right)
        .map(({ label, misconception }) => ({ text: label, misconception }));
    case 'ordering':
    case 'matching':
    case 'number':
    case 'short':
      return [];
  }
}

describe('every wrong option of a shipped question', () => {
  const beliefs = questions.flatMap(({ id, bound }) =>
    wrongAnswers(bound).map(({ text, misconception }) => ({ id, text, misconception })),
  );

  test('names what somebody believes who chooses it', () => {
    expect(beliefs.filter(({ misconception }) => misconception === undefined)).toEqual([]);
  });

  test('names another belief than the others of its question, in other words than its own', () => {
    const bad = questions.filter(({ id }) => {
      const own = beliefs.filter((belief) => belief.id === id);
      const named = own.flatMap(({ misconception }) => misconception ?? []);
      return sameWords(named) || own.some(({ text, misconception }) => misconception === text);
    });
    expect(bad.map(({ id }) => id)).toEqual([]);
  });
});
