/*
 * npm run bench:disclosure [-- <months>]: a province of 120 communes, 26 behaviours and 8 results, two years of releases, and how long
 * the next one takes with that history. Prints one JSON line per figure; exit code 1 when a goal is missed.
 */
import { countTables, openWidth, POLICY, prepareRelease } from '#server/disclosure/rules.ts';
import { openSolver } from '#server/disclosure/solver.ts';
import type { Candidate, Contribution, KeptRelease, Tally } from '#server/disclosure/types.ts';
import { monthAfter, OUTCOME_TABLES } from '#server/outcomes/rules.ts';
import {
  contributionsOf,
  fullWorld,
  periodsWith,
  talliesOf,
  whimOf,
} from '#tests/support/disclosure-worlds.ts';
import { openAttack } from '#tests/support/disclosure-attack.ts';
import { planOf, tellStory } from '#tests/support/disclosure-worlds.ts';
import { hideSmallOnly } from '#tests/support/naive-hiding.ts';

const GOAL_SECONDS = 10;
const GOAL_LOST_PCT = 15;
const MONTHS = Number(process.argv[2] ?? 24);
const CASES_A_MONTH = 12_000;

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
let holds = true;
const report = (
  figure: string,
  value: number,
  unit: string,
  baseline: number | null,
  goal: number | null,
) => {
  const isMet = goal === null ? null : value <= goal;
  if (isMet === false) holds = false;
  console.log(
    JSON.stringify({
      figure,
      value: Math.round(value * 100) / 100,
      unit,
      baseline,
      ratio: baseline === null || baseline === 0 ? null : Math.round((value / baseline) * 1000) / 1000,
      goal: goal === null ? null : `≤ ${goal}`,
      holds: isMet,
    }),
  );
};

const solve = await openSolver();
const world = fullWorld(120);
const tallies: Tally[] = [];
const contributions: Contribution[] = [];
const history: KeptRelease[] = [];
let [cells, primary, secondary, slowest, last] = [0, 0, 0, 0, 0];
for (let at = 0; at < MONTHS; at += 1) {
  const month = monthAfter('2024-01', at);
  tallies.push(...talliesOf(world, month, CASES_A_MONTH, 1));
  contributions.push(...contributionsOf(month, 1));
  const startedAt = cpuSeconds();
  const candidate: Candidate = {
    // What came before the half-year is in none of these tables.
    tables: countTables(
      world,
      OUTCOME_TABLES,
      periodsWith(month),
      tallies.filter((tally) => tally.month >= monthAfter(month, -5)),
      contributions,
    ),
    facts: [],
    mayNotAppear: new Set(),
    isStructuralZero: () => false,
    whim: whimOf(1),
  };
  const answer = prepareRelease(world, OUTCOME_TABLES, history, candidate, solve);
  last = cpuSeconds() - startedAt;
  slowest = Math.max(slowest, last);
  if (!answer.ok) throw new Error(`${month} was refused: ${JSON.stringify(answer.report.findings)}`);
  cells += answer.report.cells;
  primary += answer.report.primary;
  secondary += answer.report.secondary;
  history.push({ ...answer.kept, number: at + 1 });
}
const of = `120 communes × 26 behaviours × 8 results, ${MONTHS} months`;
report(`all tables of a month, with its quarter and half-year, ${of}`, last, 's CPU', null, GOAL_SECONDS);
report(`the slowest of all releases, ${of}`, slowest, 's CPU', null, GOAL_SECONDS);
report(`cells hidden because small, ${of}`, (100 * primary) / cells, '%', null, null);
report(`cells lost beyond these, ${of}`, (100 * secondary) / cells, '%', null, GOAL_LOST_PCT);

// What an attacker recovers of small provinces, with the engine and where only what is small is hidden.
const attack = await openAttack();
const recovered = (prepare: typeof prepareRelease): number => {
  let [known, hidden] = [0, 0];
  for (let seed = 1; seed <= 10; seed += 1) {
    const story = tellStory(planOf(seed, 2, true), solve, prepare);
    const guesses = attack(story.world, OUTCOME_TABLES, story.releases, (value) => openWidth(POLICY, value));
    known += guesses.filter(({ from, to }) => from === to).length;
    hidden += guesses.length;
  }
  return (100 * known) / hidden;
};
const naive = Math.round(recovered(hideSmallOnly) * 10) / 10;
report('hidden cells an attacker recovers, 10 small provinces', recovered(prepareRelease), '%', naive, 0);
process.exitCode = holds ? 0 : 1;
