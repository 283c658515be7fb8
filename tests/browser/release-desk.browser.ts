import { expect, test, type Browser, type Page } from '@playwright/test';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';
import { axeFaults } from '#tests/support/axe.ts';
import { handOver } from '#tests/support/hand-over.ts';
import { startOwnServer, type OwnServer } from '#tests/support/own-server.ts';

/*
 * A month on its way to the readers, on a server of its own: figures are handed over behind the desk's back, and what is
 * published cannot be taken out of the chain again.
 */

const PORT = 4390;
/** Before the sample begins: its release waits for nobody and nothing. */
const MONTH = '2024-09';
const TITLE = 'Số liệu tháng 9/2024';
const LIST = '/ban-lam-viec/phat-hanh/';
const PREPARE = `${LIST}${MONTH}/chuan-bi/`;
const NOTE = 'Phường Mẫu Trung nộp trùng một tệp. Bản này đã bỏ phần trùng.';

let server: OwnServer;
test.beforeAll(async () => {
  // It starts twice, and fills the sample the first time.
  test.setTimeout(180_000);
  server = await startOwnServer(PORT);
  await handOverAnew();
});
test.afterAll(async () => {
  await server.stop().catch(() => undefined);
  await server.clean();
});

/** Only one process may hold the database. */
async function handOverAnew(keep?: Parameters<typeof handOver>[2]): Promise<void> {
  await server.stop();
  await handOver(server.dataDir, MONTH, keep);
  server = await startOwnServer(PORT, undefined, server.dataDir);
}

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name, exact: true }).click();
const said = (page: Page) => page.getByRole('status');
const open = (page: Page, path: string) => page.goto(`${server.url}${path}`);

async function signIn(browser: Browser, role: Role, isScripted = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    javaScriptEnabled: isScripted,
  });
  const page = await context.newPage();
  await open(page, '/ban-lam-viec/dang-nhap/');
  // By keyboard alone.
  await page.getByLabel('Thư điện tử').focus();
  await page.keyboard.type(SAMPLE_ACCOUNTS[role].email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/ban-lam-viec/`);
  return page;
}

/** Nothing for axe to say and nothing to push sideways, on a wall and on a phone. */
async function expectSound(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect([width, page.url(), await axeFaults(page)]).toEqual([width, page.url(), []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
}

/** Without scripts the page asks for itself until the work is done. */
async function prepare(page: Page): Promise<void> {
  await open(page, PREPARE);
  await press(page, /^Chuẩn bị( lại)?$/);
  await expect(main(page).getByText('An toàn để gửi duyệt').first()).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveURL(`${server.url}${PREPARE}`);
}

/** The privacy officer finds it among what waits, signs and publishes it. */
async function signAndPublish(page: Page): Promise<void> {
  await open(page, '/ban-lam-viec/');
  await expect(main(page).getByRole('row', { name: new RegExp(TITLE) })).toContainText(
    'Cần người ký thứ hai',
  );
  await main(page)
    .getByRole('link', { name: `Xem và ký: Phát hành số liệu: ${TITLE}` })
    .click();
  await expect(main(page).locator('.signatures .given')).toHaveCount(1);
  await press(page, 'Duyệt');
  await expect(said(page)).toContainText('Đã duyệt');
  await expect(main(page).locator('.signatures .given')).toHaveCount(2);
  await press(page, 'Đăng ngay');
  await expect(said(page)).toContainText('Đã đăng');
}

// First, while each account holds the role it is named after.
test(
  'a commune is put into another area from a day on, and where it was stays known',
  { tag: '@once' },
  async ({ browser }) => {
    const officer = await signIn(browser, 'police-data-officer');
    await open(officer, '/ban-lam-viec/vung/');
    await expectSound(officer);
    await main(officer).getByText('Thêm vùng', { exact: true }).first().click();
    await officer.getByLabel('Tên vùng').last().fill('Vùng hồ Mẫu');
    await press(officer, 'Thêm vùng');
    await expect(said(officer)).toContainText('Đã thêm vùng');

    await officer.getByLabel('Tên xã có chữ').fill('mau ha');
    await press(officer, 'Lọc');
    await main(officer).getByRole('link', { name: 'Chuyển vùng: Xã Mẫu Hà', exact: true }).click();
    await officer.getByLabel('Vùng mới').selectOption({ label: 'Vùng hồ Mẫu' });
    await officer.getByLabel('Từ ngày nào?').fill('01/12/2026');
    await officer.getByLabel('Lý do').fill('QĐ');
    await press(officer, 'Chuyển vùng');
    await expect(officer.getByRole('alert')).toContainText('ít nhất năm ký tự');
    await expect(officer.getByLabel('Từ ngày nào?')).toHaveValue('01/12/2026');
    await expectSound(officer);
    await officer.getByLabel('Lý do').fill('Theo quyết định của ủy ban nhân dân tỉnh');
    await press(officer, 'Chuyển vùng');
    await expect(said(officer)).toContainText('Đã xếp xã vào vùng');

    await open(officer, '/ban-lam-viec/vung/?ngay=2026-12-01&q=mau+ha');
    const row = main(officer).getByRole('row', { name: /^Xã Mẫu Hà / });
    await expect(row).toContainText('Vùng hồ Mẫu');
    await expect(row).toContainText('Vùng Bắc Mẫu (từ đầu đến 30/11/2026)');
    await open(officer, '/ban-lam-viec/vung/?ngay=2026-11-30&q=mau+ha');
    await expect(main(officer).getByRole('row', { name: /^Xã Mẫu Hà / })).toContainText('Vùng Bắc Mẫu');

    // Whoever only signs reads them.
    const privacy = await signIn(browser, 'privacy-officer');
    await open(privacy, '/ban-lam-viec/vung/');
    await expect(main(privacy).getByRole('link', { name: /^Chuyển vùng/ })).toHaveCount(0);
  },
);

test(
  'a month is prepared, signed by two, published, corrected with a note, and withdrawn',
  { tag: '@once' },
  async ({ browser }) => {
    test.setTimeout(300_000);
    const admin = await signIn(browser, 'admin');
    await open(admin, '/ban-lam-viec/nguoi-dung/?q=rieng-tu');
    await main(admin).getByRole('link', { name: SAMPLE_ACCOUNTS['privacy-officer'].name }).click();
    await admin.getByLabel('Vai', { exact: true }).selectOption({ label: 'Cán bộ số liệu công an' });
    await press(admin, 'Giao vai');
    await expect(said(admin)).toBeVisible();

    // The data officer's browser runs no scripts.
    const officer = await signIn(browser, 'police-data-officer', false);
    const privacy = await signIn(browser, 'privacy-officer');

    await open(officer, `${LIST}?viec=to-do`);
    await expect(main(officer).getByRole('row', { name: /Tháng 9\/2024/ })).toContainText('Chưa chuẩn bị');
    await main(officer).getByRole('link', { name: 'Chuẩn bị: tháng 9/2024' }).click();
    await prepare(officer);
    await expect(main(officer)).toContainText('Mọi bảng đều mới');
    await open(privacy, `${LIST}?nam=2024`);
    await expectSound(privacy);
    await open(privacy, PREPARE);
    await expect(main(privacy)).toContainText(/[\d.]+ trong [\d.]+ ô ẩn/);
    await expectSound(privacy);

    // A table is opened and moved sideways by keyboard.
    await privacy.setViewportSize({ width: 360, height: 800 });
    const table = main(privacy).locator('.release-table').last();
    await table.locator('summary').focus();
    await privacy.keyboard.press('Enter');
    await expect(table.locator('.hidden-cell').first()).toHaveText('ẩn');
    const frame = table.getByRole('region', { name: /tháng 9\/2024/ });
    await privacy.keyboard.press('Tab');
    await expect(frame).toBeFocused();
    await privacy.keyboard.press('ArrowRight');
    await expect.poll(() => frame.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
    await expectSound(privacy);

    // Whoever holds both roles may write, and then not sign what they wrote.
    await press(privacy, 'Lập bản để gửi duyệt');
    await press(privacy, 'Gửi đi');
    await expect(main(privacy).getByRole('button', { name: 'Duyệt', exact: true })).toHaveCount(0);
    await expect(main(privacy).locator('.steps')).toContainText(
      'Duyệt: Bạn đã viết bản này, nên người khác phải làm bước này.',
    );
    const own = new URL(privacy.url()).pathname.split('/').at(-2);
    const forged = await privacy.request.post(`${server.url}/api/trpc/publication.step`, {
      data: { id: own, version: 1, verb: 'approve' },
      headers: { origin: server.url },
    });
    expect(forged.status()).toBe(403);
    await expectSound(privacy);
    await main(privacy).getByText('Trả lại người viết…').click();
    await privacy.getByLabel('Cần sửa điều gì?').fill('Để cán bộ số liệu lập bản.');
    await press(privacy, 'Trả lại người viết');
    await main(privacy).getByText('Bỏ bản nháp…').click();
    await press(privacy, 'Bỏ bản nháp');
    await expect(said(privacy)).toContainText('Đã bỏ bản nháp');

    // The data officer's own: an embargo keeps it back, the second signature does not lift it.
    await open(officer, PREPARE);
    await officer.getByLabel('Không đăng trước').fill('2099-01-01T08:00');
    await press(officer, 'Lập bản để gửi duyệt');
    await expect(said(officer)).toContainText('Đã lập bản');
    const place = new URL(officer.url()).pathname;
    await press(officer, 'Gửi đi');
    await expect(main(officer).locator('.signatures .given')).toHaveCount(1);
    await expect(main(officer).locator('.steps')).toContainText('Vai của bạn không gồm bước này');
    await open(privacy, place);
    await press(privacy, 'Duyệt');
    await expect(main(privacy).locator('.steps')).toContainText('Chưa tới giờ được phép đăng');
    await main(privacy).getByText('Trả lại người viết…').click();
    await privacy.getByLabel('Cần sửa điều gì?').fill('Bỏ giờ không đăng trước.');
    await press(privacy, 'Trả lại người viết');
    await open(officer, place);
    await expect(main(officer).locator('.signatures .given')).toHaveCount(0);
    await main(officer).getByText('Đặt giờ không đăng trước…').click();
    await officer.getByLabel('Không đăng trước').fill('');
    await press(officer, 'Lưu giờ');
    await expect(said(officer)).toContainText('Đã lưu giờ');
    await press(officer, 'Gửi đi');

    await signAndPublish(privacy);
    await expect(main(privacy).locator('code.fingerprint').first()).toHaveText(/^[0-9a-f]{64}$/);
    await expectSound(privacy);
    const facts = main(privacy).locator('dl.facts').first();
    const number = Number(/Bản số (\d+)/.exec((await facts.textContent())!)![1]);
    await open(officer, `${LIST}?viec=public&nam=2024`);
    await expect(main(officer).getByRole('row', { name: /Tháng 9\/2024/ })).toContainText(`Bản số ${number}`);

    // Its police found a file handed over twice.
    await handOverAnew(({ commune, behaviour }) => commune !== 'A4VKNE9' || behaviour !== 'no-helmet');
    await open(officer, `${LIST}?viec=changed`);
    await main(officer).getByRole('link', { name: 'Đính chính: tháng 9/2024' }).click();
    await prepare(officer);
    await expect(main(officer)).toContainText(new RegExp(`ô khác bản số ${number}`));
    await officer.getByLabel('Đã sai điều gì?').fill('sai');
    await press(officer, 'Mở đính chính với số này');
    await expect(officer.getByRole('alert')).toContainText('ít nhất năm ký tự');
    await expect(officer.getByLabel('Đã sai điều gì?')).toHaveValue('sai');
    await officer.getByLabel('Đã sai điều gì?').fill(NOTE);
    await press(officer, 'Mở đính chính với số này');
    await expect(said(officer)).toContainText('Đã thay số');
    await expect(main(officer).locator('dl.facts').first()).toContainText(NOTE);
    await press(officer, 'Gửi đi');
    await open(privacy, place);
    await expect(main(privacy)).toContainText('Khác gì so với bản đang công khai');
    await expectSound(privacy);
    await signAndPublish(privacy);
    await expect(main(privacy).locator('dl.facts').first()).toContainText(
      `Bản số ${number + 1}, đính chính bản số ${number}`,
    );

    // Withdrawn with a reason that its readers will see; a reason too short is refused and stays.
    await main(privacy).getByText('Rút khỏi trang công khai…').click();
    await privacy.getByLabel('Vì sao rút?').fill('sai');
    await press(privacy, 'Rút khỏi trang công khai');
    await expect(privacy.getByRole('alert')).toContainText('ít nhất năm ký tự');
    await privacy.getByLabel('Vì sao rút?').fill('Nơi gửi báo số liệu của tháng này chưa đủ.');
    await press(privacy, 'Rút khỏi trang công khai');
    await expect(said(privacy)).toContainText('Đã rút');
    await expect(main(privacy)).toContainText('Nơi gửi báo số liệu của tháng này chưa đủ.');
    await expectSound(privacy);
    await open(privacy, `${LIST}?nam=2024`);
    await expect(main(privacy).getByRole('row', { name: /Tháng 9\/2024/ })).toContainText('đã rút');
  },
);
