/* Many invented provinces, released month by month and attacked from outside. */
import { openWidth, POLICY, prepareRelease } from '#server/disclosure/rules.ts';
import { openSolver } from '#server/disclosure/solver.ts';
import { OUTCOME_TABLES } from '#server/outcomes/rules.ts';
import { openAttack, type Guess } from './disclosure-attack.ts';
import { tellStory, type StoryPlan } from './disclosure-worlds.ts';

export type Simulated = {
  releases: number;
  refused: number;
  cells: number;
  primary: number;
  secondary: number;
  hidden: number;
  /** Hidden cells of which the attacker knows the value. */
  recovered: number;
  /** Hidden cells of which he knows more than policy allows. */
  told: (Guess & { seed: number })[];
};

export const nothingSimulated = (): Simulated => ({
  releases: 0,
  refused: 0,
  cells: 0,
  primary: 0,
  secondary: 0,
  hidden: 0,
  recovered: 0,
  told: [],
});

export const add = (one: Simulated, other: Simulated): Simulated => ({
  releases: one.releases + other.releases,
  refused: one.refused + other.refused,
  cells: one.cells + other.cells,
  primary: one.primary + other.primary,
  secondary: one.secondary + other.secondary,
  hidden: one.hidden + other.hidden,
  recovered: one.recovered + other.recovered,
  told: [...one.told, ...other.told],
});

/** Runs one story after the other. */
export async function simulate(
  plans: readonly StoryPlan[],
  prepare: typeof prepareRelease = (world, rules, history, candidate, solve) =>
    prepareRelease(world, rules, history, candidate, solve, POLICY, 1),
): Promise<Simulated> {
  const [solve, attack] = await Promise.all([openSolver(), openAttack()]);
  let all = nothingSimulated();
  for (const plan of plans) {
    const story = tellStory(plan, solve, prepare);
    const guesses = attack(story.world, OUTCOME_TABLES, story.releases, (value) => openWidth(POLICY, value));
    const reports = story.prepared.map(({ report }) => report);
    const sum = (figure: 'cells' | 'primary' | 'secondary') =>
      story.prepared.reduce((total, { ok }, at) => total + (ok ? reports[at]![figure] : 0), 0);
    all = add(all, {
      releases: story.prepared.length,
      refused: story.prepared.filter(({ ok }) => !ok).length,
      cells: sum('cells'),
      primary: sum('primary'),
      secondary: sum('secondary'),
      hidden: guesses.length,
      recovered: guesses.filter(({ from, to }) => from === to).length,
      told: guesses
        .filter(({ value, from, to }) => to - from < openWidth(POLICY, value))
        .map((guess) => ({ ...guess, seed: plan.seed })),
    });
  }
  return all;
}
