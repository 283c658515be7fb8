import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyAction,
  extraMsOf,
  GRACE_MS,
  isInTime,
  nextChangeAt,
  phaseOf,
  withdrawn,
  withTimePct,
  type Action,
  type Facts,
  type Game,
} from './rules.ts';

const T0 = 1_800_000_000_000;
const LIMIT_S = 20;
const LIMIT = LIMIT_S * 1000;
const FACTS: Facts = { isReady: () => true, maxTimePct: 100 };

const lobby = (count = 3): Game => ({
  position: -1,
  isEnded: false,
  steps: Array.from({ length: count }, () => ({ state: 'waiting', limitSeconds: LIMIT_S, clock: null })),
});
const act = (game: Game, action: Action, now: number, facts: Partial<Facts> = {}): Game => {
  const acted = applyAction(game, action, now, { ...FACTS, ...facts });
  if (!acted.ok) throw new Error(acted.reason);
  return acted.game;
};
const refusal = (game: Game, action: Action, now: number) => {
  const acted = applyAction(game, action, now, FACTS);
  return acted.ok ? null : acted.reason;
};
const opened = (facts: Partial<Facts> = {}) => act(lobby(), { kind: 'next' }, T0, facts);
const clockOf = (game: Game) => game.steps[game.position]!.clock!;

describe('the phase of a game', () => {
  test('follows from the time alone, at the very edges', () => {
    const game = opened();
    const phases = [-1, 0, 1].flatMap((edge) => [
      phaseOf(game, T0 + LIMIT + edge),
      phaseOf(game, T0 + LIMIT + GRACE_MS + edge),
    ]);
    expect(phases).toEqual(['open', 'closing', 'closing', 'shown', 'closing', 'shown']);
    expect(phaseOf(lobby(), T0)).toBe('lobby');
  });

  test('tells when it changes next', () => {
    const game = opened({ maxTimePct: 150 });
    const [closed, shown] = [T0 + LIMIT + GRACE_MS, T0 + LIMIT * 1.5 + GRACE_MS];
    expect(nextChangeAt(lobby(), T0)).toBeNull();
    expect([T0, closed - 1, closed, shown - 1].map((now) => nextChangeAt(game, now))).toEqual([
      closed,
      closed,
      shown,
      shown,
    ]);
    expect(nextChangeAt(game, shown)).toBeNull();
    expect(nextChangeAt(act(game, { kind: 'pause' }, T0), T0)).toBeNull();
  });
});

describe('an answer is in time', () => {
  test('until the last moment of the grace, and not one later', () => {
    const clock = clockOf(opened());
    expect([-1, 0, 1].map((edge) => isInTime(clock, 0, T0 + LIMIT + GRACE_MS + edge))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('until the end of the player’s own window and grace, for who has extra time', () => {
    const clock = clockOf(opened({ maxTimePct: 200 }));
    const extra = extraMsOf(LIMIT_S, 150);
    expect(extra).toBe(LIMIT / 2);
    const end = T0 + LIMIT + extra + GRACE_MS;
    expect([-1, 0].map((edge) => isInTime(clock, extra, end + edge))).toEqual([true, false]);
    expect(isInTime(clock, 0, T0 + LIMIT + GRACE_MS)).toBe(false);
  });

  test('never after the right answer was shown', () => {
    const game = act(opened({ maxTimePct: 300 }), { kind: 'reveal' }, T0 + 5000);
    expect([-1, 0].map((edge) => isInTime(clockOf(game), 1e9, T0 + 5000 + edge))).toEqual([true, false]);
  });

  test('however long a pause takes', () => {
    const game = act(opened(), { kind: 'pause' }, T0 + LIMIT + GRACE_MS - 1);
    expect(isInTime(clockOf(game), 0, T0 + 10 * LIMIT)).toBe(true);
    expect(phaseOf(game, T0 + 10 * LIMIT)).toBe('closing');
  });
});

describe('the host', () => {
  test('opens the next question only when the last one is over', () => {
    const game = opened();
    expect(refusal(game, { kind: 'next' }, T0 + LIMIT + GRACE_MS - 1)).toBe('STILL_OPEN');
    const second = act(game, { kind: 'next' }, T0 + LIMIT + GRACE_MS);
    expect([second.position, phaseOf(second, T0 + LIMIT + GRACE_MS)]).toEqual([1, 'open']);
  });

  test('ends the game with the next after the last', () => {
    let game = lobby(1);
    game = act(game, { kind: 'next' }, T0);
    game = act(game, { kind: 'next' }, T0 + LIMIT + GRACE_MS);
    expect(phaseOf(game, T0 + LIMIT + GRACE_MS)).toBe('ended');
    expect(refusal(game, { kind: 'next' }, T0 + 2 * LIMIT)).toBe('ENDED');
  });

  test('is not handed a question the law holds back; it counts for nobody', () => {
    const game = act(lobby(), { kind: 'next' }, T0, { isReady: (position) => position === 2 });
    expect(game.steps.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'asked']);
    expect(game.position).toBe(2);
    const none = act(lobby(), { kind: 'next' }, T0, { isReady: () => false });
    expect(phaseOf(none, T0)).toBe('ended');
  });

  test('skips a question: it counts for nobody, the next one is open at once', () => {
    const game = act(opened(), { kind: 'skip' }, T0 + 3000);
    expect(game.steps.map(({ state }) => state)).toEqual(['skipped', 'asked', 'waiting']);
    expect(clockOf(game).opensAt).toBe(T0 + 3000);
  });

  test('pauses and resumes: as much time is left as there was', () => {
    const paused = act(opened(), { kind: 'pause' }, T0 + 5000);
    expect(phaseOf(paused, T0 + 100_000)).toBe('open');
    expect(refusal(paused, { kind: 'pause' }, T0 + 6000)).toBe('PAUSED');
    const on = act(paused, { kind: 'resume' }, T0 + 65_000);
    expect(clockOf(on)).toEqual({
      opensAt: T0 + 60_000,
      closesAt: T0 + 60_000 + LIMIT,
      revealsAt: T0 + 60_000 + LIMIT + GRACE_MS,
      pausedAt: null,
    });
    expect(refusal(on, { kind: 'resume' }, T0 + 66_000)).toBe('NOT_PAUSED');
  });

  test('extends: while the question is open the time is added, afterwards it begins again', () => {
    expect(clockOf(act(opened(), { kind: 'extend', seconds: 10 }, T0 + 5000)).closesAt).toBe(
      T0 + LIMIT + 10_000,
    );
    const late = act(opened(), { kind: 'extend', seconds: 10 }, T0 + LIMIT + 1000);
    expect(clockOf(late).closesAt).toBe(T0 + LIMIT + 11_000);
    expect(phaseOf(late, T0 + LIMIT + 1000)).toBe('open');
  });

  test('closes: the grace and extra time still run', () => {
    const game = act(opened({ maxTimePct: 150 }), { kind: 'close' }, T0 + 5000, { maxTimePct: 150 });
    expect(clockOf(game)).toMatchObject({
      closesAt: T0 + 5000,
      revealsAt: T0 + 5000 + LIMIT / 2 + GRACE_MS,
    });
    expect(refusal(game, { kind: 'close' }, T0 + 5000)).toBe('NOTHING_OPEN');
    expect(phaseOf(act(game, { kind: 'reveal' }, T0 + 6000), T0 + 6000)).toBe('shown');
  });

  test('ends in mid-question: that question counts for nobody', () => {
    const game = act(opened(), { kind: 'end' }, T0 + 5000);
    expect([game.isEnded, game.steps[0]!.state]).toEqual([true, 'skipped']);
    const after = act(opened(), { kind: 'end' }, T0 + LIMIT + GRACE_MS);
    expect(after.steps[0]!.state).toBe('asked');
  });

  test('can do nothing to a question that is not open', () => {
    for (const kind of ['skip', 'close', 'reveal', 'pause', 'resume'] as const) {
      expect(refusal(lobby(), { kind }, T0)).toBe('NOTHING_OPEN');
      expect(refusal(opened(), { kind }, T0 + LIMIT + GRACE_MS)).toBe('NOTHING_OPEN');
    }
  });
});

test('the law takes back the question on the screens, whether it runs or its answer is shown', () => {
  expect(phaseOf(withdrawn(opened(), T0 + 1), T0 + 1)).toBe('withdrawn');
  const shownAt = T0 + LIMIT + GRACE_MS;
  expect(phaseOf(opened(), shownAt)).toBe('shown');
  expect(phaseOf(withdrawn(opened(), shownAt), shownAt)).toBe('withdrawn');
  expect(withdrawn(lobby(), T0)).toEqual(lobby());
});

test('more time for one player in mid-question moves the answer’s showing, never before now', () => {
  const game = withTimePct(opened(), T0 + 1000, 200);
  expect(clockOf(game).revealsAt).toBe(T0 + 2 * LIMIT + GRACE_MS);
  const less = withTimePct(game, T0 + LIMIT + GRACE_MS + 500, 100);
  expect(clockOf(less).revealsAt).toBe(T0 + LIMIT + GRACE_MS + 500);
});

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constantFrom('next', 'skip', 'close', 'reveal', 'pause', 'resume', 'end') }),
  fc.record({ kind: fc.constant('extend' as const), seconds: fc.integer({ min: 5, max: 300 }) }),
);

test('whatever a host does and whenever, no question is asked twice, none is answered after its answer was shown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyAction, fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 100, max: 300 }))),
      (moves) => {
        let game = lobby(5);
        let now = T0;
        for (const [action, later, maxTimePct] of moves) {
          now += later;
          const before = game;
          const acted = applyAction(game, action, now, { isReady: (at) => at !== 3, maxTimePct });
          if (acted.ok) game = acted.game;
          expect(game.position).toBeGreaterThanOrEqual(before.position);
          for (const [at, step] of game.steps.entries()) {
            const old = before.steps[at]!;
            if (old.state !== 'waiting') expect(step.state).not.toBe('waiting');
            if (old.state === 'skipped' || old.state === 'withdrawn') expect(step.state).toBe(old.state);
            // What is over stays over.
            if (at < before.position) expect(step).toEqual(old);
          }
          const step = game.steps[game.position];
          if (!step?.clock) continue;
          const { clock } = step;
          expect(clock.revealsAt).toBeGreaterThanOrEqual(clock.closesAt);
          const phase = phaseOf(game, now);
          if (phase === 'shown') expect(isInTime(clock, 1e9, now)).toBe(false);
          if (phase === 'open') expect(isInTime(clock, 0, now)).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
