import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLine, RefusedError, type LineState, type Named, type StreamEars } from './line.ts';

type View = { question: number; isLast?: boolean };
type Poll = {
  since: string | null;
  timeoutMs: number;
  signal: AbortSignal;
  reply: (named: Named<View> | null) => void;
  fail: (error?: Error) => void;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A line of which the test plays the network. */
function newLine(blocked: { stream?: boolean } = {}) {
  const streams: { lastId: string | null; isClosed: boolean; ears: StreamEars<View> }[] = [];
  const polls: Poll[] = [];
  const views: string[] = [];
  const states: LineState[] = [];
  const refusals: string[] = [];
  const line = openLine<View>({
    stream: (lastId, ears) => {
      const stream = { lastId, isClosed: false, ears };
      streams.push(stream);
      if (blocked.stream) void Promise.resolve().then(() => ears.onDrop(null));
      return () => void (stream.isClosed = true);
    },
    poll: (since, timeoutMs, signal) =>
      new Promise((done, fail) => {
        polls.push({ since, timeoutMs, signal, reply: done, fail: (error) => fail(error ?? new Error()) });
        signal.addEventListener('abort', () => fail(new Error('aborted')));
      }),
    isLast: ({ isLast }) => isLast === true,
    subjectOf: ({ question }) => question,
    onView: ({ id }) => void views.push(id),
    onState: (state) => void states.push(state),
    onRefused: (message) => void refusals.push(message),
    random: () => 1,
  });
  return { line, streams, polls, views, states, refusals, last: () => streams.at(-1)!, blocked };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const named = (id: string, question = 0): Named<View> => ({ id, view: { question } });

test('a stream that is heard brings views, and nobody polls', async () => {
  const { last, polls, views, states } = newLine();
  last().ears.onHeard();
  last().ears.onView(named('a'));
  for (let at = 0; at < 6; at += 1) {
    await pass(10_000);
    last().ears.onHeard();
  }
  expect(views).toEqual(['a']);
  expect(states).toEqual(['streaming']);
  expect(polls).toEqual([]);
});

test('where nothing of a stream arrives within 2 s, polling takes over by itself', async () => {
  const { polls, views, states } = newLine();
  await pass(1999);
  expect(polls).toHaveLength(0);
  await pass(1);
  expect(polls[0]).toMatchObject({ since: null, timeoutMs: 0 });
  polls[0]!.reply(named('a'));
  await pass(0);
  expect(views).toEqual(['a']);
  expect(states).toEqual(['polling']);
  expect(polls[1]).toMatchObject({ since: 'a', timeoutMs: 10_000 });
});

test('a stream that comes through late ends the polling, and what the poll still brings is dropped', async () => {
  const { last, polls, views, states } = newLine();
  await pass(2500);
  last().ears.onView(named('b'));
  expect(polls[0]!.signal.aborted).toBe(true);
  polls[0]!.reply(named('a'));
  await pass(1000);
  expect(views).toEqual(['b']);
  expect(states).toEqual(['streaming']);
  expect(polls).toHaveLength(1);
});

test('a blocked stream is let go, and tried again at the next question, not before', async () => {
  const { streams, polls } = newLine();
  await pass(2000);
  polls[0]!.reply(named('a', 1));
  await pass(14_000);
  expect(streams).toHaveLength(1);
  expect(streams[0]!.isClosed).toBe(true);
  polls.at(-1)!.reply(named('a2', 1));
  await pass(0);
  expect(streams).toHaveLength(1);
  polls.at(-1)!.reply(named('b', 2));
  await pass(0);
  expect(streams).toHaveLength(2);
  expect(streams[1]).toMatchObject({ lastId: 'b', isClosed: false });
});

test('a stream that the network refuses outright leaves it to polling within 2 s', async () => {
  const { polls, states } = newLine({ stream: true });
  await pass(1500);
  expect(polls).toHaveLength(1);
  polls[0]!.reply(null);
  await pass(0);
  expect(states.at(-1)).toBe('polling');
  expect(polls[1]!.timeoutMs).toBe(10_000);
});

test('a heard stream that falls silent for 15 s is opened again after its last view', async () => {
  const { streams, last } = newLine();
  last().ears.onView(named('a'));
  await pass(14_999);
  expect(streams).toHaveLength(1);
  await pass(1);
  expect(streams).toHaveLength(2);
  expect(streams[0]!.isClosed).toBe(true);
  expect(last().lastId).toBe('a');
});

test('a broken stream is opened again at once, then ever more slowly, but each 2 s at least', async () => {
  const { streams, last, polls, states } = newLine();
  last().ears.onView(named('a'));
  await pass(6000);
  last().ears.onDrop(null);
  expect(states).toEqual(['streaming', 'broken']);
  await pass(250);
  expect(streams).toHaveLength(2);
  expect(last().lastId).toBe('a');
  for (let round = 0; round < 8; round += 1) {
    last().ears.onDrop(null);
    polls.at(-1)?.fail();
    const before = streams.length;
    await pass(2000);
    expect(streams.length).toBeGreaterThan(before);
  }
  last().ears.onView(named('b'));
  expect(states.at(-1)).toBe('streaming');
});

test('on waking everything is asked anew at once, though the old line looks open', async () => {
  const { line, streams, last } = newLine();
  last().ears.onView(named('a'));
  line.wake(false);
  expect(streams[0]!.isClosed).toBe(true);
  expect(last()).toMatchObject({ lastId: 'a', isClosed: false });
  line.wake(true);
  expect(last().lastId).toBeNull();
  streams[0]!.ears.onView(named('old'));
  streams[0]!.ears.onDrop(null);
  await pass(0);
  expect(streams).toHaveLength(3);
});

test('a device that knows it is offline says so at once and goes on trying', async () => {
  const { line, states, streams, last } = newLine();
  last().ears.onView(named('a'));
  line.lost();
  expect(states.at(-1)).toBe('broken');
  await pass(2000);
  expect(streams.length).toBeGreaterThan(1);
  line.wake(false);
  last().ears.onHeard();
  expect(states.at(-1)).toBe('streaming');
});

test('news that was due is asked for once; what that brings shows that the line is dead', async () => {
  const { line, streams, last, polls, views } = newLine();
  last().ears.onView(named('a'));
  line.expect(3000);
  await pass(2999);
  expect(polls).toHaveLength(0);
  await pass(1);
  expect(polls[0]).toMatchObject({ since: 'a', timeoutMs: 0 });
  polls[0]!.reply(named('b'));
  await pass(0);
  expect(views).toEqual(['a', 'b']);
  expect(streams).toHaveLength(2);
  expect(last().lastId).toBe('b');
});

test('news that came in time is not asked for, and an older reply does not undo it', async () => {
  const { line, last, polls, views } = newLine();
  last().ears.onView(named('a'));
  line.expect(3000);
  last().ears.onView(named('b'));
  await pass(5000);
  expect(polls).toHaveLength(0);
  line.expect(1000);
  await pass(1000);
  last().ears.onView(named('c'));
  polls[0]!.reply(named('b2'));
  await pass(0);
  expect(views).toEqual(['a', 'b', 'c']);
});

test('a poll that hangs is given up, and the line is tried anew', async () => {
  const { polls, states, streams } = newLine();
  await pass(2000);
  polls[0]!.reply(named('a'));
  await pass(15_000);
  expect(polls[1]!.signal.aborted).toBe(true);
  expect(states.at(-1)).toBe('broken');
  await pass(250);
  expect(streams).toHaveLength(2);
});

test('after the last view, and after a refusal, the line is closed', async () => {
  const ended = newLine();
  ended.last().ears.onView({ id: 'z', view: { question: 9, isLast: true } });
  await pass(60_000);
  expect(ended.streams).toHaveLength(1);
  expect(ended.polls).toHaveLength(0);
  expect(ended.streams[0]!.isClosed).toBe(true);

  const gone = newLine();
  gone.last().ears.onDrop('Không còn nữa.');
  expect(gone.refusals).toEqual(['Không còn nữa.']);
  await pass(60_000);
  expect(gone.streams).toHaveLength(1);

  const refused = newLine();
  await pass(2000);
  refused.polls[0]!.fail(new RefusedError('Hết rồi.'));
  await pass(60_000);
  expect(refused.refusals).toEqual(['Hết rồi.']);
  expect(refused.polls).toHaveLength(1);
});
