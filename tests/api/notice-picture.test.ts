import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Verb } from '#server/approval/rules.ts';
import { createCaller } from '#server/router.ts';
import { actorWith } from '#tests/support/app.ts';
import { openMediaApp, type MediaApp } from '#tests/support/media-app.ts';
import { pdfFile } from '#tests/support/media.ts';
import { noticeInput } from '#tests/support/publications.ts';

let kit: MediaApp;
let begun: Date;
beforeAll(async () => {
  kit = await openMediaApp();
  begun = kit.clock.now;
});
beforeEach(() => void (kit.clock.now = begun));
afterAll(() => kit.app.close());

const MINUTE_MS = 60_000;
const checker = actorWith('law-checker', null, '00000000-0000-7000-8000-00000000bbbb');
const approver = actorWith('approver', null, '00000000-0000-7000-8000-00000000cccc');
const later = (minutes: number) => new Date(begun.getTime() + minutes * MINUTE_MS);
const call = (actor = kit.writer()) => createCaller(kit.app.context(actor));

type Seen = { id: string; version: number };
const draft = (picture: string | null, actor = kit.writer()) =>
  call(actor).publication.create({ ...noticeInput({ unitCode: 'TINH' }, { picture }) });
const save = (seen: Seen, picture: string | null) => {
  const { kind: _, unitCode: _unit, ...typed } = noticeInput({ unitCode: 'TINH' }, { picture });
  return call().publication.save({ id: seen.id, version: seen.version, ...typed });
};
const step = (
  seen: Seen,
  verb: Exclude<Verb, 'edit'>,
  actor = approver,
  more: { liveAt?: string; reason?: string } = {},
) => call(actor).publication.step({ id: seen.id, version: seen.version, verb, ...more });
const approved = async (seen: Seen) =>
  step(await step(await step(seen, 'submit', kit.writer()), 'check', checker), 'approve');
const live = async (picture: string) => step(await approved(await draft(picture)), 'publish');

const upload = async () => (await kit.upload(await kit.picture())).id;
/** Whether anybody reads the file, and finds it on a page. */
const isPublic = async (id: string) => {
  const response = await kit.readAt((await kit.media().get({ id })).path);
  await response.body?.cancel();
  const shown = await createCaller(kit.app.context()).media.picture({ id });
  expect(shown !== null).toBe(response.status === 200);
  return response.status === 200;
};
const isFree = async (id: string) => (await kit.media().get({ id })).unusedSince !== null;

describe('the picture of a notice', () => {
  test('is public from the hour of the notice on, and no longer once it is withdrawn', async () => {
    const id = await upload();
    const seen = await approved(await draft(id));
    expect([await isPublic(id), await isFree(id)]).toEqual([false, false]);
    const scheduled = await step(seen, 'schedule', approver, { liveAt: later(60).toISOString() });
    expect(await isPublic(id)).toBe(false);
    kit.clock.now = later(60);
    expect(await isPublic(id)).toBe(true);
    const { picture } = await kit.media().get({ id });
    expect(await createCaller(kit.app.context()).media.picture({ id })).toEqual(picture);
    expect(picture).toMatchObject({ heightPx: 30, alt: 'Một bức ảnh thử' });
    await step(scheduled, 'withdraw', approver, { reason: 'Đã hủy lệnh cấm' });
    expect([await isPublic(id), await isFree(id)]).toEqual([false, false]);
  });

  test('waits again when the hour of the notice is taken back', async () => {
    const id = await upload();
    const scheduled = await step(await approved(await draft(id)), 'schedule', approver, {
      liveAt: later(60).toISOString(),
    });
    await step(scheduled, 'send-back', approver, { reason: 'Chưa đủ giấy phép' });
    kit.clock.now = later(61);
    expect([await isPublic(id), await isFree(id)]).toEqual([false, false]);
  });

  test('stays while a correction with another one is in the works, and goes when that comes out', async () => {
    const [first, second] = [await upload(), await upload()];
    const seen = await live(first);
    const open = await step(seen, 'correct', kit.writer(), { reason: 'Ảnh chụp nhầm chỗ' });
    const ready = await approved(await save(open, second));
    expect([await isPublic(first), await isPublic(second)]).toEqual([true, false]);
    await step(ready, 'schedule', approver, { liveAt: later(60).toISOString() });
    expect([await isPublic(first), await isPublic(second)]).toEqual([true, false]);
    await step(ready, 'publish');
    expect([await isPublic(first), await isPublic(second)]).toEqual([false, true]);
    expect([await isFree(first), await isFree(second)]).toEqual([true, false]);
  });

  test('that two versions share stays public while the second waits for its hour', async () => {
    const id = await upload();
    const open = await step(await live(id), 'correct', kit.writer(), { reason: 'Ghi nhầm tên đường' });
    await step(await approved(open), 'schedule', approver, { liveAt: later(60).toISOString() });
    expect(await isPublic(id)).toBe(true);
  });

  test('is free again once it is taken out, or the draft is dropped', async () => {
    const [first, second] = [await upload(), await upload()];
    const seen = await save(await draft(first), second);
    expect([await isFree(first), await isFree(second)]).toEqual([true, false]);
    await step(seen, 'discard', kit.writer());
    expect(await isFree(second)).toBe(true);
  });

  test('comes from the files of their own units, and is a picture', async () => {
    const strange = await kit.upload(
      await kit.picture(),
      { unitId: kit.units.other },
      kit.writer(kit.units.other),
    );
    await expect(draft(strange.id)).rejects.toThrow('không thuộc đơn vị của bạn');
    await expect(draft('00000000-0000-7000-8000-000000000000')).rejects.toThrow('không có');
    await expect(draft('hinh.png')).rejects.toThrow('Hãy chọn một ảnh');
    const document = (await kit.upload(pdfFile('không phải ảnh'))).id;
    await expect(step(await draft(document), 'submit', kit.writer())).rejects.toThrow('không phải ảnh');
    const choices = (await kit.media().pictures()).map(({ id }) => id);
    expect(choices.length).toBeGreaterThan(1);
    expect(choices).not.toContain(strange.id);
    expect(choices).not.toContain(document);
  });
});
