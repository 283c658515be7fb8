import { expect, test, type Page } from '@playwright/test';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';
import { axeFaults } from '#tests/support/axe.ts';

const BROKEN = `::Đèn đỏ::Gặp đèn đỏ NHAN thì làm gì? {=Dừng lại ~Đi tiếp}

Câu này NHAN thiếu ngoặc đóng {=Dừng ~Đi

Vạch đôi NHAN có được lấn không? {F}
`;

async function signIn(page: Page, role: Role): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/ban-lam-viec/dang-nhap/');
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS[role].email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/ban-lam-viec/');
}

/** Pages that only a form or a step leads to are held to what every page is held to. */
async function expectSound(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()!.width);
}

/** A word no other journey uses, so that each finds its own. */
const mark = () => `lần ${Date.now() % 1_000_000}`;

async function importBroken(page: Page, word: string): Promise<void> {
  await page.goto('/ban-lam-viec/cau-hoi/nhap/');
  await page.getByLabel('Tệp GIFT, Aiken hoặc Excel').setInputFiles({
    name: 'de-thi.gift',
    mimeType: 'text/plain',
    buffer: Buffer.from(BROKEN.replaceAll('NHAN', word)),
  });
  await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
  await expect(page.getByRole('heading', { name: 'Đọc được 2 câu, 1 chỗ có lỗi.' })).toBeVisible();
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a teacher imports a broken GIFT file, makes a set of the good ones and shares it at school', async ({
    page,
  }) => {
    const word = mark();
    await signIn(page, 'teacher');
    await importBroken(page, word);
    const fault = page.locator('.fault-list li');
    await expect(fault).toContainText('Dòng 3');
    await expect(fault).toContainText('Hãy thêm dấu } ở cuối câu.');
    await expect(fault).toContainText(`Câu này ${word} thiếu ngoặc đóng`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải danh sách lỗi' }).click();
    expect((await download).suggestedFilename()).toBe('loi-nhap.txt');

    // A provision for all of them, found by words without marks.
    await page.getByLabel('Tìm điều khoản').fill('den do');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByRole('radio', { name: /^Đèn đỏ/ }).check();
    await page.getByLabel('THCS').check();
    await page.getByRole('button', { name: 'Nhập 2 câu' }).click();
    await expect(page.getByRole('status')).toContainText('Đã nhập 2 câu.');
    const row = page.getByRole('row', { name: new RegExp(`Gặp đèn đỏ ${word}`) });
    await expect(row).toContainText('Dùng được');

    // The same file again: what the bank holds is said, and left out.
    await importBroken(page, word);
    await expect(page.getByText('2 câu đã có trong kho của bạn.')).toBeVisible();

    // Preview of one of them, as pupils see it.
    await page.goto(`/ban-lam-viec/cau-hoi/?q=${encodeURIComponent(word)}`);
    await page.getByRole('link', { name: `Gặp đèn đỏ ${word} thì làm gì?` }).click();
    const preview = page.locator('.bank-preview');
    await expect(preview.getByText(`Gặp đèn đỏ ${word} thì làm gì?`)).toBeVisible();
    await expect(preview.getByRole('radio', { name: /Dừng lại/ })).toBeVisible();
    await page.getByLabel('Lựa chọn 2', { exact: true }).fill('Đi thật nhanh');
    await page.getByRole('button', { name: 'Xem trước' }).last().click();
    await expect(preview.getByRole('radio', { name: /Đi thật nhanh/ })).toBeVisible();
    await page.getByRole('button', { name: 'Thêm dòng' }).click();
    await page.getByLabel('Lựa chọn 3', { exact: true }).fill('Bấm còi');
    await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
    await expect(page.getByRole('status')).toContainText('Đã lưu.');

    await page.goto('/ban-lam-viec/bo-cau-hoi/moi/');
    await page.getByLabel('Tên bộ').fill(`Đèn tín hiệu ${word}`);
    await page.getByRole('button', { name: 'Lập bộ' }).click();
    await page.getByLabel('Tìm câu có chữ').fill(word);
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByRole('button', { name: /^Thêm câu “Gặp đèn đỏ/ }).click();
    await page.getByRole('button', { name: /^Thêm câu “Vạch đôi/ }).click();
    const members = page.locator('.set-members > li');
    await expect(members).toHaveCount(2);
    await page.getByRole('button', { name: 'Đưa câu 2 lên' }).click();
    await expect(members.first()).toContainText('Vạch đôi');
    await page.getByRole('button', { name: 'Chia sẻ trong trường' }).click();
    await expect(page.getByRole('status')).toContainText('Đã chia sẻ trong trường.');
    const address = new URL(page.url()).pathname;
    await expect(page.getByRole('link', { name: 'Chơi cả lớp' })).toHaveAttribute(
      'href',
      `/lop/mo/?bo=${address.split('/')[3]}`,
    );

    // Its coordinator reads it and cannot change it; nobody of another unit finds it.
    await signIn(page, 'school-coordinator');
    await page.goto('/ban-lam-viec/bo-cau-hoi/?cua=truong');
    await page.getByRole('link', { name: `Đèn tín hiệu ${word}` }).click();
    await expect(page.getByRole('button', { name: 'Chép thành bộ của tôi' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Bỏ câu/ })).toHaveCount(0);
    await signIn(page, 'writer');
    expect((await page.goto(address))!.status()).toBe(404);
  });

  test('what was typed is not lost when a save is refused or somebody saved meanwhile', async ({ page }) => {
    const word = mark();
    await signIn(page, 'teacher');
    await page.goto('/ban-lam-viec/cau-hoi/moi/?loai=ordering');
    await page.getByLabel('Câu hỏi', { exact: true }).fill(`Xếp thứ tự ${word}`);
    await page.getByLabel('Mục 1', { exact: true }).fill('Dừng lại');
    await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
    await expect(page.getByRole('alert')).toContainText('Cần ít nhất 2 mục. Hãy thêm vào.');
    await expect(page.getByLabel('Mục 1', { exact: true })).toHaveValue('Dừng lại');
    await page.getByLabel('Mục 2', { exact: true }).fill('Đi tiếp');
    await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
    await expect(page.getByRole('status')).toContainText('Đã lưu câu hỏi.');

    const address = page.url();
    const other = await page.context().newPage();
    await other.goto(address);
    await other.getByLabel('Giải thích').fill('Bản của thẻ kia.');
    await other.getByRole('button', { name: 'Lưu câu hỏi' }).click();
    await page.getByLabel('Giải thích').fill('Bản của thẻ này.');
    await page.getByRole('button', { name: 'Lưu câu hỏi' }).click();
    await expect(page.getByRole('alert')).toContainText('Có người vừa lưu bản khác');
    await expect(page.getByLabel('Giải thích')).toHaveValue('Bản của thẻ này.');
    await expect(page.getByText('Bản của thẻ kia.')).toBeVisible();
    await page.getByRole('button', { name: 'Lưu bản của tôi, thay bản kia' }).click();
    await expect(page.getByRole('status')).toContainText('Đã lưu.');
    await expect(page.getByLabel('Giải thích')).toHaveValue('Bản của thẻ này.');
  });

  test('a spot is placed by touching the scene', async ({ page }) => {
    await signIn(page, 'teacher');
    await page.goto('/ban-lam-viec/cau-hoi/moi/?loai=hotspot');
    await page.getByLabel('Hình vẽ').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Hiện hình này' }).click();
    for (const [at, x] of [60, 220].entries()) {
      await page.locator('input[type="image"]').click({ position: { x, y: 90 } });
      await page.getByLabel(`Tên điểm ${at + 1}`, { exact: true }).fill(`Chỗ ${at + 1}`);
    }
    await page.getByRole('radio', { name: 'Tên điểm 2: đúng' }).check();
    await page.getByLabel('Câu hỏi', { exact: true }).fill('Xe nào phải nhường đường?');
    await page.getByRole('button', { name: 'Xem trước' }).last().click();
    await expect(page.locator('.bank-preview').getByRole('radio')).toHaveCount(2);
  });
});

test('a set goes to everyone through the law checker and the approver', async ({ page }) => {
  const word = mark();
  await signIn(page, 'teacher');
  await importBroken(page, word);
  await page.getByLabel('Tìm điều khoản').fill('luat-36-2024:11.4.c');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await expectSound(page);
  await page.getByRole('radio', { name: /^Đèn đỏ/ }).check();
  await page.getByRole('button', { name: 'Nhập 2 câu' }).click();
  await page.goto('/ban-lam-viec/bo-cau-hoi/moi/');
  await page.getByLabel('Tên bộ').fill(`Cho mọi người ${word}`);
  await page.getByRole('button', { name: 'Lập bộ' }).click();
  await page.getByLabel('Tìm câu có chữ').fill(word);
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.getByRole('button', { name: /^Thêm câu “Gặp đèn đỏ/ }).click();
  await page.getByRole('button', { name: 'Gửi duyệt cho mọi người' }).click();
  await expect(page.getByRole('status')).toContainText('Đã gửi.');

  await signIn(page, 'law-checker');
  await page.getByRole('link', { name: `Bộ câu hỏi: Cho mọi người ${word}`, exact: true }).click();
  await expect(page.getByText('Đèn đỏ là cấm đi.')).toBeVisible();
  await expectSound(page);
  await expect(page.locator('.answer-key .right')).toContainText('Dừng lại');
  await page.getByRole('button', { name: 'Xác nhận đúng luật' }).click();
  await expect(page.getByRole('status')).toContainText('Đã xác nhận đúng luật.');
});

test('what Word puts into the clipboard is kept: bold options are the right ones @once', async ({ page }) => {
  await signIn(page, 'teacher');
  await page.goto('/ban-lam-viec/cau-hoi/nhap/');
  await page.getByLabel('Hoặc dán từ Word').evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/html', '<p>Câu 1. Đèn đỏ?</p><p><b>A. Dừng</b></p><p>B. Đi</p>');
    data.setData('text/plain', 'Câu 1. Đèn đỏ?\nA. Dừng\nB. Đi');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    (field as HTMLTextAreaElement).value = data.getData('text/plain');
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
  });
  await expect(page.getByText('Đã giữ chữ đậm')).toBeVisible();
  await page.getByRole('button', { name: 'Đọc và xem trước' }).click();
  await expect(page.locator('.answer-key .right')).toContainText('Dừng');
});
