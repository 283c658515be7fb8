import type { System } from './system.ts';

/** Lower and upper end, whole numbers or Infinity. */
export type Interval = readonly [number, number];

/**
 * Ends of every variable as one relation after the other narrows them, until none does. What is left is at least as wide as what
 * can be told. Ends that would only creep nearer stop after so many rounds.
 */
export function propagate({ variables, relations }: System, maxSteps = 40 * relations.length): Interval[] {
  const lower = Float64Array.from(variables, ({ state, value, lower: its }) =>
    state === 'known' ? value! : its,
  );
  const upper = Float64Array.from(variables, ({ state, value, upper: its }) =>
    state === 'known' ? value! : its,
  );
  const relationsOf: number[][] = variables.map(() => []);
  relations.forEach(({ variables: members }, at) => {
    for (const member of members) relationsOf[member]!.push(at);
  });
  const isQueued = new Uint8Array(relations.length).fill(1);
  const queue = relations.map((_, at) => at);
  for (let next = 0; next < queue.length && next < maxSteps + relations.length; next += 1) {
    const at = queue[next]!;
    isQueued[at] = 0;
    for (const changed of tighten(relations[at]!, lower, upper))
      for (const other of relationsOf[changed]!)
        if (isQueued[other] === 0) {
          isQueued[other] = 1;
          queue.push(other);
        }
  }
  return variables.map((_, at) => [lower[at]!, upper[at]!]);
}

/** Narrows the ends of the members of one relation; which of them changed. */
export function tighten(
  { variables, coefficients, lower: least, upper: most }: System['relations'][number],
  lower: Float64Array,
  upper: Float64Array,
): number[] {
  let [smallest, openBelow, largest, openAbove] = [0, 0, 0, 0];
  for (let at = 0; at < variables.length; at += 1) {
    const [variable, coefficient] = [variables[at]!, coefficients[at]!];
    const low = coefficient > 0 ? coefficient * lower[variable]! : coefficient * upper[variable]!;
    const high = coefficient > 0 ? coefficient * upper[variable]! : coefficient * lower[variable]!;
    if (low === -Infinity) openBelow += 1;
    else smallest += low;
    if (high === Infinity) openAbove += 1;
    else largest += high;
  }
  const changed: number[] = [];
  for (let at = 0; at < variables.length; at += 1) {
    const [variable, coefficient] = [variables[at]!, coefficients[at]!];
    const low = coefficient > 0 ? coefficient * lower[variable]! : coefficient * upper[variable]!;
    const high = coefficient > 0 ? coefficient * upper[variable]! : coefficient * lower[variable]!;
    const othersLeast =
      openBelow - (low === -Infinity ? 1 : 0) > 0 ? -Infinity : smallest - (low === -Infinity ? 0 : low);
    const othersMost =
      openAbove - (high === Infinity ? 1 : 0) > 0 ? Infinity : largest - (high === Infinity ? 0 : high);
    // coefficient · variable lies between least − othersMost and most − othersLeast.
    const from = least === -Infinity || othersMost === Infinity ? -Infinity : least - othersMost;
    const to = most === Infinity || othersLeast === -Infinity ? Infinity : most - othersLeast;
    const its =
      coefficient > 0 ? [from / coefficient, to / coefficient] : [to / coefficient, from / coefficient];
    const newLower = Math.ceil(its[0]! - 1e-9);
    const newUpper = Math.floor(its[1]! + 1e-9);
    if (newLower > lower[variable]! || newUpper < upper[variable]!) {
      lower[variable] = Math.max(lower[variable]!, newLower);
      upper[variable] = Math.min(upper[variable]!, newUpper);
      changed.push(variable);
      // The sums above are of the old ends: the rest waits for the next turn of this relation.
      break;
    }
  }
  return changed;
}
