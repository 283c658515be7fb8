import { expect, test } from 'vitest';
import { fullWorld } from '#tests/support/disclosure-worlds.ts';
import { readWorld, splitsOf } from './members.ts';

test('an area of one commune is that commune', () => {
  const world = {
    ...fullWorld(8),
    place: new Map([
      ['all', ['a', 'b']],
      ['a', ['x']],
      ['b', ['y', 'z']],
      ['x', []],
      ['y', []],
      ['z', []],
    ]),
  };
  const { place } = readWorld(world);
  expect(place.idOf(place.maskOf('a'))).toBe(place.idOf(place.maskOf('x')));
  expect(place.idOf(place.maskOf('b'))).not.toBe(place.idOf(place.maskOf('y')));
  expect(place.maskOf('all')).toBe(place.whole);
});

test('the topmost sum of results is their whole', () => {
  const { result } = readWorld(fullWorld(8));
  expect(result.maskOf('received')).toBe(result.whole);
});

test('a member that is not there, or is a part of itself, is an error', () => {
  const { place } = readWorld(fullWorld(8));
  expect(() => place.maskOf('nowhere')).toThrow(RangeError);
  expect(() =>
    readWorld({
      ...fullWorld(8),
      place: new Map([
        ['a', ['b']],
        ['b', ['a']],
      ]),
    }),
  ).toThrow(RangeError);
});

test('members add up to the smallest list that covers them', () => {
  expect(splitsOf([0b111n, 0b011n, 0b001n, 0b010n, 0b100n])).toEqual([
    { parent: 0, parts: [1, 4], isCovered: true },
    { parent: 1, parts: [2, 3], isCovered: true },
  ]);
});

test('without a part that is not in the list, a member is only known to be no less', () => {
  expect(splitsOf([0b111n, 0b001n, 0b010n])).toEqual([{ parent: 0, parts: [1, 2], isCovered: false }]);
});

test('areas before and after a change overlap: communes are counted instead', () => {
  const [whole] = splitsOf([0b111n, 0b011n, 0b110n, 0b001n, 0b010n, 0b100n]);
  expect(whole).toEqual({ parent: 0, parts: [3, 4, 5], isCovered: true });
});
