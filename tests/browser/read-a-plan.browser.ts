import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

const KON_TUM = '/phong-trao/thanh-pho-kon-tum-2023/';
const OLD = ['0260.386.2459', '02603.885.666', 'Đoàn thanh niên Phòng CSGT Kon Tum'];

test('a plan says whether it runs, who does what and what is due, with every part open', async ({ page }) => {
  await page.goto('/phong-trao/');
  await page.getByRole('link', { name: 'Kế hoạch của thành phố Kon Tum, 2023' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('thành phố Kon Tum');
  await expect(page.getByText('Chưa rõ còn chạy không', { exact: true })).toBeVisible();
  await expect(page.locator('#hanh-vi').getByRole('link')).toHaveCount(12);

  const duty = page.locator('details', { hasText: 'Phòng Tư pháp thành phố' });
  await expect(duty.getByText('cuộc thi hiểu biết')).toBeHidden();
  await duty.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(duty.getByText('cuộc thi hiểu biết')).toBeVisible();

  await page.locator('details').evaluateAll((parts) => {
    for (const part of parts) (part as HTMLDetailsElement).open = true;
  });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('a channel of an old plan is struck and leads nowhere', async ({ page, request }) => {
  await page.goto(KON_TUM);
  for (const value of OLD) {
    const places = page.getByText(value, { exact: true });
    await expect(places).toHaveCount(1);
    expect(await places.evaluate((element) => element.tagName)).toBe('S');
    expect(await places.evaluate((element) => element.closest('a, button, [href]') === null)).toBe(true);
    expect(await places.evaluate((element) => element.closest('[data-nosnippet]') !== null)).toBe(true);
  }
  await expect(page.locator('a[href^="tel:"], a[href*="zalo"], a[href*="facebook"]')).toHaveCount(0);
  // Phones make a link of what looks like a number unless the page forbids it.
  await expect(page.locator('meta[name="format-detection"]')).toHaveAttribute('content', 'telephone=no');
  for (const elsewhere of ['/phong-trao/', '/sitemap.xml', '/phong-trao/thanh-pho-kon-tum-2023/lich.ics']) {
    const text = await (await request.get(elsewhere)).text();
    expect(OLD.filter((value) => text.includes(value))).toEqual([]);
  }
});

test('the calendar of a plan nobody can vouch for is a file that says so', async ({ page }) => {
  await page.goto(KON_TUM);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải lịch (.ics)' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  expect(file.match(/STATUS:TENTATIVE/g)).toHaveLength(2);
  expect(file).not.toContain('RRULE');
});

test('an ended plan says so, offers no calendar and has none', async ({ page, request }) => {
  await page.goto('/phong-trao/lang-son-2024/');
  await expect(page.getByText('Đã kết thúc', { exact: true })).toBeVisible();
  await expect(page.locator('a[href$=".ics"]')).toHaveCount(0);
  const answer = await request.get('/phong-trao/lang-son-2024/lich.ics');
  expect(answer.status()).toBe(404);
  expect(await answer.text()).toContain('đã kết thúc ngày 31/12/2024');
});

test('on paper every duty stands open and nothing to press is left', { tag: '@once' }, async ({ page }) => {
  await page.goto(KON_TUM);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('cuộc thi hiểu biết')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tải lịch (.ics)' })).toBeHidden();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a plan is read, its duties opened and its guides reached', async ({ page }) => {
    await page.goto(KON_TUM);
    const duty = page.locator('details', { hasText: 'Phòng Tư pháp thành phố' });
    await duty.locator('summary').click();
    await expect(duty.getByText('cuộc thi hiểu biết')).toBeVisible();
    await page.getByRole('link', { name: 'Đi ngược chiều' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Đi ngược chiều' })).toBeVisible();
  });
});
