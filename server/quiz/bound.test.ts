import { describe, expect, test } from 'vitest';
import type { QuestionTask } from '#content/schema.ts';
import { UnknownBindingError } from '../law/rules.ts';
import { registry } from '#tests/support/content.ts';
import { boundTask, textsOf } from './rules.ts';

const DAY = '2026-11-21';
const DISTANCE = '{{value luat-36-2024:18.4.e distance}}';
const BOUND = '20\u00a0m';

/** Every kind, with a figure of law wherever one may stand. */
const BINDING: Record<string, QuestionTask> = {
  one: { kind: 'one', options: [{ text: `cách ${DISTANCE}` }, { text: 'Cách 7 m' }], right: 0 },
  several: {
    kind: 'several',
    options: [
      { text: `Cách ${DISTANCE}`, isRight: true },
      { text: 'Có đèn', isRight: false },
    ],
  },
  ordering: { kind: 'ordering', items: [`cách ${DISTANCE}`, 'Đèn'] },
  matching: {
    kind: 'matching',
    pairs: [
      { left: `Cách ${DISTANCE}`, right: 'Báo hiệu' },
      { left: 'Đèn', right: `Trong ${DISTANCE}` },
    ],
    extras: [`Ngoài ${DISTANCE}`],
  },
  hotspot: {
    kind: 'hotspot',
    scene: 'nga-tu',
    spots: [
      { label: `Nơi cách ${DISTANCE}`, xPx: 10, yPx: 10, radiusPx: 20 },
      { label: 'Nơi khác', xPx: 90, yPx: 10, radiusPx: 20 },
    ],
    right: 0,
  },
};
const PLAIN: Record<string, QuestionTask> = {
  'true-false': { kind: 'true-false', isTrue: true },
  short: { kind: 'short', accepted: [{ text: '*nhường*', weightPct: 100 }] },
  number: { kind: 'number', values: [{ value: 5, tolerance: 0, weightPct: 100 }], unit: 'loại' },
};
const number = (figure: string): QuestionTask => ({
  kind: 'number',
  values: [{ figure, tolerance: 1, weightPct: 100 }],
  unit: 'loại',
});

describe('a task as it is put on a day', () => {
  test.each(Object.entries(BINDING))('%s: every text holds the words of that day', (_, task) => {
    const places = textsOf(task).filter((text) => text.includes('{{')).length;
    const bound = JSON.stringify(boundTask(registry, task, DAY));
    expect(places).toBeGreaterThan(0);
    expect(bound.split(BOUND)).toHaveLength(places + 1);
    expect(bound).not.toContain('{{');
    expect(boundTask(registry, task, DAY).kind).toBe(task.kind);
  });

  test.each(Object.entries(PLAIN))('%s without figures stays as it is', (_, task) => {
    expect(textsOf(task)).toEqual([]);
    expect(boundTask(registry, task, DAY)).toEqual(task);
  });

  test('items of an ordering begin alike, so that no capital tells the first one', () => {
    expect(boundTask(registry, BINDING['ordering']!, DAY)).toMatchObject({
      items: [`Cách ${BOUND}`, 'Đèn'],
    });
  });

  test('a number that is a figure of law has its amount of that day', () => {
    expect(boundTask(registry, number('luat-36-2024:11.5 groups'), DAY)).toEqual({
      kind: 'number',
      values: [{ value: 5, tolerance: 1, weightPct: 100 }],
      unit: 'loại',
    });
    expect(textsOf(number('luat-36-2024:11.5 groups'))).toEqual(['{{value luat-36-2024:11.5 groups}}']);
  });

  test.each([
    'luat-15-2012:66.1 days',
    'luat-36-2024:11.5 none',
    'luat-36-2024:11.5',
    'luat-0-2000:1 groups',
  ])('a number is refused that is a range, or that nobody knows: %s', (figure) => {
    expect(() => boundTask(registry, number(figure), DAY)).toThrow(UnknownBindingError);
  });

  test('a number is refused before its provision began', () => {
    expect(() => boundTask(registry, number('luat-36-2024:11.5 groups'), '2024-12-31')).toThrow(
      UnknownBindingError,
    );
  });
});
