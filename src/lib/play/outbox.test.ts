import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AnswerReply } from '#server/classroom/service.ts';
import { ServerClock } from './clock.ts';
import { Outbox, type AnswerState, type HeldAnswer } from './outbox.ts';
import { newMemory, Session, type TextStore } from './session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class LastWord extends Error {
  readonly isMoved = true;
}
type Try = {
  answer: HeldAnswer;
  /** What lay in the store when it was sent. */
  kept: HeldAnswer[];
  signal: AbortSignal;
  reply: (reply: AnswerReply) => void;
  fail: (error: Error) => void;
};

function newOutbox(texts: TextStore = newMemory()) {
  const session = new Session(texts);
  const tries: Try[] = [];
  const states: [number, AnswerState['kind']][] = [];
  const outbox = new Outbox({
    send: (answer, signal) =>
      new Promise((done, fail) => {
        tries.push({ answer, kept: session.unsent(), signal, reply: done, fail });
        signal.addEventListener('abort', () => fail(new Error('aborted')));
      }),
    lastWordOf: (error) =>
      error instanceof LastWord ? { message: error.message, isMoved: error.isMoved } : null,
    store: session,
    onChange: (position, { kind }) => void states.push([position, kind]),
    random: () => 1,
  });
  return { outbox, session, tries, states, texts };
}
const answer = (position: number, choice: number): HeldAnswer => ({
  position,
  ref: `q${position}`,
  number: position + 1,
  clientId: `client-${position}-${choice}`,
  response: { kind: 'one', choice },
});
const stored = (choice: number, receipt = '1.r.s'): AnswerReply => ({
  ok: true,
  receipt,
  isRepeat: false,
  response: { kind: 'one', choice },
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('an answer is kept before it is sent, and let go with its receipt when the server has it', async () => {
  const { outbox, session, tries, states } = newOutbox();
  expect(outbox.give(answer(0, 2))).toBe(true);
  expect(tries[0]!.kept).toEqual([answer(0, 2)]);
  tries[0]!.reply(stored(2));
  await pass(0);
  expect(session.unsent()).toEqual([]);
  expect(session.receipts()).toEqual([{ position: 0, number: 1, text: '1.r.s' }]);
  expect(states).toEqual([
    [0, 'sending'],
    [0, 'stored'],
  ]);
  await pass(60_000);
  expect(tries).toHaveLength(1);
});

test('without a network it is sent again under the same name, each 2 s at least, until it is acknowledged', async () => {
  const { outbox, session, tries, states } = newOutbox();
  outbox.give(answer(0, 1));
  for (let round = 0; round < 12; round += 1) {
    const before = tries.length;
    tries.at(-1)!.fail(new TypeError('Failed to fetch'));
    await pass(2000);
    expect(tries.length).toBeGreaterThan(before);
  }
  expect(new Set(tries.map((each) => each.answer.clientId))).toEqual(new Set(['client-0-1']));
  expect(session.unsent()).toHaveLength(1);
  tries.at(-1)!.reply(stored(1));
  await pass(0);
  expect(states).toEqual([
    [0, 'sending'],
    [0, 'held'],
    [0, 'stored'],
  ]);
});

test('a try that hangs does not hold the answer up: it is sent beside, and the first reply counts', async () => {
  const { outbox, tries, states } = newOutbox();
  outbox.give(answer(0, 1));
  await pass(4000);
  expect(tries).toHaveLength(2);
  expect(tries[0]!.signal.aborted).toBe(false);
  expect(states.at(-1)).toEqual([0, 'held']);
  tries[0]!.reply(stored(1));
  await pass(0);
  tries[1]!.reply(stored(1));
  await pass(60_000);
  expect(states.filter(([, kind]) => kind === 'stored')).toHaveLength(1);
  expect(tries).toHaveLength(2);
});

test('never more than three tries hang, and each is given up in the end', async () => {
  const { outbox, tries } = newOutbox();
  outbox.give(answer(0, 1));
  for (let seconds = 0; seconds < 60; seconds += 1) {
    await pass(1000);
    expect(tries.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(3);
  }
  outbox.nudge();
  outbox.nudge();
  expect(tries.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(3);
});

test('when the network is back it is sent at once', async () => {
  const { outbox, tries } = newOutbox();
  outbox.give(answer(0, 1));
  for (let round = 0; round < 5; round += 1) {
    tries.at(-1)!.fail(new TypeError());
    await pass(2000);
  }
  tries.at(-1)!.fail(new TypeError());
  await pass(10);
  const before = tries.length;
  outbox.nudge();
  expect(tries.length).toBe(before + 1);
});

test('the first answer counts: a second one to the same question is not taken', async () => {
  const { outbox, session, tries } = newOutbox();
  outbox.give(answer(0, 1));
  expect(outbox.give(answer(0, 3))).toBe(false);
  expect(session.unsent()).toEqual([answer(0, 1)]);
  tries[0]!.reply(stored(2));
  await pass(0);
  expect(outbox.give(answer(0, 3))).toBe(false);
  expect(outbox.stateOf(0)).toMatchObject({ kind: 'stored', response: { choice: 2 } });
});

test('a page that is loaded again goes on with the answer of the one before', async () => {
  const texts = newMemory();
  const first = newOutbox(texts);
  first.outbox.give(answer(3, 1));
  first.outbox.close();
  const second = newOutbox(texts);
  expect(second.tries[0]!.answer).toEqual(answer(3, 1));
  expect(second.outbox.stateOf(3)).toMatchObject({ kind: 'sending', response: { choice: 1 } });
  expect(second.outbox.give(answer(3, 0))).toBe(false);
});

test('an answer that came too late, or whose seat moved, is sent no more, and says so', async () => {
  const { outbox, session, tries, states } = newOutbox();
  outbox.give(answer(0, 1));
  tries[0]!.reply({ ok: false, reason: 'TOO_LATE' });
  await pass(0);
  outbox.give(answer(1, 1));
  tries[1]!.fail(new LastWord('Chỗ này đã chuyển.'));
  await pass(60_000);
  expect(tries).toHaveLength(2);
  expect(session.unsent()).toEqual([]);
  expect(session.receipts()).toEqual([]);
  expect(outbox.stateOf(0)).toMatchObject({ kind: 'refused', reason: 'TOO_LATE' });
  expect(outbox.stateOf(1)).toMatchObject({ kind: 'failed', message: 'Chỗ này đã chuyển.', isMoved: true });
  expect(states.map(([, kind]) => kind)).toEqual(['sending', 'refused', 'sending', 'failed']);
  expect(outbox.isEmpty).toBe(true);
});

test('a device keeps one game for a day at most, and nothing of the game before', () => {
  const texts = newMemory();
  texts.setItem('other', 'stays');
  const session = new Session(texts);
  session.takeSeat({ code: 'A', secret: 's1', savedAt: 1000, entry: null });
  session.keep(answer(0, 1));
  session.takeSeat({ code: 'A', secret: 's1', savedAt: 2000, entry: null });
  expect(session.unsent()).toHaveLength(1);
  session.takeSeat({ code: 'B', secret: 's2', savedAt: 3000, entry: null });
  expect(session.unsent()).toEqual([]);
  const day = 24 * 60 * 60 * 1000;
  expect(session.seat(3000 + day - 1)?.code).toBe('B');
  expect(session.seat(3000 + day)).toBeNull();
  expect(texts.length).toBe(1);
});

test('the server’s time is taken from the view that came quickest, never later than it is', () => {
  let elapsed = 500;
  const clock = new ServerClock(() => elapsed);
  // Made at 10,000, three seconds on its way.
  clock.hear(10_000);
  expect(clock.until(12_000)).toBe(2000);
  elapsed = 1500;
  expect(clock.until(12_000)).toBe(1000);
  // Made at 13,900: only a tenth of a second on its way.
  clock.hear(13_900);
  expect(clock.until(14_000)).toBe(100);
  elapsed = 2500;
  clock.hear(12_000);
  expect(clock.until(14_000)).toBe(-900);
});
