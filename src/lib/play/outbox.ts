import type { TaskResponse } from '#content/schema.ts';
import type { AnswerReply } from '#server/classroom/service.ts';
import { insist, type Insisting } from './insist.ts';

/** An answer as it is kept on the device until the server has it. */
export type HeldAnswer = {
  position: number;
  ref: string;
  /** Number of the question as the player saw it. */
  number: number;
  /** Names the answer: sent again, it is the same one. */
  clientId: string;
  response: TaskResponse;
};
export type Receipt = { position: number; number: number; text: string };

/** What became of an answer; in each case `response` is what the player sees as theirs. */
export type AnswerState = { response: TaskResponse; number: number } & (
  | { kind: 'sending' }
  /** No network, or no reply so far: it is kept here and sent again. */
  | { kind: 'held' }
  /** Stored by the server; the response is the one that counts. */
  | { kind: 'stored'; receipt: string }
  | { kind: 'refused'; reason: 'TOO_LATE' | 'WITHDRAWN' | 'REMOVED' }
  /** The server's last word, for people. */
  | { kind: 'failed'; message: string; isMoved: boolean }
);

/** Where answers outlive the page. */
export type AnswerStore = {
  unsent: () => HeldAnswer[];
  keep: (answer: HeldAnswer) => void;
  /** The server said what became of it. @param receipt null: it was refused */
  settle: (answer: HeldAnswer, receipt: string | null) => void;
};

export type OutboxOptions = {
  send: (answer: HeldAnswer, signal: AbortSignal) => Promise<AnswerReply>;
  /** The server's last word in an error; null: it is worth trying again. */
  lastWordOf: (error: unknown) => { message: string; isMoved: boolean } | null;
  store: AnswerStore;
  onChange: (position: number, state: AnswerState) => void;
  /** From 0 to 1. */
  random?: () => number;
};

/** Answers on their way: each is kept before it is sent, and sent until the server has said what became of it. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #states = new Map<number, AnswerState>();
  readonly #underWay = new Map<number, Insisting>();

  /** Goes on with what an earlier page could not finish. */
  constructor(options: OutboxOptions) {
    this.#options = options;
    for (const answer of options.store.unsent()) this.#send(answer);
  }

  stateOf(position: number): AnswerState | null {
    return this.#states.get(position) ?? null;
  }

  get isEmpty(): boolean {
    return this.#underWay.size === 0;
  }

  /**
   * Takes an answer. The first one to a question is the one that counts: a later one is not taken, unless the server
   * could make nothing of the first.
   * @returns whether it was taken
   */
  give(answer: HeldAnswer): boolean {
    const known = this.#states.get(answer.position);
    if (known && known.kind !== 'failed') return false;
    this.#options.store.keep(answer);
    this.#send(answer);
    return true;
  }

  /** The network may be back, or the page awake: sends now. */
  nudge(): void {
    for (const sending of this.#underWay.values()) sending.nudge();
  }

  /** Sends nothing any more; what is kept stays kept. */
  close(): void {
    for (const sending of this.#underWay.values()) sending.cancel();
    this.#underWay.clear();
  }

  #send(answer: HeldAnswer): void {
    const { position, number, response } = answer;
    const { send, lastWordOf, store, random } = this.#options;
    const tell = (state: AnswerState) => {
      this.#states.set(position, state);
      this.#options.onChange(position, state);
    };
    const settle = (receipt: string | null, state: AnswerState) => {
      this.#underWay.delete(position);
      store.settle(answer, receipt);
      tell(state);
    };
    tell({ kind: 'sending', response, number });
    const sending = insist<AnswerReply>({
      send: (signal) => send(answer, signal),
      isFinal: (error) => lastWordOf(error) !== null,
      onReply: (reply) =>
        reply.ok
          ? settle(reply.receipt, {
              kind: 'stored',
              number,
              response: reply.response,
              receipt: reply.receipt,
            })
          : settle(null, { kind: 'refused', number, response, reason: reply.reason }),
      onRefused: (error) => settle(null, { kind: 'failed', number, response, ...lastWordOf(error)! }),
      onTrouble: () => {
        if (this.#states.get(position)?.kind !== 'held') tell({ kind: 'held', response, number });
      },
      ...(random ? { random } : {}),
    });
    this.#underWay.set(position, sending);
  }
}
