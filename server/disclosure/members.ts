import { WHOLE } from '../outcomes/rules.ts';
import type { Dimension, Hierarchy, World } from './types.ts';

/** The members of one dimension as sets of the single ones below them, one bit each. */
export type Members = {
  /** @throws RangeError for a member that is not in the hierarchy */
  maskOf(member: string): bigint;
  /** Number of a set: equal for members that come to the same, such as an area of one commune and that commune. */
  idOf(mask: bigint): number;
  whole: bigint;
};

function readMembers(dimension: Dimension, hierarchy: Hierarchy): Members {
  const bits = new Map<string, bigint>();
  const masks = new Map<string, bigint>();
  const ids = new Map<bigint, number>();
  const read = (member: string, above: readonly string[]): bigint => {
    const known = masks.get(member);
    if (known !== undefined) return known;
    if (above.includes(member)) throw new RangeError(`${dimension}: ${member} is a part of itself`);
    const parts = hierarchy.get(member) ?? [];
    let mask = 0n;
    if (parts.length === 0) {
      mask = 1n << BigInt(bits.size);
      bits.set(member, mask);
    } else for (const part of parts) mask |= read(part, [...above, member]);
    masks.set(member, mask);
    return mask;
  };
  let all = 0n;
  for (const member of hierarchy.keys()) all |= read(member, []);
  const whole = masks.get(WHOLE) ?? (all === 0n ? 1n : all);
  masks.set(WHOLE, whole);
  return {
    whole,
    maskOf(member) {
      const mask = masks.get(member);
      if (mask === undefined) throw new RangeError(`No such ${dimension}: ${member}`);
      return mask;
    },
    idOf(mask) {
      const id = ids.get(mask) ?? ids.size;
      ids.set(mask, id);
      return id;
    },
  };
}

/** What every dimension of a world holds. */
export type Universe = Readonly<Record<Exclude<Dimension, 'month'>, Members>>;

export const readWorld = (world: World): Universe => ({
  place: readMembers('place', world.place),
  behaviour: readMembers('behaviour', world.behaviour),
  result: readMembers('result', world.result),
  source: readMembers('source', world.source),
  unit: readMembers('unit', world.unit),
});

/** A member of a list and the largest ones of the same list that lie in it. */
export type Split = { parent: number; parts: readonly number[]; isCovered: boolean };

/**
 * How the members of a list add up: for each with others in it, the largest of those. Where these overlap, the smallest ones are
 * taken instead; where these overlap too, as many as do not.
 */
export function splitsOf(masks: readonly bigint[]): Split[] {
  const firsts = masks.flatMap((mask, at) => (masks.indexOf(mask) === at ? [at] : []));
  return firsts.flatMap((parent) => {
    const mask = masks[parent]!;
    const below = firsts.filter((at) => at !== parent && (masks[at]! & mask) === masks[at]!);
    if (below.length === 0) return [];
    const holds = (outer: number, inner: number) =>
      outer !== inner && (masks[outer]! & masks[inner]!) === masks[inner]!;
    const largest = below.filter((at) => !below.some((other) => holds(other, at)));
    const smallest = below.filter((at) => !below.some((other) => holds(at, other)));
    const areApart = (list: readonly number[]) => {
      let seen = 0n;
      for (const at of list) {
        if ((seen & masks[at]!) !== 0n) return false;
        seen |= masks[at]!;
      }
      return true;
    };
    let parts = areApart(largest) ? largest : smallest;
    if (!areApart(parts)) {
      let seen = 0n;
      parts = parts.filter((at) => {
        if ((seen & masks[at]!) !== 0n) return false;
        seen |= masks[at]!;
        return true;
      });
    }
    const union = parts.reduce((sum, at) => sum | masks[at]!, 0n);
    return [{ parent, parts, isCovered: union === mask }];
  });
}
