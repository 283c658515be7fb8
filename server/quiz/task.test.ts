import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Task, type TaskResponse } from '#content/schema.ts';
import { readQuestions } from '#server/content/service.ts';
import { registry } from '#tests/support/content.ts';
import { boundTask, drawOrder, isAnswerTo, markOf, rightOf, shownTask } from './rules.ts';

const KINDS = {
  one: { kind: 'one', options: [{ text: 'A' }, { text: 'B' }, { text: 'C' }], right: 1 },
  several: {
    kind: 'several',
    options: [
      { text: 'A', isRight: true },
      { text: 'B', isRight: false },
      { text: 'C', isRight: true },
    ],
  },
  'true-false': { kind: 'true-false', isTrue: false },
  ordering: { kind: 'ordering', items: ['Xe cứu hỏa', 'Xe máy', 'Ô tô', 'Xe đạp'] },
  matching: {
    kind: 'matching',
    pairs: [
      { left: 'Đỏ', right: 'Dừng' },
      { left: 'Xanh', right: 'Đi' },
      { left: 'Vàng', right: 'Dừng' },
    ],
    extras: ['Lùi'],
  },
  number: {
    kind: 'number',
    values: [
      { value: 0.3, tolerance: 0 },
      { value: 50, tolerance: 5, weightPct: 40 },
    ],
  },
  short: { kind: 'short', accepted: [{ text: 'nhường đường' }, { text: '*dừng*', weightPct: 50 }] },
  hotspot: {
    kind: 'hotspot',
    scene: 'nga-tu',
    spots: [
      { label: 'Vạch dừng', xPx: 1, yPx: 2, radiusPx: 20, misconception: 'Dừng trên vạch' },
      { label: 'Giữa ngã tư', xPx: 3, yPx: 4, radiusPx: 20 },
    ],
    right: 0,
  },
} as const;
const tasks = Object.fromEntries(
  Object.entries(KINDS).map(([kind, task]) => [kind, Task.parse(task)]),
) as Record<keyof typeof KINDS, Task>;
const all = Object.values(tasks);
const inPlace = (task: Task) => drawOrder(task, 0).toSorted((a, b) => a - b);
const mark = (task: Task, response: TaskResponse) => Math.round(markOf(task, inPlace(task), response));

test('every kind: what is shown afterwards as right earns the full mark, wherever things stand', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (task, seed) => {
      const order = drawOrder(task, seed);
      const right = rightOf(task, order);
      const response: TaskResponse = right.kind === 'number' ? { kind: 'number', value: right.value } : right;
      expect(isAnswerTo(task, response)).toBe(true);
      expect(markOf(task, order, response)).toBe(100);
    }),
  );
});

test('what a player sees does not depend on the key', () => {
  const keys: [Task, Task][] = [
    [tasks.one, { ...KINDS.one, options: [...KINDS.one.options], right: 2 }],
    [tasks['true-false'], { kind: 'true-false', isTrue: true }],
    [tasks.hotspot, { ...(tasks.hotspot as Extract<Task, { kind: 'hotspot' }>), right: 1 }],
  ];
  for (const [task, other] of keys)
    for (const seed of [0, 1, 2]) {
      expect(shownTask(task, drawOrder(task, seed))).toEqual(shownTask(other, drawOrder(other, seed)));
    }
  for (const task of all)
    expect(JSON.stringify(shownTask(task, drawOrder(task, 5)))).not.toMatch(
      /right"|isRight|isTrue|weight|tolerance|value|accepted|misconception|feedback/,
    );
});

test('ordering and matching show every thing once, in a drawn order', () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    const shown = shownTask(tasks.ordering, drawOrder(tasks.ordering, seed)) as { items: string[] };
    seen.add(shown.items.join());
    expect(shown.items.toSorted()).toEqual([...KINDS.ordering.items].toSorted());
  }
  expect(seen.size).toBe(24);
  const matching = shownTask(tasks.matching, drawOrder(tasks.matching, 1)) as { rights: string[] };
  expect(matching.rights.toSorted()).toEqual(['Dừng', 'Lùi', 'Đi']);
});

test('several without weights: all and only the right ones', () => {
  const of = (...choices: number[]) => mark(tasks.several, { kind: 'several', choices });
  expect([of(0, 2), of(2, 0), of(0), of(0, 1, 2), of(), of(1)]).toEqual([100, 100, 0, 0, 0, 0]);
});

test('several with weights: their sum, never below 0 or above 100', () => {
  const weighted = Task.parse({
    kind: 'several',
    options: [
      { text: 'A', isRight: true, weightPct: 60 },
      { text: 'B', isRight: true, weightPct: 60 },
      { text: 'C', isRight: false, weightPct: -50 },
    ],
  });
  const of = (...choices: number[]) => mark(weighted, { kind: 'several', choices });
  expect([of(0), of(0, 1), of(0, 2), of(2), of(0, 1, 2)]).toEqual([60, 100, 10, 0, 70]);
});

test('ordering: the share of right neighbours; same words stand for each other', () => {
  const of = (...places: number[]) => mark(tasks.ordering, { kind: 'ordering', places });
  expect([of(0, 1, 2, 3), of(3, 0, 1, 2), of(1, 0, 2, 3), of(3, 2, 1, 0)]).toEqual([100, 67, 33, 0]);
  const twins = Task.parse({ kind: 'ordering', items: ['Xe máy', 'Ô tô', 'Xe máy'] });
  expect(mark(twins, { kind: 'ordering', places: [2, 1, 0] })).toBe(100);
  expect(mark(twins, { kind: 'ordering', places: [0, 2, 1] })).toBe(50);
});

test('matching: the share of left sides that have theirs; one right side may serve two', () => {
  const { rights } = rightOf(tasks.matching, inPlace(tasks.matching)) as { rights: number[] };
  expect(rights[0]).toBe(rights[2]);
  const of = (...given: (number | null)[]) => mark(tasks.matching, { kind: 'matching', rights: given });
  expect([of(...rights), of(rights[0]!, null, null), of(null, null, null)]).toEqual([100, 33, 0]);
});

test('number: the ends of the tolerance are inside, one step further is not', () => {
  const of = (value: number) => mark(tasks.number, { kind: 'number', value });
  expect([of(45), of(55), of(44.999), of(55.001), of(0.1 + 0.2), of(0.301)]).toEqual([40, 40, 0, 0, 100, 0]);
});

describe('short', () => {
  const of = (text: string) => mark(tasks.short, { kind: 'short', text });
  test('case, blanks and composition do not count; marks do', () => {
    expect([of('  NHƯỜNG   đường '), of('nhường đường'.normalize('NFD')), of('nhuong duong')]).toEqual([
      100, 100, 0,
    ]);
    const tones = Task.parse({ kind: 'short', accepted: [{ text: 'hòa thủy' }] });
    expect(mark(tones, { kind: 'short', text: 'hoà thuỷ' })).toBe(100);
  });
  test('a star stands for any text, also none; the parts stand in order and do not overlap', () => {
    expect([of('dừng'), of('phải dừng xe'), of('đi')]).toEqual([50, 50, 0]);
    const overlap = Task.parse({
      kind: 'short',
      accepted: [{ text: 'ab*ba' }, { text: 'x*y*z', weightPct: 70 }],
    });
    const check = (text: string) => mark(overlap, { kind: 'short', text });
    expect([check('aba'), check('abba'), check('ab-ba'), check('x-y-z'), check('xz-y')]).toEqual([
      0, 100, 100, 70, 0,
    ]);
  });
  test('a pattern made of stars is judged at once', () => {
    const stars = Task.parse({ kind: 'short', accepted: [{ text: `${'a*'.repeat(250)}b` }] });
    const startedAt = performance.now();
    expect(mark(stars, { kind: 'short', text: 'a'.repeat(200) })).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(50);
  });
});

test('a response of another kind, or with places that are not shown, is no answer', () => {
  const wrong: [keyof typeof KINDS, TaskResponse][] = [
    ['one', { kind: 'true-false', isTrue: true }],
    ['one', { kind: 'one', choice: 3 }],
    ['one', { kind: 'one', choice: -1 }],
    ['several', { kind: 'several', choices: [0, 0] }],
    ['ordering', { kind: 'ordering', places: [0, 1, 2] }],
    ['ordering', { kind: 'ordering', places: [0, 1, 2, 2] }],
    ['matching', { kind: 'matching', rights: [0, 1] }],
    ['matching', { kind: 'matching', rights: [0, 1, 3] }],
    ['number', { kind: 'number', value: Number.NaN }],
    ['hotspot', { kind: 'hotspot', spot: 2 }],
  ];
  for (const [kind, response] of wrong) {
    expect(isAnswerTo(tasks[kind], response)).toBe(false);
    expect(() => markOf(tasks[kind], inPlace(tasks[kind]), response)).toThrow(RangeError);
  }
});

test('every shipped question is a whole task with the words of its day, and its right answer earns all', () => {
  for (const question of readQuestions('content')) {
    const task = boundTask(registry, question.task, '2026-11-21');
    expect(Task.safeParse(task).success).toBe(true);
    expect(JSON.stringify(shownTask(task, inPlace(task)))).not.toContain('{{');
    const right = rightOf(task, inPlace(task));
    const response: TaskResponse = right.kind === 'number' ? { kind: 'number', value: right.value } : right;
    expect(markOf(task, inPlace(task), response)).toBe(100);
  }
});
