/**
 * The server's time on a device whose own clock is wrong. Each view says when it was made; the one that came quickest tells
 * best, and none makes the server's time appear later than it is.
 */
export class ServerClock {
  readonly #elapsedMs: () => number;
  #offsetMs = Number.NEGATIVE_INFINITY;

  /** @param elapsedMs a count that never jumps forward, from any start; it may stand still while the device sleeps */
  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  /** @param serverNow instant at which the server made what just arrived, ms UTC */
  hear(serverNow: number): void {
    this.#offsetMs = Math.max(this.#offsetMs, serverNow - this.#elapsedMs());
  }

  /** Milliseconds from now until an instant of the server; below 0 when it is past. */
  until(at: number): number {
    return at - this.#elapsedMs() - this.#offsetMs;
  }
}
