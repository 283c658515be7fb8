import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';

const validator = new HtmlValidate(new FileSystemConfigLoader());
/** Where `{unit}` is the first unit of the sample, `{notice}` a notice just written. */
const PAGES: [Role, string[]][] = [
  [
    'admin',
    [
      '/ban-lam-viec/don-vi/',
      '/ban-lam-viec/don-vi/?q=khong-co-don-vi-nay',
      '{unit}',
      '{unit}doi-ten/',
      '{unit}chuyen/',
      '{unit}sap-nhap/',
      '{unit}chia/',
      '{unit}ket-thuc/',
      '/ban-lam-viec/don-vi/moi/',
      '/ban-lam-viec/don-vi/nhap/',
      '/ban-lam-viec/khoa/',
      '/ban-lam-viec/nhat-ky/',
    ],
  ],
  ['privacy-officer', ['/ban-lam-viec/nhat-ky/huy-khoa/']],
  [
    'law-checker',
    [
      '/ban-lam-viec/luat/',
      '/ban-lam-viec/luat/?q=mu+bao+hiem',
      '/ban-lam-viec/luat/dieu-khoan/?id=nd-168-2024:6.9.d',
    ],
  ],
  [
    'writer',
    [
      '/ban-lam-viec/',
      '/ban-lam-viec/thong-bao/',
      '/ban-lam-viec/thong-bao/moi/',
      '{notice}',
      '{notice}sua/',
      '{notice}lich-su/',
      '/ban-lam-viec/tep/',
      '/ban-lam-viec/tep/tai-len/',
    ],
  ],
];

async function signIn(page: Page, role: Role): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/ban-lam-viec/dang-nhap/');
  // By keyboard alone.
  await page.getByLabel('Thư điện tử').focus();
  await page.keyboard.type(SAMPLE_ACCOUNTS[role].email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/ban-lam-viec/');
}

async function writeNotice(page: Page): Promise<string> {
  await page.goto('/ban-lam-viec/thong-bao/moi/');
  await page.getByLabel('Tiêu đề').fill(`Sửa cầu Sông Trăng ${Date.now()}`);
  await page.getByLabel('Tóm tắt').fill('Cầu Sông Trăng đóng một tuần để sửa mặt cầu.');
  await page.getByLabel('Nội dung').fill('Xe máy đi **đò ngang**.\n\n## Xe tải\n\n- Đi quốc lộ');
  await page.locator('main').getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('status')).toContainText('Đã lưu bản nháp');
  return new URL(page.url()).pathname;
}

for (const [role, paths] of PAGES) {
  test(`pages of the ${role} at the desk are sound`, async ({ page }, { project }) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await signIn(page, role);
    const places: Record<string, string> = {};
    if (role === 'writer') places['{notice}'] = await writeNotice(page);
    if (role === 'admin') {
      await page.goto('/ban-lam-viec/don-vi/');
      places['{unit}'] = (await page.locator('main table a').first().getAttribute('href'))!;
    }
    for (const path of paths) {
      const address = path.replace(/^\{\w+\}/, (name) => places[name]!);
      const response = await page.goto(address);
      expect([address, response!.status()]).toEqual([address, 200]);
      await expect(page.locator('h1')).toHaveCount(1);
      expect([address, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
        address,
        page.viewportSize()!.width,
      ]);
      if (project.name === 'phone') {
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect([
          address,
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ]).toEqual([address, []]);
      } else {
        const report = await validator.validateString(await response!.text(), 'page.html');
        expect([
          address,
          report.results.flatMap(({ messages }) =>
            messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`),
          ),
        ]).toEqual([address, []]);
      }
    }
    expect(errors).toEqual([]);
  });
}
