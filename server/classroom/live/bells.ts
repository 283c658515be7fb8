/**
 * Tells all who listen that something came. Whoever leaves is forgotten at once: of a promise that many race against, each
 * race stays in memory until it settles, and a class may stand in the lobby for hours.
 */
export class Bell {
  readonly #listening = new Set<() => void>();

  /** @returns to be called by whoever no longer listens */
  listen(hear: () => void): () => void {
    this.#listening.add(hear);
    return () => void this.#listening.delete(hear);
  }

  /** Each who listens now hears it, once. */
  ring(): void {
    const all = [...this.#listening];
    this.#listening.clear();
    for (const hear of all) hear();
  }

  get listeners(): number {
    return this.#listening.size;
  }
}

/** Waits for what comes first: one of the bells, or {@link Ear.hear}. */
export type Ear = { heard: Promise<void>; hear: () => void; leave: () => void };

export function listenTo(bells: readonly Bell[]): Ear {
  let hear!: () => void;
  const heard = new Promise<void>((done) => (hear = done));
  const leaves = bells.map((bell) => bell.listen(hear));
  return { heard, hear, leave: () => leaves.forEach((leave) => leave()) };
}

/** Those who go on together. */
type Group = { go: Promise<void>; open: () => void; size: number };

function newGroup(): Group {
  let open!: () => void;
  const go = new Promise<void>((done) => (open = done));
  return { go, open, size: 0 };
}

/** Lets many go on one group after the other, and what came in meanwhile is done between two groups. */
export class Turns {
  readonly #size: number;
  readonly #groups: Group[] = [];

  /** @param size how many go on at once */
  constructor(size: number) {
    this.#size = size;
  }

  take(): Promise<void> {
    let last = this.#groups.at(-1);
    if (!last || last.size >= this.#size) {
      last = newGroup();
      this.#groups.push(last);
      if (this.#groups.length === 1) setImmediate(() => this.#release());
    }
    last.size += 1;
    return last.go;
  }

  #release(): void {
    this.#groups.shift()!.open();
    if (this.#groups.length > 0) setImmediate(() => this.#release());
  }
}
