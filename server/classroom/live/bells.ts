/** A promise of what comes next, shared by all who wait. */
export type Bell = { rung: Promise<void>; ring: () => void };

export function newBell(): Bell {
  let ring!: () => void;
  const rung = new Promise<void>((done) => (ring = done));
  return { rung, ring };
}

/** Lets many go on one group after the other, and what came in meanwhile is done between two groups. */
export class Turns {
  readonly #size: number;
  readonly #groups: { bell: Bell; size: number }[] = [];

  /** @param size how many go on at once */
  constructor(size: number) {
    this.#size = size;
  }

  take(): Promise<void> {
    let last = this.#groups.at(-1);
    if (!last || last.size >= this.#size) {
      last = { bell: newBell(), size: 0 };
      this.#groups.push(last);
      if (this.#groups.length === 1) setImmediate(() => this.#release());
    }
    last.size += 1;
    return last.bell.rung;
  }

  #release(): void {
    this.#groups.shift()!.bell.ring();
    if (this.#groups.length > 0) setImmediate(() => this.#release());
  }
}
