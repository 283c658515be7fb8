import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestApp, type TestApp } from '#tests/support/app.ts';
import { giveHomework, homeworkOf } from '#tests/support/homework.ts';

const NOW = new Date('2026-11-21T05:00:00Z');
const DUE = new Date('2026-11-28T14:00:00Z');
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp(NOW);
});
afterAll(() => app.close());

test('a stranger who uses up the tries of wrong links keeps nobody from the seat they hold', async () => {
  const homework = await giveHomework(app.services, DUE);
  const pupil = await homework.join('3');
  const number = await pupil.start();
  const noMoreTries = vi.spyOn(app.services.homework.linkTries, 'take').mockReturnValue(false);
  await expect(homework.join('4')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect(await pupil.answer(number, 0, { kind: 'one', choice: 0 })).toMatchObject({ ok: true });
  await pupil.handIn(number);
  expect((await pupil.look()).attempts).toMatchObject([{ isHandedIn: true, answered: 1 }]);
  // A seat of one homework opens no other, and its code is not told so from one that does not exist.
  const other = { code: '34679ACD', token: pupil.token };
  await expect(homeworkOf(app.services).seat(other)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  noMoreTries.mockRestore();
});

test('what is no token of a seat is refused, whatever it looks like', async () => {
  const { code } = await giveHomework(app.services, DUE);
  for (const token of [
    `${'-'.repeat(36)}.${'a'.repeat(22)}`,
    `${'0'.repeat(36)}.x`,
    '.',
    `${'f'.repeat(36)}`,
  ])
    await expect(homeworkOf(app.services).seat({ code, token })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
