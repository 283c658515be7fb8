import type { Junction } from '#content/schema.ts';
import { armsOf, hasLights, hasSigns, type Vehicle } from './arms.ts';
import { PROVISIONS, type Rule } from './citations.ts';
import { rulingOf, rulingOnFoot, type Ruling } from './rulings.ts';
import { permitOf } from './signals.ts';
import { problemsOf } from './soundness.ts';

/**
 * Why the sources do not decide a junction. `unsound`: its parts do not fit together. `sign-unconfirmed`: a sign the registry
 * has not confirmed. `mixed`: signals, signs or people on foot at a roundabout. `inside`: somebody is already inside and
 * no provision speaks of it. `paths`: drivers may keep their ways apart or not. `siren-at-stop`, `siren-apart`,
 * `siren-equal`: a vehicle with signals on is told to stop, does not meet another one, meets one of its own rank.
 * `pedestrian`: nothing is said of somebody on foot there. `no-rule`, `contradiction`: no provision, or two against
 * each other. `circular`: each waits for the next one.
 */
export type Undecided =
  | 'unsound'
  | 'sign-unconfirmed'
  | 'mixed'
  | 'inside'
  | 'paths'
  | 'siren-at-stop'
  | 'siren-apart'
  | 'siren-equal'
  | 'pedestrian'
  | 'no-rule'
  | 'contradiction'
  | 'circular';

/**
 * One step of a proof. With `over`, `vehicle` goes before `over`; without it, the rule speaks of `vehicle` alone. Ids:
 * letters of vehicles, `P1`, `P2` for those on foot.
 */
export type Step = { vehicle: string; because: { rule: Rule; provisionId: string; over?: string } };

export type Decided = {
  ok: true;
  /** Who goes at the same time, group after group; whoever is told to stop is in none. */
  order: string[][];
  /** Those whom a signal holds back now, in order of letters. */
  stopped: string[];
  proof: Step[];
};
export type Decision = Decided | { ok: false; reason: Undecided; between: string[] };

const undecided = (reason: Undecided, between: string[] = []): Decision => ({ ok: false, reason, between });

/** Id of whoever crosses on foot, by the place in `pedestrians`. */
export const footId = (index: number): string => `P${index + 1}`;

/**
 * Who goes first, second, … at a junction, and why. Pure: the same junction, the same answer. Only provisions of
 * {@link PROVISIONS} decide; what they leave open is `ok: false`, never a guess.
 */
export function decide(junction: Junction): Decision {
  if (problemsOf(junction).length > 0) return undecided('unsound');
  const arms = armsOf(junction);
  if (arms.some(({ sign }) => sign === 'stop')) return undecided('sign-unconfirmed');
  const isDirected = junction.officer !== null || hasLights(junction) || hasSigns(junction);
  if (junction.layout === 'roundabout' && (isDirected || junction.pedestrians.length > 0))
    return undecided('mixed');

  const steps: Step[] = [];
  const stopped: string[] = [];
  const going: Vehicle[] = [];
  for (const vehicle of junction.vehicles) {
    const permit = permitOf(junction, vehicle);
    if (permit.may === 'unclear') return undecided(permit.reason, [vehicle.id]);
    if (permit.may === 'go') going.push(vehicle);
    else stopped.push(vehicle.id);
    steps.push(...permit.rules.map((rule) => stepOf(rule, vehicle.id)));
  }

  const feet = junction.pedestrians.map((arm, index) => ({ arm, id: footId(index) }));
  const rulings = going.flatMap((one, index) => [
    ...going.slice(index + 1).map((other) => ({
      between: [one.id, other.id],
      ruling: rulingOf(junction, one, other),
    })),
    ...feet.map(({ arm, id }) => ({ between: [one.id, id], ruling: rulingOnFoot(junction, one, arm, id) })),
  ]);
  for (const { between, ruling } of rulings)
    if (ruling.kind === 'unclear') return undecided(ruling.reason, between);
  const duties = dutiesOf(rulings.map(({ ruling }) => ruling));
  const order = layered(
    [...feet, ...going].map(({ id }) => id),
    duties,
  );
  if (!order) return undecided('circular', [...new Set(duties.map(({ second }) => second))].sort());
  return { ok: true, order, stopped, proof: [...steps, ...stepsOf(duties, order)] };
}

/** A duty: `first` goes before `second`. */
export type Duty = { first: string; second: string; rules: Rule[] };

const dutiesOf = (rulings: readonly Ruling[]): Duty[] =>
  rulings.flatMap((ruling) => (ruling.kind === 'ordered' ? [ruling] : []));

/** Groups in which each goes as soon as all it owes have gone; null when they wait for each other. */
export function layered(
  ids: readonly string[],
  duties: readonly Pick<Duty, 'first' | 'second'>[],
): string[][] | null {
  const groups: string[][] = [];
  let waiting = [...ids];
  while (waiting.length > 0) {
    const free = waiting.filter(
      (id) => !duties.some(({ first, second }) => second === id && waiting.includes(first)),
    );
    if (free.length === 0) return null;
    groups.push(free.sort());
    waiting = waiting.filter((id) => !free.includes(id));
  }
  return groups;
}

const stepOf = (rule: Rule, vehicle: string, over?: string): Step => ({
  vehicle,
  because: { rule, provisionId: PROVISIONS[rule], ...(over === undefined ? {} : { over }) },
});

/** Duties in the order in which they are done; what a sign says of a road stands once, before its first duty. */
function stepsOf(duties: readonly Duty[], order: readonly string[][]): Step[] {
  const placeOf = (id: string) => order.findIndex((group) => group.includes(id));
  const sorted = [...duties].sort(
    (a, b) => placeOf(a.first) - placeOf(b.first) || placeOf(a.second) - placeOf(b.second),
  );
  const steps: Step[] = [];
  for (const { first, second, rules } of sorted) {
    for (const rule of rules) {
      const step =
        rule === 'minor-sign'
          ? stepOf(rule, second)
          : rule === 'main-sign'
            ? stepOf(rule, first)
            : stepOf(rule, first, second);
      const isKnown = steps.some(
        ({ vehicle, because }) => vehicle === step.vehicle && because.rule === rule && !because.over,
      );
      if (!isKnown) steps.push(step);
    }
  }
  return steps;
}
