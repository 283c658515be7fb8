import { expect, test } from '@playwright/test';

test.use({ javaScriptEnabled: false });

test('a guide is found, read and left without JavaScript', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Bạn thấy chuyện gì trên đường?').fill('den do');
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page.getByRole('link', { name: 'Vượt đèn đỏ', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Mức phạt' })).toBeVisible();
  await expect(page.locator('.table').first()).toContainText('18–20');
});

test('guides are filtered by level and vehicle', async ({ page }) => {
  await page.goto('/cam-nang/');
  const all = await page.locator('.card').count();
  await page.getByLabel('Phương tiện').selectOption('bicycle');
  await page.getByLabel('Dành cho').selectOption('primary');
  await page.getByRole('button', { name: 'Tìm' }).click();
  const some = await page.locator('.card').count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
});

test('the law of a day, two days compared, points counted', async ({ page }) => {
  await page.goto('/luat/?q=ghe+tre&ngay=2026-08-01');
  await expect(page.locator('.rows').first()).toContainText('800.000');
  await page.goto('/luat/thay-doi/?tu=2026-08-14&den=2026-08-15');
  await expect(page.locator('.rows').first()).toContainText('cảnh cáo');
  await page.goto('/luat/diem/');
  await page.getByLabel('Số điểm trước khi bị trừ').fill('6');
  await page.getByLabel('Số điểm bị trừ').fill('6');
  await page.getByLabel('Ngày bị trừ').fill('2026-08-31');
  await page.getByRole('button', { name: 'Tính' }).click();
  await expect(page.locator('.answer')).toContainText('28/02/2027');
});

test('a search that finds nothing offers the next step', async ({ page }) => {
  await page.goto('/cam-nang/?q=tau+vu+tru');
  await expect(page.getByRole('link', { name: 'Tra trong luật' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Xem tất cả bài' })).toBeVisible();
});
