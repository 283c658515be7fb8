/** Gathers single writes into few: each waits for the commit that holds it. */
export type Batch<Item, Result> = {
  /**
   * Settles after the item is written.
   * @throws BatchFullError at once when too many wait; else what the write threw, after it was tried again
   */
  add(item: Item): Promise<Result>;
  /** Settles when nothing waits any more. */
  drained(): Promise<void>;
};

/** Known by its name: the site's bundle and the process each have a class of their own. */
export class BatchFullError extends Error {
  override readonly name = 'BatchFullError';
}

type Waiting<Item, Result> = { item: Item; done: (result: Result) => void; fail: (error: unknown) => void };

/**
 * @param write all items in one commit; one result per item, in their order; may be called again with the same items,
 *   also when the first call did write them
 * @param limits `gatherMs`: wait so long for company; `maxItems` in one commit; `maxWaiting` beside those being written;
 *   `pausesMs`: waits before the second, third, … try
 */
export function createBatch<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  limits: { gatherMs: number; maxItems: number; maxWaiting: number; pausesMs: readonly number[] },
): Batch<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running: Promise<void> | null = null;

  const tryWrite = async (entries: readonly Waiting<Item, Result>[]): Promise<void> => {
    for (let round = 0; ; round += 1) {
      try {
        const results = await write(entries.map(({ item }) => item));
        entries.forEach(({ done }, at) => done(results[at]!));
        return;
      } catch (error) {
        const pauseMs = limits.pausesMs[round];
        if (pauseMs === undefined) {
          if (entries.length === 1) return entries[0]!.fail(error);
          // One item that cannot be written must not take the others with it.
          await Promise.all(entries.map((entry) => writeAlone(entry)));
          return;
        }
        await new Promise((later) => setTimeout(later, pauseMs));
      }
    }
  };
  const writeAlone = async (entry: Waiting<Item, Result>): Promise<void> => {
    try {
      entry.done((await write([entry.item]))[0]!);
    } catch (error) {
      entry.fail(error);
    }
  };
  const run = async (): Promise<void> => {
    await new Promise((later) => setTimeout(later, limits.gatherMs));
    while (waiting.length > 0) {
      const entries = waiting.slice(0, limits.maxItems);
      waiting = waiting.slice(limits.maxItems);
      await tryWrite(entries);
    }
    running = null;
  };

  return {
    add: (item) =>
      new Promise((done, fail) => {
        if (waiting.length >= limits.maxWaiting) return fail(new BatchFullError());
        waiting.push({ item, done, fail });
        running ??= run();
      }),
    drained: () => running ?? Promise.resolve(),
  };
}
