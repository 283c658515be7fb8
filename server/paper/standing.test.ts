import { describe, expect, test } from 'vitest';
import type { Act } from '#content/schema.ts';
import { buildRegistry, type Mark } from '../law/rules.ts';
import { askedOn, type AskedQuestion } from '../quiz/rules.ts';
import { paperEnd, printedStanding, type PrintedQuestion } from './rules.ts';

const PRINTED = '2026-11-21';

/** The figure is 40 until the end of 2026, 50 in 2027, and unknown from then on. */
const act: Act & { id: string } = {
  ...{ id: 'tt', number: '38/2024/TT-BGTVT', kind: 'circular', title: 'Văn bản dùng trong bài kiểm tra' },
  ...{ issuer: 'Bộ', issuedOn: null, inForceFrom: '2025-01-01', inForceTo: null, amends: [], replaces: [] },
  ...{
    implements: [],
    officialUrl: null,
    checkedOn: PRINTED,
    reviewBy: '2027-05-21',
    confidence: 'verified',
  },
  ...{ sources: ['một nguồn'], changesVi: [] },
  provisions: [
    {
      at: '7',
      headingVi: 'Tốc độ tối đa',
      periods: [
        {
          ...{ from: '2025-01-01', to: '2026-12-31', textVi: 'Tối đa 40 km/h.', confidence: 'verified' },
          figures: { max: { amount: 40, unit: 'km/h' } },
        },
        {
          ...{ from: '2027-01-01', to: '2027-12-31', textVi: 'Tối đa 50 km/h.', confidence: 'verified' },
          figures: { max: { amount: 50, unit: 'km/h' } },
        },
      ],
    },
    {
      at: '8',
      headingVi: 'Còn hiệu lực',
      periods: [{ from: '2025-01-01', textVi: 'Dừng lại.', confidence: 'verified' }],
    },
  ],
};
const registryWith = (...marks: Omit<Mark, 'id' | 'reason'>[]) =>
  buildRegistry(
    [act],
    [],
    marks.map((mark, at) => ({ ...mark, id: `${at}`, reason: 'thử' })),
  );

const asked = (provision: string, right: string, wrong: string): AskedQuestion => ({
  ...{
    ref: 'abc',
    id: 'q',
    about: '1',
    provision,
    levels: ['adult'],
    difficulty: 1,
    guides: [],
    picture: null,
  },
  ...{ text: 'Tối đa bao nhiêu?', explanation: 'Theo quy định.' },
  task: { kind: 'one', options: [{ text: right }, { text: wrong }], right: 0 },
});
const printed = (question: AskedQuestion): PrintedQuestion => {
  const { text, task } = askedOn(registryWith(), question, PRINTED);
  return { asked: question, text, task };
};
const SPEED = printed(asked('tt:7', '{{value tt:7 max}}', '60 km/h'));
const STOP = printed(asked('tt:8', 'Dừng lại', 'Đi tiếp'));

describe('a printed question', () => {
  test.each([
    ['2026-11-21', { holds: true }],
    ['2026-12-31', { holds: true }],
    ['2027-01-01', { holds: false, reason: 'figure', since: '2027-01-01' }],
    ['2027-03-01', { holds: false, reason: 'figure', since: '2027-01-01' }],
  ])('of a figure on %s', (day, standing) => {
    expect(printedStanding(registryWith(), SPEED, PRINTED, day)).toEqual(standing);
  });

  test('whose provision has no wording any more has lapsed since its last change', () => {
    expect(printedStanding(registryWith(), SPEED, PRINTED, '2028-01-10')).toMatchObject({
      ...{ holds: false, since: '2027-01-01' },
    });
  });

  test.each(['under-review', 'ended'] as const)(
    'whose provision is marked %s says so, and since when',
    (state) => {
      const registry = registryWith({ target: 'tt:8', state, onDay: '2026-12-05' });
      expect(printedStanding(registry, STOP, PRINTED, '2026-12-04')).toEqual({ holds: true });
      const lapsed = { holds: false, reason: state, since: '2026-12-05' };
      expect(printedStanding(registry, STOP, PRINTED, '2026-12-05')).toEqual(lapsed);
      expect(printedStanding(registry, STOP, PRINTED, '2027-02-01')).toEqual(lapsed);
    },
  );

  test('may have lapsed before it was printed, as it turns out', () => {
    const registry = registryWith({ target: 'tt:8', state: 'under-review', onDay: '2026-11-01' });
    expect(printedStanding(registry, STOP, PRINTED, PRINTED)).toMatchObject({ since: '2026-11-01' });
    const empty = buildRegistry([], [], []);
    expect(printedStanding(empty, STOP, PRINTED, PRINTED)).toEqual({
      ...{ holds: false, reason: 'unknown', since: null },
    });
  });

  test('with two right answers since a figure changed says so', () => {
    const question = printed(asked('tt:7', '{{value tt:7 max}}', '50 km/h'));
    expect(printedStanding(registryWith(), question, PRINTED, '2027-01-02')).toEqual({
      ...{ holds: false, reason: 'two-right', since: '2027-01-01' },
    });
  });

  test('set in another way says the same', () => {
    const setOtherwise = { ...STOP, text: STOP.text.replaceAll(' ', '\u00a0') };
    expect(printedStanding(registryWith(), setOtherwise, PRINTED, PRINTED)).toEqual({ holds: true });
    const { kind, options, right } = STOP.task as Extract<PrintedQuestion['task'], { kind: 'one' }>;
    const fromDatabase = { ...STOP, task: { right, kind, options } };
    expect(printedStanding(registryWith(), fromDatabase, PRINTED, PRINTED)).toEqual({ holds: true });
    const reworded = { ...STOP, text: 'Tối thiểu bao nhiêu?' };
    expect(printedStanding(registryWith(), reworded, PRINTED, PRINTED)).toMatchObject({ reason: 'figure' });
  });
});

test.each([
  ['2026-11-21', '2028-07-31'],
  ['2027-07-31', '2028-07-31'],
  ['2027-08-01', '2029-07-31'],
])('what is made on %s is kept until %s', (madeOn, end) => {
  expect(paperEnd(madeOn)).toBe(end);
});
