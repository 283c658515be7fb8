import { canonicalEvent, NO_HASH, type KeptEvent } from './event.ts';
import type { Finding } from './findings.ts';

/** Events whose own hash is wrong are compared with each other to see which were moved; no more of them than this. */
const MAX_COMPARED = 200;
/** Findings are told one by one up to this number; beyond it they are counted. */
const MAX_TOLD = 100;

/** Gathers findings, the first of them by name and all of them by number. */
class Findings {
  readonly told: Finding[] = [];
  total = 0;
  add(finding: Finding): void {
    this.total += 1;
    if (this.told.length < MAX_TOLD) this.told.push(finding);
  }
}

/**
 * Walks along the trail, one event after the other in the order of their numbers, and needs no more memory for a long one
 * than for a short one.
 * @param hashOf SHA-256 of a text, lower-case hex
 */
export class ChainWalk {
  readonly findings = new Findings();
  /** Number and hash of the event walked over last. */
  seq = 0;
  hash = NO_HASH;
  readonly #hashOf: (text: string) => string;
  #isLastSound = true;
  /** Events whose hash is not theirs, to be told at the end. */
  readonly #wrong: KeptEvent[] = [];

  constructor(hashOf: (text: string) => string) {
    this.#hashOf = hashOf;
  }

  /** @param event of a higher number than all before */
  step(event: KeptEvent): void {
    const isGap = event.seq !== this.seq + 1;
    if (isGap) this.findings.add({ kind: 'missing', from: this.seq + 1, to: event.seq - 1 });
    const isSound = this.#hashOf(canonicalEvent(event)) === event.hash;
    // Beside a gap or a wrong event the link says nothing that is not told already.
    if (!isSound) this.#blame(event);
    else if (!isGap && this.#isLastSound && event.prevHash !== this.hash)
      this.findings.add({ kind: 'unlinked', seq: event.seq });
    this.#isLastSound = isSound;
    this.seq = event.seq;
    this.hash = event.hash;
  }

  #blame(event: KeptEvent): void {
    if (this.#wrong.length < MAX_COMPARED) this.#wrong.push(event);
    else this.findings.add({ kind: 'altered', seq: event.seq });
  }

  /** Tells which of the wrong events stand in each other's places; to be called once, at the end. */
  end(): void {
    for (const event of this.#wrong) {
      const from = this.#numberOf(event);
      this.findings.add(
        from === null ? { kind: 'altered', seq: event.seq } : { kind: 'moved', seq: event.seq, from },
      );
    }
  }

  /** The number under which the hash of an event was made, if it is that of another wrong event or of a neighbour. */
  #numberOf(event: KeptEvent): number | null {
    const numbers = [event.seq - 1, event.seq + 1, ...this.#wrong.map(({ seq }) => seq)];
    return numbers.find((seq) => this.#hashOf(canonicalEvent({ ...event, seq })) === event.hash) ?? null;
  }
}
