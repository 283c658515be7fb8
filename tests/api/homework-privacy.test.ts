import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveHomework } from '#tests/support/homework.ts';
import { startWatchedServer } from '#tests/support/watched-server.ts';

const FORM_KEY = 'the-form-of-that-child-0001';

let kit: Awaited<ReturnType<typeof startWatchedServer>>;
const ask = <T>(procedure: string, input: unknown) => kit.ask<T>(procedure, input);
beforeAll(async () => {
  kit = await startWatchedServer('homework');
});
afterAll(async () => {
  await kit.server.stop();
  await kit.cleanUp();
});

test('a pupil leaves no address, no cookie and no secret, neither in the database nor in what is printed', async () => {
  const dueAt = new Date(Date.now() + 86_400_000);
  const { code } = await giveHomework(kit.server.services, dueAt, { count: 1 });
  const { token, resumeCode } = await ask<{ token: string; resumeCode: string }>('join', {
    ...{ code, seat: '7', formKey: FORM_KEY },
  });
  await ask('start', { code, token });
  const answer = { code, token, number: 1, position: 0, clientId: 'one-answer' };
  expect(await ask('answer', { ...answer, response: { kind: 'one', choice: 0 } })).toMatchObject({
    ok: true,
  });
  // Refusals and nonsense are where logs like to say too much.
  await ask('answer', { ...answer, response: { kind: 'one', choice: 9 }, clientId: 'another-one' });
  await ask('answer', { ...answer, response: 'nonsense' });
  await ask('join', { code, seat: '7', formKey: 'the-form-of-another-child' });
  await ask('resume', { code, resumeCode: '33333' });
  await ask('handIn', { code, token, number: 1 });

  await kit.expectNoTrace(code, [token, token.split('.')[1]!, resumeCode, FORM_KEY]);
});

test('the tables of pupils have no field for anything personal', async () => {
  const columns = await kit.server.services.db.prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_name IN ('homework_seat', 'homework_attempt', 'homework_answer') ORDER BY 1`;
  expect(columns.map(({ name }) => name)).toEqual([
    'homework_answer.attempt_id',
    'homework_answer.client_id',
    'homework_answer.mark_pct',
    'homework_answer.position',
    'homework_answer.received_at',
    'homework_answer.response',
    'homework_attempt.handed_in_at',
    'homework_attempt.id',
    'homework_attempt.number',
    'homework_attempt.seat_id',
    'homework_attempt.seed',
    'homework_attempt.started_at',
    'homework_seat.homework_id',
    'homework_seat.id',
    'homework_seat.is_free',
    'homework_seat.join_key',
    'homework_seat.resume_key',
    'homework_seat.seat',
    'homework_seat.taken_at',
    'homework_seat.turn',
  ]);
});
