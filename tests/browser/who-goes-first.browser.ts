import { expect, test } from '@playwright/test';

const PAGE = '/hoc-va-thi/nga-tu/';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a junction is found, answered, proved with the law, and another one follows', async ({ page }) => {
    await page.goto('/hoc-va-thi/');
    await page.getByRole('link', { name: 'Mở một nơi giao nhau', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ai đi trước?' })).toBeVisible();

    await page.goto(`${PAGE}?cau=x.n-e-s-w.cst-met-tnt_sequence`);
    await page.getByLabel('Ô tô A, rồi xe máy B, rồi xe tải C').check();
    await page.getByRole('button', { name: 'Xem đáp án' }).click();
    await expect(page.getByRole('heading', { name: 'Chưa đúng.' })).toBeInViewport();
    await expect(page.locator('.quiz-why')).toContainText('Phải nhường xe đến từ bên trái');
    await expect(page.locator('.quiz-why')).toContainText(/Xe tải.C, rồi xe máy.B, rồi ô tô.A/);
    await expect(page.locator('.steps > li')).toHaveCount(2);
    await page.locator('.steps a').first().click();
    await expect(page).toHaveURL(/\/luat\/luat-36-2024\/#d22-k2$/);

    await page.goBack();
    await page.getByRole('link', { name: 'Câu khác' }).click();
    await expect(page).toHaveURL(/\?cau=[a-z0-9.-]+_[a-z]+$/);
    await expect(page).not.toHaveURL(/cst-met-tnt/);
  });

  test('an order is given place by place; one vehicle in two places is sent back with what was chosen', async ({
    page,
  }) => {
    await page.goto(`${PAGE}?cau=x.ny-ep-sy-wp.cst-mwl-tet_order`);
    const choose = async (...names: string[]) => {
      for (const [place, label] of ['Đi đầu tiên', 'Đi thứ hai', 'Đi thứ ba'].entries())
        await page.getByLabel(label).selectOption({ label: names[place]! });
      await page.getByRole('button', { name: 'Xem đáp án' }).click();
    };
    await choose('Xe tải C', 'Xe tải C', 'Ô tô A');
    await expect(page.getByRole('alert')).toContainText('Mỗi xe đứng một chỗ');
    await expect(page.getByLabel('Đi thứ ba').locator('option:checked')).toHaveText('Ô tô A');
    await choose('Xe tải C', 'Xe máy B', 'Ô tô A');
    await expect(page.getByRole('heading', { name: 'Đúng rồi.' })).toBeVisible();
    await expect(page.locator('.mark').first()).toHaveText('cần đối chiếu');
  });
});

test('an address that names no junction says so and offers another one', async ({ page }) => {
  const response = await page.goto(`${PAGE}?cau=x.n-e-s-w.cnt-cet-cst-cwt_first`);
  expect(response!.status()).toBe(404);
  await page.getByRole('link', { name: 'Câu khác' }).click();
  await expect(page.getByRole('button', { name: 'Xem đáp án' })).toBeVisible();
});
