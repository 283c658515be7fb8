import { chromium } from '@playwright/test';
import { chromiumLaunch } from './chromium.ts';
const browser = await chromium.launch(await chromiumLaunch());
const base = 'http://127.0.0.1:4515';
for (const [name, w] of [['phone', 360], ['desk', 1280]] as const) {
  const page = await browser.newPage({ viewport: { width: w, height: 800 } });
  page.on('console', (m) => m.type() === 'error' && console.log('console', m.text()));
  for (const [n, p] of [['index', '/du-lieu/'], ['release', '/du-lieu/phat-hanh/24/'], ['verify', '/du-lieu/kiem-chung/']] as const) {
    await page.goto(base + p);
    if (n === 'release') await page.locator('.release-table summary').nth(2).click();
    if (n === 'verify') {
      const bytes = Buffer.from(await (await fetch(base + '/du-lieu/phat-hanh/24/du-lieu-mau-chung-duong-24.zip')).arrayBuffer());
      if (w === 360) bytes[20000]! ^= 1;
      await page.getByLabel('Chọn gói số liệu').setInputFiles({ name: 'du-lieu-mau-chung-duong-24.zip', mimeType: 'application/zip', buffer: bytes });
      await page.locator('#ket-qua-kiem h2').waitFor();
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    console.log(name, n, wide, await page.locator('#ket-qua-kiem').innerText().catch(() => '').then((t) => t.slice(0, 400)));
    await page.screenshot({ path: `/tmp/pkg-shots/${n}-${name}.png`, fullPage: true });
  }
}
await browser.close();
