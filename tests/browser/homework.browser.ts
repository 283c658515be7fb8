import { expect, test, type Browser, type Page } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '#server/staff/rules.ts';
import { CHOICE_SET } from '#tests/support/choices.ts';
import { axeFaults } from '#tests/support/axe.ts';

const validator = new HtmlValidate(new FileSystemConfigLoader());
const ROOM = '/ban-lam-viec/bai-tap/';

async function isSound(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  await expect(page.locator('h1')).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** What the server sent, not what scripts made of it. */
async function isValid(page: Page): Promise<void> {
  const text = await (await page.request.get(page.url())).text();
  const report = await validator.validateString(text, 'page.html');
  expect
    .soft(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)),
    )
    .toEqual([]);
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/ban-lam-viec/dang-nhap/');
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS.teacher.email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/ban-lam-viec/');
}

/** A teacher gives a homework. @returns the path of its link */
async function give(
  page: Page,
  title: string,
  given: { key?: string; attempts?: string } = {},
): Promise<string> {
  await page.goto(`${ROOM}moi/?bo=${CHOICE_SET}`);
  await page.getByLabel('Tên bài').fill(title);
  await page.getByLabel('Số câu').fill('3');
  await page.getByLabel('Số lần làm').selectOption(given.attempts ?? '1');
  await page.getByLabel('Khi nào hiện đáp án').selectOption(given.key ?? 'hand-in');
  await page.getByRole('button', { name: 'Giao bài' }).click();
  await expect(page.getByRole('status')).toContainText('Đã giao bài');
  return new URL((await page.locator('.link dd a').getAttribute('href'))!).pathname;
}

const newPage = async (browser: Browser, javaScriptEnabled: boolean, width = 360): Promise<Page> =>
  (await browser.newContext({ javaScriptEnabled, viewport: { width, height: 740 } })).newPage();

async function take(page: Page, path: string, seat: string): Promise<string> {
  await page.goto(path);
  await page.getByLabel('Số của bạn trong lớp').fill(seat);
  await page.getByRole('button', { name: 'Vào làm' }).click();
  await expect(page.locator('.seat')).toContainText(`Số ${seat}`);
  return page.locator('.code strong').innerText();
}

const choose = (page: Page, place: number) =>
  page.locator('#bai-lam input[name="choice"]').nth(place).check();
const isAt = (page: Page, number: number) =>
  expect(page.locator('.quiz-progress')).toContainText(`Câu ${number} trên 3`);

test('a teacher gives it; a pupil without JavaScript does half, goes on at another device, hands in', async ({
  page,
  browser,
}) => {
  await signIn(page);
  const title = `Bài ${Date.now()}`;
  const path = await give(page, title);

  const phone = await newPage(browser, false);
  const code = await take(phone, path, '17');
  await phone.getByRole('button', { name: 'Bắt đầu làm' }).click();
  await isAt(phone, 1);
  await choose(phone, 1);
  await phone.getByRole('button', { name: 'Lưu, sang câu sau' }).click();
  await isAt(phone, 2);
  // Going back saves too: nothing chosen is lost by a button.
  await choose(phone, 0);
  await phone.getByRole('button', { name: 'Câu trước' }).click();
  await isAt(phone, 1);
  await expect(phone.locator('input[name="choice"]').nth(1)).toBeChecked();
  // The tab is closed and opened again.
  await phone.goto(path);
  await phone.getByRole('link', { name: 'Làm tiếp lần 1' }).click();
  await isAt(phone, 3);

  const computer = await newPage(browser, false);
  await computer.goto('/bai-tap/');
  await computer.getByLabel('Mã bài tập').fill(path.split('/')[2]!.toLowerCase());
  await computer.getByRole('button', { name: 'Mở bài' }).click();
  await computer.getByLabel('Số của bạn trong lớp').fill('17');
  await computer.getByRole('button', { name: 'Vào làm' }).click();
  await expect(computer.getByRole('alert')).toContainText('Số 17 đã có người');
  await computer.getByLabel('Mã chỗ ngồi').fill(code.toLowerCase());
  await computer.getByRole('button', { name: 'Làm tiếp' }).click();
  await computer.getByRole('link', { name: 'Làm tiếp lần 1' }).click();
  await isAt(computer, 3);
  await computer.getByRole('button', { name: 'Xem lại và nộp' }).click();
  await expect(computer.locator('.lead')).toContainText('Còn 1 câu trống');
  await computer.getByRole('link', { name: 'Câu 3' }).click();
  await choose(computer, 2);
  await computer.getByRole('button', { name: 'Lưu, xem lại bài' }).click();
  await expect(computer.locator('.lead')).toContainText('Bạn đã trả lời hết các câu');
  await computer.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(computer.getByRole('heading', { level: 1 })).toHaveText('Kết quả lần 1');
  await expect(computer.locator('.answered')).toHaveCount(3);
  await expect(computer.locator('.answered a').first()).toHaveAttribute('href', /^\/luat\//);
  const mark = await computer.locator('.score strong').innerText();

  // The first device sends an answer after that: it is told why it does not count.
  await choose(phone, 1);
  await phone.getByRole('button', { name: 'Lưu, xem lại bài' }).click();
  await expect(phone.getByRole('alert')).toContainText('Bài đã nộp');
  expect(
    (await phone.context().cookies()).map(({ path: of, httpOnly, sameSite }) => [of, httpOnly, sameSite]),
  ).toEqual([[path, true, 'Lax']]);

  await page.reload();
  const row = page.locator('tr', { hasText: 'Số 17' });
  await expect(row).toContainText('Đã nộp');
  await expect(row).toContainText('3/3 câu');
  await expect(row).toContainText(mark);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Theo chỗ (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bai-tap-[A-Z0-9]{8}-theo-cho\.csv$/);
});

test('a seat of this computer can be forgotten, and a lost code is made up for by the teacher', async ({
  page,
  browser,
}) => {
  await signIn(page);
  const path = await give(page, `Mất mã ${Date.now()}`);
  const phone = await newPage(browser, false);
  await take(phone, path, '5');
  await phone.getByRole('button', { name: 'Bắt đầu làm' }).click();
  await choose(phone, 1);
  await phone.getByRole('button', { name: 'Lưu, sang câu sau' }).click();
  await phone.goto(path);
  await phone.getByRole('button', { name: /quên chỗ này/ }).click();
  await expect(phone.getByRole('heading', { name: 'Chọn chỗ của bạn' })).toBeVisible();

  await page.reload();
  await page.locator('tr', { hasText: 'Số 5' }).locator('summary').click();
  await page.getByRole('button', { name: 'Mở khóa chỗ' }).click();
  await expect(page.getByRole('status')).toContainText('Đã mở khóa chỗ');
  await take(phone, path, '5');
  await phone.getByRole('link', { name: 'Làm tiếp lần 1' }).click();
  await isAt(phone, 2);
});

test(
  'an answer chosen before the scripts are there is sent when they are',
  { tag: '@once' },
  async ({ page, browser }) => {
    await signIn(page);
    const path = await give(page, `Dòng chậm ${Date.now()}`);
    const phone = await newPage(browser, true);
    await take(phone, path, '4');
    await phone.route('**/*.js', async (route) => {
      await new Promise((done) => setTimeout(done, 1500));
      await route.continue();
    });
    await phone.getByRole('button', { name: 'Bắt đầu làm' }).click({ noWaitAfter: true });
    await choose(phone, 2);
    await expect(phone.locator('#trang-thai')).toHaveText('Đã lưu.');
  },
);

test('with JavaScript an answer is sent when it is chosen, and kept on the device while the line is down', async ({
  page,
  browser,
}) => {
  await signIn(page);
  const path = await give(page, `Mất mạng ${Date.now()}`);
  const phone = await newPage(browser, true);
  await take(phone, path, '9');
  await phone.getByRole('button', { name: 'Bắt đầu làm' }).click();
  await choose(phone, 2);
  await expect(phone.locator('#trang-thai')).toHaveText('Đã lưu.');
  await phone.reload();
  await expect(phone.locator('.quiz-progress')).toContainText('Câu');
  await phone.goto(`${path}lam/?cau=1`);
  await expect(phone.locator('input[name="choice"]').nth(2)).toBeChecked();

  await phone.context().setOffline(true);
  await choose(phone, 0);
  await expect(phone.locator('#trang-thai')).toContainText('đang được giữ trên máy này');
  await phone.getByRole('button', { name: 'Lưu, sang câu sau' }).click();
  await isAt(phone, 1);
  // The tab is closed while the line is down; another page of the attempt sends what was kept.
  const again = await phone.context().newPage();
  await phone.close();
  await again.context().setOffline(false);
  await again.goto(`${path}lam/?cau=2`);
  await expect(again.locator('#trang-thai')).toHaveText('Đã lưu.');
  await again.goto(`${path}lam/?cau=1`);
  await expect(again.locator('input[name="choice"]').nth(0)).toBeChecked();
  expect(await again.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('where the key follows at once, the explanation stands under the answer and the answer stays', async ({
  page,
  browser,
}) => {
  await signIn(page);
  const path = await give(page, `Từng câu ${Date.now()}`, { key: 'answer', attempts: '' });
  const phone = await newPage(browser, true);
  await take(phone, path, '1');
  await phone.getByRole('button', { name: 'Bắt đầu làm' }).click();
  await choose(phone, 1);
  await phone.getByRole('button', { name: 'Trả lời' }).click();
  await expect(phone.locator('#loi-giai')).toBeVisible();
  await isSound(phone);
  await phone.getByRole('button', { name: 'Câu sau' }).click();
  await isAt(phone, 2);
  await phone.getByRole('button', { name: 'Câu trước' }).click();
  await expect(phone.locator('#loi-giai')).toBeVisible();
});

test('every page of a homework is sound', async ({ page, browser }, { project }) => {
  test.slow();
  const errors: string[] = [];
  const listen = (each: Page) =>
    each.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
  listen(page);
  await signIn(page);
  const path = await give(page, `Mọi trang ${Date.now()}`, { attempts: '2' });
  const own = new URL(page.url()).pathname;
  const pupil = await newPage(browser, true, project.name === 'phone' ? 360 : 1280);
  listen(pupil);
  const check = async (each: Page) => {
    await isSound(each);
    if (project.name === 'desktop') await isValid(each);
  };
  await pupil.goto('/bai-tap/?ma=abc');
  await check(pupil);
  await pupil.goto(path);
  await check(pupil);
  await take(pupil, path, '3');
  await check(pupil);
  await pupil.getByRole('button', { name: 'Bắt đầu làm' }).click();
  await check(pupil);
  await pupil.goto(`${path}nop/`);
  await check(pupil);
  await pupil.getByRole('button', { name: 'Nộp bài' }).click();
  await check(pupil);
  await pupil.goto(path);
  await check(pupil);
  for (const address of [ROOM, `${ROOM}?cat=1`, `${ROOM}moi/`, `${ROOM}moi/?bo=thcs`, own, `${own}in/`]) {
    await page.goto(address);
    await check(page);
  }
  expect(errors).toEqual([]);
});

test(
  'a link that leads nowhere says so, and another teacher’s homework is not there',
  { tag: '@once' },
  async ({ page }) => {
    expect((await page.goto('/bai-tap/AAAAAAAA/'))!.status()).toBe(404);
    await expect(page.getByRole('alert')).toContainText('Không có bài tập nào dùng mã này');
    await page.goto('/bai-tap/AAAAAAAA/lam/');
    await expect(page).toHaveURL('/bai-tap/AAAAAAAA/');
    await signIn(page);
    expect((await page.goto(`${ROOM}00000000-0000-7000-8000-000000000001/`))!.status()).toBe(404);
  },
);
