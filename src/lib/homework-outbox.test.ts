import { expect, test } from 'vitest';
import { createOutbox, type Saved } from './homework-outbox.ts';

/** A store as browsers have it. */
function storageOf(entries: [string, string][] = []) {
  const items = new Map(entries);
  return {
    items,
    get length() {
      return items.size;
    },
    key: (at: number) => [...items.keys()][at] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}
const stored: Saved = { kind: 'stored', message: 'Đã lưu.' };
const answer = (clientId: string) => ({ clientId, body: `ma=${clientId}` });

/** A server that is asked one after the other and says what the test says. */
function serverOf() {
  const asked: { body: string; reply: (said: Saved | null) => void }[] = [];
  const send = (body: string) => new Promise<Saved | null>((reply) => asked.push({ body, reply }));
  const turn = () => new Promise((done) => setTimeout(done));
  return { asked, send, turn };
}

test('an answer is kept until the server has it', async () => {
  const storage = storageOf();
  const said: (Saved | null)[] = [null, stored];
  const outbox = createOutbox(storage, 'seat:', async () => said.shift()!);
  outbox.put('1', answer('a'));
  expect(await outbox.flush()).toBeNull();
  expect(outbox.size()).toBe(1);
  expect(await outbox.flush()).toEqual(stored);
  expect([outbox.size(), storage.items.size]).toEqual([0, 0]);
});

test('what waited when the page was closed is sent by the next one, and nothing of another seat', async () => {
  const storage = storageOf();
  createOutbox(storage, 'seat-a:', async () => null).put('1', answer('a'));
  createOutbox(storage, 'seat-b:', async () => null).put('1', answer('b'));
  const sent: string[] = [];
  const again = createOutbox(storage, 'seat-a:', async (body) => {
    sent.push(body);
    return stored;
  });
  await again.flush();
  expect(sent).toEqual(['ma=a']);
  expect([...storage.items.keys()]).toEqual(['seat-b:1']);
});

test('what is chosen while an answer is under way goes after it', async () => {
  const { asked, send, turn } = serverOf();
  const outbox = createOutbox(storageOf(), 'seat:', send);
  outbox.put('1', answer('a'));
  const flushing = outbox.flush();
  await turn();
  outbox.put('1', answer('b'));
  asked[0]!.reply(stored);
  await turn();
  expect(asked.map(({ body }) => body)).toEqual(['ma=a', 'ma=b']);
  asked[1]!.reply(stored);
  await flushing;
  expect(outbox.size()).toBe(0);
});

test('two who ask at once never send the same answer side by side', async () => {
  const { asked, send, turn } = serverOf();
  const outbox = createOutbox(storageOf(), 'seat:', send);
  outbox.put('1', answer('a'));
  const both = [outbox.flush(), outbox.flush()];
  await turn();
  expect(asked).toHaveLength(1);
  asked[0]!.reply(stored);
  await Promise.all(both);
  expect(asked).toHaveLength(1);
});

test('a refused answer goes, one the server wants kept stays and does not hold up the others', async () => {
  const outbox = createOutbox(storageOf(), 'seat:', async (body) => ({
    kind: body === 'ma=held' ? 'held' : 'refused',
    message: '',
  }));
  outbox.put('1', answer('held'));
  outbox.put('2', answer('late'));
  await outbox.flush();
  expect(outbox.size()).toBe(1);
});
