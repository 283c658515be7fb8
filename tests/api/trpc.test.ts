import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerProcedure, createCaller } from '#server/router.ts';
import { actorWith, openTestApp, type TestApp } from '#tests/support/app.ts';
import { refusalOf } from '#tests/support/staff.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const ask = (path: string) =>
  answerProcedure(app.context(), new Request(`http://localhost/api/trpc/${path}`));

test.each(['law.acts,law.acts?batch=1', 'law.acts?batch=1', `${'law.acts,'.repeat(1500)}law.acts?batch=1`])(
  'one request asks for one answer: a batch is refused (%#)',
  async (path) => {
    const reply = await ask(path);
    expect(reply.status).toBe(400);
    expect((await reply.text()).length).toBeLessThan(1000);
    expect((await ask('law.acts')).status).toBe(200);
  },
);

test('a text with a zero byte is refused with a sentence, wherever it stands and whoever sends it', async () => {
  const anybody = createCaller(app.context());
  const writer = createCaller(app.context(actorWith('writer')));
  const notice = { kind: 'notice' as const, title: 'Cấm đường Lê Lợi' };
  const data = { lead: 'Một', body: 'Hai', guides: [], cites: ['a', 'b\0'] };
  for (const asked of [
    () => anybody.units.find({ query: 'a\0b' }),
    () => anybody.units.find({ query: 'a\ud800b' }),
    () => writer.publication.create({ ...notice, title: 'Cấm\0', data: {} }),
    () => writer.publication.create({ ...notice, data }),
    () => writer.publication.create({ ...notice, data: { 'lead\0': 'Một' } }),
    () => writer.account.rename({ name: 'Lan\0' }),
  ])
    expect(await refusalOf(asked())).toEqual({
      code: 'BAD_REQUEST',
      message: 'Nội dung có ký tự không đọc được. Hãy gõ lại rồi gửi.',
    });
  expect(await refusalOf(anybody.units.find({ query: 'a\u0001b' }))).toBeNull();
});
