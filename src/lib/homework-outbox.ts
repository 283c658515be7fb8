/** What the server says of an answer: in the database, never to be, or to be kept on the device for now. */
export type Saved = { kind: 'stored' | 'refused' | 'held'; message: string };

/** An answer on its way: the form of its question, as it is sent. */
type Waiting = { clientId: string; body: string };
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export type Outbox = {
  /** Keeps an answer until the server has it; one that waits for the same question gives way. */
  put(question: string, waiting: Waiting): void;
  /**
   * Sends what waits, one after the other.
   * @returns what the server said last; null: it could not be reached and the rest still waits, or nothing waited
   */
  flush(): Promise<Saved | null>;
  size(): number;
};

/**
 * Answers on their way from one seat, kept through closed tabs and lost lines. An answer leaves when the server said that it
 * is stored, or that it never will be.
 * @param prefix of the seat: answers of another one on the same device are not touched
 * @param send null: the server could not be reached
 */
export function createOutbox(
  storage: Storage,
  prefix: string,
  send: (body: string) => Promise<Saved | null>,
): Outbox {
  const keys = (): string[] =>
    Array.from({ length: storage.length }, (_, at) => storage.key(at))
      .filter((key) => key?.startsWith(prefix))
      .map(String)
      .sort();
  let flushing: Promise<Saved | null> | null = null;

  const sendAll = async (): Promise<Saved | null> => {
    let last: Saved | null = null;
    const held = new Set<string>();
    for (;;) {
      const key = keys().find((each) => !held.has(each));
      const text = key === undefined ? null : storage.getItem(key);
      if (key === undefined || text === null) return last;
      const { clientId, body } = JSON.parse(text) as Waiting;
      last = await send(body);
      if (last === null) return null;
      // Something else may have been chosen while this was under way.
      const now = storage.getItem(key);
      const isSame = now !== null && (JSON.parse(now) as Waiting).clientId === clientId;
      if (last.kind === 'held') held.add(key);
      else if (isSame) storage.removeItem(key);
    }
  };

  return {
    put: (question, waiting) => storage.setItem(prefix + question, JSON.stringify(waiting)),
    flush: () => {
      // Whoever asks while one is under way gets what that one comes to, and then another one.
      const next = (flushing ?? Promise.resolve(null)).then(sendAll).finally(() => {
        if (flushing === next) flushing = null;
      });
      flushing = next;
      return next;
    },
    size: () => keys().length,
  };
}
