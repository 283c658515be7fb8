import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from '#tests/support/axe.ts';

const PAGE = '/du-lieu/kiem-chung/';
const choice = (page: Page) => page.getByLabel('Chọn gói số liệu (.zip)');
const outcome = (page: Page) => page.locator('#ket-qua-kiem');

/** The newest package, downloaded from the list as a reader does. */
async function download(page: Page): Promise<{ name: string; bytes: Buffer }> {
  await page.goto('/du-lieu/');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Tải gói tháng/ }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Offsets of the data of each file in a package, by name. */
function placesIn(zip: Buffer): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x02014b50;) {
    const nameBytes = zip.readUInt16LE(at + 28);
    places.set(
      zip.toString('utf8', at + 46, at + 46 + nameBytes),
      zip.readUInt32LE(at + 42) + 30 + nameBytes,
    );
    at += 46 + nameBytes;
  }
  return places;
}

test('a downloaded package is verified in the browser and goes nowhere', async ({ page }) => {
  const { name, bytes } = await download(page);
  expect(name).toMatch(/^du-lieu-mau-chung-duong-\d+\.zip$/);
  await page.goto(PAGE);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await choice(page).setInputFiles({ name, mimeType: 'application/zip', buffer: bytes });
  await expect(outcome(page).getByRole('heading')).toHaveText(/^Gói số \d+ là thật, nguyên vẹn từng ô\.$/);
  await expect(outcome(page).locator('.checks strong')).toHaveText(['Đúng', 'Đúng', 'Đúng', 'Đúng', 'Đúng']);
  await expect(outcome(page)).toContainText('dữ liệu mẫu');
  expect(asked.sort()).toEqual(['GET /du-lieu/chuoi.json', 'GET /khoa-cong-khai.json']);
  expect(await axeFaults(page)).toEqual([]);
});

test('a wrong byte is found and its file named, whichever it is', async ({ page }) => {
  const { name, bytes } = await download(page);
  await page.goto(PAGE);
  for (const [file, at] of placesIn(bytes)) {
    const wrong = Buffer.from(bytes);
    wrong[at + 8]! ^= 1;
    await choice(page).setInputFiles({ name, mimeType: 'application/zip', buffer: wrong });
    await expect(outcome(page).getByRole('heading')).toHaveText(/^Đừng dùng gói này/);
    await expect(outcome(page).locator('.faults')).toContainText(file);
    // Two in a row look the same but for the name.
    await page.evaluate(() => document.querySelector('#ket-qua-kiem')!.replaceChildren());
  }
  await choice(page).setInputFiles({
    name: 'anh.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('x'),
  });
  await expect(outcome(page)).toContainText('không phải gói số liệu');
  await choice(page).setInputFiles({ name, mimeType: 'application/zip', buffer: bytes });
  await expect(outcome(page)).toContainText('là thật');
});

test('a package is chosen with the keyboard, or dropped', async ({ page }) => {
  const { name, bytes } = await download(page);
  await page.goto(PAGE);
  for (let presses = 0; presses < 40; presses += 1) {
    if (await choice(page).evaluate((input) => input === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(choice(page)).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer: bytes });
  await expect(outcome(page)).toContainText('là thật');

  await page.reload();
  const data = await page.evaluateHandle(
    ({ held, fileName }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(held)], fileName));
      return transfer;
    },
    { held: [...bytes], fileName: name },
  );
  await page.dispatchEvent('#kiem-chung', 'drop', { dataTransfer: data });
  await expect(outcome(page)).toContainText('là thật');
});

test('without a line, and where Ed25519 is unknown, a sentence says what to do', async ({
  page,
  context,
}) => {
  const { name, bytes } = await download(page);
  const file = { name, mimeType: 'application/zip', buffer: bytes };
  await page.goto(PAGE);
  await context.setOffline(true);
  await choice(page).setInputFiles(file);
  await expect(outcome(page)).toHaveText(
    'Chưa tải được khóa và danh sách phát hành. Hãy kiểm tra mạng rồi chọn lại gói.',
  );
  await context.setOffline(false);
  await page.evaluate(() => {
    crypto.subtle.importKey = () => Promise.reject(new DOMException('unknown', 'NotSupportedError'));
  });
  await choice(page).setInputFiles(file);
  await expect(outcome(page).getByRole('heading')).toContainText('chưa kiểm được chữ ký');
  await expect(outcome(page)).toContainText('Trình duyệt này chưa biết kiểu chữ ký Ed25519');
});

test('what is left of open data is found by programs', async ({ page, request }) => {
  await page.goto('/du-lieu/');
  const feeds = page.locator('head link[rel=alternate]');
  for (const path of await feeds.evaluateAll((links) => links.map((link) => link.getAttribute('href')!)))
    expect((await request.get(path)).status(), path).toBe(200);
  await page
    .getByRole('link', { name: /^Số \d+: tháng/ })
    .first()
    .click();
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!) as {
    '@type': string;
    distribution: { contentUrl: string; contentSize: string }[];
  };
  expect(data['@type']).toBe('Dataset');
  for (const { contentUrl, contentSize } of data.distribution) {
    const reply = await request.get(new URL(contentUrl).pathname);
    expect(`${(await reply.body()).length} B`).toBe(contentSize);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('tables are read, the CSV says what the page says, and hashes stand beside the command', async ({
    page,
    request,
  }) => {
    await page.goto('/du-lieu/');
    await page
      .getByRole('link', { name: /^Số \d+: tháng/ })
      .first()
      .click();
    const table = page.locator('.release-table').first();
    await table.locator('summary').click();
    const shown = await table
      .locator('tbody tr')
      .first()
      .locator('td')
      .evaluateAll((cells) => cells.map((cell) => cell.textContent.trim()));
    const href = await table.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const lines = (await (await request.get(href!)).text())
      .trim()
      .split('\r\n')
      .slice(1, shown.length + 1);
    const values = lines.map((line) => line.split(',').at(-2)!);
    expect(shown).toEqual(
      values.map((value) => (value === '' ? 'ẩn' : Number(value).toLocaleString('vi-VN'))),
    );

    await page.goto(PAGE);
    await expect(choice(page)).toBeHidden();
    await expect(page.getByText('Trình duyệt đang tắt JavaScript')).toBeVisible();
    await expect(page.getByText('npm run release:verify')).toBeVisible();
    await expect(page.locator('.hashes code').first()).toHaveText(/^[0-9a-f]{64}$/);
  });
});
