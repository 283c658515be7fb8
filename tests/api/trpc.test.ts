import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerProcedure } from '#server/router.ts';
import { openTestApp, type TestApp } from '#tests/support/app.ts';

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
