import { tracked, type TrackedEnvelope } from '@trpc/server';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { Segment } from '../law/rules.ts';
import {
  rightOf,
  shownTask,
  type LawOfAnswer,
  type QuestionPicture,
  type RightAnswer,
  type ShownTask,
} from '../quiz/rules.ts';
import { readTicket } from './entry.ts';
import { listenTo, type Bell, type Ear } from './live/bells.ts';
import type { Channel, Moment } from './live/channel.ts';
import { once } from './once.ts';
import { classBeliefs, extraMsOf, type Belief, type Clock } from './rules.ts';
import type { FollowInput, WaitInput } from './schema.ts';
import { countOf, ownOf, ownOfAll, tallyOf, type Own, type Tally, type TeamScore } from './standings.ts';

/** A question as it is put to the class, without its key. */
export type QuestionShown = {
  /** Names the question in an answer, together with the position. */
  position: number;
  ref: string;
  text: string;
  picture: QuestionPicture | null;
  task: ShownTask;
};

/** What is shown when a question is over. */
type Revealed = { right: RightAnswer; explanation: Segment[]; law: LawOfAnswer };

/** What everybody who follows a game is shown. */
type Shown = {
  phase: Moment['phase'] | 'removed';
  /** Number of the question asked last among those asked, from 1; 0 in the lobby. */
  number: number;
  /** How many there will be, as far as is known. */
  total: number;
  question: QuestionShown | null;
  isPaused: boolean;
  reveal: Revealed | null;
};

/** What one player is shown. Instants are ms UTC of the server: `now` tells how far the device's clock is off. */
export type PlayerView = Shown & {
  now: number;
  /** The player's own window; null when no question runs. */
  window: { opensAt: number; closesAt: number } | null;
  own: Own;
};

/** What the host and the projector are shown. */
export type HostView = Shown & {
  now: number;
  /** State to act on. */
  seq: number;
  joinCode: string;
  window: Clock | null;
  players: number;
  /** Answers to the question asked last. */
  answers: number;
  /** How often each answer was given; null until it is shown. */
  tally: Tally[] | null;
  /** What several of the class believe by these answers, the most frequent first. */
  beliefs: Belief[];
  /** Mean points so far by team; empty without teams. */
  teams: TeamScore[];
};

const NO_QUESTION = { question: null, isPaused: false, reveal: null };

/** Built once for everybody, as long as the moment lasts. */
const shownOf = once((moment: Moment): Shown => {
  const { phase, record } = moment;
  const { steps, position } = record.game;
  const asked = steps.filter((step, at) => at <= position && step.clock !== null).length;
  const waiting = steps.filter(({ state }) => state === 'waiting').length;
  const counts = { phase, number: asked, total: asked + waiting };
  // What the law took back is shown to nobody any more.
  if (!record.asked || phase === 'lobby' || phase === 'ended' || phase === 'withdrawn')
    return { ...counts, ...NO_QUESTION };
  const { ref, text, picture, task, order, explanation, law } = record.asked;
  return {
    ...counts,
    question: { position, ref, text, picture, task: shownTask(task, order) },
    isPaused: steps[position]!.clock!.pausedAt !== null,
    reveal: phase === 'shown' ? { right: rightOf(task, order), explanation, law } : null,
  };
});

const ended = (view: { phase: Shown['phase'] }): boolean =>
  view.phase === 'ended' || view.phase === 'removed';

/** A view and its name: two views of the same name show the same, but for what the device itself did. */
type Named<View> = { id: string; view: View };

function windowOf({ phase, record }: Moment, playerId: string): PlayerView['window'] {
  const step = record.game.steps[record.game.position];
  if (phase !== 'open' || !step?.clock) return null;
  const extraMs = extraMsOf(step.limitSeconds, record.timePct.get(playerId) ?? 100);
  return { opensAt: step.clock.opensAt, closesAt: step.clock.closesAt + extraMs };
}

async function namePlayerView(
  ctx: Context,
  moment: Moment,
  playerId: string,
  isFirst: boolean,
): Promise<Named<() => Promise<PlayerView>>> {
  const isRemoved = moment.record.removed.has(playerId);
  const shown: Shown = isRemoved ? { ...shownOf(moment), ...NO_QUESTION, phase: 'removed' } : shownOf(moment);
  const window = isRemoved ? null : windowOf(moment, playerId);
  const id = [
    moment.record.game.position,
    shown.phase,
    window?.closesAt ?? '',
    shown.isPaused ? 'p' : '',
  ].join('.');
  return {
    id,
    view: async () => ({
      ...shown,
      now: ctx.now().getTime(),
      window,
      // Whoever comes back may have answered since the moment began; the others share one look at all answers.
      own: isFirst ? await ownOf(ctx, moment, playerId) : await ownOfAll(ctx, moment, playerId),
    }),
  };
}

async function nameHostView(ctx: Context, moment: Moment): Promise<Named<() => Promise<HostView>>> {
  const { record, phase } = moment;
  const { seq, joinCode, asked } = record;
  const { players, answers } = await countOf(ctx, record);
  const clock = record.game.steps[record.game.position]?.clock;
  return {
    id: [seq, phase, players, answers].join('.'),
    view: async () => {
      const standing = await tallyOf(ctx, moment);
      return {
        ...shownOf(moment),
        ...{ seq, joinCode, players, answers },
        now: ctx.now().getTime(),
        window: phase === 'open' && clock ? { ...clock } : null,
        ...standing,
        beliefs: asked && standing.tally ? classBeliefs(asked.task, asked.order, standing.tally) : [],
      };
    },
  };
}

const refuseGone = (): never => {
  throw new DomainError('NOT_FOUND', 'Trò chơi này không còn nữa. Hãy hỏi người dẫn mã mới.');
};

type Namer<View> = (moment: Moment, isFirst: boolean) => Promise<Named<() => Promise<View>>>;

/** Sends a view now, unless the device has it, and after every change until the game ends or the device leaves. */
async function* follow<View extends { phase: Shown['phase'] }>(
  { turns }: Context['classroom'],
  channel: Channel,
  name: Namer<View>,
  bells: readonly Bell[],
  lastId: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrackedEnvelope<View>> {
  let ear: Ear | null = null;
  signal?.addEventListener('abort', () => ear?.hear(), { once: true });
  const leave = channel.join();
  try {
    let sent = lastId;
    for (let isFirst = true; signal?.aborted !== true; isFirst = false) {
      ear?.leave();
      ear = listenTo(bells);
      const moment = (await channel.moment()) ?? refuseGone();
      const { id, view } = await name(moment, isFirst);
      if (id !== sent) {
        const shown = await view();
        sent = id;
        await turns.take();
        yield tracked(id, shown);
        if (ended(shown)) return;
      }
      await ear.heard;
    }
  } finally {
    ear?.leave();
    leave();
  }
}

/** The first view that is not the one the device has; null when the time is over. */
async function waitFor<View>(
  channel: Channel,
  name: Namer<View>,
  bells: readonly Bell[],
  { since, timeoutMs }: z.output<typeof WaitInput>,
): Promise<Named<View> | null> {
  const leave = channel.join();
  let ear: Ear | null = null;
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    ear?.hear();
  }, timeoutMs);
  try {
    for (;;) {
      ear?.leave();
      ear = listenTo(bells);
      const moment = (await channel.moment()) ?? refuseGone();
      const { id, view } = await name(moment, true);
      if (id !== since) return { id, view: await view() };
      if (isOver) return null;
      await ear.heard;
    }
  } finally {
    clearTimeout(timer);
    ear?.leave();
    leave();
  }
}

const forPlayer =
  (ctx: Context, playerId: string): Namer<PlayerView> =>
  (moment, isFirst) =>
    namePlayerView(ctx, moment, playerId, isFirst);
const forHost =
  (ctx: Context): Namer<HostView> =>
  (moment) =>
    nameHostView(ctx, moment);
const playerBells = ({ change }: Channel) => [change];
const hostBells = ({ change, count }: Channel) => [change, count];

/**
 * Follows a game as a player: one view now, unless the device names it as the last it has, then one per change.
 * @throws DomainError BAD_INPUT for a ticket that was not given out; NOT_FOUND, while following, when the game is gone
 */
export function followGame(
  ctx: Context,
  { ticket, lastEventId }: z.output<typeof FollowInput>,
  signal: AbortSignal | undefined,
): AsyncIterable<TrackedEnvelope<PlayerView>> {
  const { gameId, playerId } = readTicket(ctx, ticket, 'player');
  const channel = ctx.classroom.channel(gameId);
  return follow(
    ctx.classroom,
    channel,
    forPlayer(ctx, playerId),
    playerBells(channel),
    lastEventId ?? null,
    signal,
  );
}

/**
 * Follows a game as its host or projector: counts too, at most once a second.
 * @throws DomainError as {@link followGame}
 */
export function followHost(
  ctx: Context,
  { ticket, lastEventId }: z.output<typeof FollowInput>,
  signal: AbortSignal | undefined,
): AsyncIterable<TrackedEnvelope<HostView>> {
  const { gameId } = readTicket(ctx, ticket, 'host');
  const channel = ctx.classroom.channel(gameId);
  return follow(ctx.classroom, channel, forHost(ctx), hostBells(channel), lastEventId ?? null, signal);
}

/**
 * The same for a line that lets no stream through: answers when there is something else than the device has, or with
 * null when the time is over.
 * @throws DomainError BAD_INPUT, NOT_FOUND
 */
export async function waitForGame(
  ctx: Context,
  input: z.output<typeof WaitInput>,
): Promise<{ id: string; view: PlayerView } | null> {
  const { gameId, playerId } = readTicket(ctx, input.ticket, 'player');
  const channel = ctx.classroom.channel(gameId);
  return waitFor(channel, forPlayer(ctx, playerId), playerBells(channel), input);
}

/**
 * As {@link waitForGame}, for the host.
 * @throws DomainError BAD_INPUT, NOT_FOUND
 */
export async function waitForHost(
  ctx: Context,
  input: z.output<typeof WaitInput>,
): Promise<{ id: string; view: HostView } | null> {
  const { gameId } = readTicket(ctx, input.ticket, 'host');
  const channel = ctx.classroom.channel(gameId);
  return waitFor(channel, forHost(ctx), hostBells(channel), input);
}
