import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { readSheet } from '#server/sheet/read.ts';
import { axeFaults } from '#tests/support/axe.ts';

/** One address of each view, as its newest period stands. */
const VIEWS = [
  'toan-tinh',
  'hanh-vi',
  'xu-huong',
  'xa-phuong',
  'nhom-vung',
  'nguon',
  'xu-ly',
  'don-vi',
] as const;
const path = (view: string, more = '') => `/ket-qua/?bang=${view}${more}`;

/** The table of a view as it is read: head first, every cell as text. */
const tableOn = (page: Page) =>
  page
    .locator('.figures table')
    .evaluate((table) =>
      [...(table as HTMLTableElement).rows].map((row) =>
        [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
      ),
    );
/** A figure of a file as the page shows it. */
const shown = (cell: string) => (/^\d+$/.test(cell) ? Number(cell).toLocaleString('vi-VN') : cell);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const view of VIEWS)
    test(`${view}: finding, picture, table, files; no button that does nothing`, async ({ page }) => {
      await page.goto(path(view));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\d/);
      await expect(page.getByText('Dữ liệu mẫu.', { exact: true })).toBeVisible();
      const picture = page.getByRole('img', { includeHidden: false }).first();
      await expect(picture).toHaveAccessibleName(/\d/);
      await expect(picture).toHaveAccessibleDescription(/bảng ngay dưới/);
      await expect(picture).toContainText('Dữ liệu mẫu');
      await expect(page.getByRole('table')).toHaveCount(1);
      expect((await tableOn(page)).length).toBeGreaterThan(1);
      for (const name of ['CSV', 'XLSX', 'PNG'])
        await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Xem tương tác' })).toBeHidden();
    });

  test('filters choose among the views and stand in the address', async ({ page }) => {
    await page.goto('/ket-qua/');
    await page.getByLabel('Bảng', { exact: true }).selectOption('Xã, phường và kết quả');
    await page.getByRole('button', { name: 'Xem' }).click();
    await page.getByLabel('Kỳ').selectOption('Quý II/2026');
    await page.getByLabel('Xã, phường cần xem').selectOption('\u2003Xã Mẫu An');
    await page.getByRole('button', { name: 'Xem' }).click();
    await expect(page).toHaveURL(/bang=xa-phuong&ky=2026-Q2&dong=X3CH3JE/);
    await expect(page.locator('tr.on th')).toContainText('Xã Mẫu An');
    // What was chosen is marked; the table is the same.
    expect(await tableOn(page)).toHaveLength(70);
  });
});

test('the first page: funnel, reasons with a way to avoid them, every view, what is hidden', async ({
  page,
}) => {
  await page.goto('/ket-qua/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Tháng \d+\/\d{4}, công\san đã xử\slý [\d.]+ trong [\d.]+ tin đã nhận$/,
  );
  for (const href of ['/ghi-nhan/', '/kenh-tiep-nhan/', '/dung-va-sai/#het-han-gui'])
    await expect(page.locator(`main a[href="${href}"]`).first()).toBeVisible();
  await expect(
    page
      .getByRole('list')
      .filter({ has: page.locator('.card') })
      .locator('.card'),
  ).toHaveCount(VIEWS.length);
  await page.getByRole('link', { name: 'Đọc cách trang này bảo vệ người báo tin' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Điều gì bị ẩn và vì sao');
});

test('nothing says which hidden cell is the small one, nor from which count on', async ({ request }) => {
  for (const address of ['/ket-qua/', '/ket-qua/du-lieu-an/', path('hanh-vi'), path('don-vi')]) {
    const text = (await (await request.get(address)).text()).replace(/<[^>]+>/g, ' ');
    expect(text).not.toMatch(/từ 1 đến|dưới (5|10)\b|nhỏ hơn (5|10)\b|ẩn (trước|sau|kèm)|ngưỡng/i);
  }
});

for (const address of ['/ket-qua/', path('xa-phuong')])
  test(`the first load of ${address} stays within its weight`, async ({ page }) => {
    const sizes: { bytes: number; type: string }[] = [];
    page.on('requestfinished', (request) => {
      void request
        .sizes()
        .then(({ responseBodySize }) =>
          sizes.push({ bytes: responseBodySize, type: request.resourceType() }),
        );
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.waitForTimeout(300);
    const value = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const goal = 100 * 1024;
    console.log(
      JSON.stringify({
        figure: `first load of ${address}`,
        value,
        unit: 'bytes',
        baseline: null,
        ratio: null,
        goal: `≤ ${goal}`,
        holds: value <= goal,
      }),
    );
    expect(value).toBeLessThanOrEqual(goal);
    // The fonts alone: less would mean that nothing was counted.
    expect(value).toBeGreaterThan(20_000);
    expect(sizes.filter(({ type }) => type === 'script')).toEqual([]);
  });

for (const view of VIEWS) {
  test(`${view}: the files say what the page says, cell by cell`, async ({ page, request }) => {
    await page.goto(path(view));
    const table = await tableOn(page);
    const fileOf = async (name: string) => {
      const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const response = await request.get(href!);
      expect(response.status()).toBe(200);
      return response;
    };
    const csv = await fileOf('CSV');
    expect(csv.headers()['content-disposition']).toMatch(/filename="du-lieu-mau-ket-qua-/);
    const rows = parse(await csv.body(), { bom: true, relax_column_count: false });
    expect(rows[0]![0]).toMatch(/^Dữ liệu mẫu/);
    expect(rows.slice(2).map((row) => row.map(shown))).toEqual(table);

    const sheet: string[][] = [];
    for await (const { cells } of readSheet(await (await fileOf('XLSX')).body()))
      sheet.push(cells.map(shown));
    expect(sheet[0]![0]).toMatch(/^Dữ liệu mẫu/);
    expect(sheet.slice(2)).toEqual(table);

    const png = await (await fileOf('PNG')).body();
    const picture = await sharp(png).metadata();
    expect(picture).toMatchObject({ width: 1200, format: 'png' });
    const image = await page.locator('meta[property="og:image"]').getAttribute('content');
    expect((await request.get(image!)).status()).toBe(200);
    expect((await request.get(image!.replace(/k=.*/, 'k=forged'))).status()).toBe(404);
  });

  test(`${view}: the chart is explored by keyboard, the table stays, nothing is loaded before`, async ({
    page,
  }) => {
    const scripts: string[] = [];
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await page.goto(path(view));
    expect(await axeFaults(page)).toEqual([]);
    const button = page.getByRole('button', { name: 'Xem tương tác' });
    await button.focus();
    expect(scripts).toEqual([]);
    await page.keyboard.press('Enter');
    const chart = page.locator('[data-explored]');
    await expect(chart).toBeFocused();
    expect(scripts.length).toBeGreaterThan(0);
    await expect(chart).toHaveAccessibleName(
      (await page.getByRole('heading', { level: 1 }).textContent())!.trim(),
    );
    const drawn = chart.getByRole('application');
    await expect(drawn).toBeVisible();
    await expect(chart.getByText('Dữ liệu mẫu')).toBeVisible();
    await drawn.focus();
    await page.keyboard.press('ArrowRight');
    // The place that is looked at is read out with its figures, hidden ones as hidden.
    await expect(chart.getByRole('status')).toContainText(/: ([\d.]+|ẩn)/);
    await expect(page.getByRole('table')).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Xem hình tĩnh' }).click();
    await expect(page.getByRole('img').first()).toBeVisible();
    expect(errors).toEqual([]);
  });

  test(`${view}: on paper the table is whole and the sample says so`, async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(path(view));
    await expect(page.locator('.sample-line')).toBeVisible();
    await expect(page.locator('.filters')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Xem tương tác' })).toBeHidden();
    const frame = page.locator('.figures');
    expect(
      await frame.evaluate((element) => element.scrollHeight - element.clientHeight),
    ).toBeLessThanOrEqual(1);
  });
}

for (const view of VIEWS)
  test(`${view}: no letter of the chart is smaller than 12 px`, async ({ page }) => {
    await page.goto(path(view));
    const smallest = await page.locator('svg.chart:visible').evaluate((svg) => {
      const picture = svg as SVGSVGElement;
      const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
      const sizes = [...picture.querySelectorAll('text')].map((text) =>
        Number.parseFloat(getComputedStyle(text).fontSize),
      );
      return Math.min(...sizes) * scale;
    });
    expect(smallest).toBeGreaterThanOrEqual(12);
  });

test('on a phone the first column of a wide table stays where it is', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(path('xa-phuong'));
  const frame = page.getByRole('region', { name: /^Bảng/ });
  const name = frame.getByRole('rowheader').nth(1);
  const before = (await name.boundingBox())!.x;
  await frame.evaluate((element) => element.scrollTo({ left: 300 }));
  expect((await name.boundingBox())!.x).toBeCloseTo(before, 0);
});

test.describe('on another site', () => {
  let foreign: Server;
  let origin: string;
  let framed = '';
  test.beforeAll(async () => {
    foreign = createServer((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      res.end(`<!doctype html><html lang="vi"><title>Trang khác</title><h1>Trang khác</h1>${framed}</html>`);
    });
    await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  });
  test.afterAll(() => new Promise((done) => foreign.close(done)));

  test('the code of oEmbed shows a view in a frame: text, picture, table, no cookies', async ({
    page,
    request,
    baseURL,
    context,
  }) => {
    await page.goto(path('nguon'));
    const link = page.locator('link[type="application/json+oembed"]');
    const answer = await request.get((await link.getAttribute('href'))!);
    expect(answer.headers()['access-control-allow-origin']).toBe('*');
    const oembed = (await answer.json()) as Record<string, string | number>;
    expect(oembed).toMatchObject({
      version: '1.0',
      type: 'rich',
      provider_name: 'Chung Đường',
      provider_url: baseURL,
      width: 720,
      height: 560,
    });
    for (const field of ['html', 'title', 'thumbnail_url']) expect(typeof oembed[field]).toBe('string');
    expect(oembed['title']).toContain('Dữ liệu mẫu');
    expect(await page.getByLabel('Mã nhúng').inputValue()).toContain(`${baseURL}/ket-qua/nhung/nguon/`);

    framed = String(oembed['html']);
    await page.goto(origin);
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText(/\d/);
    await expect(frame.getByRole('img').first()).toBeVisible();
    await expect(frame.getByText('Dữ liệu mẫu', { exact: true }).first()).toBeVisible();
    await frame.getByText('Bảng số').click();
    await expect(frame.getByRole('table')).toBeVisible();
    expect(await context.cookies()).toEqual([]);
  });

  test('no other page of the site lets itself be framed', async ({ page, request, baseURL }) => {
    framed = `<iframe src="${baseURL}/ket-qua/" title="thử"></iframe>`;
    await page.goto(origin);
    await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveCount(0);
    const { headers } = { headers: (await request.get('/ket-qua/')).headers() };
    expect(headers['x-frame-options']).toBe('DENY');
    const embedded = (await request.get('/ket-qua/nhung/nguon/')).headers();
    expect(embedded['x-frame-options']).toBeUndefined();
    expect(embedded['content-security-policy']).toContain('frame-ancestors *');
    expect(embedded['content-security-policy']).toContain("default-src 'self'");
    expect(embedded['set-cookie']).toBeUndefined();
  });

  test('oEmbed refuses as its specification says', async ({ request, baseURL }) => {
    const ask = async (query: Record<string, string>) =>
      (await request.get(`/oembed.json?${new URLSearchParams(query)}`)).status();
    expect(await ask({})).toBe(400);
    expect(await ask({ url: 'https://example.test/ket-qua/' })).toBe(404);
    expect(await ask({ url: 'khong-phai-dia-chi' })).toBe(404);
    expect(await ask({ url: `${baseURL}/cam-nang/` })).toBe(404);
    expect(await ask({ url: `${baseURL}/ket-qua/?bang=khong-co` })).toBe(404);
    expect(await ask({ url: `${baseURL}/ket-qua/`, format: 'xml' })).toBe(501);
    const small = await request.get(
      `/oembed.json?${new URLSearchParams({ url: `${baseURL}/ket-qua/`, maxwidth: '400', maxheight: '100000' })}`,
    );
    expect(await small.json()).toMatchObject({ width: 400, height: 560 });
  });
});

test('an embedded page follows the scheme it is asked for, and opens its table for paper', async ({
  page,
}) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto('/ket-qua/nhung/hanh-vi/?theme=light');
  const light = await ground();
  expect(await axeFaults(page)).toEqual([]);
  await page.goto('/ket-qua/nhung/hanh-vi/?theme=dark');
  expect(await ground()).not.toBe(light);
  expect(await axeFaults(page)).toEqual([]);
  await page.goto('/ket-qua/nhung/tong-quan/?print=1');
  await expect(page.getByRole('table')).toBeVisible();
  expect((await page.goto('/ket-qua/nhung/khong-co/'))!.status()).toBe(404);
});

test('every view is sound in the dark scheme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const view of ['hanh-vi', 'nhom-vung', 'xu-huong']) {
    await page.goto(path(view, '&dong=red-light'));
    expect(await axeFaults(page)).toEqual([]);
  }
});

test('a view, a file or an image that is not there says so', async ({ request }) => {
  expect((await request.get('/ket-qua/tep/khong-co.csv')).status()).toBe(404);
  expect((await request.get('/ket-qua/tep/hanh-vi.pdf')).status()).toBe(404);
  expect((await request.get('/ket-qua/tep/hanh-vi.csv?tinh=KHONGCO')).status()).toBe(404);
  const elsewhere = await (await request.get('/ket-qua/?bang=nguon&tinh=KHONGCO')).text();
  expect(elsewhere).toContain('Nơi này chưa có kết quả nào được công bố');
  expect((await request.get('/anh/ket-qua/hanh-vi._._._._/bieu-do.png')).status()).toBe(404);
});

test('the home page tells the newest finding and leads to it', async ({ page }) => {
  await page.goto('/');
  const card = page.locator('.result');
  await expect(card).toContainText(/công an đã/);
  await expect(card).toContainText('Dữ liệu mẫu');
  await card.getByRole('link').click();
  await expect(page).toHaveURL(/\/ket-qua\/$/);
});
