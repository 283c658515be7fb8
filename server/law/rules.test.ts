import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Act, Behaviour, Penalty } from '#content/schema.ts';
import {
  anchorOf,
  bindText,
  buildRegistry,
  changesBetween,
  citationOf,
  covers,
  deductionOf,
  formatFine,
  lawProblems,
  penaltiesOn,
  penaltyOn,
  periodOn,
  plainText,
  pointsAfter,
  provisionOn,
  restoredOn,
  shownFine,
  testPossibleOn,
  UnknownBindingError,
  type Mark,
} from './rules.ts';

const act = (id: string, over: Partial<Act> = {}): Act & { id: string } => ({
  id,
  number: '168/2024/NĐ-CP',
  kind: 'decree',
  title: 'Văn bản dùng trong bài kiểm tra',
  issuer: 'Chính phủ',
  issuedOn: null,
  inForceFrom: '2025-01-01',
  inForceTo: null,
  amends: [],
  replaces: [],
  implements: [],
  officialUrl: null,
  checkedOn: '2026-11-21',
  reviewBy: '2027-05-21',
  confidence: 'verified',
  sources: ['một nguồn'],
  changesVi: [],
  provisions: [
    {
      at: '6.9.b',
      headingVi: 'Vượt đèn đỏ',
      periods: [{ from: '2025-01-01', textVi: 'Không chấp hành đèn tín hiệu.', confidence: 'verified' }],
    },
    {
      at: '18.4.h',
      headingVi: 'Cách nơi giao nhau',
      periods: [
        {
          from: '2025-01-01',
          to: '2026-06-30',
          textVi: 'Không dừng trong phạm vi 5 m.',
          figures: { distance: { amount: 5, unit: 'm' } },
          confidence: 'verified',
        },
        {
          from: '2026-07-01',
          textVi: 'Không dừng trong phạm vi 7 m.',
          figures: { distance: { amount: 7, unit: 'm' } },
          confidence: 'single-source',
        },
      ],
    },
  ],
  ...over,
});

const penalty = (over: Partial<Penalty> = {}): Penalty => ({
  id: 'car-red-light',
  titleVi: 'Ô tô vượt đèn đỏ',
  vehicle: 'car',
  role: 'driver',
  subject: 'individual',
  confidence: 'verified',
  withheld: false,
  periods: [
    {
      from: '2025-01-01',
      to: '2026-08-14',
      fineMinVnd: 4_000_000,
      fineMaxVnd: 6_000_000,
      points: 2,
      sanctionVi: null,
      provision: 'nd:6.9.b',
    },
    {
      from: '2026-08-15',
      fineMinVnd: 18_000_000,
      fineMaxVnd: 20_000_000,
      points: 4,
      sanctionVi: null,
      provision: 'nd:6.9.b',
    },
  ],
  ...over,
});

const registry = (rows: Penalty[] = [penalty()], marks: Mark[] = [], over: Partial<Act> = {}) => {
  const behaviour: Behaviour & { id: string } = { id: 'red-light', nameVi: 'Vượt đèn đỏ', penalties: rows };
  return buildRegistry([act('nd', over)], [behaviour], marks);
};
const mark = (target: string, state: Mark['state'], onDay = '2026-11-01'): Mark => ({
  id: target + state,
  target,
  state,
  onDay,
  reason: 'thử',
});

describe('the period of a day', () => {
  test.each([
    ['2024-12-31', 'no-data', undefined],
    ['2025-01-01', 'in-force', 4_000_000],
    ['2026-08-14', 'in-force', 4_000_000],
    ['2026-08-15', 'in-force', 18_000_000],
    ['2099-01-01', 'in-force', 18_000_000],
  ])('%s is %s', (day, standing, fineMinVnd) => {
    const on = penaltyOn(registry(), 'car-red-light', day)!;
    expect([on.standing, on.period?.fineMinVnd]).toEqual([standing, fineMinVnd]);
  });

  test('after the last day of the last period the row has ended, and its figure is known', () => {
    const ended = registry([penalty({ periods: [{ ...penalty().periods[0]! }] })]);
    expect(penaltyOn(ended, 'car-red-light', '2026-08-15')).toMatchObject({
      standing: 'ended',
      period: { points: 2 },
    });
  });

  test('a gap between two periods has no data', () => {
    const [first, second] = penalty().periods as [Penalty['periods'][number], Penalty['periods'][number]];
    const gap = registry([penalty({ periods: [{ ...first, to: '2025-12-31' }, second] })]);
    expect(penaltyOn(gap, 'car-red-light', '2026-03-01')!.standing).toBe('no-data');
  });

  test('every day has at most one period', () => {
    const day = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const { periods } = penalty();
    fc.assert(
      fc.property(day, (on) => {
        const holding = periods.filter(
          (period) => period.from <= on && (period.to === undefined || on <= period.to),
        );
        return holding.length <= 1 && periodOn(periods, on) === (holding[0] ?? null);
      }),
    );
  });

  test('words for a day without data never say that nothing is fined', () => {
    expect(shownFine(penaltyOn(registry(), 'car-red-light', '2024-01-01')!)).toBe('chưa có dữ liệu');
  });
});

describe('rows of a behaviour', () => {
  const rows = [
    penalty(),
    penalty({ id: 'bike', vehicle: 'bicycle' }),
    penalty({ id: 'anyone', vehicle: 'any' }),
  ];
  test.each([
    ['car', ['car-red-light', 'anyone']],
    ['truck', ['anyone']],
    [null, ['car-red-light', 'bike', 'anyone']],
  ])('for %s are %j', (vehicle, ids) => {
    expect(
      penaltiesOn(registry(rows), 'red-light', vehicle, '2026-11-21').map(({ penalty: { id } }) => id),
    ).toEqual(ids);
  });

  test('of an unknown behaviour there are none', () => {
    expect(penaltiesOn(registry(), 'nothing', null, '2026-11-21')).toEqual([]);
  });
});

describe('a withheld row', () => {
  const hidden = registry([penalty({ withheld: true, confidence: 'single-source' })]);
  test('has no figure left in the registry', () => {
    expect(JSON.stringify([...hidden.penalties.values()])).not.toMatch(/000000/);
  });
  test('reads as not confirmed', () => {
    const on = penaltyOn(hidden, 'car-red-light', '2026-11-21')!;
    expect([on.standing, shownFine(on)]).toEqual(['withheld', 'chưa xác nhận']);
    expect(plainText(bindText(hidden, 'Phạt {{fine car-red-light}}.', '2026-11-21'))).toBe(
      'Phạt chưa xác nhận.',
    );
  });
});

describe('marks', () => {
  test.each([
    ['nd:6.9.b', 'nd:6.9.b', true],
    ['nd:6.9', 'nd:6.9.b', true],
    ['nd:6', 'nd:6.9.b', true],
    ['nd', 'nd:6.9.b', true],
    ['nd:6.9.b', 'nd:6.9', false],
    ['nd:6', 'nd:60.1', false],
    ['nd:6.1', 'nd:6.10', false],
    ['n', 'nd:6', false],
  ])('%s covers %s: %s', (target, id, expected) => {
    expect(covers(target, id)).toBe(expected);
  });

  test('hold from their day on', () => {
    const marked = registry([penalty()], [mark('nd:6', 'under-review')]);
    expect(penaltyOn(marked, 'car-red-light', '2026-10-31')!.standing).toBe('in-force');
    expect(penaltyOn(marked, 'car-red-light', '2026-11-01')!.standing).toBe('under-review');
  });

  test('ended is stronger than under review', () => {
    const marked = registry([penalty()], [mark('nd:6.9.b', 'under-review'), mark('nd', 'ended')]);
    expect(provisionOn(marked, 'nd:6.9.b', '2026-11-21')!.standing).toBe('ended');
  });

  test('of another act touch nothing', () => {
    expect(
      penaltyOn(registry([penalty()], [mark('tt', 'ended')]), 'car-red-light', '2026-11-21')!.standing,
    ).toBe('in-force');
  });
});

test('the end of an act ends its provisions and rows on the next day', () => {
  const ended = registry([penalty()], [], { inForceTo: '2026-12-31' });
  expect(penaltyOn(ended, 'car-red-light', '2026-12-31')!.standing).toBe('in-force');
  expect(penaltyOn(ended, 'car-red-light', '2027-01-01')!.standing).toBe('ended');
  expect(provisionOn(ended, 'nd:6.9.b', '2027-01-01')!.standing).toBe('ended');
});

describe('texts bound to the law', () => {
  const say = (text: string, day: string) => plainText(bindText(registry(), text, day));
  test('show the figure of the day', () => {
    expect(say('Phạt {{fine car-red-light}}, {{points car-red-light}}.', '2026-08-14')).toBe(
      'Phạt 4–6\u00a0triệu\u00a0đồng, trừ 2\u00a0điểm.',
    );
    expect(say('Phạt {{fine car-red-light}}.', '2026-08-15')).toBe('Phạt 18–20\u00a0triệu\u00a0đồng.');
    expect(say('Cách {{value nd:18.4.h distance}}.', '2026-06-30')).toBe('Cách 5\u00a0m.');
    expect(say('Cách {{value nd:18.4.h distance}}.', '2026-07-01')).toBe('Cách 7\u00a0m.');
  });

  test('say where there is no data', () => {
    expect(say('Phạt {{fine car-red-light}}.', '2020-01-01')).toBe('Phạt chưa có dữ liệu.');
    expect(say('Cách {{value nd:18.4.h distance}}.', '2020-01-01')).toBe('Cách chưa có dữ liệu.');
  });

  test('mark a figure from a single source', () => {
    expect(bindText(registry(), '{{value nd:18.4.h distance}}', '2026-07-01')).toMatchObject([
      { isSingleSource: true },
    ]);
  });

  test('refuse what the registry does not hold', () => {
    for (const text of ['{{fine no}}', '{{value nd:18.4.h no}}', '{{value nd:1 distance}}']) {
      expect(() => bindText(registry(), text, '2026-11-21')).toThrow(UnknownBindingError);
    }
  });

  test('are reported when they cite or bind what may not be used', () => {
    const unconfirmed = registry([penalty({ withheld: true })], [], {
      provisions: [
        {
          at: '1',
          headingVi: 'Chưa xác nhận',
          periods: [{ from: '2025-01-01', textVi: 'Chưa có nguồn nào.', confidence: 'unconfirmed' }],
        },
      ],
    });
    const problems = lawProblems(
      unconfirmed,
      ['nd:1', 'nd:2'],
      ['{{fine car-red-light}}', '{{points no}}'],
      '2026-11-21',
    );
    expect(problems.map((problem) => problem.split(':').at(-1)!.trim().slice(0, 12))).toEqual([
      'điều khoản c',
      'không có điề',
      'mức phạt chư',
      'không có dòn',
    ]);
    expect(lawProblems(registry(), ['nd:6.9.b'], ['{{fine car-red-light}}'], '2026-11-21')).toEqual([]);
  });

  test('keep every other character', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => say(text, '2026-11-21') === text,
      ),
    );
  });
});

describe('changes', () => {
  test('a changed figure is told once, on its day', () => {
    expect(changesBetween(registry(), '2026-08-14', '2026-08-15')).toMatchObject([
      { kind: 'figures', on: '2026-08-15' },
    ]);
    expect(
      changesBetween(registry(), '2026-08-15', '2026-12-31').filter(({ kind }) => kind === 'figures'),
    ).toEqual([]);
  });
  test('the first day of an act is no change of its rows', () => {
    expect(changesBetween(registry(), '2024-12-31', '2025-01-01')).toEqual([]);
  });
  test('a provision that no row rests on is told when its text changes', () => {
    expect(changesBetween(registry(), '2026-06-30', '2026-07-01')).toMatchObject([
      { kind: 'provision', provisionId: 'nd:18.4.h' },
    ]);
  });
});

describe('points on the licence', () => {
  test('only the largest deduction of one case counts', () => {
    expect(
      deductionOf([
        { points: 2, isSuspended: false },
        { points: 4, isSuspended: false },
      ]),
    ).toBe(4);
    expect(deductionOf([])).toBe(0);
  });
  test('suspension in the same case, or already running, takes the place of points', () => {
    expect(
      deductionOf([
        { points: 4, isSuspended: false },
        { points: 0, isSuspended: true },
      ]),
    ).toBe(0);
    expect(deductionOf([{ points: 4, isSuspended: false }], true)).toBe(0);
  });
  test('never fall below 0', () => {
    expect([pointsAfter(4, 3), pointsAfter(4, 4), pointsAfter(4, 5)]).toEqual([1, 0, 0]);
  });
  test('come back after 12 months, but not when none is left', () => {
    expect(restoredOn(1, '2026-02-28')).toBe('2027-02-28');
    expect(restoredOn(0, '2026-02-28')).toBeNull();
  });
  test('the test is possible after 6 months, in the last days of a month too', () => {
    expect(testPossibleOn('2026-08-31')).toBe('2027-02-28');
    expect(testPossibleOn('2027-08-31')).toBe('2028-02-29');
  });
});

describe('words', () => {
  test.each([
    [18_000_000, 20_000_000, '18–20\u00a0triệu\u00a0đồng'],
    [1_600_000, 2_400_000, '1,6–2,4\u00a0triệu\u00a0đồng'],
    [800_000, 1_000_000, '800.000–1.000.000\u00a0đồng'],
    [999_999, 1_000_000, '999.999–1.000.000\u00a0đồng'],
    [1_000_000, 1_000_000, '1\u00a0triệu\u00a0đồng'],
  ])('%i–%i đồng is %s', (min, max, words) => {
    expect(formatFine(min, max)).toBe(words);
  });
  test('a citation names act, article, clause and point', () => {
    expect(citationOf('nd:6.11.đ', { kind: 'decree', number: '168/2024/NĐ-CP' })).toBe(
      'Nghị định 168/2024/NĐ-CP, Điều\u00a06, khoản\u00a011, điểm\u00a0đ',
    );
    expect(citationOf('nd', { kind: 'decree', number: '168/2024/NĐ-CP' })).toBe('Nghị định 168/2024/NĐ-CP');
  });
  test('d and đ have different addresses', () => {
    expect([anchorOf('nd:6.5.d'), anchorOf('nd:6.5.đ'), anchorOf('qcvn:P.102')]).toEqual([
      'd6-k5-d',
      'd6-k5-dd',
      'p-102',
    ]);
  });
});
