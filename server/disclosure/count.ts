import { tighten, type Interval } from './propagate.ts';
import type { System } from './system.ts';

/** Steps after which a block is not counted any further. */
const MOST_STEPS = 20_000;

/**
 * Values that a variable of a small block can have, nearest to the true one first, at most so many; null: the block is too large
 * to be gone through.
 */
export function countValues(
  system: System,
  block: readonly number[],
  relationsOf: ReadonlyMap<number, readonly number[]>,
  outer: readonly Interval[],
  variable: number,
  atMost: number,
): number[] | null {
  const { variables, relations } = system;
  const related = [...new Set(block.flatMap((member) => relationsOf.get(member) ?? []))];
  const slots = new Map<number, number>();
  const lower: number[] = [];
  const upper: number[] = [];
  const slotOf = (member: number): number => {
    const known = slots.get(member);
    if (known !== undefined) return known;
    slots.set(member, lower.length);
    lower.push(outer[member]![0]);
    return upper.push(outer[member]![1]) - 1;
  };
  const local = related.map((at) => ({ ...relations[at]!, variables: relations[at]!.variables.map(slotOf) }));
  const asked = slotOf(variable);
  let steps = 0;

  /** Narrows until nothing changes; false: contradiction. */
  const settle = (low: Float64Array, high: Float64Array): boolean => {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const relation of local) {
        steps += 1;
        for (const at of tighten(relation, low, high)) {
          if (low[at]! > high[at]!) return false;
          isMoving = true;
        }
        if (steps > MOST_STEPS) return true;
      }
    }
    return true;
  };
  const isPossible = (low: Float64Array, high: Float64Array): boolean => {
    if (!settle(low, high)) return false;
    if (steps > MOST_STEPS) return false;
    let open = -1;
    for (let at = 0; at < low.length; at += 1)
      if (low[at]! < high[at]! && (open < 0 || high[at]! - low[at]! < high[open]! - low[open]!)) open = at;
    if (open < 0)
      return local.every(({ variables: members, coefficients, lower: least, upper: most }) => {
        const sum = members.reduce((total, at, index) => total + coefficients[index]! * low[at]!, 0);
        return sum >= least && sum <= most;
      });
    const last = Math.min(high[open]!, low[open]! + 1000);
    for (let value = low[open]!; value <= last; value += 1) {
      const [nextLow, nextHigh] = [low.slice(), high.slice()];
      nextLow[open] = value;
      nextHigh[open] = value;
      if (isPossible(nextLow, nextHigh)) return true;
      if (steps > MOST_STEPS) return false;
    }
    return false;
  };

  const truth = variables[variable]!.value!;
  const [from, to] = outer[variable]!;
  const found: number[] = [];
  const farthest = Math.max(truth - from, Math.min(to - truth, truth + 10 * atMost));
  for (let distance = 0; distance <= farthest && found.length < atMost; distance += 1)
    for (const value of distance === 0 ? [truth] : [truth - distance, truth + distance]) {
      if (value < from || value > to || found.length >= atMost) continue;
      const [low, high] = [Float64Array.from(lower), Float64Array.from(upper)];
      low[asked] = value;
      high[asked] = value;
      if (isPossible(low, high)) found.push(value);
      if (steps > MOST_STEPS) return null;
    }
  return found;
}
