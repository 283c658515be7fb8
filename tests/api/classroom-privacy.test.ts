import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { anyResponse } from '#tests/support/choices.ts';
import { newSecret } from '#tests/support/classroom.ts';
import { Stream } from '#tests/support/phone-lines.ts';
import { startWatchedServer } from '#tests/support/watched-server.ts';

let kit: Awaited<ReturnType<typeof startWatchedServer>>;
const ask = <T>(procedure: string, input: unknown) => kit.ask<T>(procedure, input);
beforeAll(async () => {
  kit = await startWatchedServer('classroom');
});
afterAll(async () => {
  await kit.cleanUp();
});

test('a class that plays leaves no address, no cookie and no secret, neither in the database nor in what is printed', async () => {
  const game = await ask<{ joinCode: string; hostCode: string }>('create', { set: 'thcs', count: 1 });
  const secret = newSecret();
  const phone = await ask<{ player: string; ticket: string; resumeCode: string }>('join', {
    ...{ code: game.joinCode, seat: '7', secret, name: 'Nguyễn Văn Bình' },
  });
  const stream = new Stream(kit.server.url, 'follow', phone.ticket);
  let position = 0;
  let ref = '';
  let response: unknown = null;
  stream.open(
    (view) => {
      if (!view.question) return;
      ({ position, ref } = view.question);
      response = anyResponse(view.question.task);
    },
    () => undefined,
  );
  await ask('act', { hostCode: game.hostCode, seq: 0, action: { kind: 'next' } });
  await expect.poll(() => ref).not.toBe('');
  const answer = { player: phone.player, position, ref, clientId: newSecret() };
  expect(await ask('answer', { ...answer, response })).toMatchObject({
    ok: true,
  });
  // Refusals and nonsense are where logs like to say too much.
  await ask('answer', { ...answer, response: { kind: 'one', choice: 9 } });
  await ask('answer', { ...answer, response: 'nonsense' });
  await ask('join', { code: '333333', seat: '8', secret: newSecret() });
  stream.cut();

  await kit.expectNoTrace(game.joinCode, [
    secret,
    phone.resumeCode,
    game.hostCode,
    game.hostCode.replaceAll('-', ''),
    phone.ticket,
    'Văn Bình',
  ]);
});

test('the tables of a game have no field for anything personal but the first name', async () => {
  const columns = await kit.server.services.db.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name IN ('game_player', 'game_answer', 'game_result', 'quiz_participation')
    ORDER BY 1`;
  expect(columns.map(({ name }) => name)).toEqual([
    'game_answer.client_id',
    'game_answer.game_id',
    'game_answer.mark_pct',
    'game_answer.player_id',
    'game_answer.points',
    'game_answer.position',
    'game_answer.received_at',
    'game_answer.response',
    'game_player.game_id',
    'game_player.id',
    'game_player.joined_at',
    'game_player.name',
    'game_player.removed_at',
    'game_player.resume_key',
    'game_player.seat',
    'game_player.secret_key',
    'game_player.team',
    'game_player.time_pct',
    'game_result.delete_on',
    'game_result.id',
    'game_result.owner_id',
    'game_result.played_on',
    'game_result.questions',
    'game_result.seats',
    'game_result.set',
    'game_result.unit_id',
    'quiz_participation.first_block_pct',
    'quiz_participation.id',
    'quiz_participation.last_block_pct',
    'quiz_participation.month',
    'quiz_participation.seats',
    'quiz_participation.set',
    'quiz_participation.unit_id',
  ]);
});

test('300 phones behind one address are in within 15 s; wrong codes run out, a code from the QR does not', async () => {
  const game = await ask<{ joinCode: string; joinKey: string }>('create', { set: 'thcs', seats: 301 });
  const join = (code: string, more: object = {}) =>
    ask('join', { code, seat: null, secret: newSecret(), ...more });
  const startedAt = performance.now();
  const all = await Promise.all(Array.from({ length: 300 }, () => join(game.joinCode)));
  expect(all.every(Boolean)).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  const noMoreTries = vi.spyOn(kit.server.services.classroom.codeTries, 'take').mockReturnValue(false);
  expect(await join(game.joinCode)).toBeUndefined();
  expect(await join(game.joinCode, { key: game.joinKey })).toMatchObject({ seat: expect.any(String) });
  expect(await join(game.joinCode, { key: 'guessed' })).toBeUndefined();
  noMoreTries.mockRestore();
});

test('a server that stops cuts the streams, so that browsers come back, and is gone at once', async () => {
  const game = await ask<{ joinCode: string; ticket: string }>('create', { set: 'thcs' });
  let isOpen = false;
  let isCut = false;
  const stream = new Stream(kit.server.url, 'host', game.ticket);
  stream.open(
    () => (isOpen = true),
    () => (isCut = true),
  );
  await expect.poll(() => isOpen).toBe(true);
  const startedAt = performance.now();
  await kit.server.stop();
  expect(performance.now() - startedAt).toBeLessThan(3000);
  await expect.poll(() => isCut).toBe(true);
});
