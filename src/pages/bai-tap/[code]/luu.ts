import type { APIRoute } from 'astro';
import { formOf, tryIt } from '#src/lib/desk.ts';
import { codeIn, seatIdIn, seatToken } from '#src/lib/homework.ts';
import { homeworkWords } from '#src/lib/homework-words.ts';
import type { Saved } from '#src/lib/homework-outbox.ts';
import { taskWords } from '#src/lib/task-words.ts';
import { responseFrom } from '#server/quiz/rules.ts';
import { createCaller } from '#server/router.ts';

const reply = (status: number, saved: Saved): Response =>
  new Response(JSON.stringify(saved), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });

/**
 * Takes the form of a question from the script of its page, as soon as something is chosen. `stored`: it is in the database;
 * `refused`: it never will be; `held`: the device keeps it, for another seat is open on it now.
 */
export const POST: APIRoute = async ({ params, request, cookies, locals: { context } }) => {
  const { homework } = createCaller(context);
  const code = codeIn(params['code']);
  const token = seatToken(cookies);
  const form = await formOf(request);
  if (form.text('ghe') !== seatIdIn(token))
    return reply(409, { kind: 'held', message: homeworkWords.work.other });
  const at = { code, token, number: Number(form.text('lan')), position: Number(form.text('cau')) - 1 };
  const asked = await tryIt(() => homework.question(at));
  if (!asked.ok) {
    const isSeatGone = asked.status === 403 || asked.status === 429;
    return reply(asked.status, { kind: isSeatGone ? 'held' : 'refused', message: asked.message });
  }
  const { question } = asked.value;
  if (!question) return reply(200, { kind: 'refused', message: homeworkWords.refused.WITHDRAWN });
  const response = responseFrom(form.data, question.task);
  if (!response) return reply(200, { kind: 'refused', message: taskWords.missing[question.task.kind] });
  const stored = await tryIt(() => homework.answer({ ...at, clientId: form.text('ma'), response }));
  if (!stored.ok) return reply(stored.status, { kind: 'refused', message: stored.message });
  return stored.value.ok
    ? reply(200, { kind: 'stored', message: homeworkWords.saving.stored })
    : reply(200, { kind: 'refused', message: homeworkWords.refused[stored.value.reason] });
};
