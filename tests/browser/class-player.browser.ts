import { expect, test, type Page } from '@playwright/test';
import { isLongForm } from '#tests/support/chromium.ts';
import { leadGame } from '#tests/support/class-host.ts';
import { axeFaults } from '#tests/support/axe.ts';

// Everything below is about a phone; what differs on a wide screen is looked at in every-page.browser.ts.

/** The long form sleeps as a phone does: five minutes. */
const FROZEN_MS = isLongForm() ? 300_000 : 5000;
const STATE = '#trang-thai';
const seatField = (page: Page) => page.getByLabel('Số ghế');

/** Comes in by the QR and takes a seat. */
async function join(page: Page, path: string, seat: string): Promise<void> {
  await page.goto(path);
  await seatField(page).fill(seat);
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bạn đã vào lớp');
}
const option = (page: Page, place: number) => page.locator('.option').nth(place);

async function isSound(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expect(page.locator('h1')).toHaveCount(1);
}

test('three phones join, answer, see what is right, and see the end', async ({ browser, baseURL }) => {
  const game = await leadGame(baseURL!, { count: 2, teams: 2 });
  const errors: string[] = [];
  const phones = await Promise.all(
    ['1', '2', '3'].map(async (seat) => {
      const page = await (await browser.newContext()).newPage();
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', ({ message }) => errors.push(message));
      await join(page, game.joinPath, seat);
      return page;
    }),
  );
  const [first, second, third] = phones as [Page, Page, Page];
  await expect(first.locator('.seat')).toHaveText('Số 1Đội 1');
  await expect(first.locator('.code-note')).toHaveText(/^Mã chỗ ngồi [A-Z0-9]{5}: dùng khi đổi máy\.$/);
  await isSound(first);

  await game.act('next');
  for (const page of phones) await expect(page.locator('#cau')).toHaveText('Câu 1 trên 2');
  await expect(first.locator('#dong-ho')).toHaveText(/^\d+ giây$/);
  await isSound(first);
  await option(first, 0).tap();
  await expect(first.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  await expect(option(first, 0)).toHaveAttribute('aria-pressed', 'true');
  await isSound(first);
  // By keyboard alone.
  await option(second, 1).focus();
  await second.keyboard.press('Enter');
  await expect(second.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  // The first answer counts.
  await option(first, 1).click({ force: true });
  await expect(option(first, 1)).toHaveAttribute('aria-pressed', 'false');
  expect((await game.look()).answers).toBe(2);

  await game.act('reveal');
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Bạn chưa trả lời');
  await expect(first.getByRole('heading', { level: 1 })).toHaveText(/^(Đúng rồi|Chưa đúng)$/);
  for (const page of phones) {
    await expect(page.locator('.why a')).toHaveAttribute('href', /^\/luat\/[a-z0-9-]+\/#/);
    await expect(page.locator('.option.is-right .tag')).toContainText('Đáp án đúng');
    await expect(page.locator('.points')).toContainText('Điểm của bạn:');
  }
  await isSound(first);
  await isSound(third);

  await game.act('next');
  await expect(first.locator('#cau')).toHaveText('Câu 2 trên 2');
  await option(first, 2).tap();
  await expect(first.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  await first.getByText('Chỗ của bạn và biên nhận').click();
  await expect(first.locator('.receipts code')).toHaveCount(2);
  await isSound(first);
  await game.act('reveal');
  await game.act('next');
  for (const page of phones) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hết trò chơi');
    await expect(page.locator('main')).toContainText('xóa trong 24 giờ');
    await expect(page.getByRole('link', { name: 'Trò chơi giữ gì và xóa khi nào' })).toHaveAttribute(
      'href',
      '/lop/du-lieu/',
    );
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
  }
  await isSound(first);
  const { seats } = await game.results();
  expect(seats.map(({ seat, responses }) => [seat, responses])).toEqual([
    ['1', [expect.objectContaining({ choice: 0 }), expect.objectContaining({ choice: 2 })]],
    ['2', [expect.objectContaining({ choice: 1 }), null]],
    ['3', [null, null]],
  ]);
  expect(errors).toEqual([]);
  for (const page of phones) await page.context().close();
});

test('a page loaded again in mid-question has the same seat and the same answer', async ({
  page,
  baseURL,
}) => {
  const game = await leadGame(baseURL!, { count: 1 });
  await join(page, game.joinPath, '7');
  await game.act('next');
  await page.goto('/lop/');
  await option(page, 2).tap();
  await expect(page.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  await page.reload();
  await expect(page.locator('#duong-noi')).toContainText('Số 7');
  await expect(option(page, 2)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  await option(page, 0).click({ force: true });
  await game.act('reveal');
  await expect(page.locator('.option', { hasText: /bạn chọn/i })).toBeVisible();
  const { seats } = await game.results();
  expect(seats).toHaveLength(1);
  expect(seats[0]).toMatchObject({ seat: '7', responses: [{ choice: 2 }] });
});

test('an answer given without a network is kept, says so, and counts once when the network is back', async ({
  page,
  context,
  baseURL,
}) => {
  const game = await leadGame(baseURL!, { count: 1 });
  await join(page, game.joinPath, '8');
  await game.act('next');
  await expect(option(page, 0)).toBeVisible();
  await context.setOffline(true);
  await expect(page.locator('#duong-noi')).toContainText('Mất mạng, đang nối lại');
  await option(page, 3).tap();
  await expect(page.locator(STATE)).toContainText('Máy đang giữ câu trả lời');
  await isSound(page);
  expect((await game.look()).answers).toBe(0);
  await context.setOffline(false);
  await expect(page.locator(STATE)).toContainText('Đã nhận câu trả lời.', { timeout: 2000 });
  await expect(page.locator('#duong-noi')).toContainText('Đã nối', { timeout: 2000 });
  await game.act('reveal');
  await expect(page.locator('.outcome')).toBeVisible({ timeout: 2000 });
  expect((await game.results()).seats).toMatchObject([{ seat: '8', responses: [{ choice: 3 }] }]);
});

test('an answer whose page was closed on the way is sent by the next one', async ({
  page,
  context,
  baseURL,
}) => {
  const game = await leadGame(baseURL!, { count: 1 });
  await join(page, game.joinPath, '9');
  await game.act('next');
  await expect(option(page, 0)).toBeVisible();
  await page.route('**/api/trpc/classroom.answer', (route) => route.abort());
  await option(page, 1).tap();
  await expect(page.locator(STATE)).toContainText('Máy đang giữ câu trả lời');
  await page.close();
  const next = await context.newPage();
  await next.goto('/lop/');
  await expect(option(next, 1)).toHaveAttribute('aria-pressed', 'true');
  await expect(next.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  expect((await game.look()).answers).toBe(1);
});

test('an answer that comes too late is said to be so, not counted', async ({ page, context, baseURL }) => {
  const game = await leadGame(baseURL!, { count: 2 });
  await join(page, game.joinPath, '10');
  await game.act('next');
  await expect(option(page, 0)).toBeVisible();
  await context.setOffline(true);
  await option(page, 0).tap();
  await game.act('reveal');
  await context.setOffline(false);
  await expect(page.locator('.outcome .problem')).toHaveText(/^Trễ giờ:/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bạn chưa trả lời');
  await isSound(page);
  expect((await game.results()).seats[0]!.responses).toEqual([null]);
});

test('where streams are blocked, polling takes over within 2 s and the game goes on', async ({
  page,
  baseURL,
}) => {
  const game = await leadGame(baseURL!, { count: 2 });
  let streams = 0;
  // Held, as by a proxy that waits for the end of what it passes on.
  await page.route('**/api/trpc/classroom.follow**', () => void (streams += 1));
  await join(page, game.joinPath, '11');
  await expect(page.locator('#duong-noi')).toHaveAttribute('data-state', 'polling', { timeout: 2500 });
  await game.act('next');
  await expect(page.locator('#cau')).toHaveText('Câu 1 trên 2', { timeout: 2000 });
  await option(page, 0).tap();
  await expect(page.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  await game.act('reveal');
  await expect(page.locator('.outcome')).toBeVisible({ timeout: 2000 });
  expect(streams).toBeLessThanOrEqual(2);

  // The proxy lets go: a stream is tried again at the next question.
  await page.unroute('**/api/trpc/classroom.follow**');
  await game.act('next');
  await expect(page.locator('#duong-noi')).toHaveAttribute('data-state', 'streaming', { timeout: 20_000 });
});

test('another device takes the seat over by its code, and the first one is told', async ({
  browser,
  baseURL,
}) => {
  const game = await leadGame(baseURL!, { count: 2 });
  const [old, other] = (await Promise.all(
    [0, 1].map(async () => (await browser.newContext()).newPage()),
  )) as [Page, Page];
  await join(old, game.joinPath, '12');
  const [, code] = /Mã chỗ ngồi ([A-Z0-9]{5})/.exec(await old.locator('.code-note').innerText())!;
  await other.goto('/lop/');
  await other.getByLabel('Mã lớp').fill(game.joinCode.toLowerCase());
  await other.getByRole('button', { name: 'Tiếp tục' }).click();
  await other.getByText('Bạn đổi máy?').click();
  await other.getByLabel('Mã chỗ ngồi').fill('AAAAA');
  await other.getByRole('button', { name: 'Lấy lại chỗ' }).click();
  await expect(other.getByRole('alert').filter({ hasText: 'Không có chỗ nào dùng mã này.' })).toBeVisible();
  await isSound(other);
  await other.getByLabel('Mã chỗ ngồi').fill(code!);
  await other.getByRole('button', { name: 'Lấy lại chỗ' }).click();
  await expect(other.locator('.seat')).toHaveText('Số 12');
  await game.act('next');
  await option(old, 0).tap();
  await expect(old.getByRole('heading', { level: 1 })).toHaveText('Chỗ này đang mở trên máy khác');
  await isSound(old);
  expect(await old.evaluate(() => localStorage.length)).toBe(0);
  await option(other, 1).tap();
  await expect(other.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  expect((await game.results()).seats).toMatchObject([{ seat: '12', responses: [{ choice: 1 }] }]);
});

test('whoever cannot come in is told why, and nothing typed is lost', async ({ page, baseURL }) => {
  const game = await leadGame(baseURL!, { count: 1, seats: 5 });
  const alert = (text: string) => page.getByRole('alert').filter({ hasText: text });
  await page.goto('/lop/');
  await isSound(page);
  await page.getByLabel('Mã lớp').fill('ABC');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(alert('Mã lớp gồm 6 chữ và số')).toBeVisible();
  await page.getByLabel('Mã lớp').fill('AAA AAA');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(alert('Không có lớp nào dùng mã này.')).toBeVisible();
  await expect(page.getByLabel('Mã lớp')).toHaveValue('AAA AAA');
  await page.getByLabel('Mã lớp').fill(game.joinCode);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expect(page.getByText('Từ 1 đến 5.')).toBeVisible();
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect(alert('Hãy nhập số ghế của bạn')).toBeVisible();
  await seatField(page).fill('6');
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect(alert('Lớp này có chỗ từ 1 đến 5')).toBeVisible();
  await expect(seatField(page)).toHaveValue('6');
  await isSound(page);
  const other = await page.context().browser()!.newContext();
  await join(await other.newPage(), game.joinPath, '3');
  await seatField(page).fill('3');
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect(alert('Số 3 đã có người.')).toBeVisible();
  await page.getByRole('button', { name: 'Nhận tên một con vật' }).click();
  await expect(page.locator('.seat')).not.toHaveText(/^Số/);

  const [gone] = (await game.players()).filter(({ seat }) => seat === '3');
  await game.remove(gone!.playerId);
  await expect(other.pages()[0]!.getByRole('heading', { level: 1 })).toHaveText('Bạn đã ra khỏi trò chơi');
  await isSound(other.pages()[0]!);
  await game.act('end');
  await page.goto(game.joinPath);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(alert('Trò chơi của lớp này đã kết thúc.')).toBeVisible();
});

test('extra time is shown as the player’s own, the pause as a pause', async ({ page, baseURL }) => {
  const game = await leadGame(baseURL!, { count: 1, limitSeconds: 60 });
  await join(page, game.joinPath, '13');
  const [player] = await game.players();
  await game.setTime(player!.playerId, 200);
  await game.act('next');
  await expect(page.locator('#dong-ho')).toHaveText(/^1(1\d|20) giây$/);
  await game.act('pause');
  await expect(page.locator('#dong-ho')).toHaveText('Tạm dừng');
  await expect(page.locator(STATE)).toHaveText('Người dẫn đang tạm dừng. Bạn vẫn trả lời được.');
  await isSound(page);
  await game.act('resume');
  await expect(page.locator('#dong-ho')).toHaveText(/^1(1\d|20) giây$/);
  await game.act('skip');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hết trò chơi');
});

test('a page that the phone froze works again on waking', async ({ page, baseURL, context }) => {
  test.setTimeout(FROZEN_MS + 30_000);
  const game = await leadGame(baseURL!, { count: 1, limitSeconds: 600 });
  await join(page, game.joinPath, '14');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await game.act('next');
  await new Promise((later) => setTimeout(later, FROZEN_MS));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(page.locator('#cau')).toHaveText('Câu 1 trên 1', { timeout: 2000 });
  await option(page, 0).tap();
  await expect(page.locator(STATE)).toContainText('Đã nhận câu trả lời.', { timeout: 2000 });
  expect((await game.look()).answers).toBe(1);
});

test('whatever a phone loads to play weighs 60 KB at most, the font included', async ({ page, baseURL }) => {
  const game = await leadGame(baseURL!, { count: 1 });
  const sizes: { url: string; bytes: number }[] = [];
  page.on('requestfinished', (request) => {
    void request
      .sizes()
      .then(({ responseBodySize }) => sizes.push({ url: request.url(), bytes: responseBodySize }));
  });
  await join(page, game.joinPath, '15');
  await game.act('next');
  await option(page, 0).tap();
  await expect(page.locator(STATE)).toContainText('Đã nhận câu trả lời.');
  await page.waitForTimeout(500);
  const own = sizes.filter(({ url }) => !url.includes('/hinh/'));
  expect(own.some(({ url }) => url.endsWith('.woff2'))).toBe(true);
  expect(own.filter(({ url }) => url.endsWith('.woff2'))).toHaveLength(1);
  const value = own.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(
    JSON.stringify({
      ...{
        figure: 'player page in all, to the first answer',
        value,
        unit: 'bytes',
        baseline: null,
        ratio: null,
      },
      ...{ goal: `≤ ${60 * 1024}`, holds: value <= 60 * 1024 },
    }),
  );
  // A stream under way has not finished; what it brought by then is a view or two.
  expect(value).toBeLessThanOrEqual(56 * 1024);
});

test('without JavaScript the page says what to do', async ({ request }) => {
  // Chromium told to run no scripts still takes them to be on when it reads <noscript>.
  const html = await (await request.get('/lop/')).text();
  const [, sentence] = /<noscript>(.*?)<\/noscript>/s.exec(html)!;
  expect(sentence).toContain('Trang chơi cần JavaScript.');
  expect(sentence).toContain('<a href="/hoc-va-thi/">');
});

test('a player that was cut on its way to the page is fetched again', async ({ page, baseURL }) => {
  const game = await leadGame(baseURL!, { count: 1 });
  let cuts = 0;
  await page.route('**/_astro/start-*.js', async (route) => {
    cuts += 1;
    await (cuts <= 2 ? route.abort('connectionreset') : route.continue());
  });
  await join(page, game.joinPath, '16');
  expect(cuts).toBeGreaterThan(2);
});
