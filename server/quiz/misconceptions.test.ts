import { expect, test } from 'vitest';
import { beliefsByProvision, mostChosenMisconceptions, type BeliefAnswer } from './rules.ts';

const answers = (people: number, change: Partial<BeliefAnswer> = {}): BeliefAnswer[] =>
  Array.from({ length: people }, (_, at) => ({
    ...{ question: 'q1', provision: 'nd-168-2024:7.7.c', misconception: 'đi bộ dắt xe cũng bị phạt' },
    ...{ person: `p${at}`, ...change },
  }));

test.each([
  [19, 'withheld'],
  [20, 'counted'],
  [21, 'counted'],
])('over several classes, %d people are %s', (people, kind) => {
  expect(beliefsByProvision(answers(people), { isOwnClass: false }).map((each) => each.kind)).toEqual([kind]);
});

test('one person who answers twice is one of twenty', () => {
  const rows = [...answers(19), ...answers(1, { question: 'q2' })];
  expect(rows).toHaveLength(20);
  expect(beliefsByProvision(rows, { isOwnClass: false })).toEqual([
    { kind: 'withheld', provision: 'nd-168-2024:7.7.c' },
  ]);
  expect(mostChosenMisconceptions(rows, { isOwnClass: false })).toEqual([]);
});

test('a class sees its own, however small', () => {
  expect(beliefsByProvision(answers(2), { isOwnClass: true })).toMatchObject([
    { kind: 'counted', people: 2, beliefs: [{ people: 2 }] },
  ]);
});

test('those who were right count among the people, and the most chosen belief comes first', () => {
  const rows = [
    ...answers(10, { misconception: null }),
    ...answers(15, { misconception: 'a' }).map((row) => ({ ...row, person: `a${row.person}` })),
    ...answers(16, { misconception: 'b' }).map((row) => ({ ...row, person: `b${row.person}` })),
    ...answers(16, { misconception: 'b', question: 'q2' }).map((row) => ({
      ...row,
      person: `b${row.person}`,
    })),
  ];
  expect(mostChosenMisconceptions(rows, { isOwnClass: false })).toEqual([
    { provision: 'nd-168-2024:7.7.c', misconception: 'b', people: 16, of: 41 },
  ]);
});

test('each provision is withheld or counted for itself, the most believed first', () => {
  const rows = [
    ...answers(19, { provision: 'z' }),
    ...answers(20, { provision: 'b' }),
    ...answers(25, { provision: 'c' }),
  ];
  expect(
    beliefsByProvision(rows, { isOwnClass: false }).map(({ kind, provision }) => `${provision} ${kind}`),
  ).toEqual(['c counted', 'b counted', 'z withheld']);
});
