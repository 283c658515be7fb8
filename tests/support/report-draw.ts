/** Chance that is the same on every machine, and minutes to and fro, for the cases of the evidence coach. */

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function drawer(seed: number) {
  let state = seed;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number) => Math.floor(draw() * count);
  return {
    is: (share: number) => draw() < share,
    below,
    one: <T>(list: readonly T[]): T => list[below(list.length)]!,
  };
}
export type Draw = ReturnType<typeof drawer>;

/** A local time so many minutes later; earlier when negative. */
export const shift = (at: string, minutes: number) =>
  new Date(Date.parse(`${at}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
