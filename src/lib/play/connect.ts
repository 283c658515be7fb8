import { createTRPCClient, httpSubscriptionLink, TRPCClientError } from '@trpc/client';
import type { HostView, PlayerView } from '#server/classroom/service.ts';
import type { AppRouter } from '#server/router.ts';
import { sentenceOf } from '#src/lib/refusal.ts';
import { trpc } from '#src/lib/trpc.ts';
import { openLine, RefusedError, type Line, type LineOptions, type Named, type StreamEars } from './line.ts';

type Client = ReturnType<typeof createTRPCClient<AppRouter>>;
type Subscription = { unsubscribe(): void };
type Callbacks<View> = {
  onData: (event: { id: string; data: View }) => void;
  onError: (error: TRPCClientError<AppRouter>) => void;
  onComplete: () => void;
  onConnectionStateChange: (state: { state: string; error: unknown }) => void;
};
type Handlers<View> = Pick<LineOptions<View>, 'onView' | 'onState' | 'onRefused'>;

/** Codes after which it makes no sense to ask again: the game is gone, or the ticket is none. */
const FINAL = new Set<unknown>(['NOT_FOUND', 'BAD_REQUEST']);

/** Why the server refused for good, for people; null when it may be asked again: the network, or too much to do. */
export const refusalOf = (error: unknown): string | null =>
  error instanceof TRPCClientError && FINAL.has((error as TRPCClientError<AppRouter>).data?.code)
    ? sentenceOf(error.message)
    : null;

/** Codes with which an answer is refused for good. */
const LAST_WORDS = new Set<unknown>(['NOT_FOUND', 'BAD_REQUEST', 'FORBIDDEN', 'CONFLICT']);

/** The server's last word on an answer; null: the network, or a server that cannot keep up, and it is sent again. */
export function lastWordOf(error: unknown): { message: string; isMoved: boolean } | null {
  if (!(error instanceof TRPCClientError)) return null;
  const code = (error as TRPCClientError<AppRouter>).data?.code;
  return LAST_WORDS.has(code) ? { message: sentenceOf(error.message), isMoved: code === 'FORBIDDEN' } : null;
}

/** Events of a stream; that of every kind tells that the line lives. */
const EVENTS = ['connected', 'ping', 'message', 'serialized-error', 'return'];

function openStream<View>(
  subscribe: (client: Client, callbacks: Callbacks<View>) => Subscription,
  { onHeard, onView, onDrop }: StreamEars<View>,
): () => void {
  // tRPC keeps pings to itself, and the browser's own way to reconnect waits for seconds.
  class Heard extends EventSource {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init);
      for (const event of EVENTS) this.addEventListener(event, onHeard);
    }
  }
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: '/api/trpc', EventSource: Heard })],
  });
  const drop = (refusal: string | null) => {
    // It may be called while the subscription is still being made.
    queueMicrotask(() => subscription.unsubscribe());
    onDrop(refusal);
  };
  const subscription = subscribe(client, {
    onData: ({ id, data }) => onView({ id, view: data }),
    onError: (error) => drop(refusalOf(error)),
    onComplete: () => onDrop(null),
    onConnectionStateChange: ({ state, error }) => {
      if (state === 'connecting' && error) drop(null);
    },
  });
  return () => subscription.unsubscribe();
}

async function ask<View>(asking: Promise<Named<View> | null>): Promise<Named<View> | null> {
  try {
    return await asking;
  } catch (error) {
    const message = refusalOf(error);
    throw message === null ? error : new RefusedError(message);
  }
}

/** Follows a game as a player; a view is about its question. */
export const followGame = (ticket: string, handlers: Handlers<PlayerView>): Line =>
  openLine<PlayerView>({
    ...handlers,
    stream: (lastEventId, ears) =>
      openStream(
        (client, callbacks) => client.classroom.follow.subscribe({ ticket, lastEventId }, callbacks),
        ears,
      ),
    poll: (since, timeoutMs, signal) =>
      ask(trpc.classroom.wait.query({ ticket, since, timeoutMs }, { signal })),
    isLast: ({ phase }) => phase === 'ended' || phase === 'removed',
    subjectOf: ({ question }) => question?.position ?? -1,
  });

/** Follows a game as its host or projector. */
export const followHost = (ticket: string, handlers: Handlers<HostView>): Line =>
  openLine<HostView>({
    ...handlers,
    stream: (lastEventId, ears) =>
      openStream(
        (client, callbacks) => client.classroom.host.subscribe({ ticket, lastEventId }, callbacks),
        ears,
      ),
    poll: (since, timeoutMs, signal) =>
      ask(trpc.classroom.hostWait.query({ ticket, since, timeoutMs }, { signal })),
    isLast: ({ phase }) => phase === 'ended',
    subjectOf: ({ question }) => question?.position ?? -1,
  });

/** Tells a line when the device's network comes and goes, and when the page wakes. */
export function wakeWith(line: () => Line | null, onWake: () => void = () => undefined): void {
  /** Longer asleep than this, and the time is asked anew with the view. */
  const NAP_MS = 3000;
  let hiddenAt: number | null = null;
  const wake = () => {
    const sleptMs = hiddenAt === null ? 0 : Date.now() - hiddenAt;
    hiddenAt = null;
    line()?.wake(sleptMs > NAP_MS);
    onWake();
  };
  addEventListener('online', wake);
  addEventListener('offline', () => line()?.lost());
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) wake();
  });
  for (const event of ['freeze', 'pagehide']) addEventListener(event, () => (hiddenAt ??= Date.now()));
  document.addEventListener('resume', wake);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt ??= Date.now();
    else wake();
  });
}
