import type { PlayerEntry } from '#server/classroom/service.ts';
import type { AnswerStore, HeldAnswer, Receipt } from './outbox.ts';

/** What a device keeps of the game it plays. `entry` null: it asked for a seat and has not heard yet. */
export type Seat = { code: string; secret: string; savedAt: number; entry: PlayerEntry | null };

/** What is kept of `localStorage`; anything that keeps texts by name. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key'> & {
  readonly length: number;
};

const PREFIX = 'lop.';
const SEAT = `${PREFIX}seat`;
const unsentName = (position: number): string => `${PREFIX}unsent.${position}`;
const receiptName = (position: number): string => `${PREFIX}receipt.${position}`;
/** A game's rows are gone by then. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** Bytes of chance as base64url, also where the page is not served over https. */
export const newToken = (bytes: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Keeps texts as long as the page lives, for browsers that keep none. */
export function newMemory(): TextStore {
  const texts = new Map<string, string>();
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
    key: (at) => [...texts.keys()][at] ?? null,
    get length() {
      return texts.size;
    },
  };
}

/** The browser's store; a memory where it is closed to pages. */
export function openStore(): TextStore {
  try {
    localStorage.setItem(`${PREFIX}try`, '');
    localStorage.removeItem(`${PREFIX}try`);
    return localStorage;
  } catch {
    return newMemory();
  }
}

/**
 * What the device keeps: the seat of one game, its answers under way and its receipts, each under a name of its own, so
 * that two open pages do not write over one another. All of it goes when the game ends.
 */
export class Session implements AnswerStore {
  readonly #texts: TextStore;

  constructor(texts: TextStore) {
    this.#texts = texts;
  }

  /** @param now ms; a seat older than a day is forgotten */
  seat(now: number): Seat | null {
    const seat = this.#read<Seat>(SEAT);
    if (seat === null) return null;
    const ageMs = now - seat.savedAt;
    if (ageMs >= 0 && ageMs < MAX_AGE_MS) return seat;
    this.clear();
    return null;
  }

  /** Keeps a seat; what is left of another game goes. */
  takeSeat(seat: Seat): void {
    if (this.#read<Seat>(SEAT)?.secret !== seat.secret) this.clear();
    this.#write(SEAT, seat);
  }

  unsent(): HeldAnswer[] {
    return this.#all<HeldAnswer>(`${PREFIX}unsent.`);
  }

  keep(answer: HeldAnswer): void {
    this.#write(unsentName(answer.position), answer);
  }

  settle({ position, number }: HeldAnswer, receipt: string | null): void {
    if (receipt !== null)
      this.#write(receiptName(position), { position, number, text: receipt } satisfies Receipt);
    this.#texts.removeItem(unsentName(position));
  }

  receipts(): Receipt[] {
    return this.#all<Receipt>(`${PREFIX}receipt.`);
  }

  /** Forgets everything. */
  clear(): void {
    for (const name of this.#names(PREFIX)) this.#texts.removeItem(name);
  }

  #names(prefix: string): string[] {
    return Array.from({ length: this.#texts.length }, (_, at) => this.#texts.key(at) ?? '').filter((name) =>
      name.startsWith(prefix),
    );
  }

  #all<T extends { position: number }>(prefix: string): T[] {
    return this.#names(prefix)
      .flatMap((name) => this.#read<T>(name) ?? [])
      .sort((a, b) => a.position - b.position);
  }

  #read<T>(name: string): T | null {
    try {
      return JSON.parse(this.#texts.getItem(name) ?? 'null') as T | null;
    } catch {
      return null;
    }
  }

  #write(name: string, value: unknown): void {
    try {
      this.#texts.setItem(name, JSON.stringify(value));
    } catch {
      // A full store: the page itself still holds what it sends.
    }
  }
}
