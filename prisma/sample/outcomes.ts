/*
 * What the police of a province that does not exist would hand over: 24 months of 60 communes, the same at every run. Nothing
 * of it is a real figure; the proportions are plausible, no more.
 */
import { SAMPLE_AREAS } from './areas.ts';

/** First month and number of months. */
export const SAMPLE_FIRST_MONTH = '2024-10';
export const SAMPLE_MONTHS = 24;

export type SampleTally = {
  month: string;
  /** Code of the commune. */
  commune: string;
  behaviour: string;
  vehicle: string;
  source: string;
  result: string;
  count: number;
  finesVnd: number | null;
  points: number | null;
  processingDays: number | null;
};

export type SampleContribution = {
  month: string;
  unit: string;
  count: number;
  contributors: number;
  capPerPerson: number;
};

export type SampleCrash = { month: string; measure: string; count: number };

/** Cases a month in the province, all behaviours together. */
const CASES_A_MONTH = 5200;

/** Behaviours by how often they are seen, on which vehicle, and what one fine comes to in thousands of đồng. */
const BEHAVIOURS: readonly [code: string, weight: number, vehicle: string, fineThousands: number][] = [
  ['wrong-way', 9, 'motorbike', 5000],
  ['red-light', 14, 'motorbike', 5000],
  ['wrong-lane', 8, 'car', 5000],
  ['prohibited-road', 5, 'car', 2500],
  ['wrong-overtaking', 3, 'car', 5000],
  ['giving-way', 3, 'car', 5000],
  ['speeding', 11, 'car', 5000],
  ['drink-driving', 9, 'motorbike', 7000],
  ['phone', 5, 'motorbike', 900],
  ['no-helmet', 16, 'motorbike', 500],
  ['too-many-on-two-wheels', 5, 'motorbike', 500],
  ['pavement-riding', 4, 'motorbike', 5000],
  ['weaving', 1, 'motorbike', 9000],
  ['massing', 0.5, 'motorbike', 9000],
  ['wrong-parking', 15, 'car', 900],
  ['coach-wrong-stop', 2, 'coach', 2500],
  ['coach-overcrowded', 1.2, 'coach', 2500],
  ['truck-overload', 3, 'truck', 9000],
  ['truck-oversize', 1.5, 'truck', 5000],
  ['spilling-load', 2, 'truck', 3000],
  ['people-on-truck', 0.4, 'truck', 900],
  ['raised-cargo-box', 0.6, 'truck', 7000],
  ['plate', 2.5, 'motorbike', 5000],
  ['underage', 4, 'motorbike', 900],
  ['transport-licence', 1, 'truck', 5000],
  ['other', 3, 'other', 900],
];

/** What comes of a report of each source, in hundredths. */
const OUTCOMES: Readonly<Record<string, readonly [result: string, share: number][]>> = {
  citizen: [
    ['fined', 30],
    ['warned', 9],
    ['in-process', 8],
    ['no-basis', 26],
    ['out-of-scope', 6],
    ['too-late', 8],
    ['duplicate', 9],
    ['pending', 4],
  ],
  patrol: [
    ['fined', 90],
    ['warned', 8],
    ['in-process', 2],
  ],
  camera: [
    ['fined', 74],
    ['warned', 3],
    ['in-process', 12],
    ['no-basis', 8],
    ['pending', 3],
  ],
};
const SOURCE_SHARES: readonly [source: string, share: number][] = [
  ['citizen', 0.24],
  ['patrol', 0.48],
  ['camera', 0.28],
];

/** Numbers in [0, 1) that look drawn and are the same at every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of something rare, by its mean. */
function drawnCount(mean: number, next: () => number): number {
  if (mean > 30)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * (next() + next() + next() - 1.5) * 2));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

const monthAt = (at: number): string => {
  const months = Number(SAMPLE_FIRST_MONTH.slice(0, 4)) * 12 + Number(SAMPLE_FIRST_MONTH.slice(5)) - 1 + at;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
};

/** The months of the sample, oldest first. */
export const sampleMonths = (): string[] => Array.from({ length: SAMPLE_MONTHS }, (_, at) => monthAt(at));

/** What was handed over for one month. @param at 0: the first month; the one after the last is there for trying an upload */
export function sampleTallies(at: number): SampleTally[] {
  const communes = SAMPLE_AREAS.flatMap(({ communes }) => communes);
  const weightOf = numbersFrom(7);
  const weights = communes.map(
    ({ name }) => (name.startsWith('Phường') ? 2.4 : 0.8) * (0.4 + 1.2 * weightOf()),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const behaviourTotal = BEHAVIOURS.reduce((sum, [, weight]) => sum + weight, 0);
  const next = numbersFrom(1000 + at);
  const month = monthAt(at);
  const season = 1 + 0.12 * Math.sin(((at % 12) / 12) * 2 * Math.PI) + 0.006 * at;
  const tallies: SampleTally[] = [];
  communes.forEach(({ code }, place) => {
    for (const [behaviour, weight, vehicle, fineThousands] of BEHAVIOURS)
      for (const [source, sourceShare] of SOURCE_SHARES) {
        const mean =
          CASES_A_MONTH * season * (weights[place]! / total) * (weight / behaviourTotal) * sourceShare;
        for (const [result, share] of OUTCOMES[source]!) {
          const count = drawnCount((mean * share) / 100, next);
          if (count === 0) continue;
          const isHandled = result === 'fined' || result === 'warned';
          tallies.push({
            month,
            commune: code,
            behaviour,
            vehicle,
            source,
            result,
            count,
            finesVnd: result === 'fined' ? count * fineThousands * 1000 : null,
            points: result === 'fined' ? Math.round(count * 2 * next()) : null,
            processingDays: isHandled ? Math.round(count * (3 + 12 * next())) : null,
          });
        }
      }
  });
  return tallies;
}

/** Verified contributions of the sample's units in one month. */
export function sampleContributions(at: number, units: readonly string[]): SampleContribution[] {
  const next = numbersFrom(5000 + at);
  return units.flatMap((unit, place) => {
    const count = drawnCount(4 + 3 * (place % 7), next);
    const contributors = Math.min(count, Math.ceil(count * (0.5 + 0.4 * next())));
    return count === 0 ? [] : [{ month: monthAt(at), unit, count, contributors, capPerPerson: 3 }];
  });
}

/** Crash figures of the sample province in one month. */
export function sampleCrashes(at: number): SampleCrash[] {
  const next = numbersFrom(9000 + at);
  const month = monthAt(at);
  const crashes = drawnCount(34 * (1 - 0.004 * at), next);
  return Object.entries({
    crashes,
    deaths: drawnCount(crashes * 0.42, next),
    injuries: drawnCount(crashes * 0.74, next),
    alcohol: Math.min(crashes, drawnCount(crashes * 0.14, next)),
    serious: Math.min(crashes, drawnCount(crashes * 0.36, next)),
    commercial: Math.min(crashes, drawnCount(crashes * 0.2, next)),
  }).map(([measure, count]) => ({ month, measure, count }));
}
