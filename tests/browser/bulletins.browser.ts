import { expect, test, type Browser, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';
import { axeFaults } from '#tests/support/axe.ts';

const NEW = '/ban-lam-viec/ban-tin/moi/?hanh-vi=wrong-parking';
const LESSON = 'Dừng xe chắn vạch sang đường là đẩy người đi bộ xuống lòng đường. Hãy tìm chỗ được đỗ.';

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name }).click();

async function signedIn(browser: Browser, role: Role): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto('/ban-lam-viec/dang-nhap/');
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS[role].email);
  await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
  await main(page).getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page).toHaveURL('/ban-lam-viec/');
  return page;
}

/** The quarter in which the test runs: nothing of it can be told yet, whenever that is. */
function quarterNow(): string {
  const now = new Date(Date.now() + 7 * 3_600_000);
  return `${now.getUTCFullYear()}-Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
}

test(
  'a bulletin: words with a plate and a young quarter are refused, then it goes its way to readers',
  { tag: '@once' },
  async ({ browser }) => {
    test.setTimeout(240_000);
    const writer = await signedIn(browser, 'writer');
    await writer.goto('/ban-lam-viec/ban-tin/moi/');
    expect(await axeFaults(writer)).toEqual([]);
    await writer.getByLabel('Chọn hành vi').selectOption({ label: 'Dừng đỗ sai quy định' });
    await press(writer, 'Tiếp tục');
    await writer.getByLabel('Quý xảy ra').selectOption('2026-Q1');
    await writer.getByLabel('Vùng', { exact: true }).selectOption({ label: 'Vùng thành phố' });
    await writer.getByLabel('Điều khoản').selectOption({ index: 1 });
    await writer.getByLabel('Điều rút ra').fill(`Xe 29A-123.45 đã nhận lỗi. ${LESSON}`);
    await press(writer, 'Lưu');
    await expect(main(writer).locator('.field.wrong')).toContainText('Bỏ biển số xe: “29A-123.45”.');
    // Nothing typed is lost.
    await expect(writer.getByLabel('Điều rút ra')).toHaveValue(/29A-123\.45/);
    await expect(writer.getByLabel('Quý xảy ra')).toHaveValue('2026-Q1');
    expect(await axeFaults(writer)).toEqual([]);
    await writer.getByLabel('Điều rút ra').fill(LESSON);
    await press(writer, 'Xem trước');
    await expect(main(writer).locator('.preview')).toContainText(
      'Dừng đỗ sai quy định ở Vùng thành phố, quý I/2026',
    );
    await press(writer, 'Lưu');
    await expect(writer.getByRole('status')).toContainText('Đã lưu bản nháp');
    expect(await axeFaults(writer)).toEqual([]);
    const path = new URL(writer.url()).pathname;
    await press(writer, 'Gửi');
    await expect(main(writer).getByRole('button', { name: 'Duyệt' })).toHaveCount(0);

    // Too early: the form does not offer the quarter, and who sends it all the same gets no further than a draft.
    await writer.goto(NEW);
    const quarter = quarterNow();
    await writer.getByLabel('Quý xảy ra').evaluate((select, value) => {
      (select as HTMLSelectElement).add(new Option(value, value, true, true));
    }, quarter);
    await writer.getByLabel('Vùng', { exact: true }).selectOption({ label: 'Vùng thành phố' });
    await writer.getByLabel('Điều khoản').selectOption({ index: 1 });
    await writer.getByLabel('Điều rút ra').fill(LESSON);
    await press(writer, 'Lưu');
    await press(writer, 'Gửi');
    await expect(main(writer)).toContainText('chỉ được kể từ ngày');
    await expect(main(writer).getByRole('button', { name: 'Gửi' })).toBeVisible();

    const checker = await signedIn(browser, 'law-checker');
    await checker.goto(path);
    await press(checker, /^(Xác nhận|Kiểm)/);
    const approver = await signedIn(browser, 'approver');
    await approver.goto(path);
    await press(approver, 'Duyệt');
    await press(approver, /^Đăng( ngay)?$/);
    await expect(approver.getByRole('status')).toContainText('Đã đăng');

    const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await reader.goto('/ket-qua/ban-tin/');
    await reader.getByLabel('Hành vi').selectOption({ label: 'Dừng đỗ sai quy định (1)' });
    await reader.getByRole('button', { name: 'Lọc' }).click();
    await expect(reader).toHaveURL(/hanh-vi=wrong-parking/);
    await reader.getByRole('link', { name: 'Dừng đỗ sai quy định ở Vùng thành phố, quý I/2026' }).click();
    await expect(main(reader)).toContainText(LESSON);
    await expect(main(reader).getByText('Dữ liệu mẫu').first()).toBeVisible();
    await expect(main(reader).getByRole('table')).toContainText('đồng');
    await expect(main(reader)).not.toContainText(/29A|công dân|người báo tin \S+ đã/);
    await reader.goto('/cam-nang/dung-do-sai-quy-dinh/');
    await expect(main(reader).getByRole('link', { name: /ở Vùng thành phố, quý I\/2026/ })).toBeVisible();
  },
);

test('pages of bulletins at the desk are sound', async ({ page }) => {
  await page.goto('/ban-lam-viec/dang-nhap/');
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS.writer.email);
  await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
  await main(page).getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.goto('/ban-lam-viec/ban-tin/');
  const first = await main(page).locator('tbody th a').first().getAttribute('href');
  for (const path of [
    '/ban-lam-viec/ban-tin/',
    '/ban-lam-viec/ban-tin/moi/',
    NEW,
    first!,
    `${first!}lich-su/`,
    `${first!}sua/`,
  ]) {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
      path,
      page.viewportSize()!.width,
    ]);
    expect([path, await axeFaults(page)]).toEqual([path, []]);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the goal for crashes is told in words, drawn and in a table, and never met while the interval spans it', async ({
    page,
  }) => {
    await page.goto('/ket-qua/tai-nan/');
    await expect(main(page).getByText('Dữ liệu mẫu').first()).toBeVisible();
    const chart = main(page).getByRole('img', { name: /Mức đổi so với cùng kỳ, 12 tháng gần nhất/ });
    await expect(chart).toHaveCount(1);
    for (const row of await main(page).locator('tbody tr').all()) {
      const cells = await row.locator('td').allTextContents();
      const verdict = cells[4]?.trim();
      const spans = /giảm (\d+).*(tăng|không đổi)/.test(cells[3] ?? '');
      if (spans && verdict !== 'Không đặt mức') expect(verdict).toBe('Chưa đủ số để nói');
    }
    await expect(main(page)).toContainText('mỗi kỳ cần đếm được chừng 2.900');
    await page.getByText('Số từng tháng').click();
    await expect(main(page).getByRole('rowheader', { name: '9/2026' })).toBeVisible();
  });

  test('national figures: the file is the table, each with its source, apart from the sample', async ({
    page,
    request,
  }) => {
    await page.goto('/ket-qua/ca-nuoc/');
    await expect(main(page)).toContainText('Số liệu đã công bố');
    const rows: Record<string, string>[] = parse(
      await (await request.get('/ket-qua/ca-nuoc/so-lieu-da-cong-bo.csv')).text(),
      {
        columns: true,
        bom: true,
      },
    );
    const shown = await main(page).locator('tbody tr').allTextContents();
    expect(rows).toHaveLength(7);
    expect(shown).toHaveLength(7);
    rows.forEach(({ noi, nhan, du_can_cu: basis, da_xu_ly: handled, nguon }, at) => {
      expect(shown[at]).toContain(noi);
      expect(shown[at]).toContain(nguon!);
      for (const count of [nhan, basis, handled])
        expect(shown[at]).toContain(count ? Number(count).toLocaleString('vi-VN') : 'không công bố');
    });
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!) as {
      '@type': string;
    };
    expect(data['@type']).toBe('Dataset');
  });
});
