import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Act, Behaviour, QuestionTask } from '#content/schema.ts';
import { buildRegistry, type Mark } from '../law/rules.ts';
import {
  boundTask,
  drawQuestions,
  poolOf,
  readinessOf,
  setsOf,
  shuffled,
  sizeOf,
  typeset,
  type Askable,
} from './rules.ts';

const DAY = '2026-11-21';
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** A task with one right option, the first one. */
const one = (...texts: string[]): QuestionTask => ({
  kind: 'one',
  options: texts.map((text) => ({ text })),
  right: 0,
});

const question = (over: Partial<Askable> = {}): Askable => ({
  provision: 'tt:7',
  text: 'Xe gắn máy chạy tối đa bao nhiêu?',
  task: one('{{value tt:7 max}}', '50 km/h', '60 km/h'),
  explanation: 'Tối đa {{value tt:7 max}} theo quy định.',
  ...over,
});

const act: Act & { id: string } = {
  id: 'tt',
  number: '38/2024/TT-BGTVT',
  kind: 'circular',
  title: 'Văn bản dùng trong bài kiểm tra',
  issuer: 'Bộ',
  issuedOn: null,
  inForceFrom: '2025-01-01',
  inForceTo: null,
  amends: [],
  replaces: [],
  implements: [],
  officialUrl: null,
  checkedOn: DAY,
  reviewBy: '2027-05-21',
  confidence: 'verified',
  sources: ['một nguồn'],
  changesVi: [],
  provisions: [
    {
      at: '7',
      headingVi: 'Tốc độ tối đa',
      periods: [
        {
          from: '2025-01-01',
          to: '2026-12-31',
          textVi: 'Tối đa 40 km/h.',
          figures: { max: { amount: 40, unit: 'km/h' } },
          confidence: 'verified',
        },
        {
          from: '2027-01-01',
          to: '2027-12-31',
          textVi: 'Tối đa 50 km/h.',
          figures: { max: { amount: 50, unit: 'km/h' } },
          confidence: 'verified',
        },
      ],
    },
    {
      at: '8',
      headingVi: 'Điều chưa xác nhận',
      periods: [{ from: '2025-01-01', textVi: 'Chưa đối chiếu được.', confidence: 'unconfirmed' }],
    },
  ],
};
const fines: Behaviour & { id: string } = {
  id: 'speeding',
  nameVi: 'Quá tốc độ',
  penalties: [
    {
      id: 'fast',
      titleVi: 'Chạy quá tốc độ',
      vehicle: 'car',
      role: 'driver',
      subject: 'individual',
      confidence: 'verified',
      withheld: false,
      periods: [
        {
          from: '2025-01-01',
          fineMinVnd: 4_000_000,
          fineMaxVnd: 6_000_000,
          points: 2,
          sanctionVi: null,
          provision: 'nd:6.5.a',
        },
      ],
    },
  ],
};
const registry = (...marks: Mark[]) => buildRegistry([act, { ...act, id: 'nd' }], [fines], marks);
const mark = (target: string, state: Mark['state'], onDay = '2026-11-01'): Mark => ({
  id: target,
  target,
  state,
  onDay,
  reason: 'thử',
});

describe('a shuffle', () => {
  test('is a permutation, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), seed, (items, number) => {
        const once = shuffled(items, number);
        expect([...once].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
        expect(shuffled(items, number)).toEqual(once);
      }),
    );
  });

  test('leaves its input as it was', () => {
    const items = [1, 2, 3, 4];
    shuffled(items, 7);
    expect(items).toEqual([1, 2, 3, 4]);
  });

  test('puts the first option into each of four places about as often', () => {
    const places = [0, 0, 0, 0];
    for (let number = 0; number < 4000; number += 1)
      places[shuffled([0, 1, 2, 3], number * 2_654_435_761).indexOf(0)]! += 1;
    for (const count of places) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe('drawing questions', () => {
  const pools = fc.array(
    fc.record({
      about: fc.integer({ min: 1, max: 9 }).map(String),
      difficulty: fc.constantFrom(1, 2, 3),
    }),
  );
  test('takes as many as asked or as there are, none twice, easy ones first', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 0, max: 20 }), seed, (pool, count, number) => {
        const drawn = drawQuestions(pool, count, number);
        expect(drawn).toHaveLength(Math.min(count, pool.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.map(({ difficulty }) => difficulty)).toEqual(
          drawn.map(({ difficulty }) => difficulty).sort(),
        );
      }),
    );
  });

  test('takes no matter twice while another one is left', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 1, max: 9 }), seed, (pool, count, number) => {
        const drawn = drawQuestions(pool, count, number);
        const matters = new Set(pool.map(({ about }) => about)).size;
        expect(new Set(drawn.map(({ about }) => about)).size).toBe(Math.min(drawn.length, matters));
      }),
    );
  });
});

describe('sets', () => {
  const all = [
    { levels: ['primary', 'adult'], guides: ['b', 'a'] },
    { levels: ['adult'], guides: ['a'] },
  ] as const;
  test('are mixed, levels from the youngest up, guides; none without questions', () => {
    expect(setsOf(all).map(({ id }) => id)).toEqual(['tong-hop', 'tieu-hoc', 'nguoi-lon', 'a', 'b']);
    expect(setsOf([])).toEqual([]);
  });
  test.each([
    ['tong-hop', 2, 20],
    ['tieu-hoc', 1, 10],
    ['nguoi-lon', 2, 10],
    ['a', 2, 10],
    ['b', 1, 10],
  ])('%s has %i questions and asks %i at most', (id, count, size) => {
    const set = setsOf(all).find((each) => each.id === id)!;
    expect([poolOf(all, set).length, sizeOf(set)]).toEqual([count, size]);
  });
});

describe('a question is asked', () => {
  test.each([
    ['2024-12-31', { ok: false, reason: 'law' }],
    ['2025-01-01', { ok: true }],
    ['2026-12-31', { ok: true }],
    ['2027-01-01', { ok: false, reason: 'two-right' }],
    ['2028-01-01', { ok: false, reason: 'law' }],
  ])('on %s: %j', (day, expected) => {
    expect(readinessOf(registry(), question(), day)).toEqual(expected);
  });

  test.each([
    ['under-review', 'tt:7', '2026-11-21', false],
    ['under-review', 'tt:7', '2026-11-22', true],
    ['ended', 'tt', '2026-11-01', false],
    ['ended', 'tt:8', '2026-11-01', true],
  ] as const)('with a mark %s on %s from %s: %s', (state, target, onDay, ok) => {
    expect(readinessOf(registry(mark(target, state, onDay)), question(), DAY).ok).toBe(ok);
  });

  test('not while a figure in its explanation is under review, though its provision stands', () => {
    const fined = question({ explanation: 'Phạt {{fine fast}} nếu chạy nhanh hơn.' });
    expect(readinessOf(registry(), fined, DAY)).toEqual({ ok: true });
    expect(readinessOf(registry(mark('nd:6.5.a', 'under-review')), fined, DAY)).toEqual({
      ok: false,
      reason: 'law',
    });
  });

  test('never with an unconfirmed provision', () => {
    expect(readinessOf(registry(), question({ provision: 'tt:8' }), DAY)).toEqual({
      ok: false,
      reason: 'unconfirmed',
    });
  });

  test('never with a provision or figure nobody knows', () => {
    for (const over of [{ provision: 'tt:99' }, { explanation: 'Tối đa {{value tt:7 none}} thôi.' }])
      expect(readinessOf(registry(), question(over), DAY)).toEqual({ ok: false, reason: 'unknown' });
  });

  test.each(['40 km/h', '40 KM/H.', ' 40\u00a0km/h', '40\n km/h'])(
    'not with the wrong option “%s”',
    (text) => {
      const twice = question({ task: one('{{value tt:7 max}}', text) });
      expect(readinessOf(registry(), twice, DAY)).toEqual({ ok: false, reason: 'two-right' });
    },
  );

  test('not with a wrong range that has another dash than the right one', () => {
    const task = one('Phạt {{fine fast}}', 'Phạt 4 - 6 triệu đồng');
    expect(readinessOf(registry(), question({ task }), DAY)).toEqual({ ok: false, reason: 'two-right' });
  });
});

test('setting a text twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => typeset(typeset(text)) === typeset(text)));
});

describe('options', () => {
  const textsOf = (task: QuestionTask) => {
    const bound = boundTask(registry(), task, DAY);
    return bound.kind === 'one' || bound.kind === 'several' ? bound.options.map(({ text }) => text) : [];
  };
  test.each([
    one('phạt {{fine fast}}', 'Phạt 8-10 triệu đồng.', 'phạt  2 – 3 triệu đồng'),
    {
      kind: 'several',
      options: ['phạt {{fine fast}}', 'Phạt 8-10 triệu đồng.', 'phạt  2 – 3 triệu đồng'].map((text) => ({
        text,
        isRight: true,
      })),
    } satisfies QuestionTask,
  ])(
    'of kind $kind are set alike, so that no blank, dash, capital or full stop tells the bound one',
    (task) => {
      expect(textsOf(task)).toEqual([
        'Phạt 4–6\u00a0triệu\u00a0đồng',
        'Phạt 8–10\u00a0triệu\u00a0đồng',
        'Phạt 2–3\u00a0triệu\u00a0đồng',
      ]);
    },
  );
  test('keep their full stops when all have one', () => {
    expect(textsOf(one('Có.', 'Không.'))).toEqual(['Có.', 'Không.']);
  });
});
