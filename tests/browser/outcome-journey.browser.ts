import { expect, test, type Browser, type Download, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { Inflate } from 'fflate';
import { readFile } from 'node:fs/promises';
import { sampleTallies, SAMPLE_MONTHS } from '#prisma/sample/outcomes.ts';
import { readArchive, type ArchiveEntry } from '#server/package/archive.ts';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, type Role } from '#server/staff/rules.ts';
import { messyReport } from '#tests/support/outcome-desk-files.ts';
import { startOwnServer, type OwnServer } from '#tests/support/own-server.ts';

/*
 * The whole way of a figure, from a file of the police to a package that readers verify: on a server of its own, because what is
 * published stays in the chain. The month is the newest of the sample, whose delay has passed; a second police unit hands over
 * what is missing in it, so its release is corrected.
 */

const PORT = 4541;
const SENDER = 'Công an Mẫu Đông nộp muộn';
const NOTE = 'Xã Mẫu Đông và phường Mẫu Trung nộp muộn. Bản này đã cộng thêm.';
/** What the file adds to the month: 1.234 fined and 12 warned for red lights, 56 and 7 under a name of its own, 1.002 for alcohol. */
const ADDED = { 'red-light': [1234, 12], 'wrong-lane': [56, 7], 'drink-driving': [1002, 0] } as const;

let server: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startOwnServer(PORT);
});
test.afterAll(async () => {
  await server.stop();
  await server.clean();
});

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name, exact: true }).click();
const said = (page: Page) => page.getByRole('status');
const open = (page: Page, path: string) => page.goto(`${server.url}${path}`);
const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 30_000 });

async function signIn(browser: Browser, role: Role): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await open(page, '/ban-lam-viec/dang-nhap/');
  await page.getByLabel('Thư điện tử').fill(SAMPLE_ACCOUNTS[role].email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/ban-lam-viec/`);
  return page;
}

/** The police unit that has something to add. */
async function addSender(browser: Browser): Promise<void> {
  const admin = await signIn(browser, 'admin');
  await open(admin, '/ban-lam-viec/nguon-so-lieu/moi/');
  await admin.getByLabel('Mã đơn vị công an').fill('H3CKGYW');
  await admin.getByLabel('Tên nguồn').fill(SENDER);
  await press(admin, 'Thêm nguồn');
  await expect(said(admin)).toContainText('Đã thêm nguồn');
  await admin.context().close();
}

/** The file is sent, what it calls differently is said, what it comes to is looked at, and it is taken. */
async function handIn(officer: Page): Promise<void> {
  await open(officer, '/ban-lam-viec/so-lieu/dua-len/');
  const field = officer.getByLabel('Nguồn số liệu');
  await field.selectOption(await field.locator('option', { hasText: SENDER }).getAttribute('value'));
  await officer.getByLabel('Tệp số liệu').setInputFiles(await messyReport(1, { month: 9 }));
  await press(officer, 'Đọc tệp');

  await heading(officer, 'Tệp này gọi tên khác');
  await officer.getByLabel('Cột E (Biết từ đâu) là gì').selectOption({ label: 'Nguồn' });
  await officer.getByLabel('“Lấn tuyến kiểu mới” nghĩa là').selectOption({ label: 'Đi sai làn đường' });
  await press(officer, 'Đọc theo cách này');

  await heading(officer, 'Xem trước tệp');
  const sums = officer.getByRole('table', { name: 'Vụ việc, tháng 9/2026' });
  await expect(sums.getByRole('row', { name: /^Phạt tiền / })).toContainText('2.292');
  await press(officer, 'Nhận tệp');
  await heading(officer, 'Đã nhận tệp');
}

/** The release of the month is prepared anew, audited, and sent on with a note on what was wrong. @returns its address */
async function submit(officer: Page): Promise<string> {
  await open(officer, '/ban-lam-viec/phat-hanh/?viec=changed');
  await main(officer).getByRole('link', { name: 'Đính chính: tháng 9/2026' }).click();
  await press(officer, /^Chuẩn bị( lại)?$/);
  await expect(main(officer).getByText('An toàn để gửi duyệt').first()).toBeVisible({ timeout: 60_000 });
  await officer.getByLabel('Đã sai điều gì?').fill(NOTE);
  await press(officer, 'Mở đính chính với số này');
  await expect(main(officer).locator('dl.facts').first()).toContainText(NOTE);
  await press(officer, 'Gửi đi');
  await expect(main(officer).locator('.signatures .given')).toHaveCount(1);
  await expect(main(officer).getByRole('button', { name: 'Duyệt', exact: true })).toHaveCount(0);
  return new URL(officer.url()).pathname;
}

async function signAndPublish(privacy: Page, place: string): Promise<void> {
  await open(privacy, place);
  await press(privacy, 'Duyệt');
  await expect(main(privacy).locator('.signatures .given')).toHaveCount(2);
  await press(privacy, 'Đăng ngay');
  await expect(said(privacy)).toContainText('Đã đăng');
}

/** The table of a view as it is read: head first, every cell as text. */
const tableOn = (page: Page): Promise<string[][]> =>
  page
    .locator('.figures table')
    .evaluate((table) =>
      [...(table as HTMLTableElement).rows].map((row) =>
        [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
      ),
    );
const vi = (count: number): string => count.toLocaleString('vi-VN');
/** A figure of a file as a page shows it. */
const shown = (cell: string): string => (/^\d+$/.test(cell) ? vi(Number(cell)) : cell);
const cellIn = (table: readonly string[][], row: string, column: string): string | undefined =>
  table.find(([name]) => name === row)?.[table[0]!.indexOf(column)];

/** What the sample's police handed over for the month, and what the file added to it. */
function counted(behaviour: keyof typeof ADDED | null, results: readonly string[]): number {
  const sample = sampleTallies(SAMPLE_MONTHS - 1).filter(
    (tally) => results.includes(tally.result) && (behaviour === null || tally.behaviour === behaviour),
  );
  const added = Object.entries(ADDED)
    .filter(([code]) => behaviour === null || code === behaviour)
    .map(
      ([, [fined, warned]]) =>
        (results.includes('fined') ? fined : 0) + (results.includes('warned') ? warned : 0),
    );
  return [...sample.map(({ count }) => count), ...added].reduce((sum, count) => sum + count, 0);
}

/** What the sample's police and the file say together of the fines of the quarter, in đồng, and of the days that a case took. */
function quarterSums(): { finesVnd: number; meanDays: number } {
  const tallies = [3, 2, 1].flatMap((back) => sampleTallies(SAMPLE_MONTHS - back));
  const timed = tallies.filter(({ processingDays }) => processingDays !== null);
  const days = timed.reduce((sum, { processingDays }) => sum + processingDays!, 0);
  const cases = timed.reduce((sum, { count }) => sum + count, 0);
  const addedDays = (1234 + 12) * 12.5 + (56 + 7) * 9.25 + 1002 * 3;
  return {
    finesVnd: tallies.reduce(
      (sum, { finesVnd }) => sum + (finesVnd ?? 0),
      6_170_000_000 + 280_000_000 + 7_014_000_000,
    ),
    meanDays: (days + addedDays) / (cases + 1246 + 63 + 1002),
  };
}

const recordsIn = ({ bytes }: ArchiveEntry): Record<string, string>[] =>
  parse<Record<string, string>>(Buffer.from(bytes), { columns: true });

/** A table of a package as the page of its view shows it; a whole is called as there. */
function tableOfPackage(csv: ArchiveEntry, whole: string): Map<string, string> {
  return new Map(
    recordsIn(csv).map(({ row, row_name, column_name, value, status }) => [
      `${row === 'all' ? whole : row_name} / ${column_name}`,
      status === 'hidden' ? 'ẩn' : shown(value!),
    ]),
  );
}
/** Every cell of a table on a page, by the names of its row and column. */
const cellsOf = ([head, ...rows]: readonly string[][]): Map<string, string> =>
  new Map(
    rows.flatMap(([name, ...cells]) =>
      cells.map((cell, at) => [`${name} / ${head![at + 1]}`, cell] as const),
    ),
  );
const sorted = (cells: ReadonlyMap<string, string>) => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

function entriesOf(zip: Buffer): Map<string, ArchiveEntry> {
  const archive = readArchive(zip, Inflate);
  if (!archive.ok) throw new Error(archive.fault);
  return new Map(archive.entries.map((entry) => [entry.name, entry]));
}

/** Views of the tables that the month brings, with the file of the package each is read from. */
const VIEWS = [
  { view: 'toan-tinh', file: 'month-result-2026-09', whole: 'Mọi hành vi' },
  { view: 'hanh-vi', file: 'month-behaviour-result-2026-09', whole: 'Mọi hành vi' },
  { view: 'xa-phuong', file: 'quarter-commune-result-2026-q3', whole: 'Toàn tỉnh' },
] as const;

test(
  'a messy workbook becomes a release: mapped, looked at, signed by two, shown, downloaded, verified; a wrong byte is found',
  { tag: '@once' },
  async ({ browser, page }) => {
    test.setTimeout(180_000);
    // Before: what readers see of the month.
    await open(page, '/ket-qua/?bang=hanh-vi');
    const before = await tableOn(page);

    await addSender(browser);
    const officer = await signIn(browser, 'police-data-officer');
    await handIn(officer);
    const place = await submit(officer);
    const privacy = await signIn(browser, 'privacy-officer');
    await signAndPublish(privacy, place);

    // The pages show it, with the note; every view's file says what its page says.
    await open(page, '/ket-qua/');
    await expect(main(page)).toContainText(NOTE);
    const tables = new Map<string, string[][]>();
    for (const { view } of VIEWS) {
      await open(page, `/ket-qua/?bang=${view}`);
      await expect(main(page)).toContainText(NOTE);
      const table = await tableOn(page);
      const waiting = page.waitForEvent('download');
      await page.getByRole('link', { name: 'CSV', exact: true }).click();
      const rows: string[][] = parse(await bytesOf(await waiting), { bom: true, relax_column_count: true });
      expect(rows[0]![0]).toMatch(/^Dữ liệu mẫu/);
      expect(rows.slice(2).map((row) => row.map(shown))).toEqual(table);
      tables.set(view, table);
    }
    const month = tables.get('toan-tinh')!;
    expect(cellIn(month, 'Mọi hành vi', 'Phạt tiền')).toBe(vi(counted(null, ['fined'])));
    expect(cellIn(month, 'Mọi hành vi', 'Cảnh cáo')).toBe(vi(counted(null, ['warned'])));
    const behaviours = tables.get('hanh-vi')!;
    expect(behaviours).not.toEqual(before);
    // Which cells of a finer table are hidden differs from server to server.
    for (const [code, row] of [
      ['red-light', 'Vượt đèn đỏ'],
      ['wrong-lane', 'Đi sai làn đường'],
      ['drink-driving', 'Nồng độ cồn'],
    ] as const)
      expect(['ẩn', vi(counted(code, ['fined', 'warned']))]).toContain(cellIn(behaviours, row, 'Đã xử lý'));

    await open(page, '/ket-qua/?bang=xu-ly');
    const sums = await tableOn(page);
    const sum = (column: string) => Number(cellIn(sums, 'Quý III/2026', column)!.replaceAll('.', ''));
    const { finesVnd, meanDays } = quarterSums();
    expect(sum('Số ngày xử lý trung bình')).toBe(Math.round(meanDays));
    expect(sum('Tiền phạt (đồng)')).toBe(Math.round(finesVnd / 1e8) * 1e8);

    // The package holds the same figures, cell by cell.
    await open(page, '/du-lieu/');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải gói tháng 9/2026' }).click();
    const download = await waiting;
    const name = download.suggestedFilename();
    const zip = await bytesOf(download);
    const entries = entriesOf(zip);
    for (const { view, file, whole } of VIEWS) {
      expect(sorted(tableOfPackage(entries.get(`du-lieu-mau-${file}.csv`)!, whole))).toEqual(
        sorted(cellsOf(tables.get(view)!)),
      );
    }
    const sumsOf = new Map(
      recordsIn(entries.get('du-lieu-mau-sums.csv')!).map(({ measure, value }) => [measure, shown(value!)]),
    );
    expect(sums.find(([quarter]) => quarter === 'Quý III/2026')!.slice(1)).toEqual(
      ['processing-days', 'fines', 'points'].map((measure) => sumsOf.get(measure)),
    );

    // It verifies in the browser; with one byte changed it does not, and the file is named.
    await open(page, '/du-lieu/kiem-chung/');
    const outcome = page.locator('#ket-qua-kiem');
    const verify = (buffer: Buffer) =>
      page.getByLabel('Chọn gói số liệu (.zip)').setInputFiles({ name, mimeType: 'application/zip', buffer });
    await verify(zip);
    await expect(outcome.getByRole('heading')).toHaveText(/^Gói số \d+ là thật, nguyên vẹn từng ô\.$/);
    await expect(outcome.locator('.checks strong')).toHaveText(['Đúng', 'Đúng', 'Đúng', 'Đúng', 'Đúng']);
    await expect(outcome).toContainText('tháng 9/2026');

    const spoilt = `du-lieu-mau-${VIEWS[1].file}.csv`;
    const wrong = Buffer.from(zip);
    wrong[zip.indexOf(entries.get(spoilt)!.packed) + 8]! ^= 1;
    await verify(wrong);
    await expect(outcome.getByRole('heading')).toHaveText(/^Đừng dùng gói này/);
    await expect(outcome.locator('.faults')).toContainText(spoilt);
  },
);
