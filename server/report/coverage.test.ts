import { describe, expect, it } from 'vitest';
import { makeCases, TODAY, type Case } from '#tests/support/report-cases.ts';
import { assess, type Answers } from './rules.ts';

const SEED = 20261121;
const today = { day: TODAY, limitationYears: 1 };

/** Good to know, claims no defect. */
const NOTES = ['file-location', 'file-bare'];

/** Every word of the coach on a case. */
const wordsOn = (answers: Answers): string[] => {
  const { missing, warnings } = assess(answers, today);
  return [...missing.map(({ what }) => what), ...warnings.map(({ id }) => id)].filter(
    (word) => !NOTES.includes(word),
  );
};

function score(cases: Case[], coach: (answers: Answers) => string[]) {
  let planted = 0;
  let caught = 0;
  let sound = 0;
  let alarmed = 0;
  const missed: string[] = [];
  const alarms: string[] = [];
  for (const { number, answers, planted: defects } of cases) {
    const words = coach(answers);
    for (const { defect, caughtBy } of defects) {
      planted += 1;
      if (caughtBy.some((word) => words.includes(word))) caught += 1;
      else missed.push(`${number}: ${defect}`);
    }
    if (defects.length > 0) continue;
    sound += 1;
    if (words.length > 0) {
      alarmed += 1;
      alarms.push(`${number}: ${words.join(', ')}: ${JSON.stringify(answers)}`);
    }
  }
  return { planted, caught, sound, alarmed, missed, alarms };
}

/** Words that no planted defect accounts for, in cases with defects. */
function strayWords(cases: Case[], coach: (answers: Answers) => string[]): string[] {
  // One defect may rightly draw a second word.
  const follows: Record<string, string[]> = {
    original: ['received'],
    medium: ['content'],
    plate: ['features'],
  };
  return cases
    .filter(({ planted }) => planted.length > 0)
    .flatMap(({ number, answers, planted }) => {
      const expected = planted.flatMap(({ caughtBy }) => caughtBy);
      const rightly = new Set([...expected, ...expected.flatMap((word) => follows[word] ?? [])]);
      return coach(answers)
        .filter((word) => !rightly.has(word))
        .map((word) => `${number}: ${word} (planted: ${expected.join(', ')}) ${JSON.stringify(answers)}`);
    });
}

const print = (figure: string, value: number, goal: string, holds: boolean) =>
  console.log(JSON.stringify({ figure, value, unit: 'percent', baseline: null, ratio: null, goal, holds }));
const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;

describe('on 300 synthetic cases', () => {
  const cases = makeCases(300, SEED);

  it('the coach catches at least 95 % of planted defects and cries wolf in at most 3 % of sound cases', () => {
    const { planted, caught, sound, alarmed, missed, alarms } = score(cases, wordsOn);
    const caughtPct = percent(caught, planted);
    const alarmedPct = percent(alarmed, sound);
    print(
      `evidence coach: planted defects caught (${caught} of ${planted}, 300 cases)`,
      caughtPct,
      '≥ 95',
      caughtPct >= 95,
    );
    print(`evidence coach: sound cases alarmed (${alarmed} of ${sound})`, alarmedPct, '≤ 3', alarmedPct <= 3);
    expect(caughtPct, missed.join('\n')).toBeGreaterThanOrEqual(95);
    expect(alarmedPct, alarms.join('\n')).toBeLessThanOrEqual(3);
  });

  it('in a case with defects it speaks of hardly anything else', () => {
    const stray = strayWords(cases, wordsOn);
    const faulty = cases.filter(({ planted }) => planted.length > 0).length;
    const strayPct = percent(stray.length, faulty);
    print(
      `evidence coach: stray words in faulty cases (${stray.length} in ${faulty})`,
      strayPct,
      '≤ 3',
      strayPct <= 3,
    );
    expect(strayPct, stray.join('\n')).toBeLessThanOrEqual(3);
  });

  it('the measure itself tells a coach that is silent from one that always speaks', () => {
    expect(score(cases, () => []).caught).toBe(0);
    const shouting = score(cases, () =>
      cases.flatMap(({ planted }) => planted.flatMap((one) => one.caughtBy)),
    );
    expect(shouting.caught).toBe(shouting.planted);
    expect(shouting.alarmed).toBe(shouting.sound);
  });

  it('the cases are the same on every machine, and every kind of defect stands among them', () => {
    expect(makeCases(300, SEED)).toEqual(cases);
    const kinds = new Set(cases.flatMap(({ planted }) => planted.map(({ defect }) => defect)));
    expect(kinds.size).toBeGreaterThanOrEqual(28);
    expect(cases.filter(({ planted }) => planted.length === 0).length).toBeGreaterThanOrEqual(90);
  });
});
