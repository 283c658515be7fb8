import { expect, test, type Browser, type Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { join } from 'node:path';
import { openEmbedded } from '#server/db.ts';
import { writeSheet } from '#server/sheet/write.ts';
import { startOwnServer, type OwnServer } from '#tests/support/own-server.ts';
import { axeFaults } from '#tests/support/axe.ts';

/*
 * The first day at a new office, from the command line to the trail: on a server of its own, because it begins with the
 * first administrator and ends with somebody changing the trail behind the desk's back.
 */

const PASSWORD = 'nga tu den xanh nguoi di bo';
let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer(4398);
});
test.afterAll(async () => {
  await server.stop().catch(() => undefined);
  await server.clean();
});

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name }).click();

/** Opens a one-time link, chooses a password, sets up the second factor where the role asks for it. */
async function accept(
  browser: Browser,
  link: string,
  needsSecondFactor: boolean,
): Promise<{ page: Page; totp: TOTP | null }> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(link);
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await press(page, 'Đặt mật khẩu và đăng nhập');
  if (!needsSecondFactor) return { page, totp: null };
  // Whatever else is asked for leads to the set-up first.
  await page.goto(`${server.url}/ban-lam-viec/tai-khoan/xac-minh/`);
  await page.getByLabel('Mật khẩu hiện nay').fill(PASSWORD);
  await press(page, 'Bắt đầu');
  const secret = (await main(page).locator('code').first().textContent())!.replaceAll(' ', '');
  const totp = new TOTP({ secret });
  await page.getByLabel(/mã sáu chữ số/).fill(totp.generate());
  await press(page, 'Xác nhận');
  await expect(main(page).locator('ul.codes li')).toHaveCount(10);
  await main(page)
    .getByRole('link', { name: /vào bàn làm việc/ })
    .click();
  return { page, totp };
}

async function signIn(page: Page, email: string, totp: TOTP): Promise<void> {
  await page.goto(`${server.url}/ban-lam-viec/dang-nhap/`);
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await main(page).getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByLabel('Mã xác minh').fill(totp.generate());
  await press(page, 'Xác minh');
  await expect(page).toHaveURL(`${server.url}/ban-lam-viec/`);
}

async function invite(admin: Page, name: string, email: string, role: string): Promise<string> {
  await admin.goto(`${server.url}/ban-lam-viec/nguoi-dung/moi/`);
  await admin.getByLabel('Họ tên').fill(name);
  await admin.getByLabel('Thư điện tử').fill(email);
  await admin.getByLabel('Vai', { exact: true }).selectOption({ label: role });
  await press(admin, 'Gửi lời mời');
  return main(admin).locator('textarea').inputValue();
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}

/** Units as an office keeps them: two schools that are good, three rows that are not. */
const unitsFile = () =>
  writeSheet('xlsx', 'units', [
    ['Mã', 'Tên chính thức', 'Tên ngắn', 'Loại', 'Cấp học', 'Mã đơn vị cha', 'Từ ngày'],
    ['moi-1', 'Tỉnh Sông Hồng', 'Sông Hồng', 'Tỉnh, thành phố', '', '', '01/01/2024'],
    ['', 'Trường THCS Bình Minh', 'THCS Bình Minh', 'Trường học', 'THCS', 'moi-1', '01/09/2024'],
    ['', 'Trường THCS Ánh Dương', 'THCS Ánh Dương', 'Trường học', 'THCS', 'moi-1', '01/09/2024'],
    ['', '', 'Không tên', 'Trường học', 'THCS', 'moi-1', '01/09/2024'],
    ['', 'Trường THPT Đồi Thông', 'THPT Đồi Thông', 'Lâu đài', 'THPT', 'moi-1', '01/09/2024'],
    ['', 'Trường Tiểu học Suối Mơ', 'Suối Mơ', 'Trường học', 'Tiểu học', 'moi-1', '31/02/2024'],
  ]);

test(
  'a new office: from the first administrator to a trail that shows who changed it',
  { tag: '@once' },
  async ({ browser }) => {
    test.setTimeout(240_000);
    const made = await server.run(
      'staff:create',
      '--email',
      'chu@coquan.example',
      '--name',
      'Phạm Thị Chủ',
      '--role',
      'admin',
    );
    expect(made.code, made.output).toBe(0);
    const link = /https?:\/\/\S+/.exec(made.output)![0];
    const first = await accept(browser, link, true);
    const admin = first.page;

    // Out and in again, this time with the code.
    await admin.getByRole('button', { name: 'Đăng xuất' }).click();
    await signIn(admin, 'chu@coquan.example', first.totp!);

    const writerLink = await invite(admin, 'Lò Văn Viết', 'viet@coquan.example', 'Người viết');
    const checkerLink = await invite(admin, 'Hà Thị Luật', 'luat@coquan.example', 'Người kiểm tra luật');
    const approverLink = await invite(admin, 'Y Duyệt', 'duyet@coquan.example', 'Người duyệt');

    // Units: three broken rows are named by line and column, nothing is written before the rest is accepted.
    await admin.goto(`${server.url}/ban-lam-viec/don-vi/nhap/`);
    const { bytes } = await unitsFile();
    await admin.getByLabel('Tệp đơn vị').setInputFiles({
      name: 'units.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(bytes),
    });
    await press(admin, 'Đọc tệp');
    const broken = main(admin).getByRole('table', { name: /chỗ cần sửa/ });
    await expect(broken).toBeVisible({ timeout: 30_000 });
    for (const line of ['Dòng 5', 'Dòng 6', 'Dòng 7']) await expect(broken).toContainText(line);
    await expect(broken.getByRole('row', { name: /Dòng 6/ })).toContainText('D (Loại)');
    await expectSound(admin);
    await press(admin, 'Nhập các dòng còn lại');
    await expect(main(admin).getByText('Đã thêm', { exact: true })).toBeVisible({ timeout: 30_000 });

    // Two schools become one.
    await admin.goto(`${server.url}/ban-lam-viec/don-vi/?q=binh+minh`);
    await main(admin).getByRole('link', { name: 'Trường THCS Bình Minh' }).click();
    const heir = new URL(admin.url()).pathname;
    await admin.goto(`${server.url}/ban-lam-viec/don-vi/?q=anh+duong`);
    await main(admin).getByRole('link', { name: 'Trường THCS Ánh Dương' }).click();
    const source = new URL(admin.url()).pathname.split('/').at(-2)!;
    await admin.goto(`${server.url}${heir}sap-nhap/`);
    await admin.getByLabel('Đơn vị khác nhập vào Trường THCS Bình Minh').check();
    await admin.getByLabel('Mã các đơn vị kia').fill(source);
    await admin.getByLabel('Từ ngày nào?').fill('01/11/2026');
    await admin.getByLabel('Lý do').fill('Theo quyết định của ủy ban nhân dân');
    await press(admin, 'Xem trước');
    await expect(main(admin)).toContainText('nhập vào “Trường THCS Bình Minh”');
    await expectSound(admin);
    await press(admin, 'Sáp nhập');
    await expect(main(admin)).toContainText('Đã nhập');
    await admin.goto(`${server.url}/don-vi/${source}/`);
    await expect(main(admin)).toContainText('Trường THCS Bình Minh');

    // The writer drafts and may not approve; the approver may.
    const { page: writer } = await accept(browser, writerLink, false);
    await writer.goto(`${server.url}/ban-lam-viec/thong-bao/moi/`);
    await writer.getByLabel('Tiêu đề').fill('Cấm đường Lê Lợi sáng 29/11/2026');
    await writer.getByLabel('Tóm tắt').fill('Đường Lê Lợi cấm xe từ 6 giờ đến 9 giờ để chạy việt dã.');
    await writer
      .getByLabel('Nội dung')
      .fill('Người dân đi vòng qua đường Hùng Vương.\n\n- Xe buýt số 2 đi đường Trần Phú');
    await press(writer, 'Lưu');
    const notice = new URL(writer.url()).pathname;
    await expectSound(writer);
    await press(writer, 'Gửi');
    await expect(main(writer).getByRole('button', { name: 'Duyệt' })).toHaveCount(0);

    const { page: checker } = await accept(browser, checkerLink, false);
    await checker.goto(`${server.url}/ban-lam-viec/`);
    await main(checker)
      .getByRole('link', { name: /Cấm đường Lê Lợi/ })
      .first()
      .click();
    await press(checker, /^(Xác nhận|Kiểm)/);

    // An edited request gets no further than the page.
    const forged = await writer.request.post(`${server.url}/api/trpc/publication.step`, {
      data: { id: notice.split('/').at(-2), version: 1, verb: 'approve' },
      headers: { origin: server.url },
    });
    expect(forged.status()).toBe(403);

    const { page: approver } = await accept(browser, approverLink, true);
    await approver.goto(`${server.url}/ban-lam-viec/`);
    await expectSound(approver);
    await main(approver)
      .getByRole('link', { name: /Cấm đường Lê Lợi/ })
      .first()
      .click();
    await press(approver, 'Duyệt');
    await press(approver, /^Đăng( ngay)?$/);
    await approver.goto(`${server.url}/thong-bao/`);
    await expect(main(approver)).toContainText('Cấm đường Lê Lợi sáng 29/11/2026');

    // The trail shows each step, and is whole.
    await admin.goto(`${server.url}/ban-lam-viec/nhat-ky/`);
    for (const done of [
      'Nhập danh sách đơn vị từ tệp',
      'Nhập đơn vị',
      'Viết bản thảo',
      'Kiểm tra xong',
      'Duyệt',
      'Đăng',
    ])
      await expect(main(admin).locator('table')).toContainText(done);
    await expectSound(admin);
    const whole = await server.run('audit:verify');
    expect(whole.code, whole.output).toBe(0);

    // Somebody with the database in hand changes one row: each way is found.
    await server.stop();
    for (const [how, sql] of [
      ['altered', `UPDATE audit_event SET action = 'unit.end' WHERE seq = 5`],
      ['removed from the middle', `DELETE FROM audit_event WHERE seq = 7`],
      ['cut at the end', `DELETE FROM audit_event WHERE seq > (SELECT max(seq) - 2 FROM audit_event)`],
    ] as const) {
      const db = await openEmbedded(join(server.dataDir, 'db'));
      await db.prisma.$executeRawUnsafe('ALTER TABLE audit_event DISABLE TRIGGER ALL');
      await db.prisma.$executeRawUnsafe('CREATE TABLE kept AS SELECT * FROM audit_event');
      expect(await db.prisma.$executeRawUnsafe(sql), how).toBeGreaterThan(0);
      await db.close();
      const found = await server.run('audit:verify');
      expect(found.code, `${how}: ${found.output}`).toBe(1);
      const again = await openEmbedded(join(server.dataDir, 'db'));
      await again.prisma.$executeRawUnsafe('DELETE FROM audit_event');
      await again.prisma.$executeRawUnsafe('INSERT INTO audit_event SELECT * FROM kept');
      await again.prisma.$executeRawUnsafe('DROP TABLE kept');
      await again.prisma.$executeRawUnsafe('ALTER TABLE audit_event ENABLE TRIGGER ALL');
      await again.close();
    }
    const mended = await server.run('audit:verify');
    expect(mended.code, mended.output).toBe(0);
  },
);
