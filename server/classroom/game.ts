/*
 * A game as a machine of states. Instants are milliseconds UTC of the server; a phone's clock decides nothing. What a game
 * does by itself (close a question, show its answer) follows from its rows and the time: a process that died lost nothing.
 */

/** After its window an answer that was on its way is still taken. */
export const GRACE_MS = 2000;

/** When a question is asked. */
export type Clock = {
  opensAt: number;
  /** End of everybody's window; extra time comes on top. */
  closesAt: number;
  /** From here on the right answer is shown and no answer is taken. */
  revealsAt: number;
  /** null: it runs. While it stands, it neither closes nor shows. */
  pausedAt: number | null;
};

/**
 * `skipped`: by the host, or left open when the game ended; `withdrawn`: by the law, before or while it was asked or its answer shown.
 * Neither counts for anybody.
 */
export type StepState = 'waiting' | 'asked' | 'skipped' | 'withdrawn';
/** `clock` null: never asked. */
export type Step = { state: StepState; limitSeconds: number; clock: Clock | null };

export type Game = {
  /** Place of the question asked last, from 0; −1 in the lobby. */
  position: number;
  isEnded: boolean;
  steps: readonly Step[];
};

/**
 * `open`: the question can be answered; `closing`: everybody's time is over, answers on their way and those with extra
 * time are still taken; `shown`: the right answer is; `withdrawn`: the question was taken back, it counts for nobody.
 */
export type Phase = 'lobby' | 'open' | 'closing' | 'shown' | 'withdrawn' | 'ended';

/** The instant at which the clock of a question stands: now, or when it was paused. */
const handOf = (clock: Clock, now: number): number => clock.pausedAt ?? now;

/** What a game is doing at an instant. */
export function phaseOf({ position, isEnded, steps }: Game, now: number): Phase {
  if (isEnded) return 'ended';
  const step = steps[position];
  if (!step?.clock) return 'lobby';
  if (step.state !== 'asked') return 'withdrawn';
  const hand = handOf(step.clock, now);
  if (hand >= step.clock.revealsAt) return 'shown';
  return hand < step.clock.closesAt ? 'open' : 'closing';
}

/** The next instant after `now` at which a game does something by itself; null: only its host can move it. */
export function nextChangeAt(game: Game, now: number): number | null {
  const clock = game.steps[game.position]?.clock;
  const phase = phaseOf(game, now);
  if (!clock || clock.pausedAt !== null || (phase !== 'open' && phase !== 'closing')) return null;
  return Math.min(...[clock.closesAt + GRACE_MS, clock.revealsAt].filter((at) => at > now));
}

/**
 * Time somebody has beyond everybody's, ms.
 * @param timePct 100 (none) to 300
 */
export const extraMsOf = (limitSeconds: number, timePct: number): number =>
  Math.round(limitSeconds * 10 * (timePct - 100));

/**
 * Whether an answer that came in at an instant still counts: within the player's own window and the grace after it, and
 * before the right answer was shown. `server/classroom/answering.ts` asks the database the same.
 */
export const isInTime = (clock: Clock, extraMs: number, receivedAt: number): boolean =>
  handOf(clock, receivedAt) < Math.min(clock.closesAt + extraMs + GRACE_MS, clock.revealsAt);

/** What a host may do to the run of a game. */
export type Action =
  /** Opens the next question, or ends the game when none is left. */
  | { kind: 'next' }
  /** Takes the question that runs out of the count and opens the next one. */
  | { kind: 'skip' }
  /** Ends everybody's window now; who has extra time keeps it. */
  | { kind: 'close' }
  /** Shows the right answer without waiting for extra time. */
  | { kind: 'reveal' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'extend'; seconds: number }
  | { kind: 'end' };

/** What an action needs to know beside the game. */
export type Facts = {
  /** Whether the law lets a question be asked today. */
  isReady: (position: number) => boolean;
  /** The longest time any player has, in percent of everybody's, from 100. */
  maxTimePct: number;
};

export type Acted =
  | { ok: true; game: Game }
  | { ok: false; reason: 'ENDED' | 'NOTHING_OPEN' | 'STILL_OPEN' | 'PAUSED' | 'NOT_PAUSED' };

const changed = (game: Game, position: number, step: Step): Game => ({
  ...game,
  steps: game.steps.map((old, at) => (at === position ? step : old)),
});

/** Instant from which the right answer is shown, when the window ends at `closesAt`. */
const revealAfter = (closesAt: number, { limitSeconds }: Step, maxTimePct: number): number =>
  closesAt + extraMsOf(limitSeconds, maxTimePct) + GRACE_MS;

/** Opens the first question from a place on that may be asked; those the law holds back are withdrawn on the way. */
function openNext(game: Game, from: number, now: number, facts: Facts): Game {
  const at = game.steps.findIndex(
    (step, place) => place >= from && step.state === 'waiting' && facts.isReady(place),
  );
  const withheld = (step: Step, place: number): Step =>
    place >= from && (at < 0 || place < at) && step.state === 'waiting'
      ? { ...step, state: 'withdrawn' }
      : step;
  const steps = game.steps.map(withheld);
  if (at < 0) return { ...game, steps, isEnded: true };
  const step = steps[at]!;
  const closesAt = now + step.limitSeconds * 1000;
  const clock = {
    opensAt: now,
    closesAt,
    revealsAt: revealAfter(closesAt, step, facts.maxTimePct),
    pausedAt: null,
  };
  return changed({ ...game, steps, position: at }, at, { ...step, state: 'asked', clock });
}

/**
 * The game after what its host did at an instant.
 * @returns not ok when the game is not where this makes sense; nothing is to change then
 */
export function applyAction(game: Game, action: Action, now: number, facts: Facts): Acted {
  const phase = phaseOf(game, now);
  if (phase === 'ended') return { ok: false, reason: 'ENDED' };
  const isRunning = phase === 'open' || phase === 'closing';
  const step = game.steps[game.position];
  const clock = step?.clock ?? null;
  const withClock = (change: Partial<Clock>): Acted => ({
    ok: true,
    game: changed(game, game.position, { ...step!, clock: { ...clock!, ...change } }),
  });

  if (action.kind === 'next')
    return isRunning
      ? { ok: false, reason: 'STILL_OPEN' }
      : { ok: true, game: openNext(game, game.position + 1, now, facts) };
  if (action.kind === 'end') {
    const left: Game = isRunning ? changed(game, game.position, { ...step!, state: 'skipped' }) : game;
    return { ok: true, game: { ...left, isEnded: true } };
  }
  if (!isRunning || !clock) return { ok: false, reason: 'NOTHING_OPEN' };

  const isPaused = clock.pausedAt !== null;
  switch (action.kind) {
    case 'skip': {
      const skipped = changed(game, game.position, { ...step!, state: 'skipped' });
      return { ok: true, game: openNext(skipped, game.position + 1, now, facts) };
    }
    case 'pause':
      return isPaused ? { ok: false, reason: 'PAUSED' } : withClock({ pausedAt: now });
    case 'resume': {
      if (clock.pausedAt === null) return { ok: false, reason: 'NOT_PAUSED' };
      const stood = now - clock.pausedAt;
      return withClock({
        opensAt: clock.opensAt + stood,
        closesAt: clock.closesAt + stood,
        revealsAt: clock.revealsAt + stood,
        pausedAt: null,
      });
    }
    case 'close': {
      if (phase === 'closing') return { ok: false, reason: 'NOTHING_OPEN' };
      return withClock({
        closesAt: now,
        revealsAt: revealAfter(now, step!, facts.maxTimePct),
        pausedAt: null,
      });
    }
    case 'reveal':
      return withClock({ closesAt: Math.min(clock.closesAt, now), revealsAt: now, pausedAt: null });
    case 'extend': {
      // Whoever still hears "time is up" may go on too: the window begins again now.
      const closesAt = Math.max(clock.closesAt, handOf(clock, now)) + action.seconds * 1000;
      return withClock({ closesAt, revealsAt: revealAfter(closesAt, step!, facts.maxTimePct) });
    }
  }
}

/**
 * The game after the law took back the question that is being asked, or whose answer is being shown; the same game when there
 * is none.
 */
export function withdrawn(game: Game, now: number): Game {
  const phase = phaseOf(game, now);
  if (phase !== 'open' && phase !== 'closing' && phase !== 'shown') return game;
  return changed(game, game.position, { ...game.steps[game.position]!, state: 'withdrawn' });
}

/** The game after somebody got more time, or less, while a question runs: its answer is shown when the last may be in. */
export function withTimePct(game: Game, now: number, maxTimePct: number): Game {
  const step = game.steps[game.position];
  const phase = phaseOf(game, now);
  if (!step?.clock || (phase !== 'open' && phase !== 'closing')) return game;
  const revealsAt = Math.max(revealAfter(step.clock.closesAt, step, maxTimePct), handOf(step.clock, now));
  return changed(game, game.position, { ...step, clock: { ...step.clock, revealsAt } });
}

/** Whether a question counts: it was asked and nobody took it back. */
export const isCounted = ({ state }: Pick<Step, 'state'>): boolean => state === 'asked';
