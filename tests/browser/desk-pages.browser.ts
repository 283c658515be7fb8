import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';

const validator = new HtmlValidate(new FileSystemConfigLoader());
/**
 * Where `{unit}` is the first unit of the sample, `{notice}` a notice just written, `{sender}` who hands over figures, `{release}`
 * the newest release, `{bulletin}` the newest bulletin, `{question}` and `{set}` a question just written and a set of it.
 */
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
      '/ban-lam-viec/nguon-so-lieu/',
      '/ban-lam-viec/nguon-so-lieu/moi/',
      '{sender}',
    ],
  ],
  [
    'privacy-officer',
    [
      '/ban-lam-viec/nhat-ky/huy-khoa/',
      '/ban-lam-viec/so-lieu/',
      '/ban-lam-viec/phat-hanh/',
      '{release}',
      '/ban-lam-viec/vung/',
    ],
  ],
  [
    'police-data-officer',
    [
      '/ban-lam-viec/so-lieu/',
      '/ban-lam-viec/so-lieu/?thang=2019-01',
      '/ban-lam-viec/so-lieu/dua-len/',
      '/ban-lam-viec/phat-hanh/',
      '/ban-lam-viec/phat-hanh/?viec=public&nam=2025&xep=ngay',
      '/ban-lam-viec/phat-hanh/?viec=early',
      '/ban-lam-viec/phat-hanh/2026-09/chuan-bi/',
      '/ban-lam-viec/phat-hanh/2030-01/chuan-bi/',
      '{release}',
      '/ban-lam-viec/vung/',
      '/ban-lam-viec/vung/?q=khong-co-xa-nay',
      '/ban-lam-viec/vung/chuyen/?xa=A4YPVHA',
    ],
  ],
  [
    'law-checker',
    [
      '/ban-lam-viec/luat/',
      '/ban-lam-viec/luat/?q=mu+bao+hiem',
      '/ban-lam-viec/luat/dieu-khoan/?id=nd-168-2024:6.9.d',
      '/ban-lam-viec/bo-cau-hoi/duyet/',
    ],
  ],
  [
    'teacher',
    [
      '/ban-lam-viec/bai-tap/',
      '/ban-lam-viec/bai-tap/moi/',
      '/ban-lam-viec/ket-qua-lop/',
      '/ban-lam-viec/cau-hoi/',
      '/ban-lam-viec/cau-hoi/?q=khong-co-cau-nay',
      '/ban-lam-viec/cau-hoi/moi/',
      '/ban-lam-viec/cau-hoi/moi/?loai=one',
      '/ban-lam-viec/cau-hoi/moi/?loai=several',
      '/ban-lam-viec/cau-hoi/moi/?loai=true-false',
      '/ban-lam-viec/cau-hoi/moi/?loai=ordering',
      '/ban-lam-viec/cau-hoi/moi/?loai=matching',
      '/ban-lam-viec/cau-hoi/moi/?loai=number',
      '/ban-lam-viec/cau-hoi/moi/?loai=short',
      '/ban-lam-viec/cau-hoi/moi/?loai=hotspot',
      '/ban-lam-viec/cau-hoi/nhap/',
      '{question}',
      '/ban-lam-viec/bo-cau-hoi/',
      '/ban-lam-viec/bo-cau-hoi/?cua=truong',
      '/ban-lam-viec/bo-cau-hoi/?cua=da-xoa',
      '/ban-lam-viec/bo-cau-hoi/moi/',
      '{set}',
      '{set}?tu=co-san',
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
      '/ban-lam-viec/ban-tin/',
      '/ban-lam-viec/ban-tin/moi/',
      '/ban-lam-viec/ban-tin/moi/?hanh-vi=wrong-way',
      '{bulletin}',
      '{bulletin}sua/',
      '{bulletin}lich-su/',
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

async function writeQuestion(page: Page): Promise<Record<string, string>> {
  await page.goto('/ban-lam-viec/cau-hoi/moi/?loai=true-false');
  const text = `Đèn vàng là được đi nhanh ${Date.now()}`;
  await page.getByLabel('Câu hỏi', { exact: true }).fill(text);
  await page.getByRole('radio', { name: 'Sai' }).check();
  await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
  const question = new URL(page.url()).pathname;
  await page.goto('/ban-lam-viec/bo-cau-hoi/moi/');
  await page.getByLabel('Tên bộ').fill('Bộ để xem');
  await page.getByRole('button', { name: 'Lập bộ' }).click();
  await page.getByRole('button', { name: `Thêm câu “${text}”` }).click();
  await expect(page.locator('.set-members > li')).toHaveCount(1);
  return { '{question}': question, '{set}': new URL(page.url()).pathname };
}

for (const [role, paths] of PAGES) {
  test(`pages of the ${role} at the desk are sound`, async ({ page }, { project }) => {
    if (paths.length > 12) test.slow();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await signIn(page, role);
    const places: Record<string, string> = {};
    if (role === 'teacher') Object.assign(places, await writeQuestion(page));
    const firstOn = async (list: string) => {
      await page.goto(list);
      return (await page.locator('main tbody a').first().getAttribute('href'))!;
    };
    if (role === 'writer') {
      places['{notice}'] = await writeNotice(page);
      places['{bulletin}'] = await firstOn('/ban-lam-viec/ban-tin/');
    }
    if (role === 'admin') {
      places['{unit}'] = await firstOn('/ban-lam-viec/don-vi/');
      places['{sender}'] = await firstOn('/ban-lam-viec/nguon-so-lieu/');
    }
    if (paths.includes('{release}'))
      places['{release}'] = await firstOn('/ban-lam-viec/phat-hanh/?viec=public');
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
