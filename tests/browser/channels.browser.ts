import { expect, test, type Page } from '@playwright/test';
import QRCode from 'qrcode';

const NEVER_ASK = 'Chúng tôi không bao giờ hỏi số căn cước.';
const channelPaths = async (page: Page): Promise<string[]> => {
  await page.goto('/kenh-tiep-nhan/');
  const hrefs = await page
    .locator('main a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
  return [...new Set(hrefs.filter((href) => /^\/kenh-tiep-nhan\/[a-z0-9-]+\/$/.test(href)))];
};

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('someone beside an injured person is told whom to call, the ambulance first', async ({ page }) => {
    await page.goto('/kenh-tiep-nhan/');
    await page.getByLabel('Va chạm có người bị thương').check();
    await page.getByLabel('Ở đâu?').selectOption({ label: 'Lạng Sơn' });
    await page.getByRole('button', { name: 'Xem nơi cần báo' }).click();
    const answer = page.locator('#tra-loi');
    await expect(answer).toContainText('Gọi ngay');
    await expect(answer.locator('a[href^="tel:"]').first()).toHaveAttribute('href', 'tel:115');
    await expect(answer).toContainText('Công an xã, phường gần nhất');
  });

  test('a recording from Bắc Giang of old goes to Bắc Ninh of today', async ({ page }) => {
    await page.goto('/kenh-tiep-nhan/');
    await page.getByLabel('Vi phạm đã xảy ra, tôi có ảnh hoặc phim').check();
    await page.getByLabel('Ở đâu?').selectOption({ label: 'Bắc Ninh (gồm Bắc Giang cũ)' });
    await page.getByRole('button', { name: 'Xem nơi cần báo' }).click();
    await page
      .locator('#tra-loi')
      .getByRole('link', { name: 'Phòng Cảnh sát giao thông tại Bắc Ninh' })
      .click();
    await expect(page.locator('h1')).toHaveText('Phòng Cảnh sát giao thông tại Bắc Ninh');
    await expect(page.getByText('Chúng tôi chưa in số nào của Bắc Ninh')).toBeVisible();
  });

  test('an address that names no matter is answered with the next step', async ({ page }) => {
    await page.goto('/kenh-tiep-nhan/?viec=gi-do&khu-vuc=dau-do');
    await expect(page.locator('#tra-loi')).toContainText('Hãy chọn một trong năm loại');
  });
});

test(
  'every page of the room promises never to ask for the identity number',
  { tag: '@once' },
  async ({ page }) => {
    const paths = await channelPaths(page);
    expect(paths.length).toBeGreaterThanOrEqual(14);
    for (const path of ['/kenh-tiep-nhan/', '/dung-va-sai/', ...paths, ...paths.map((one) => `${one}the/`)]) {
      await page.goto(path);
      await expect(page.locator('main').getByText(NEVER_ASK).last()).toBeVisible();
    }
  },
);

test(
  'no page of the room calls any number but 113, 114, 115, nor leads to another site',
  { tag: '@once' },
  async ({ page }) => {
    const paths = await channelPaths(page);
    for (const path of ['/kenh-tiep-nhan/', '/dung-va-sai/', ...paths]) {
      await page.goto(path);
      const leading = await page
        .locator('main a')
        .evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')!).filter((href) => !/^[/#]/.test(href)),
        );
      expect(leading.filter((href) => !/^tel:11[345]$/.test(href))).toEqual([]);
    }
  },
);

test(
  'a card prints four times on one sheet of A4, whole, with a code that leads to its page',
  { tag: '@once' },
  async ({ page }) => {
    test.setTimeout(120_000);
    for (const path of await channelPaths(page)) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(path);
      const address = (await page.locator('link[rel="canonical"]').getAttribute('href'))!;

      await page.goto(`${path}the/`);
      await expect(page.locator('.tag:visible')).toHaveCount(1);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 794, height: 1123 });
      await expect(page.locator('.tag:visible')).toHaveCount(4);
      for (const hidden of ['.site-head', '.site-foot', '.page-head'])
        await expect(page.locator(hidden)).toBeHidden();
      await expect(page.locator('.tag').first()).toContainText(NEVER_ASK);
      const cut = await page
        .locator('.tag')
        .evaluateAll((cards) => cards.map((card) => card.scrollHeight - card.clientHeight));
      expect(cut, path).toEqual([0, 0, 0, 0]);

      // The code drawn is the code of the page's address, inside four modules of white.
      const { size } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules;
      const drawn = page.locator('.tag .qr svg').first();
      await expect(drawn).toHaveAttribute('viewBox', `0 0 ${size + 8} ${size + 8}`);
      const expected = await QRCode.toString(address, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });
      expect(expected).toContain((await drawn.locator('path').last().getAttribute('d'))!);
      const { width } = (await drawn.boundingBox())!;
      // 2 cm at 96 px to the inch, the white not counted.
      expect((width * size) / (size + 8)).toBeGreaterThanOrEqual(75);

      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type \/Page\b/g), path).toHaveLength(1);
      const [, pdfWidth, pdfHeight] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
      expect([Math.round(Number(pdfWidth)), Math.round(Number(pdfHeight))]).toEqual([595, 842]);
    }
  },
);

test('what is not confirmed about rewards is said to be not confirmed, without an amount', async ({
  page,
}) => {
  await page.goto('/dung-va-sai/#muoi-phan-tram-tien-phat');
  const claim = page.locator('#muoi-phan-tram-tien-phat');
  await expect(claim.locator('.verdict')).toHaveText('Chưa xác nhận');
  expect((await claim.locator('.short, .details, .do').allInnerTexts()).join(' ')).not.toMatch(
    /\d\s*%|triệu|đồng/,
  );
  await expect(claim).toContainText('Luật 36/2024/QH15, Điều 4, khoản 5');
});
