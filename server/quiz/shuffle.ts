/** Numbers from 0 up to 1, 1 excluded, drawn one after the other; the same seed, the same row (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A copy of a list in an order that depends on the seed alone; each order is as likely as any other.
 * @param seed whole number, 0 to 2³² − 1
 */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = numbersFrom(seed);
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const at = Math.floor(next() * (last + 1));
    [copy[last], copy[at]] = [copy[at]!, copy[last]!];
  }
  return copy;
}

/**
 * Draws questions for one attempt: no matter twice while others are left, the easy ones first.
 * @param count at most so many; fewer when the pool is smaller
 * @param seed whole number, 0 to 2³² − 1
 */
export function drawQuestions<Q extends { about: string; difficulty: number }>(
  pool: readonly Q[],
  count: number,
  seed: number,
): Q[] {
  const mixed = shuffled(pool, seed);
  const isFirst = (question: Q, index: number) =>
    mixed.findIndex(({ about }) => about === question.about) === index;
  const first = mixed.filter(isFirst);
  const others = mixed.filter((question, index) => !isFirst(question, index));
  return [...first, ...others].slice(0, count).sort((a, b) => a.difficulty - b.difficulty);
}
