import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  animalAt,
  animalCount,
  ANIMALS,
  blockMeans,
  bySeat,
  CODE_BYTES,
  hostCodeOf,
  isCode,
  isSeat,
  joinCodeOf,
  pointsOf,
  readGameTag,
  resumeCodeOf,
  schoolYearEnd,
  seatName,
  teamOf,
  typedCode,
} from './rules.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const DAY_MS = 24 * 60 * 60 * 1000;

describe('codes', () => {
  test('have no letter or digit that looks like another one, and are known as codes', () => {
    fc.assert(
      fc.property(
        bytes(CODE_BYTES.join),
        bytes(CODE_BYTES.resume),
        bytes(CODE_BYTES.host),
        (join, resume, host) => {
          const codes = {
            join: joinCodeOf(join, new Date(0)),
            resume: resumeCodeOf(resume),
            host: hostCodeOf(host),
          };
          expect(Object.values(codes).join('')).not.toMatch(/[01258BILOSZ]/);
          for (const kind of ['join', 'resume', 'host'] as const)
            expect(isCode(typedCode(codes[kind]), kind)).toBe(true);
        },
      ),
    );
  });

  test('of a game are never those of the day before or after', () => {
    fc.assert(
      fc.property(bytes(6), bytes(6), fc.integer({ min: 0, max: 30_000 }), (one, other, day) => {
        const on = (offset: number) => new Date((day + offset) * DAY_MS);
        expect(joinCodeOf(one, on(0))).not.toBe(joinCodeOf(other, on(1)));
        expect(joinCodeOf(one, on(0))).not.toBe(joinCodeOf(other, on(2)));
      }),
    );
  });

  test('are read as people type them', () => {
    expect(typedCode(' kmn–4qp 7 ')).toBe('KMN4QP7');
    expect(isCode(typedCode('7x6h-mneg p7fg mq4y'), 'host')).toBe(true);
    expect([isCode('KMN4Q', 'join'), isCode('KMN4QO', 'join'), isCode('KMN4QPP', 'join')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('seats', () => {
  test('are numbers up to the last one, and animals', () => {
    expect(['0', '1', '45', '46', '01', '-1', '1.5', ''].map((seat) => isSeat(seat, 45))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(['meo', 'meo-2', 'meo-0', 'meo-1', 'mèo', 'toString'].map((seat) => isSeat(seat, 45))).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('every animal a class can draw exists, once, and has a name', () => {
    for (const seats of [1, 64, 65, 200]) {
      const all = Array.from({ length: animalCount(seats) }, (_, place) => animalAt(place));
      expect(new Set(all).size).toBe(all.length);
      expect(new Set(all.map(seatName)).size).toBe(all.length);
      expect(all.every((seat) => isSeat(seat, seats))).toBe(true);
    }
    expect(seatName('17')).toBe('Số 17');
    expect([seatName('meo'), seatName('meo-2')]).toEqual(['Mèo', 'Mèo 2']);
    expect(Object.keys(ANIMALS).toSorted()).toEqual([...new Set(Object.keys(ANIMALS))].toSorted());
  });

  test('are put in order: numbers, then animals', () => {
    expect(['meo', '10', 'cao', '9', '1'].toSorted(bySeat)).toEqual(['1', '9', '10', 'cao', 'meo']);
  });

  test('make teams of nearly the same size', () => {
    const sizes = [0, 0, 0];
    for (let seat = 1; seat <= 44; seat += 1) sizes[teamOf(String(seat), 3)! - 1]! += 1;
    expect(sizes).toEqual([15, 15, 14]);
    expect([teamOf('17', 0), teamOf('meo', 4)]).toEqual([null, expect.any(Number)]);
  });
});

describe('points', () => {
  test('do not know time unless speed is switched on', () => {
    expect([0, 10_000, 99_999].map((elapsed) => pointsOf(100, false, elapsed, 20_000))).toEqual([
      100, 100, 100,
    ]);
  });
  test('with speed go down to half at the end of the player’s own window', () => {
    expect([-5, 0, 10_000, 20_000, 22_000].map((elapsed) => pointsOf(100, true, elapsed, 20_000))).toEqual([
      100, 100, 75, 50, 50,
    ]);
    expect(pointsOf(100, true, 20_000, 40_000)).toBe(75);
    expect(pointsOf(40, true, 10_000, 20_000)).toBe(30);
  });
});

test('blocks are five questions, or half of fewer than ten', () => {
  const marks = [100, 0, 100, 0, 100, 0, 0, 0, 0, 0, 100, 100];
  expect(blockMeans([marks])).toEqual({ firstBlockPct: 60, lastBlockPct: 40 });
  expect(
    blockMeans([
      [100, 0, 50],
      [null, null, null],
    ]),
  ).toEqual({ firstBlockPct: 50, lastBlockPct: 25 });
  expect(blockMeans([[80]])).toEqual({ firstBlockPct: 80, lastBlockPct: 80 });
  expect([blockMeans([]), blockMeans([[]])]).toEqual([null, null]);
});

test('a school year ends on 31 July', () => {
  expect(['2026-07-30', '2026-07-31', '2026-08-01', '2026-12-31'].map(schoolYearEnd)).toEqual([
    '2026-07-31',
    '2026-07-31',
    '2027-07-31',
    '2027-07-31',
  ]);
});

test('tags of games are told from tags of pages', () => {
  expect(readGameTag('game:1-2')).toEqual({ kind: 'game', gameId: '1-2' });
  expect(readGameTag('count:1-2')).toEqual({ kind: 'count', gameId: '1-2' });
  expect(['law', '*', 'guide:x', 'game:', 'mygame:1'].map(readGameTag)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
