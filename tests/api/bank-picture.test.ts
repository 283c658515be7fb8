import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from '#server/router.ts';
import type { Actor } from '#server/staff/rules.ts';
import { questionInput } from '#tests/support/bank.ts';
import { openMediaApp, type MediaApp } from '#tests/support/media-app.ts';
import { pdfFile } from '#tests/support/media.ts';
import { staffMember } from '#tests/support/publications.ts';
import { refusalOf } from '#tests/support/staff.ts';

let kit: MediaApp;
let lan: Actor;
let stranger: Actor;
beforeAll(async () => {
  kit = await openMediaApp();
  lan = await staffMember(kit.app, 'teacher', kit.units.commune);
  stranger = await staffMember(kit.app, 'teacher', kit.units.other);
});
afterAll(() => kit.app.close());

const bank = (actor: Actor) => createCaller(kit.app.context(actor)).bank;
const upload = async () =>
  (await kit.upload(await kit.picture(), { unitId: kit.units.commune, fileName: 'hinh.png' }, lan)).id;
const pathOf = async (id: string) => (await kit.media(lan).get({ id })).path;
const statusAt = async (path: string, actor?: Actor) => {
  const response = await kit.readAt(path, actor);
  await response.body?.cancel();
  return response.status;
};

test('a picture is the school’s until a question shows it, then anybody with its address sees it', async () => {
  const id = await upload();
  const path = await pathOf(id);
  expect([await statusAt(path), await statusAt(path, lan), await statusAt(path, stranger)]).toEqual([
    404, 200, 404,
  ]);
  const { id: questionId } = await bank(lan).createQuestion(questionInput({ mediaId: id }));
  expect(await statusAt(path)).toBe(200);
  expect(await refusalOf(kit.media(lan).remove({ id }))).toMatchObject({ code: 'CONFLICT' });

  const { code } = await bank(lan).createSet({ title: 'Có ảnh', items: [`own:${questionId}`] });
  const set = (await kit.app.services.quiz.findSet(code, lan))!;
  expect(set.questions[0]!.picture).toEqual({ src: path, alt: 'Một bức ảnh thử' });

  // Taken out of the question, it is the school's again and may go.
  await bank(lan).saveQuestion({ ...questionInput(), id: questionId, version: 1 });
  expect(await statusAt(path)).toBe(404);
  await kit.media(lan).remove({ id });
});

test('a picture of another school is not there to be used', async () => {
  const id = await upload();
  const work = bank(stranger).createQuestion(questionInput({ mediaId: id }));
  expect(await refusalOf(work)).toMatchObject({ code: 'NOT_FOUND' });
});

test('a file that is no picture is refused', async () => {
  const { id } = await kit.upload(pdfFile(), { unitId: kit.units.commune, fileName: 'a.pdf' }, lan);
  const work = bank(lan).createQuestion(questionInput({ mediaId: id }));
  expect(await refusalOf(work)).toMatchObject({ code: 'BAD_REQUEST' });
});
