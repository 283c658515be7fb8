import { expect, test } from '@playwright/test';
import sharp from 'sharp';

const GUIDE = '/cam-nang/di-nguoc-chieu/';

test('a citizen finds what it is, whether it is a violation and what it costs before scrolling', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByLabel('Bạn thấy chuyện gì trên đường?').fill('nguoc chieu');
  await page.getByRole('button', { name: 'Tìm' }).click();
  await page.getByRole('link', { name: 'Đi ngược chiều', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đi ngược chiều');
  await expect(page.locator('.lead')).toContainText('Đây là vi phạm.');
  await expect(page.locator('.headline')).toContainText('4–6\u00a0triệu\u00a0đồng');
  await expect(page.locator('.headline .fine').first()).toBeInViewport();
});

test('the guide shows the violation and its lawful look-alike with words for both', async ({ page }) => {
  await page.goto(GUIDE);
  for (const verdict of ['Vi phạm', 'Đúng luật'])
    await expect(page.locator('.verdict .name', { hasText: verdict })).toBeVisible();
  const scenes = page.locator('#hinh').getByRole('img');
  expect(await scenes.count()).toBeGreaterThanOrEqual(2);
  for (const scene of await scenes.all()) await expect(scene).toHaveAccessibleDescription(/.{20,}/);
});

test('the page stays within its weight and loads no script before the reader acts', async ({ page }) => {
  const sizes: { url: string; bytes: number; type: string }[] = [];
  page.on('requestfinished', (request) => {
    void request
      .sizes()
      .then(({ responseBodySize }) =>
        sizes.push({ url: request.url(), bytes: responseBodySize, type: request.resourceType() }),
      );
  });
  await page.goto(GUIDE, { waitUntil: 'networkidle' });
  await page.waitForTimeout(300);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const fonts = sizes.filter(({ type }) => type === 'font').reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [figure, value, goal] of [
    ['guide page before fonts', total - fonts, 30 * 1024],
    ['guide page in all', total, 100 * 1024],
  ] as const) {
    console.log(
      JSON.stringify({
        figure,
        value,
        unit: 'bytes',
        baseline: null,
        ratio: null,
        goal: `≤ ${goal}`,
        holds: value <= goal,
      }),
    );
    expect(value).toBeLessThanOrEqual(goal);
  }
  expect(sizes.filter(({ type }) => type === 'script')).toEqual([]);
});

test('on paper there is no navigation, the table is a table and a code leads back', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto(GUIDE);
  for (const nav of await page.locator('.site-head nav').all()) await expect(nav).toBeHidden();
  await expect(page.locator('.site-foot')).toBeHidden();
  await expect(page.locator('.print-only svg')).toBeVisible();
  await expect(page.locator('.print-only')).toContainText(GUIDE);
});

test('the leaflet is two sheets of A5', { tag: '@once' }, async ({ page }) => {
  await page.goto(`${GUIDE}to-roi/`);
  await expect(page.locator('.sheet')).toHaveCount(2);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
  // 148 by 210 mm in points.
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([420, 595]);
});

test('the handbook holds what was chosen, each guide on a page of its own', async ({ page }) => {
  await page.goto('/cam-nang/so-tay/');
  await page.getByLabel('Đi ngược chiều', { exact: true }).check();
  await page.getByLabel('Vượt đèn đỏ', { exact: true }).check();
  await page.getByRole('button', { name: 'Gom thành sổ tay' }).click();
  await expect(page.locator('.chapter')).toHaveCount(2);
});

test('the share image is a picture of 1200 by 630 at a signed address', async ({ page, request }) => {
  await page.goto(GUIDE);
  const address = await page.locator('meta[property="og:image"]').getAttribute('content');
  const response = await request.get(address!);
  expect(response.headers()['content-type']).toBe('image/png');
  expect(await sharp(await response.body()).metadata()).toMatchObject({
    width: 1200,
    height: 630,
    format: 'png',
  });
  expect((await request.get(address!.replace(/k=.*/, 'k=forged'))).status()).toBe(404);
  expect(
    (await request.get(address!, { headers: { 'if-none-match': response.headers()['etag']! } })).status(),
  ).toBe(304);
});

test('every guide has a share image', { tag: '@once' }, async ({ request }) => {
  test.setTimeout(120_000);
  const list = await (await request.get('/cam-nang/')).text();
  const guides = [
    ...new Set([...list.matchAll(/href="(\/cam-nang\/[a-z-]+\/)"/g)].map((match) => match[1]!)),
  ].filter((path) => !/so-tay|hinh-ve/.test(path));
  expect(guides.length).toBeGreaterThanOrEqual(26);
  for (const guide of guides) {
    const [, address] = /property="og:image" content="([^"]+)"/.exec(
      await (await request.get(guide)).text(),
    )!;
    expect((await request.get(address!.replaceAll('&amp;', '&'))).status()).toBe(200);
  }
});
