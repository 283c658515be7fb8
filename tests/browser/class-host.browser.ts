import { readFile } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '#server/staff/rules.ts';
import { ask } from '#tests/support/class-host.ts';
import { CHOICE_SET, CHOICE_SET_TITLE } from '#tests/support/choices.ts';
import { axeFaults } from '#tests/support/axe.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const WALL = { viewport: { width: 1280, height: 720 } };

async function isSound(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()!.width,
  );
  await expect(page.locator('h1:visible')).toHaveCount(1);
}

/** The wall stands still: nothing has to be scrolled to. */
const fits = async (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight);

/** Opens a class on a wall; `choose` changes the form before. */
async function openClass(page: Page, choose: () => Promise<void> = async () => undefined): Promise<string> {
  await page.goto(`/lop/mo/?bo=${CHOICE_SET}`);
  await choose();
  await page.getByRole('button', { name: 'Mở lớp' }).click();
  await expect(page).toHaveURL('/lop/dan/');
  await expect(page.getByRole('button', { name: 'Câu đầu tiên' })).toBeVisible();
  return (await page.locator('.pj-lobby [data-code]').innerText()).replace(' ', '');
}

const options = (values: Record<string, string>) => async (page: Page) => {
  await page.getByText('Tùy chọn').click();
  for (const [label, value] of Object.entries(values)) {
    const field = page.getByLabel(label, { exact: true });
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
};

/** A phone that comes in with the code on the wall. */
async function joinClass(browser: Browser, code: string, seat: string): Promise<Page> {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto('/lop/');
  await page.getByLabel('Mã lớp').fill(code);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Số ghế').fill(seat);
  await page.getByRole('button', { name: 'Vào lớp' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bạn đã vào lớp');
  return page;
}

const control = (page: Page, name: string) => page.locator('#lenh').getByRole('button', { name });
const answered = (page: Page) => page.locator('#so-tra-loi');

test('a teacher without an account is at the first question after four taps, within a minute', async ({
  page,
}) => {
  const startedAt = Date.now();
  let taps = 0;
  const tap = async (target: ReturnType<Page['locator']>) => {
    taps += 1;
    await target.click();
  };
  await page.goto('/');
  await tap(page.locator('main').getByRole('link', { name: 'Chơi cả lớp' }));
  await tap(page.getByText('THPT', { exact: true }));
  await tap(page.getByRole('button', { name: 'Mở lớp' }));
  await tap(page.getByRole('button', { name: 'Câu đầu tiên' }));
  await expect(page.locator('.pj-ask')).toBeVisible();
  expect(taps).toBe(4);
  expect(Date.now() - startedAt).toBeLessThan(60_000);
});

test(
  'a class plays: lobby, question, pause, more time, reveal, skip, end, results as a file',
  { tag: '@once' },
  async ({ browser }) => {
    test.setTimeout(120_000);
    const wall = await (await browser.newContext(WALL)).newPage();
    const errors: string[] = [];
    wall.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    wall.on('pageerror', ({ message }) => errors.push(message));
    const code = await openClass(wall, () => options({ 'Số câu': '3', 'Chia đội': '2' })(wall));
    await expect(wall.locator('.pj-lobby').getByRole('img', { name: 'Mã QR để vào lớp' })).toBeVisible();
    await isSound(wall);
    const phones = await Promise.all(['1', '2', '3'].map((seat) => joinClass(browser, code, seat)));
    await expect(wall.locator('#da-vao')).toHaveText('3');
    // What only the teacher may see stays folded until asked for.
    await expect(wall.locator('#ma-dan')).toBeHidden();

    await wall.keyboard.press('Space');
    await expect(wall.locator('#tien-do')).toContainText('Câu 1 trên 3');
    await expect(wall.locator('.pj-side').getByRole('img', { name: 'Mã QR để vào lớp' })).toBeVisible();
    await expect(wall.locator('.pj-side [data-code]')).toHaveText(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(await fits(wall)).toBe(true);
    await isSound(wall);
    for (const phone of phones) await expect(phone.locator('#cau')).toHaveText('Câu 1 trên 3');

    // A second press right after the first is taken for a slip.
    await wall.waitForTimeout(750);
    await wall.keyboard.press('p');
    await expect(wall.locator('.pj-note')).toHaveText('Tạm dừng');
    const seconds = await wall.locator('.pj-seconds b').innerText();
    await wall.waitForTimeout(1500);
    await expect(wall.locator('.pj-seconds b')).toHaveText(seconds);
    await wall.reload();
    await expect(wall.locator('.pj-note')).toHaveText('Tạm dừng');
    await expect(wall.locator('.pj-seconds b')).toHaveText(seconds);
    await control(wall, 'Thêm 30 giây').click();
    await expect
      .poll(async () => Number(await wall.locator('.pj-seconds b').innerText()))
      .toBe(Number(seconds) + 30);
    await wall.waitForTimeout(750);
    await control(wall, 'Chạy tiếp').click();
    await expect(control(wall, 'Tạm dừng')).toBeVisible();

    for (const [at, phone] of phones.slice(0, 2).entries()) {
      await phone.locator('.option').nth(at).click();
      await expect(phone.locator('#trang-thai')).toContainText('Đã nhận câu trả lời.');
    }
    await expect(answered(wall)).toContainText('2 trên 3 bạn đã trả lời');
    // A count, never who.
    expect(await wall.locator('body').innerText()).not.toMatch(/Số [123]\b/);

    await wall.keyboard.press('h');
    await expect(wall.locator('.pj-answers .right')).toHaveCount(1);
    await expect(wall.locator('.pj-answers .right')).toContainText('Đúng');
    await expect(wall.locator('.pj-law')).toContainText('hiệu lực từ');
    await expect(wall.locator('.pj-teams')).toContainText('Đội 2');
    const counts = await wall.locator('.pj-answers td').allInnerTexts();
    expect(counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(2);
    await isSound(wall);

    await wall.waitForTimeout(750);
    await control(wall, 'Câu tiếp theo').click();
    await expect(wall.locator('#tien-do')).toContainText('Câu 2 trên 3');
    await wall.waitForTimeout(750);
    await wall.keyboard.press('b');
    await expect(wall.locator('#tien-do')).toContainText('Câu 3 trên 3');
    await phones[2]!.locator('.option').first().click();
    await expect(answered(wall)).toContainText('1 trên 3 bạn đã trả lời');
    await wall.waitForTimeout(750);
    await control(wall, 'Hiện đáp án').click();
    await expect(control(wall, 'Tổng kết')).toBeVisible();
    await wall.waitForTimeout(750);
    await control(wall, 'Tổng kết').click();
    await expect(wall.getByRole('heading', { level: 1, name: 'Hết trò chơi' })).toBeVisible();
    await isSound(wall);
    for (const phone of phones)
      await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Hết trò chơi');

    await wall.getByRole('button', { name: 'Xem kết quả' }).click();
    await expect(wall.getByRole('heading', { level: 1 })).toContainText(CHOICE_SET_TITLE);
    await expect(wall.locator('.marks tbody tr')).toHaveCount(3);
    await expect(wall.locator('.questions')).toContainText('không tính');
    await isSound(wall);
    const [file] = await Promise.all([
      wall.waitForEvent('download'),
      wall.getByRole('button', { name: 'CSV theo chỗ' }).click(),
    ]);
    const csv = await readFile(await file.path(), 'utf8');
    expect(csv).toContain('Chỗ,Đội,Câu 1,Câu 2 (không tính),Câu 3,Điểm,Trung bình (%)');
    expect(csv.trim().split('\r\n')).toHaveLength(4);
    expect(wall.url()).not.toMatch(/[A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(errors).toEqual([]);
  },
);

test(
  'a phone takes over in mid-question by the host’s code, gives one pupil more time, and the wall tells nobody',
  { tag: '@once' },
  async ({ browser }) => {
    test.setTimeout(120_000);
    const laptop = await browser.newContext(WALL);
    const wall = await laptop.newPage();
    const code = await openClass(wall, () => options({ 'Số câu': '2' })(wall));
    await wall.getByText('Ghi lại mã người dẫn').click();
    const hostCode = await wall.locator('#ma-dan').innerText();
    await expect(wall.locator('#qr-dan').getByRole('img')).toBeVisible();
    const [one, two] = await Promise.all([joinClass(browser, code, '4'), joinClass(browser, code, '5')]);
    await control(wall, 'Câu đầu tiên').click();
    await one.locator('.option').first().click();
    await expect(answered(wall)).toContainText('1 trên 2');

    const panel = await (await browser.newContext(PHONE)).newPage();
    await panel.goto('/lop/dan/choi/');
    await isSound(panel);
    await panel.getByLabel('Nhập mã người dẫn').fill('AAAA-CCCC-DDDD-EEEE');
    await panel.getByRole('button', { name: 'Dẫn tiếp' }).click();
    await expect(panel.getByRole('alert')).toContainText('Không có trò chơi nào dùng mã người dẫn này');
    await panel.getByLabel('Nhập mã người dẫn').fill(hostCode.toLowerCase().replaceAll('-', ' '));
    await panel.getByRole('button', { name: 'Dẫn tiếp' }).click();
    const row = panel.locator('#hoc-sinh li').filter({ hasText: 'Số 5' });
    await expect(row).toContainText('chưa trả lời');
    await expect(panel.locator('#hoc-sinh li').filter({ hasText: 'Số 4' })).toContainText('đã trả lời');
    await isSound(panel);

    const before = await wall.locator('body').innerText();
    await panel.getByLabel('Thời gian của Số 5').selectOption('200');
    await expect(panel.getByLabel('Thời gian của Số 5')).toHaveValue('200');
    await expect
      .poll(async () => Number.parseInt(await two.locator('#dong-ho').innerText(), 10))
      .toBeGreaterThan(30);
    const still = (text: string) => text.replaceAll(/\d+\s*giây/g, '');
    expect(still(await wall.locator('body').innerText())).toBe(still(before));
    expect(await one.locator('body').innerText()).not.toContain('Số 5');

    // The laptop dies; nothing is lost.
    await laptop.close();
    await two.locator('.option').first().click();
    await expect(panel.locator('#so-lieu')).toContainText('2 trên 2 bạn đã trả lời');
    await control(panel, 'Hiện đáp án').click();
    await expect(panel.locator('#dap-an')).toContainText('Đáp án đúng:');
    await expect(two.getByRole('heading', { level: 1 })).toHaveText(/^(Đúng rồi|Chưa đúng)$/);

    await row.getByRole('button', { name: 'Đưa ra' }).click();
    await panel.getByRole('dialog').getByRole('button', { name: 'Đưa ra' }).click();
    await expect(row).toHaveCount(0);
    await expect(two.getByRole('heading', { level: 1 })).toHaveText('Bạn đã ra khỏi trò chơi');

    // The QR of the code opens the panel without a word of it on the way.
    const requests: string[] = [];
    const other = await (await browser.newContext(PHONE)).newPage();
    other.on('request', (request) => requests.push(request.url()));
    await other.goto(`/lop/dan/choi/#ma=${hostCode}`);
    await expect(control(other, 'Câu tiếp theo')).toBeVisible();
    expect(other.url()).not.toContain(hostCode);
    expect(requests.filter((url) => url.split('#')[0]!.includes(hostCode))).toEqual([]);
    await control(other, 'Kết thúc').click();
    await expect(other.getByRole('dialog')).toContainText('Kết thúc trò chơi ngay bây giờ?');
    await other.getByRole('button', { name: 'Chơi tiếp' }).click();
    await expect(control(other, 'Câu tiếp theo')).toBeVisible();
    await control(other, 'Kết thúc').click();
    await other.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }).click();
    await expect(one.getByRole('heading', { level: 1 })).toHaveText('Hết trò chơi');
  },
);

test('the wall goes on where a proxy lets no stream through', { tag: '@once' }, async ({ page }) => {
  await page.route('**/api/trpc/classroom.host?*', (route) => route.abort());
  await openClass(page);
  await control(page, 'Câu đầu tiên').click();
  await expect(page.locator('.pj-ask')).toBeVisible({ timeout: 5000 });
});

test(
  'keys can be switched off, and never work while something is typed',
  { tag: '@once' },
  async ({ page }) => {
    await openClass(page);
    await page.getByLabel('Phím tắt').uncheck();
    await page.locator('body').press('Space');
    await page.waitForTimeout(500);
    await expect(control(page, 'Câu đầu tiên')).toBeVisible();
    await page.getByLabel('Phím tắt').check();
    await page.getByLabel('Phím tắt').blur();
    await page.keyboard.press('Space');
    await expect(page.locator('.pj-ask')).toBeVisible();
  },
);

test('no name on a certificate leaves the browser', { tag: '@once' }, async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(decodeURIComponent(request.url()), request.postData() ?? ''));
  await page.goto('/lop/chung-nhan/?bo=thcs&ngay=2026-11-21&cho=17.2&cho=meo.0');
  await expect(page.locator('.sheet')).toHaveCount(2);
  await expect(page.locator('.sheet').first()).toContainText('Số 17 đã cùng lớp trả lời bộ câu hỏi “THCS”');
  const field = page.getByLabel('Tên người nhận: Số 17');
  await field.fill('Trần Bình An');
  await field.press('Enter');
  await page.emulateMedia({ media: 'print' });
  await expect(field).toBeVisible();
  await expect(page.locator('.page-head')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'A4' }).click();
  await expect(page.locator('.sheet.a4')).toHaveCount(2);
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter((text) => /Trần|Bình An|An\b/.test(text))).toEqual([]);
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
  ).not.toContain('Trần');
});

test('a receipt is checked on the page about data', { tag: '@once' }, async ({ page, baseURL }) => {
  const url = baseURL!;
  const game = await ask<Record<string, string>>(url, 'create', { set: CHOICE_SET, count: 1 });
  const phone = await ask<Record<string, string>>(url, 'join', {
    ...{ code: game['joinCode'], key: game['joinKey'], seat: '7', secret: 'a-secret-of-22-letters-or-more' },
  });
  await ask(url, 'act', { hostCode: game['hostCode'], seq: 0, action: { kind: 'next' } });
  const { view } = await ask<{ view: { question: { ref: string } } }>(
    ...([url, 'wait', { ticket: phone['ticket'], since: null, timeoutMs: 0 }, true] as const),
  );
  const { receipt } = await ask<{ receipt: string }>(url, 'answer', {
    ...{ player: phone['player'], position: 0, ref: view.question.ref, clientId: 'a-client-id' },
    response: { kind: 'one', choice: 2 },
  });
  await page.goto('/lop/du-lieu/');
  await page.getByLabel('Biên nhận').fill(`${receipt.slice(0, 20)}\n${receipt.slice(20)}`);
  await page.getByRole('button', { name: 'Kiểm tra' }).click();
  await expect(page.getByRole('status')).toContainText('Biên nhận thật');
  await expect(page.getByRole('status')).toContainText('Số 7, câu 1');
  await expect(page.getByRole('status')).toContainText('Câu trả lời: C');
  // The last letter of a signature holds bits that say nothing.
  const at = receipt.length - 10;
  const other = receipt[at] === 'A' ? 'B' : 'A';
  await page.getByLabel('Biên nhận').fill(receipt.slice(0, at) + other + receipt.slice(at + 1));
  await page.getByRole('button', { name: 'Kiểm tra' }).click();
  await expect(page.getByRole('status')).toContainText('không do trang này ký');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the pages of a host say what to do', { tag: '@once' }, async ({ page }) => {
    for (const path of ['/lop/mo/', '/lop/dan/', '/lop/dan/choi/']) {
      await page.goto(path);
      // Matching by text skips what stands in <noscript>.
      const note = page.locator('noscript p');
      await expect(note).toBeVisible();
      expect(await note.innerHTML()).toContain('Hãy bật JavaScript');
    }
    await page.goto('/lop/dan/ket-qua/');
    await page.getByLabel('Nhập mã người dẫn').fill('AAAA-CCCC-DDDD-EEEE');
    await page.getByRole('button', { name: 'Xem kết quả' }).click();
    await expect(page.getByRole('alert')).toContainText('Không có trò chơi nào dùng mã người dẫn này');
  });
});

test(
  'a signed-in teacher finds the results at the desk, takes them out and deletes them',
  { tag: '@once' },
  async ({ page, browser }) => {
    test.setTimeout(90_000);
    await page.goto('/ban-lam-viec/dang-nhap/');
    await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS.teacher.email);
    await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(page).toHaveURL('/ban-lam-viec/');
    const code = await openClass(page, async () => {
      await options({ 'Số câu': '1' })(page);
      await expect(page.getByLabel('Cho học sinh ghi tên gọi')).toBeVisible();
    });
    const phone = await joinClass(browser, code, '9');
    await control(page, 'Câu đầu tiên').click();
    await phone.locator('.option').first().click();
    await expect(answered(page)).toContainText('1 trên 1');
    await page.waitForTimeout(750);
    await control(page, 'Hiện đáp án').click();
    await expect(control(page, 'Tổng kết')).toBeVisible();
    await page.waitForTimeout(750);
    await control(page, 'Tổng kết').click();
    await expect(page.getByRole('button', { name: 'Xem kết quả' })).toBeVisible();

    await page.goto('/ban-lam-viec/ket-qua-lop/');
    await isSound(page);
    await page.locator('.desk-table').getByRole('link', { name: CHOICE_SET_TITLE }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(CHOICE_SET_TITLE);
    await isSound(page);
    const validator = new HtmlValidate(new FileSystemConfigLoader());
    const report = await validator.validateString(
      await (await page.request.get(page.url())).text(),
      'page.html',
    );
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)),
    ).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'XLSX theo câu' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^ket-qua-lop-\d{4}-\d{2}-\d{2}-theo-cau\.xlsx$/);
    const path = new URL(page.url()).pathname;
    await page.getByLabel('Tôi muốn xóa kết quả này').check();
    await page.getByRole('button', { name: 'Xóa', exact: true }).click();
    await expect(page.getByRole('status')).toContainText('Đã xóa kết quả.');
    expect((await page.request.get(path)).status()).toBe(404);
  },
);
