/*
 * Sends something until the server has said what came of it. What is sent bears sending twice: the server knows it again.
 */

/** Between two tries after a failure, growing; drawn between half of it and all. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;
/** Without a reply after so long it is sent once more beside: the line may have died without a word. */
const DOUBT_MS = 4000;
/** A try that is older is given up. */
const GIVE_UP_MS = 12_000;
const MAX_UNDER_WAY = 3;

export type InsistOptions<Reply> = {
  send: (signal: AbortSignal) => Promise<Reply>;
  /** Whether an error is the server's last word; any other one is tried again. */
  isFinal: (error: unknown) => boolean;
  onReply: (reply: Reply) => void;
  onRefused: (error: unknown) => void;
  /** A try failed or brought no reply; it goes on trying. */
  onTrouble: () => void;
  /** From 0 to 1. */
  random?: () => number;
};

export type Insisting = {
  /** The line may be back: tries now. */
  nudge: () => void;
  cancel: () => void;
};

/** Sends now and again until a reply or a last word. Exactly one of `onReply` and `onRefused` is called, once. */
export function insist<Reply>({
  send,
  isFinal,
  onReply,
  onRefused,
  onTrouble,
  random = Math.random,
}: InsistOptions<Reply>): Insisting {
  const underWay = new Set<AbortController>();
  let failures = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = () => {
    isOver = true;
    clearTimeout(timer);
    for (const attempt of underWay) attempt.abort();
  };
  const again = (ms: number, isDoubt: boolean) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isDoubt) onTrouble();
      void attempt();
    }, ms);
  };

  async function attempt(): Promise<void> {
    const [oldest] = underWay;
    if (oldest && underWay.size >= MAX_UNDER_WAY) {
      underWay.delete(oldest);
      oldest.abort();
    }
    const own = new AbortController();
    underWay.add(own);
    const late = setTimeout(() => own.abort(), GIVE_UP_MS);
    again(DOUBT_MS, true);
    try {
      const reply = await send(own.signal);
      if (isOver) return;
      end();
      onReply(reply);
    } catch (error) {
      underWay.delete(own);
      if (isOver) return;
      if (isFinal(error)) {
        end();
        onRefused(error);
        return;
      }
      onTrouble();
      if (underWay.size > 0) return;
      again(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) * (0.5 + random() / 2), false);
      failures += 1;
    } finally {
      clearTimeout(late);
    }
  }

  void attempt();
  return {
    nudge: () => {
      if (isOver) return;
      failures = 0;
      void attempt();
    },
    cancel: end,
  };
}
