import { expect, test } from '@playwright/test';

const FIRST = [
  ['nguoc chieu', 'Đi ngược chiều'],
  ['den do', 'Vượt đèn đỏ'],
  ['nong do con', 'Lái xe sau khi uống rượu, bia'],
  ['mu bao hiem', 'Không đội mũ bảo hiểm'],
  ['danh vong', 'Lạng lách, đánh võng'],
  ['coi noi thung', 'Cơi nới thùng xe'],
  ['gplx', 'Chưa đủ tuổi lái xe'],
] as const;

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [typed, title] of FIRST) {
    test(`“${typed}” finds “${title}” first`, async ({ page }) => {
      await page.goto('/tim-kiem/');
      await page.getByLabel('Bạn tìm gì?').fill(typed);
      await page.getByRole('button', { name: 'Tìm' }).click();
      const first = page.locator('.rows > li').first();
      await expect(first.getByRole('link')).toHaveText(title);
      await first.getByRole('link').click();
      await expect(page.locator('h1')).toContainText(title);
    });
  }

  test('a typing error is said to be one, and what resembles it is shown', async ({ page }) => {
    await page.goto('/tim-kiem/?q=nguoc+chiue');
    await expect(
      page.getByRole('heading', { name: 'Không thấy “nguoc chiue”. Gần giống nhất:' }),
    ).toBeVisible();
    await expect(page.locator('.rows > li').first().getByRole('link')).toHaveText('Đi ngược chiều');
  });

  test('nothing found offers the next step', async ({ page }) => {
    await page.goto('/tim-kiem/?q=zzzz&loai=luat');
    await expect(page.getByRole('link', { name: 'Tìm trong mọi mục' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Xem tất cả bài cẩm nang' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Tra trong luật' })).toHaveAttribute('href', '/luat/?q=zzzz');
  });

  test('a search is narrowed to the law', async ({ page }) => {
    await page.goto('/tim-kiem/?q=den+do');
    await page.getByLabel('Tìm trong').selectOption('luat');
    await page.getByRole('button', { name: 'Tìm' }).click();
    await expect(page.locator('.rows > li').first()).not.toContainText('Cẩm nang');
    await expect(page.getByLabel('Bạn tìm gì?')).toHaveValue('den do');
  });
});

test('suggestions appear while one types, lead to the page, and Escape takes them away', async ({ page }) => {
  await page.goto('/tim-kiem/');
  await page.getByLabel('Bạn tìm gì?').click();
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
  await page.keyboard.type('nguoc ch');
  await expect(page.locator('.suggestions a').first()).toContainText('Đi ngược chiều');
  await page.keyboard.press('Escape');
  await expect(page.locator('.suggestions')).toHaveCount(0);
  await page.keyboard.type('ieu');
  await page.locator('.suggestions a').first().click();
  await expect(page.locator('h1')).toContainText('Đi ngược chiều');
});

test('search is one step from every page', async ({ page }) => {
  await page.goto('/luat/diem/');
  await page.getByRole('link', { name: 'Tìm kiếm' }).click();
  await expect(page.getByLabel('Bạn tìm gì?')).toBeVisible();
});
