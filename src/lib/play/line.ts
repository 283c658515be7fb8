/*
 * How a screen follows a game: a stream of events, and long polling where no stream comes through. Knows neither the page
 * nor tRPC (see connect.ts); times are milliseconds of this device and only ever tell how long something takes.
 */

/** After so long without an event a stream is taken to be blocked, and polling begins. */
export const BLOCKED_MS = 2000;
/** Pings come every 10 s; after so long without anything a line is dead, whatever the browser says. */
export const SILENT_MS = 15_000;
/** How long the server holds a poll, and how much longer a reply may take to come. */
const POLL_MS = 10_000;
const REPLY_MS = 5000;
/** Between two tries, growing from the first to the last; drawn between half of it and all. */
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 2000;
/** A stream that lasted so long was a good one; one that breaks sooner counts as a failure, heard or not. */
const STEADY_MS = 5000;

/** A view and its name: a view of the same name shows the same. */
export type Named<View> = { id: string; view: View };

/**
 * `connecting`: nothing was heard yet; `streaming`, `polling`: news comes; `broken`: it does not, and it is tried again.
 */
export type LineState = 'connecting' | 'streaming' | 'polling' | 'broken';

/** What a stream tells of itself. Nothing is told after it was closed. */
export type StreamEars<View> = {
  /** Anything at all came through, a ping too; an opened connection alone is nothing. */
  onHeard: () => void;
  onView: (named: Named<View>) => void;
  /** It ended or broke; `refusal` when the server said that it makes no sense to come again. */
  onDrop: (refusal: string | null) => void;
};

/** Thrown by a poll that the server refused for good; its message is for people. */
export class RefusedError extends Error {}

export type LineOptions<View> = {
  /** Opens a stream that goes on after the view of that name. @returns closes it */
  stream: (lastId: string | null, ears: StreamEars<View>) => () => void;
  /** Waits for another view than that of the name; null: there was none in time. */
  poll: (since: string | null, timeoutMs: number, signal: AbortSignal) => Promise<Named<View> | null>;
  /** Nothing comes after this view. */
  isLast: (view: View) => boolean;
  /** What a view is about: where it changes, a blocked stream is tried again. */
  subjectOf: (view: View) => unknown;
  onView: (named: Named<View>) => void;
  onState: (state: LineState) => void;
  /** The server refused for good; the line is closed. */
  onRefused: (message: string) => void;
  /** From 0 to 1. */
  random?: () => number;
};

export type Line = {
  /**
   * The device came back, to its network or from sleep: whatever seems open is dropped and asked anew, at once.
   * @param isFresh the view is wanted even if it is the one known, for the time it tells
   */
  wake: (isFresh: boolean) => void;
  /** The device says that it has no network. */
  lost: () => void;
  /** Asks once, besides the line, if nothing new comes within so long; null: nothing is awaited. */
  expect: (withinMs: number | null) => void;
  close: () => void;
};

/** Follows until the last view, a refusal, or {@link Line.close}. */
export function openLine<View>(options: LineOptions<View>): Line {
  const following = new Following(options);
  following.startStream();
  return following;
}

class Following<View> implements Line {
  readonly #options: LineOptions<View>;
  readonly #random: () => number;
  #lastId: string | null = null;
  #subject: unknown = undefined;
  #state: LineState = 'connecting';
  #isClosed = false;
  /** Ends the stream that is open, heard or not. */
  #closeStream: (() => void) | null = null;
  #isHeard = false;
  #openedAt = 0;
  #polling: AbortController | null = null;
  #failures = 0;
  #blockedTimer: Timer = null;
  #silentTimer: Timer = null;
  #retryTimer: Timer = null;
  #expectTimer: Timer = null;

  constructor(options: LineOptions<View>) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
  }

  wake(isFresh: boolean): void {
    if (this.#isClosed) return;
    if (isFresh) this.#lastId = null;
    this.#failures = 0;
    this.#stopPolling();
    this.startStream();
  }

  lost(): void {
    if (this.#isClosed) return;
    this.#stopStream();
    this.#stopPolling();
    this.#tell('broken');
    this.#retry();
  }

  expect(withinMs: number | null): void {
    clearTimeout(this.#expectTimer ?? undefined);
    this.#expectTimer = null;
    if (withinMs === null || this.#isClosed) return;
    this.#expectTimer = setTimeout(() => void this.#askOnce(), withinMs);
  }

  close(): void {
    this.#isClosed = true;
    this.expect(null);
    this.#stopStream();
    this.#stopPolling();
    clearTimeout(this.#retryTimer ?? undefined);
  }

  startStream(): void {
    this.#stopStream();
    clearTimeout(this.#retryTimer ?? undefined);
    this.#retryTimer = null;
    this.#blockedTimer = setTimeout(() => this.#startPolling(), BLOCKED_MS);
    this.#silentTimer = setTimeout(() => this.#silent(), SILENT_MS);
    this.#openedAt = Date.now();
    let isOpen = true;
    const close = this.#options.stream(this.#lastId, {
      onHeard: () => {
        if (isOpen) this.#heard();
      },
      onView: (named) => {
        if (!isOpen) return;
        this.#heard();
        this.#take(named);
      },
      onDrop: (refusal) => {
        if (!isOpen) return;
        this.#stopStream();
        this.#dropped(refusal);
      },
    });
    this.#closeStream = () => {
      isOpen = false;
      close();
    };
  }

  #stopStream(): void {
    clearTimeout(this.#blockedTimer ?? undefined);
    clearTimeout(this.#silentTimer ?? undefined);
    this.#closeStream?.();
    this.#closeStream = null;
    this.#isHeard = false;
  }

  #heard(): void {
    this.#isHeard = true;
    clearTimeout(this.#blockedTimer ?? undefined);
    clearTimeout(this.#silentTimer ?? undefined);
    this.#silentTimer = setTimeout(() => this.#silent(), SILENT_MS);
    this.#stopPolling();
    this.#tell('streaming');
  }

  /** A stream that was heard has died, and is asked for again; one that never was is left alone until there is a reason. */
  #silent(): void {
    const wasHeard = this.#isHeard;
    this.#stopStream();
    if (wasHeard) this.startStream();
    else this.#startPolling();
  }

  #dropped(refusal: string | null): void {
    if (refusal !== null) return this.#refused(refusal);
    if (this.#polling) return;
    if (Date.now() - this.#openedAt > STEADY_MS) this.#failures = 0;
    this.#tell('broken');
    this.#retry();
  }

  #refused(message: string): void {
    this.close();
    this.#options.onRefused(message);
  }

  #retry(): void {
    const fullMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#retryTimer ?? undefined);
    // After the first failure both ways are tried: a proxy may refuse the one and let the other through.
    const again = () => {
      this.startStream();
      if (this.#failures > 1) this.#startPolling();
    };
    this.#retryTimer = setTimeout(again, fullMs * (0.5 + this.#random() / 2));
  }

  #startPolling(): void {
    if (this.#polling || this.#isClosed) return;
    const polling = new AbortController();
    this.#polling = polling;
    void this.#poll(polling);
  }

  #stopPolling(): void {
    this.#polling?.abort();
    this.#polling = null;
  }

  async #poll(polling: AbortController): Promise<void> {
    // The first reply comes at once where there is news, and soon in any case: it tells whether the line works at all.
    let holdMs = 0;
    while (this.#polling === polling) {
      const reply = await this.#ask(holdMs, polling.signal);
      if (this.#polling !== polling) return;
      if (reply.kind === 'refused') return this.#refused(reply.message);
      if (reply.kind === 'failed') {
        this.#stopPolling();
        if (this.#isHeard) return;
        this.#stopStream();
        this.#tell('broken');
        return this.#retry();
      }
      holdMs = POLL_MS;
      this.#failures = 0;
      this.#tell('polling');
      if (reply.named && this.#take(reply.named) && !this.#isClosed && !this.#closeStream) this.startStream();
    }
  }

  async #ask(holdMs: number, signal: AbortSignal): Promise<Asked<View>> {
    const late = new AbortController();
    const abort = () => late.abort();
    const timer = setTimeout(abort, holdMs + REPLY_MS);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return { kind: 'reply', named: await this.#options.poll(this.#lastId, holdMs, late.signal) };
    } catch (error) {
      return error instanceof RefusedError ? { kind: 'refused', message: error.message } : { kind: 'failed' };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  async #askOnce(): Promise<void> {
    this.#expectTimer = null;
    const since = this.#lastId;
    const reply = await this.#ask(0, new AbortController().signal);
    // What the line brought meanwhile may be newer.
    if (this.#isClosed || this.#lastId !== since) return;
    if (reply.kind === 'refused') return this.#refused(reply.message);
    // There was news that the line did not bring: it is dead.
    if (reply.kind === 'reply' && reply.named) {
      this.#take(reply.named);
      if (!this.#isClosed && !this.#polling) this.startStream();
    }
  }

  /** @returns whether it is about something new */
  #take(named: Named<View>): boolean {
    this.#lastId = named.id;
    const subject = this.#options.subjectOf(named.view);
    const isNew = subject !== this.#subject;
    this.#subject = subject;
    this.expect(null);
    if (this.#options.isLast(named.view)) this.close();
    this.#options.onView(named);
    return isNew;
  }

  #tell(state: LineState): void {
    if (state === this.#state || this.#isClosed) return;
    this.#state = state;
    this.#options.onState(state);
  }
}

type Timer = ReturnType<typeof setTimeout> | null;
type Asked<View> =
  { kind: 'reply'; named: Named<View> | null } | { kind: 'refused'; message: string } | { kind: 'failed' };
