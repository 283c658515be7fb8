import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '#server/staff/rules.ts';

const PASSWORD = 'con duong di hoc moi sang';
/** A passkey belongs to a name; 127.0.0.1 is none. */
const HERE = 'http://localhost:4399';

async function signInAsAdmin(page: Page): Promise<void> {
  await page.goto(`${HERE}/ban-lam-viec/nguoi-dung/`);
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS.admin.email);
  await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Người dùng');
}

/** Invites somebody and returns the path of the one-time link. */
async function invite(page: Page, email: string): Promise<string> {
  await page.goto(`${HERE}/ban-lam-viec/nguoi-dung/moi/`);
  await page.getByLabel('Họ tên').fill('Đỗ Thị Khóa');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByRole('button', { name: 'Gửi lời mời' }).click();
  return new URL(await page.getByLabel('Đường dẫn nhận lời mời', { exact: true }).last().inputValue())
    .pathname;
}

test('somebody adds a passkey and signs in with it alone', { tag: '@once' }, async ({ page, browser }) => {
  await signInAsAdmin(page);
  const link = await invite(page, `khoa-${Date.now()}@coquan.example`);

  const own = await browser.newPage();
  const device = await own.context().newCDPSession(own);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await own.goto(HERE + link);
  await own.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await own.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
  await own.waitForURL(`${HERE}/ban-lam-viec/`);

  await own.goto(`${HERE}/ban-lam-viec/tai-khoan/`);
  await own.getByLabel('Đặt tên cho khóa').fill('Máy ở cơ quan');
  await own.getByLabel('Mật khẩu hiện nay để thêm khóa').fill('khong phai mat khau nay');
  await own.getByRole('button', { name: 'Thêm khóa' }).click();
  await expect(own.getByText('Mật khẩu hiện nay chưa đúng.')).toBeVisible();
  await own.getByLabel('Mật khẩu hiện nay để thêm khóa').fill(PASSWORD);
  await own.getByRole('button', { name: 'Thêm khóa' }).click();
  await expect(own.getByRole('status')).toContainText('Đã thêm khóa');
  await expect(own.getByText('Máy ở cơ quan')).toBeVisible();

  await own.getByRole('button', { name: 'Đăng xuất' }).click();
  await own.goto(`${HERE}/ban-lam-viec/dang-nhap/?ve=/ban-lam-viec/tai-khoan/`);
  await own.getByRole('button', { name: 'Đăng nhập bằng khóa trên thiết bị' }).click();
  await expect(own.locator('h1')).toHaveText('Tài khoản của tôi');

  await own.getByRole('button', { name: 'Bỏ khóa Máy ở cơ quan' }).click();
  await expect(own.getByRole('status')).toContainText('Đã bỏ khóa');
  await own.getByRole('button', { name: 'Đăng xuất' }).click();
  await own.getByRole('button', { name: 'Đăng nhập bằng khóa trên thiết bị' }).click();
  await expect(own.getByText('Khóa này không mở được tài khoản nào.')).toBeVisible();
  await own.close();
});

test('nobody finds a fault in the pages of people and of the account', async ({ page }) => {
  await signInAsAdmin(page);
  const link = await invite(page, `trang-${Date.now()}@coquan.example`);
  await page.getByRole('link', { name: 'Mở trang người này' }).click();
  const person = new URL(page.url()).pathname;
  for (const path of [
    '/ban-lam-viec/nguoi-dung/',
    '/ban-lam-viec/nguoi-dung/?vai=teacher&tim=khong-co-ai',
    '/ban-lam-viec/nguoi-dung/moi/',
    person,
    '/ban-lam-viec/giao-vien/',
    '/ban-lam-viec/tai-khoan/',
    '/ban-lam-viec/tai-khoan/xac-minh/',
    '/ban-lam-viec/khong-duoc/',
    link,
  ]) {
    await page.goto(HERE + path);
    await expect(page.locator('h1')).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()!.width,
    );
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect([
      path,
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ]).toEqual([path, []]);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a wrong password keeps the e-mail and says what to do; the right one leads back', async ({
    page,
  }) => {
    await page.goto('/ban-lam-viec/nguoi-dung/?vai=teacher');
    await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS.admin.email);
    await page.getByLabel('Mật khẩu').fill('go nham mat khau roi');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Thư điện tử hoặc mật khẩu chưa đúng');
    await expect(page.getByLabel('Thư điện tử')).toHaveValue(SAMPLE_ACCOUNTS.admin.email);
    await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(page).toHaveURL('/ban-lam-viec/nguoi-dung/?vai=teacher');
  });

  test('nobody is led to another site after signing in', async ({ page }) => {
    await page.goto('/ban-lam-viec/dang-nhap/?ve=//evil.example/ban-lam-viec/');
    await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS.teacher.email);
    await page.getByLabel('Mật khẩu').fill(SAMPLE_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await expect(page).toHaveURL('/ban-lam-viec/');
  });
});
