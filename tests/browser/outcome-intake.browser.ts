import { expect, test, type Browser, type Page } from '@playwright/test';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';
import { BODY_EXAMPLE } from '#src/lib/sender-examples.ts';
import { axeFaults } from '#tests/support/axe.ts';
import {
  brokenReport,
  longReport,
  messyReport,
  namingReport,
  plainReport,
  type FileToSend,
} from '#tests/support/outcome-desk-files.ts';
import { startOwnServer, type OwnServer } from '#tests/support/own-server.ts';

/* Figures come in: on a server of its own, because what is taken here changes what every page of outcomes counts. */

const validator = new HtmlValidate(new FileSystemConfigLoader());
const LIST = '/ban-lam-viec/so-lieu/';
const SEND = `${LIST}dua-len/`;
const SENDERS = '/ban-lam-viec/nguon-so-lieu/';
const SENDER = 'Công an Mẫu Đông thử';

let server: OwnServer;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  server = await startOwnServer(4396 + test.info().parallelIndex);
  await addSender(browser);
});
test.afterAll(async () => {
  await server.stop();
  await server.clean();
});

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).click();

async function signIn(page: Page, role: Role): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${server.url}/ban-lam-viec/dang-nhap/`);
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS[role].email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/ban-lam-viec/`);
}

async function addSender(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  await signIn(page, 'admin');
  await page.goto(`${server.url}${SENDERS}moi/`);
  await page.getByLabel('Mã đơn vị công an').fill('H3CKGYW');
  await page.getByLabel('Tên nguồn').fill(SENDER);
  await press(page, 'Thêm nguồn');
  await expect(page.getByRole('status')).toContainText('Đã thêm nguồn');
  await page.close();
}

/** What every page of the desk is held to: of what depends on the screen, the narrow one. */
async function expectSound(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()!.width);
  if (test.info().project.name === 'phone') return expect(await axeFaults(page)).toEqual([]);
  const html = await page.locator('html').evaluate((whole) => whole.outerHTML);
  const report = await validator.validateString(`<!doctype html>${html}`, 'page.html');
  expect(
    report.results.flatMap(({ messages }) => messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)),
  ).toEqual([]);
}

async function chooseSender(page: Page): Promise<void> {
  const field = page.getByLabel('Nguồn số liệu');
  await field.selectOption(await field.locator('option', { hasText: SENDER }).getAttribute('value'));
}

async function send(page: Page, file: FileToSend): Promise<void> {
  await page.goto(`${server.url}${SEND}`);
  await chooseSender(page);
  await page.getByLabel('Tệp số liệu').setInputFiles(file);
  await press(page, 'Đọc tệp');
}

/** Says where the figures are from and what the unknown behaviour is. */
async function map(page: Page): Promise<void> {
  await page.getByLabel('Cột E (Biết từ đâu) là gì').selectOption({ label: 'Nguồn' });
  const value = page.getByLabel('“Lấn tuyến kiểu mới” nghĩa là');
  await value.selectOption({ label: 'Đi sai làn đường' });
  await press(page, 'Đọc theo cách này');
}

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 30_000 });
const sumRow = (page: Page, name: string) =>
  page
    .getByRole('table', { name: 'Vụ việc, tháng 10/2026' })
    .getByRole('row', { name: new RegExp(`^${name} `) });

test('a messy workbook is read, mapped, mended, looked at and taken; the same file again changes nothing', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const file = await messyReport(1);
  await signIn(page, 'police-data-officer');
  await page.goto(`${server.url}${SEND}`);
  await expectSound(page);
  await send(page, file);

  await heading(page, 'Tệp này gọi tên khác');
  await expectSound(page);
  await expect(page.getByRole('row', { name: /F\. Kết quả \/ Phạt tiền/ })).toContainText('1.234');
  await expect(page.getByLabel('Cột F (Kết quả / Phạt tiền) là gì')).toHaveValue('result.fined');
  await map(page);

  await heading(page, 'Xem trước tệp');
  await expectSound(page);
  // 1.234 + 56 + 1.002
  await expect(sumRow(page, 'Phạt tiền')).toContainText('2.292');
  await expect(sumRow(page, 'Đã xử lý')).toContainText('2.311');
  await page.getByText('Các dòng đọc được').click();
  await expect(page.getByRole('row', { name: /Đi sai làn đường.*Phạt tiền/ })).toContainText('56');
  await expectSound(page);
  await press(page, 'Nhận tệp');

  await heading(page, 'Đã nhận tệp');
  await expect(main(page).getByRole('status')).toContainText('tháng 10/2026');
  await expectSound(page);
  await page.goto(`${server.url}${LIST}?thang=2026-10`);
  const row = page.getByRole('row', { name: /10\/2026.*bao-cao-thang-10\.xlsx/ });
  await expect(row.first()).toContainText('Đang tính');
  await expect(row.first()).toContainText(SAMPLE_ACCOUNTS['police-data-officer'].name);
  await expectSound(page);

  // The same file again.
  await send(page, file);
  await heading(page, 'Tệp này đã nhận rồi');
  await expect(main(page)).toContainText('Lần này không có gì thay đổi.');
  await expectSound(page);

  // Another file of the sender: how it calls things is remembered, and its sums stand beside what counts now.
  await send(page, await messyReport(2, { fined: '1.300' }));
  await heading(page, 'Xem trước tệp');
  await expect(sumRow(page, 'Phạt tiền')).toContainText('2.292');
  await expect(sumRow(page, 'Phạt tiền')).toContainText('2.358');
  await expect(sumRow(page, 'Phạt tiền')).toContainText('+66');
  await press(page, 'Hủy');
  await expect(main(page).getByRole('status')).toContainText('Đã hủy.');
});

test('a file that names people is refused whole, by cell, without a word of it', async ({ page }) => {
  await signIn(page, 'police-data-officer');
  await send(page, await namingReport());
  await heading(page, 'Tệp có thông tin về người');
  await expect(page.getByRole('alert')).toContainText('Không có gì được ghi, tệp không được giữ.');
  await expect(page.getByRole('row', { name: /H3/ })).toBeVisible();
  expect(await page.content()).not.toContain('012345678901');
  await expectSound(page);
});

test('what is wrong with cells is said by cell, and the rows can be taken away', async ({ page }) => {
  await signIn(page, 'police-data-officer');
  await send(page, brokenReport(20));
  await heading(page, 'Xem trước tệp');
  await expect(page.getByRole('heading', { name: '2 chỗ cần sửa' })).toBeVisible();
  for (const cell of ['G3', 'G4'])
    await expect(page.getByRole('table', { name: /Từng chỗ/ })).toContainText(cell);
  await expect(page.getByRole('button', { name: 'Nhận tệp' })).toHaveCount(0);
  await expectSound(page);
  const download = page.waitForEvent('download');
  await main(page).getByRole('link', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole('link', { name: 'Sửa cách đọc' }).first().click();
  await heading(page, 'Sửa cách đọc');
  await expectSound(page);
  await page.getByRole('link', { name: 'Giữ cách đọc, về bản xem trước' }).click();
  await heading(page, 'Xem trước tệp');
  await press(page, 'Hủy');
});

test('a file goes from the field to its preview by keyboard alone', { tag: '@once' }, async ({ page }) => {
  await signIn(page, 'police-data-officer');
  await page.goto(`${server.url}${SEND}`);
  await page.getByLabel('Nguồn số liệu').focus();
  await page.keyboard.type(SENDER);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Tệp số liệu')).toBeFocused();
  // The window for files is the system's own.
  await page.getByLabel('Tệp số liệu').setInputFiles(brokenReport(21));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Đọc tệp' })).toBeFocused();
  await page.keyboard.press('Enter');
  await heading(page, 'Xem trước tệp');
  const cancel = page.getByRole('button', { name: 'Hủy' });
  for (let at = 0; at < 80 && !(await cancel.evaluate((one) => one === document.activeElement)); at += 1)
    await page.keyboard.press('Tab');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(main(page).getByRole('status')).toContainText('Đã hủy.');
});

test(
  'a long file tells how far it is and can be stopped; nothing of it stays',
  { tag: '@once' },
  async ({ page }) => {
    await signIn(page, 'police-data-officer');
    await send(page, longReport(60_000));
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(main(page).getByRole('status')).toContainText('dòng');
    await press(page, 'Hủy');
    await expect(main(page).getByRole('status')).toContainText('Đã hủy.');
    await page.goto(`${server.url}${LIST}?thang=2026-07`);
    // The one of the sample.
    await expect(main(page)).toContainText('1 lần nộp, mới nhất ở trên');
  },
);

test(
  'when what counts changed since the preview, it is shown anew before it is taken',
  { tag: '@once' },
  async ({ page, context }) => {
    await signIn(page, 'police-data-officer');
    await send(page, plainReport(12));
    await heading(page, 'Xem trước tệp');
    const other = await context.newPage();
    await send(other, plainReport(13));
    await heading(other, 'Xem trước tệp');
    await press(other, 'Nhận tệp');
    await heading(other, 'Đã nhận tệp');
    await press(page, 'Nhận tệp');
    await expect(page.getByRole('alert')).toContainText('vừa đổi');
    const row = page
      .getByRole('table', { name: 'Vụ việc, tháng 8/2026' })
      .getByRole('row', { name: /^Phạt tiền / });
    await expect(row).toContainText('13');
    await press(page, 'Nhận tệp');
    await heading(page, 'Đã nhận tệp');
  },
);

test(
  'a file is dropped on its field; one too heavy is not sent, and the form keeps what was chosen',
  { tag: '@once' },
  async ({ page }) => {
    await signIn(page, 'police-data-officer');
    await page.goto(`${server.url}${SEND}`);
    await chooseSender(page);
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'nang.csv'));
      return data;
    });
    await page.locator('[data-drop]').dispatchEvent('drop', { dataTransfer: dropped });
    const files = () =>
      page
        .getByLabel('Tệp số liệu')
        .evaluate((input: HTMLInputElement) => Array.from(input.files!, ({ name }) => name));
    expect(await files()).toEqual(['nang.csv']);
    await press(page, 'Đọc tệp');
    await expect(page.getByRole('alert')).toContainText('nặng quá 20 MB');
    await expect(page.getByRole('alert')).toBeFocused();
    expect(new URL(page.url()).pathname).toBe(SEND);
    await expect(page.getByLabel('Nguồn số liệu').locator('option:checked')).toContainText(SENDER);
    expect(await files()).toEqual(['nang.csv']);
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test(
    'a messy workbook goes the whole way by plain forms; a refusal loses nothing that was typed',
    { tag: '@once' },
    async ({ page }) => {
      test.setTimeout(180_000);
      const file = await messyReport(3, { from: 'Ai báo', behaviour: 'Lấn vạch lạ' });
      await signIn(page, 'police-data-officer');
      await page.goto(`${server.url}${SEND}`);
      await press(page, 'Đọc tệp');
      expect(new URL(page.url()).pathname).toBe(SEND);
      await send(page, file);
      await heading(page, 'Tệp này gọi tên khác');
      await page.getByLabel('Cột A (TT) là gì').selectOption({ label: 'Điểm bị trừ' });
      await page.getByLabel('Cột E (Ai báo) là gì').selectOption({ label: 'Nguồn' });
      const code = page.getByLabel('Mã cho “Lấn vạch lạ”');
      await code.fill('khong-co-ma-nay');
      await press(page, 'Đọc theo cách này');
      await expect(page.getByRole('alert')).toContainText('Không có mã “khong-co-ma-nay”.');
      await expect(code).toHaveValue('khong-co-ma-nay');
      await expect(page.getByLabel('Cột A (TT) là gì')).toHaveValue('points');
      await expect(page.getByLabel('Cột E (Ai báo) là gì')).toHaveValue('source');
      await code.fill('wrong-lane');
      await page.getByLabel('Cột A (TT) là gì').selectOption({ label: 'Không dùng cột này' });
      await press(page, 'Đọc theo cách này');
      await heading(page, 'Xem trước tệp');
      await expect(sumRow(page, 'Phạt tiền')).toContainText('2.292');
      await page.getByLabel(/Nhớ cách đọc này/).uncheck();
      await press(page, 'Nhận tệp');
      await heading(page, 'Đã nhận tệp');
      await send(page, file);
      await heading(page, 'Tệp này đã nhận rồi');
    },
  );
});

test('a key: its secret is seen once, signs a hand-over, and after its end signs nothing', async ({
  page,
  request,
}) => {
  await signIn(page, 'admin');
  await page.goto(`${server.url}${SENDERS}`);
  await expectSound(page);
  await page.getByRole('link', { name: SENDER }).click();
  await expectSound(page);
  await page.getByText('Dán khóa công khai', { exact: true }).click();
  await page.getByLabel('Tên khóa').first().fill('máy hỏng');
  await page.getByLabel('Khóa công khai', { exact: true }).fill('không phải khóa');
  await press(page, 'Thêm khóa công khai');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Khóa công khai', { exact: true })).toHaveValue('không phải khóa');
  await expect(page.getByLabel('Tên khóa').first()).toHaveValue('máy hỏng');

  await page.getByText('Tạo bí mật chung').click();
  await page.getByLabel('Tên khóa').last().fill('máy thống kê');
  await press(page, 'Tạo bí mật');
  await expect(page.locator('h1')).toHaveText('Bí mật của khóa mới');
  await expectSound(page);
  const secret = (await page.locator('#bi-mat').textContent())!.trim();
  await expect(page.locator('#ma-curl')).toContainText(`${server.url}/api/v1/releases`);
  const keyId = /KEY_ID='([^']+)'/.exec((await page.locator('#ma-curl').textContent())!)![1]!;
  await page.getByRole('link', { name: 'Tôi đã chép xong' }).click();
  expect(await page.content()).not.toContain(secret);
  const row = page.getByRole('row', { name: /máy thống kê/ });
  await expect(row).toContainText('chưa dùng');

  const handOver = (requestId: string) => {
    // What the page for programmers shows as an example.
    const body = BODY_EXAMPLE;
    const time = String(Math.floor(Date.now() / 1000));
    const hash = createHash('sha256').update(body).digest('hex');
    const text = ['POST', '/api/v1/releases', time, requestId, hash].join('\n');
    return request.post(`${server.url}/api/v1/releases`, {
      data: Buffer.from(body),
      headers: {
        'content-type': 'application/json',
        'x-key-id': keyId,
        'x-timestamp': time,
        'x-request-id': requestId,
        'x-signature': createHmac('sha256', secret).update(text).digest('base64'),
      },
    });
  };
  const taken = await handOver(randomUUID());
  expect([taken.status(), await taken.text()]).toEqual([201, expect.anything()]);
  await page.reload();
  await expect(row).not.toContainText('chưa dùng');

  await row.getByText('Kết thúc khóa').first().click();
  await row.getByLabel('Lý do').fill('đổi máy chủ');
  await row.getByRole('button', { name: 'Kết thúc khóa' }).click();
  await expect(page.getByRole('status')).toContainText('Đã kết thúc khóa.');
  await expect(row).toContainText('Kết thúc');
  expect((await handOver(randomUUID())).status()).toBe(401);
});

test(
  'the page for programmers is open and tells this site’s address; the rooms are not open to others',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto(`${server.url}${SENDERS}gui-bang-chuong-trinh/`);
    await expectSound(page);
    await expect(main(page).getByText(`${server.url}/api/v1/releases`).first()).toBeVisible();
    await expect(page.getByRole('row', { name: /red-light Vượt đèn đỏ/ })).toBeVisible();
    await signIn(page, 'writer');
    for (const path of [LIST, SEND, SENDERS]) {
      await page.goto(server.url + path);
      await expect(page.locator('h1')).toHaveText('Bạn không được mở trang này');
    }
    await signIn(page, 'privacy-officer');
    await page.goto(server.url + LIST);
    await expect(page.locator('h1')).toHaveText('Số liệu');
    await expect(main(page).getByRole('link', { name: 'Đưa tệp lên' })).toHaveCount(0);
  },
);
