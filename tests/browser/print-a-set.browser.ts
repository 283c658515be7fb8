import { expect, test, type Page } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { axeFaults } from '#tests/support/axe.ts';

async function printSet(page: Page): Promise<void> {
  await page.goto('/hoc-va-thi/tong-hop/');
  await page.getByRole('link', { name: 'In ra giấy' }).click();
  await page.getByLabel('A5').check();
  await page.getByLabel('Số mã đề').fill('2');
  await page.getByLabel('Số câu').fill('5');
  await page.getByRole('button', { name: 'Tạo đề' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đề đã sẵn sàng: Tổng hợp');
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a set is made, its files are opened, and its paper says whether it holds', async ({
    page,
    request,
  }) => {
    await printSet(page);
    for (const name of ['Đề (PDF)', 'Phiếu trả lời (PDF)', 'Đáp án (PDF)']) {
      const path = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const reply = await request.get(path!);
      expect(reply.headers()).toMatchObject({
        'content-type': 'application/pdf',
        'cache-control': 'private, no-store',
      });
      expect((await reply.body()).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const made = page.url();
    await page.getByRole('link', { name: 'Trang kiểm tra' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đề này còn đúng luật');
    await expect(page.getByText('Cả 5 câu vẫn đúng')).toBeVisible();
    const html = await page.content();
    expect(html).not.toContain('.pdf');
    expect(html).not.toContain(made.split('/').at(-2)!);

    const code = page.url().split('/').at(-2)!;
    await page.goto('/giay/');
    await page.getByLabel('Mã giấy').fill(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `);
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await expect(page).toHaveURL(new RegExp(`/giay/${code}/$`));
    const guessed = await request.get(`/giay/${code}/${'A'.repeat(22)}/dap-an.pdf`);
    expect(guessed.status()).toBe(404);
  });

  test('a wrong code says what to do next', async ({ page }) => {
    expect((await page.goto('/giay/AAAAAAAA/'))!.status()).toBe(404);
    await expect(page.getByText('Không có đề nào dùng mã này.')).toBeVisible();
    await page.locator('main').getByRole('link', { name: 'Kiểm tra đề giấy' }).last().click();
    await expect(page).toHaveURL(/\/giay\/$/);
  });
});

test('a refused form keeps what was typed', async ({ page }) => {
  await page.goto('/hoc-va-thi/tong-hop/in/');
  await page.getByLabel('A5').check();
  await page.getByLabel('Số câu').fill('7');
  await page.getByLabel('Số mã đề').evaluate((field: HTMLInputElement) => {
    field.form!.noValidate = true;
    field.value = '25';
  });
  await page.getByRole('button', { name: 'Tạo đề' }).click();
  await expect(page.getByRole('alert')).toHaveText('Số mã đề từ 1 đến 24.');
  await expect(page.getByLabel('Số câu')).toHaveValue('7');
  await expect(page.getByLabel('Số mã đề')).toHaveValue('25');
  await expect(page.getByLabel('A5')).toBeChecked();
});

test('the pages of a printed set are sound', async ({ page, request }) => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  await printSet(page);
  const made = page.url();
  for (const path of [made, made.replace(/[^/]+\/$/, ''), '/giay/AAAAAAAA/']) {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()!.width,
    );
    expect(await axeFaults(page)).toEqual([]);
    const report = await validator.validateString(await (await request.get(path)).text(), 'page.html');
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message}`)),
    ).toEqual([]);
  }
});
