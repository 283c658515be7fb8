import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApp, type App } from '#server/app.ts';
import { storeAnswers } from '#server/classroom/live/answers.ts';
import { createClassroomStore } from '#server/classroom/live/store.ts';
import { extraMsOf, GRACE_MS, isInTime } from '#server/classroom/rules.ts';
import type { Services } from '#server/context.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import {
  classroomOf,
  hostGame,
  newSecret,
  type PlayerView,
  type TestPlayer,
} from '#tests/support/classroom.ts';

const BEGIN = Date.parse('2026-11-21T05:00:00Z');
const LIMIT = 20_000;
const clock = new Date(BEGIN);
const pass = (ms: number) => clock.setTime(clock.getTime() + ms);
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(clock);
  app.services.db.onChange((tags) => stores.forEach((store) => store.hear(tags)));
});
afterAll(() => app.close());
beforeEach(() => void clock.setTime(BEGIN));

const host = (input = {}) => hostGame(app.services, { limitSeconds: LIMIT / 1000, ...input });

/** Services as a process has them that has just started: nothing of any game is in its memory. */
function restarted(): Services {
  const { db, law, classroom } = app.services;
  const store = createClassroomStore(db, law, {
    now: () => clock,
    signer: classroom.signer,
    receipts: classroom.receipts,
  });
  stores.push(store);
  return { ...app.services, classroom: store };
}
const stores: ReturnType<typeof createClassroomStore>[] = [];
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

/** Id and view of an event, which only the wire tells apart. */
const untracked = <View>(event: { data: View }) => event as unknown as [id: string, view: View];

describe('following', () => {
  /** Follows as a device does; `views` fills as they come. */
  async function follow(
    player: Pick<TestPlayer, 'ticket'>,
    services = app.services,
    lastEventId: string | null = null,
  ) {
    const left = new AbortController();
    const caller = classroomOf(services, null, left.signal);
    const views: PlayerView[] = [];
    const ids: string[] = [];
    const stream = await caller.follow({ ticket: player.ticket, lastEventId });
    const done = (async () => {
      for await (const event of stream) {
        const [id, view] = untracked(event);
        ids.push(id);
        views.push(view);
      }
    })();
    return { views, ids, done, leave: () => left.abort() };
  }
  const phases = (views: PlayerView[]) => views.map(({ phase }) => phase);

  test('shows one view at once and one per change, and ends with the game', async () => {
    const game = await host({ count: 1 });
    const phone = await game.join('1');
    const line = await follow(phone);
    await expect.poll(() => phases(line.views)).toEqual(['lobby']);
    await game.act({ kind: 'next' });
    await expect.poll(() => phases(line.views)).toEqual(['lobby', 'open']);
    await phone.answer(0);
    await game.join('2');
    await game.act({ kind: 'reveal' });
    await expect.poll(() => phases(line.views)).toEqual(['lobby', 'open', 'shown']);
    await game.act({ kind: 'next' });
    await line.done;
    expect(phases(line.views)).toEqual(['lobby', 'open', 'shown', 'ended']);
    expect(line.views[2]!.own.response).toEqual({ kind: 'one', choice: 0 });
  });

  test('taken up again shows nothing the device has, and at once what it has not', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const first = await follow(phone);
    await expect.poll(() => first.views.length).toBe(1);
    first.leave();
    await first.done;
    const same = await follow(phone, app.services, first.ids[0]);
    await game.act({ kind: 'extend', seconds: 5 });
    await expect.poll(() => same.views.length).toBe(1);
    expect(same.views[0]!.window!.closesAt).toBe(BEGIN + LIMIT + 5000);
    same.leave();
    const old = await follow(phone, app.services, '-1.lobby..');
    await expect.poll(() => phases(old.views)).toEqual(['open']);
    old.leave();
    await Promise.all([same.done, old.done]);
  });

  test('goes on beside an old line that nobody closed: neither blocks the other, nor the answer', async () => {
    const game = await host();
    const phone = await game.join('1');
    const halfOpen = await follow(phone);
    await game.act({ kind: 'next' });
    const fresh = await follow(phone);
    await expect.poll(() => phases(fresh.views)).toEqual(['open']);
    expect(await phone.answer(1)).toMatchObject({ ok: true, isRepeat: false });
    await game.act({ kind: 'reveal' });
    await expect.poll(() => phases(fresh.views)).toEqual(['open', 'shown']);
    expect(fresh.views[1]!.own.response).toEqual({ kind: 'one', choice: 1 });
    halfOpen.leave();
    fresh.leave();
    await Promise.all([halfOpen.done, fresh.done]);
  });

  test('tells a removed player, and ends', async () => {
    const game = await host();
    const phone = await game.join('1');
    const line = await follow(phone);
    await expect.poll(() => phases(line.views)).toEqual(['lobby']);
    await game.remove(phone.playerId);
    await line.done;
    expect(phases(line.views)).toEqual(['lobby', 'removed']);
  });

  test('without a stream: waits for what is new, and not longer than it was told', async () => {
    const game = await host();
    const phone = await game.join('1');
    const caller = classroomOf(app.services);
    const first = (await caller.wait({ ticket: phone.ticket, since: null }))!;
    expect(await caller.wait({ ticket: phone.ticket, since: first.id, timeoutMs: 30 })).toBeNull();
    const waiting = caller.wait({ ticket: phone.ticket, since: first.id, timeoutMs: 10_000 });
    await game.act({ kind: 'next' });
    expect(await waiting).toMatchObject({ view: { phase: 'open' } });
  });

  test('of the host hears of players and answers, but not more often than once a second', async () => {
    const game = await host({ seats: 40 });
    const left = new AbortController();
    const stream = await classroomOf(app.services, null, left.signal).host({ ticket: game.ticket });
    const counts: [players: number, answers: number][] = [];
    const done = (async () => {
      for await (const event of stream) {
        const [, view] = untracked(event);
        counts.push([view.players, view.answers]);
      }
    })();
    const startedAt = performance.now();
    const phones = await Promise.all(Array.from({ length: 30 }, (_, at) => game.join(String(at + 1))));
    await game.act({ kind: 'next' });
    for (const phone of phones) await phone.answer(0);
    await expect.poll(() => counts.at(-1), { timeout: 5000 }).toEqual([30, 30]);
    const seconds = (performance.now() - startedAt) / 1000;
    // One at the start, one for the question opened, the rest for counts.
    expect(counts.length).toBeLessThanOrEqual(3 + seconds);
    left.abort();
    await done;
  });

  test('needs a ticket that was given out, and for this', async () => {
    const game = await host();
    const phone = await game.join('1');
    const caller = classroomOf(app.services);
    const [gameId, , signature] = phone.ticket.split('.');
    for (const ticket of [
      game.ticket,
      'x',
      `${gameId}.${newSecret()}.${signature}`,
      `${gameId}..${signature}`,
    ])
      await expect(caller.wait({ ticket, since: null })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(caller.hostWait({ ticket: phone.ticket, since: null })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('the database decides', () => {
  test('which answers are in time, exactly as the rules do', async () => {
    const { prisma } = app.services.db;
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const { position, ref } = (await phone.look()).question!;
    const at = (ms: number | null) => (ms === null ? null : new Date(BEGIN + ms));
    const edge = fc.constantFrom(-1, 0, 1);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(100, 150, 300),
        fc.option(fc.constantFrom(5000, LIMIT + GRACE_MS - 1, LIMIT + GRACE_MS), { nil: null }),
        fc.constantFrom(LIMIT + GRACE_MS, 3 * LIMIT + GRACE_MS),
        fc.constantFrom(0, LIMIT + GRACE_MS, 1.5 * LIMIT + GRACE_MS, 3 * LIMIT + GRACE_MS),
        edge,
        async (timePct, pausedAt, revealsAt, received, off) => {
          const receivedAt = received + off;
          await prisma.gameAnswer.deleteMany({ where: { gameId: game.gameId } });
          await prisma.gamePlayer.update({ where: { id: phone.playerId }, data: { timePct } });
          await prisma.gameStep.update({
            where: { gameId_position: { gameId: game.gameId, position } },
            data: { opensAt: at(0), closesAt: at(LIMIT), revealsAt: at(revealsAt), pausedAt: at(pausedAt) },
          });
          const [outcome] = await storeAnswers(prisma, [
            {
              ...{ gameId: game.gameId, position, ref, playerId: phone.playerId, clientId: 'edge-answer' },
              ...{ response: { kind: 'one', choice: 0 }, markPct: 0, points: 0, receivedAt: at(receivedAt)! },
            },
          ]);
          const clocks = { opensAt: 0, closesAt: LIMIT, revealsAt, pausedAt };
          const rule = isInTime(clocks, extraMsOf(LIMIT / 1000, timePct), receivedAt);
          expect(outcome!.kind === 'stored').toBe(rule);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('also when this process still believes the question is open', async () => {
    const game = await host();
    const phone = await game.join('1');
    await game.act({ kind: 'next' });
    const { position, ref } = (await phone.look()).question!;
    // Another process closed it, and its announcement has not come yet.
    await app.services.db.prisma.gameStep.updateMany({
      where: { gameId: game.gameId, position },
      data: { closesAt: new Date(BEGIN - GRACE_MS), revealsAt: new Date(BEGIN) },
    });
    expect(await phone.answer(0, { position, ref })).toEqual({ ok: false, reason: 'TOO_LATE' });
  });
});

test('whatever order answers, steps and restarts come in, each acknowledged answer is there once, at its question', async () => {
  type Move =
    | { kind: 'answer'; player: number; choice: number; again: boolean }
    | { kind: 'act' }
    | { kind: 'restart' }
    | { kind: 'pass'; ms: number };
  const move = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        player: fc.nat(3),
        choice: fc.nat(1),
        again: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ kind: 'act' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('pass' as const),
        ms: fc.constantFrom(1, 5000, LIMIT + GRACE_MS),
      }),
    },
  ) as fc.Arbitrary<Move>;
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
      clock.setTime(BEGIN);
      let services = restarted();
      const game = await host({ count: 6 });
      const phones = await Promise.all(['1', '2', '3', '4'].map((seat) => game.join(seat)));
      await game.act({ kind: 'next' });
      /** What was acknowledged, by player and question. */
      const acked = new Map<string, number>();
      let count = 0;
      for (const step of moves) {
        if (step.kind === 'pass') pass(step.ms);
        else if (step.kind === 'restart') services = restarted();
        else if (step.kind === 'act') await game.act({ kind: 'next' }).catch(() => undefined);
        else {
          const phone = phones[step.player]!.through(services);
          const { question } = await phone.look();
          if (!question) continue;
          const send = () =>
            phone.answer(step.choice, {
              position: question.position,
              ref: question.ref,
              clientId: `answer-${count}`,
            });
          count += 1;
          const replies = await Promise.all(step.again ? [send(), send()] : [send()]);
          for (const reply of replies) {
            if (!reply.ok) continue;
            const { choice } = reply.response as { choice: number };
            const key = `${phone.playerId} ${question.position}`;
            expect(acked.get(key) ?? choice).toBe(choice);
            acked.set(key, choice);
          }
        }
      }
      const rows = await app.services.db.prisma.gameAnswer.findMany({ where: { gameId: game.gameId } });
      const stored = rows.map(({ playerId, position, response }) => [
        `${playerId} ${position}`,
        (response as { choice: number }).choice,
      ]);
      expect(new Map(stored as [string, number][])).toEqual(acked);
    }),
    { numRuns: 12 },
  );
});

test('two processes serve one game: what one does, followers of the other see', async ({ skip }) => {
  if (!app.env.databaseUrl) skip('the embedded database has one process; .ci/run tries this on PostgreSQL');
  const other: App = await openApp(app.env, () => clock);
  try {
    const game = await host({ seats: 30 });
    const here = await Promise.all(Array.from({ length: 10 }, (_, at) => game.join(String(at + 1))));
    const there = await Promise.all(
      Array.from({ length: 10 }, (_, at) => game.join(String(at + 11), { from: other.services })),
    );
    const waiting = there.map(({ ticket }) =>
      classroomOf(other.services).wait({ ticket, since: '-1.lobby..', timeoutMs: 10_000 }),
    );
    const startedAt = performance.now();
    await game.act({ kind: 'next' });
    const views = await Promise.all(waiting);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(views.every((reply) => reply!.view.phase === 'open')).toBe(true);
    const replies = await Promise.all([
      ...here.map((phone) => phone.answer(0)),
      ...there.map((phone) => phone.through(other.services).answer(1)),
      // The same seat through the other process: joined there a moment ago, known here from the rows.
      ...there.map((phone) => phone.answer(0)),
    ]);
    expect(replies.every(({ ok }) => ok)).toBe(true);
    await expect.poll(async () => (await game.look()).answers).toBe(20);
    expect(await app.services.db.prisma.gameAnswer.count({ where: { gameId: game.gameId } })).toBe(20);
    const led = await classroomOf(other.services).takeOver({ hostCode: game.hostCode });
    await classroomOf(other.services).act({ hostCode: led.hostCode, seq: 1, action: { kind: 'reveal' } });
    await expect.poll(async () => (await here[0]!.look()).phase).toBe('shown');
  } finally {
    await other.close();
  }
});
