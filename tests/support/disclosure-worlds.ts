/* Small invented provinces with two years of counts, and what their police would release month by month. */
import { bulletinFact, countTables, prepareRelease } from '#server/disclosure/rules.ts';
import type {
  Candidate,
  Contribution,
  Fact,
  KeptRelease,
  Prepared,
  Solve,
  Tally,
  World,
} from '#server/disclosure/types.ts';
import {
  lastDayOf,
  monthAfter,
  OUTCOME_TABLES,
  periodOf,
  RESULT_SUMS,
  RESULTS,
  SOURCES,
  WHOLE,
} from '#server/outcomes/rules.ts';
import type { SeenRelease } from './disclosure-attack.ts';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number in [0, 1) for a name, as the engine asks for. */
export const whimOf =
  (seed: number) =>
  (name: string): number => {
    let hash = 2166136261 ^ seed;
    for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 16777619);
    return numbersFrom(hash)();
  };

const drawnCount = (mean: number, next: () => number): number => {
  if (mean > 30)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * (next() + next() + next() - 1.5) * 2));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
};

/** Members with their parts, two levels below the whole; the first group may have one part only. */
const twoLevels = (prefix: string, sizes: readonly number[]): Map<string, readonly string[]> => {
  const groups = sizes.map((size, group) => ({
    group: `${prefix}${group}`,
    parts: Array.from({ length: size }, (_, at) => `${prefix}${group}-${at}`),
  }));
  return new Map<string, readonly string[]>([
    [WHOLE, groups.map(({ group }) => group)],
    ...groups.flatMap(({ group, parts }) => [
      [group, parts] as const,
      ...parts.map((part) => [part, []] as const),
    ]),
  ]);
};

export type Shape = {
  /** Communes of each area, behaviours of each group. */
  areas: readonly number[];
  groups: readonly number[];
  results?: Map<string, readonly string[]>;
};
const ALL_RESULTS = new Map<string, readonly string[]>([
  ...Object.entries(RESULT_SUMS),
  ...RESULTS.map((result): [string, readonly string[]] => [result, []]),
]);
/** Fewer results, of the same build. */
const FEW_RESULTS = new Map<string, readonly string[]>([
  ['received', ['handled', 'refused', 'pending']],
  ['handled', ['fined', 'warned']],
  ['refused', ['no-basis', 'too-late']],
  ...['fined', 'warned', 'no-basis', 'too-late', 'pending'].map((result): [string, readonly string[]] => [
    result,
    [],
  ]),
]);
export const UNITS = ['truong-1', 'truong-2', 'truong-3'];

export const worldOf = ({ areas, groups, results = FEW_RESULTS }: Shape): World => ({
  month: new Map(),
  place: twoLevels('vung-', areas),
  behaviour: twoLevels('nhom-', groups),
  result: results,
  source: new Map<string, readonly string[]>([
    [WHOLE, SOURCES],
    ...SOURCES.map((source) => [source, []] as const),
  ]),
  unit: new Map(UNITS.map((unit) => [unit, []])),
});
export const fullWorld = (communes: number): World =>
  worldOf({
    areas: Array.from({ length: 8 }, () => communes / 8),
    groups: [6, 3, 5, 3, 5, 4],
    results: ALL_RESULTS,
  });

const singlesOf = (world: World, dimension: keyof World): string[] =>
  [...world[dimension]].filter(([, parts]) => parts.length === 0).map(([single]) => single);

const SHARES: Readonly<Record<string, number>> = {
  fined: 0.62,
  warned: 0.07,
  'in-process': 0.07,
  'no-basis': 0.1,
  'out-of-scope': 0.02,
  'too-late': 0.04,
  duplicate: 0.04,
  pending: 0.04,
};
const SOURCE_SHARES = [0.24, 0.48, 0.28];

/** How often each member is seen, beside the others. */
const weights = (members: readonly string[], next: () => number): Map<string, number> => {
  const drawn = members.map(() => 0.08 + next() ** 2);
  const sum = drawn.reduce((total, weight) => total + weight, 0);
  return new Map(members.map((member, at) => [member, drawn[at]! / sum]));
};

/** Single counts of one month; `perMonth` cases in all on average. */
export function talliesOf(world: World, month: string, perMonth: number, seed: number): Tally[] {
  const fixed = numbersFrom(seed);
  const places = weights(singlesOf(world, 'place'), fixed);
  const behaviours = weights(singlesOf(world, 'behaviour'), fixed);
  const next = numbersFrom(seed * 977 + Number(month.replace('-', '')));
  const results = singlesOf(world, 'result');
  const tallies: Tally[] = [];
  for (const [place, placeShare] of places)
    for (const [behaviour, behaviourShare] of behaviours)
      for (const result of results)
        SOURCES.forEach((source, at) => {
          const mean = perMonth * placeShare * behaviourShare * (SHARES[result] ?? 0.1) * SOURCE_SHARES[at]!;
          const count = drawnCount(mean, next);
          if (count > 0) tallies.push({ month, place, behaviour, result, source, count });
        });
  return tallies;
}

export const contributionsOf = (month: string, seed: number): Contribution[] => {
  const next = numbersFrom(seed * 31 + Number(month.replace('-', '')));
  return UNITS.map((unit, at) => ({
    month,
    unit,
    count: drawnCount(1 + 3 * at, next),
    contributors: 6,
    capPerPerson: 2,
  }));
};

/** The periods whose tables come out with a month. */
export const periodsWith = (month: string): string[] => [
  month,
  ...(Number(month.slice(5)) % 3 === 0 ? [periodOf(month, 'quarter')] : []),
  ...(Number(month.slice(5)) % 6 === 0 ? [periodOf(month, 'half-year')] : []),
];

/** A story of releases: every month, corrections, a merger of communes, bulletins. */
export type Story = {
  world: World;
  releases: SeenRelease[];
  /** What the engine said of each, in order; also of refused ones, which are not among the releases. */
  prepared: Prepared[];
};

export type StoryPlan = Shape & {
  seed: number;
  firstMonth: string;
  months: number;
  perMonth: number;
  /** Share of months after which an earlier one is corrected. */
  corrected: number;
  hasMerger: boolean;
  hasBulletins: boolean;
};

/**
 * A plan for a seed: two or three areas and groups, sparse to dense.
 *
 * @param isShort two members each at the most and two months with their quarter, for the gate
 */
export function planOf(seed: number, months: number, isShort = false): StoryPlan {
  const next = numbersFrom(seed * 7919 + 1);
  const sizes = (most: number) =>
    Array.from({ length: 2 + (isShort ? 0 : Math.floor(next() * 2)) }, () => 1 + Math.floor(next() * most));
  return {
    seed,
    firstMonth: isShort ? '2024-02' : '2024-01',
    months,
    areas: sizes(isShort ? 2 : 4),
    groups: sizes(isShort ? 2 : 3),
    perMonth: Math.round(60 * 10 ** (1.4 * next())),
    corrected: 0.15,
    hasMerger: next() < 0.5,
    hasBulletins: next() < 0.5,
  };
}

export function tellStory(
  plan: StoryPlan,
  solve: Solve,
  prepare: typeof prepareRelease = prepareRelease,
): Story {
  const next = numbersFrom(plan.seed + 17);
  const plain = worldOf(plan);
  const world: World = { ...plain, place: new Map(plain.place) };
  let tallies: Tally[] = [];
  const contributions: Contribution[] = [];
  const history: KeptRelease[] = [];
  const releases: SeenRelease[] = [];
  const prepared: Prepared[] = [];
  const publicPeriods = new Set<string>();
  const gone = new Set<string>();

  const release = (periods: readonly string[], facts: readonly Fact[] = []) => {
    const candidate: Candidate = {
      tables: countTables(world, OUTCOME_TABLES, periods, tallies, contributions, gone),
      facts,
      mayNotAppear: new Set(),
      isStructuralZero: () => false,
      whim: whimOf(plan.seed),
    };
    const answer = prepare(world, OUTCOME_TABLES, history, candidate, solve);
    prepared.push(answer);
    if (!answer.ok) return;
    for (const period of periods) publicPeriods.add(period);
    history.push({ ...answer.kept, number: history.length + 1 });
    releases.push({
      published: answer.published,
      facts,
      tallies: [...tallies],
      contributions: [...contributions],
    });
  };

  for (let at = 0; at < plan.months; at += 1) {
    const month = monthAfter(plan.firstMonth, at);
    tallies = [...tallies, ...talliesOf(plain, month, plan.perMonth, plan.seed)];
    contributions.push(...contributionsOf(month, plan.seed));
    if (plan.hasMerger && at === Math.min(4, plan.months - 1)) merge(world, gone);
    release(periodsWith(month));
    if (next() < plan.corrected) {
      const corrected = monthAfter(month, -Math.floor(next() * 4));
      if (corrected < plan.firstMonth) continue;
      tallies = correct(tallies, corrected, next);
      const again = (['month', 'quarter', 'half-year'] as const).map((span) => periodOf(corrected, span));
      release(again.filter((period) => publicPeriods.has(period)));
    }
    if (plan.hasBulletins && at % 3 === 2 && at >= 6) {
      const case_ = tallies.find((tally) => tally.result === 'fined' && next() < 0.05);
      const area = case_ && world.place.get(WHOLE)!.find((its) => covers(world, its, case_.place));
      if (!case_ || !area) continue;
      const fact = bulletinFact(
        world,
        {
          id: `tin-${at}`,
          period: periodOf(case_.month, 'quarter'),
          place: area,
          behaviour: case_.behaviour,
          result: 'handled',
        },
        lastDayOf(month),
      );
      if (fact.ok && publicPeriods.has(fact.fact.period)) release([], [fact.fact]);
    }
  }
  return { world, releases, prepared };
}

const covers = (world: World, member: string, single: string): boolean =>
  member === single || (world.place.get(member) ?? []).some((part) => covers(world, part, single));

/** Two communes become one, across areas where there are two of them: an area loses one and another gains it. */
function merge(world: World, gone: Set<string>): void {
  const place = world.place as Map<string, readonly string[]>;
  const areas = place.get(WHOLE)!;
  const rich = areas.find((area) => place.get(area)!.length >= 2);
  const other = areas.find((area) => area !== rich);
  if (!rich || !other) return;
  const [moved] = place.get(rich)!;
  const [heirOf] = place.get(other)!;
  place.set('xa-moi', [moved!, heirOf!]);
  // New areas beside the old ones: both geographies stand in one hierarchy.
  place.set(`${rich}-moi`, place.get(rich)!.slice(1));
  place.set(`${other}-moi`, ['xa-moi', ...place.get(other)!.slice(1)]);
  place.set(
    WHOLE,
    areas.map((area) => (area === rich || area === other ? `${area}-moi` : area)),
  );
  for (const member of [moved!, heirOf!, rich, other]) gone.add(member);
}

/** A few single counts of a month become others. */
function correct(tallies: readonly Tally[], month: string, next: () => number): Tally[] {
  return tallies.flatMap((tally) => {
    if (tally.month !== month || next() > 0.12) return [tally];
    const count = Math.max(0, tally.count + Math.round((next() - 0.5) * 6));
    return count === 0 ? [] : [{ ...tally, count }];
  });
}
