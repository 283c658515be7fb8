import { rm } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { projectOfKinds } from '#tests/support/kinds.ts';
import { startOwnServer, type OwnServer } from '#tests/support/own-server.ts';
import { fillTask } from '#tests/support/quiz-form.ts';

// A server of its own, whose questions are one of each kind.
let server: OwnServer;
let root: string;
test.beforeAll(async () => {
  root = await projectOfKinds();
  server = await startOwnServer(4460 + test.info().parallelIndex, root);
});
test.afterAll(async () => {
  await server.stop();
  await server.clean();
  await rm(root, { recursive: true, force: true });
});

const KINDS = {
  'Cảnh sát ra hiệu': 'one',
  'Những gì thuộc': 'several',
  'Đèn tín hiệu đứng': 'true-false',
  'Xếp thứ tự': 'ordering',
  'Ghép mỗi nơi': 'matching',
  'Biển báo hiệu có': 'number',
  'Từ đường nhánh': 'short',
  'Ô tô vàng rẽ': 'hotspot',
} as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

async function kindOf(page: Page): Promise<Kind> {
  const text = await page.locator('.quiz-text').innerText();
  return Object.entries(KINDS).find(([start]) => text.startsWith(start))![1];
}

const ITEMS = ['Hiệu lệnh của cảnh sát', 'Đèn tín hiệu', 'Biển báo', 'Vạch kẻ đường'];

/** Answers rightly, as a reader does who knows. */
async function answerRightly(page: Page, kind: Kind): Promise<void> {
  const choose = async (...labels: string[]) => {
    for (const label of labels) await page.getByLabel(label).check();
  };
  switch (kind) {
    case 'one':
      return choose('Theo cảnh sát');
    case 'several':
      return choose('Đèn tín hiệu', 'Vạch kẻ đường');
    case 'true-false':
      return void (await page.getByLabel('Đúng', { exact: true }).check());
    case 'ordering':
      for (const [at, item] of ITEMS.entries()) await page.getByLabel(item).selectOption(`${at + 1}`);
      return;
    case 'matching':
      await page.getByLabel('Nơi không có vòng xuyến').selectOption('Xe đến từ bên phải');
      return void (await page.getByLabel('Nơi có vòng xuyến').selectOption('Xe đến từ bên trái'));
    case 'number':
      return page.getByLabel('Câu trả lời của bạn').fill('5,0 nhóm');
    case 'short':
      return page.getByLabel('Câu trả lời của bạn').fill('NHƯỜNG ĐƯỜNG');
    case 'hotspot':
      return choose('Người đi bộ trên vạch');
  }
}

async function begin(page: Page): Promise<void> {
  await page.goto(`${server.url}/hoc-va-thi/tong-hop/`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
}
const send = (page: Page) => page.getByRole('button', { name: 'Xem đáp án' }).click();

/** Walks through all questions. @returns their kinds in the order they came */
async function walk(page: Page, each: (kind: Kind) => Promise<void>): Promise<Kind[]> {
  const kinds: Kind[] = [];
  for (;;) {
    await expect(page.locator('legend')).toBeVisible();
    const kind = await kindOf(page);
    kinds.push(kind);
    await each(kind);
    await expect(page.locator('#loi-giai')).toBeVisible();
    await expect(page.locator('.quiz-why a').first()).toHaveAttribute('href', /^\/luat\/[a-z0-9-]+\/#/);
    const last = page.getByRole('link', { name: 'Xem kết quả' });
    if ((await last.count()) > 0) {
      await last.click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Kết quả');
      return kinds;
    }
    await page.getByRole('link', { name: 'Câu tiếp theo' }).click();
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('questions of all kinds are answered rightly, each with its law, to a full score', async ({
    page,
  }) => {
    await begin(page);
    const kinds = await walk(page, async (kind) => {
      await answerRightly(page, kind);
      await send(page);
      await expect(page.locator('#loi-giai'), kind).toHaveText('Đúng rồi.');
    });
    expect([...kinds].sort()).toEqual(Object.values(KINDS).sort());
    await expect(page.locator('.score')).toContainText('8/8');
    await expect(page.locator('.answers')).toContainText('Hiệu lệnh của cảnh sát, rồi Đèn tín hiệu');
  });

  test('an answer that is not whole comes back with a sentence, and nothing typed is lost', async ({
    page,
  }) => {
    await begin(page);
    await walk(page, async (kind) => {
      if (kind === 'ordering') {
        for (const item of ITEMS) await page.getByLabel(item).selectOption('2');
        await send(page);
        await expect(page.getByRole('alert')).toContainText('Mỗi số thứ tự dùng một lần');
        await expect(page.getByLabel(ITEMS[0]!)).toHaveValue('2');
      }
      if (kind === 'number') {
        await page.getByLabel('Câu trả lời của bạn').fill('năm');
        await send(page);
        await expect(page.getByRole('alert')).toContainText('Chưa đọc được số này');
        await expect(page.getByLabel('Câu trả lời của bạn')).toHaveValue('năm');
      }
      if (kind === 'several') {
        await send(page);
        await expect(page.getByRole('alert')).toContainText('Hãy chọn ít nhất một đáp án');
      }
      await answerRightly(page, kind);
      await send(page);
    });
    await expect(page.locator('.score')).toContainText('8/8');
  });

  test('a part is told from nothing, in the question and in the result', async ({ page }) => {
    await begin(page);
    await walk(page, async (kind) => {
      if (kind === 'short') await page.getByLabel('Câu trả lời của bạn').fill('phải dừng lại');
      else if (kind === 'matching')
        for (const left of ['Nơi không có vòng xuyến', 'Nơi có vòng xuyến'])
          await page.getByLabel(left).selectOption('Xe đến từ bên trái');
      else await answerRightly(page, kind);
      await send(page);
      if (kind === 'short') await expect(page.locator('.quiz-why')).toContainText('Dừng là một cách nhường');
    });
    await expect(page.locator('.score')).toContainText('6/8');
    await expect(page.locator('.score')).toContainText('2 câu đúng một phần, 0 câu chưa đúng');
  });
});

test('with JavaScript the page stays, and the keyboard alone is enough', async ({ page }) => {
  await begin(page);
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  const kinds = await walk(page, async (kind) => {
    const field = page.locator('.quiz-form').locator('input:not([type="hidden"]), select').first();
    await field.focus();
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    if (['one', 'several', 'true-false', 'hotspot'].includes(kind)) {
      await page.keyboard.press('2');
      await expect(page.locator('.quiz-form input:checked')).toHaveCount(1);
    } else if (kind === 'number') await page.keyboard.type('12');
    else if (kind === 'short') await page.keyboard.type('phai 2 lan');
    else
      for (let at = 0; at < (kind === 'ordering' ? 4 : 2); at += 1) {
        await page.keyboard.type(kind === 'ordering' ? `${at + 1}` : 'X');
        await page.keyboard.press('Tab');
      }
    await page.getByRole('button', { name: 'Xem đáp án' }).press('Enter');
    await expect(page.locator('#loi-giai')).toBeFocused();
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  });
  expect(new Set(kinds).size).toBe(8);
});

test('whoever touches a ring of the picture chooses its place', async ({ page }) => {
  await begin(page);
  await walk(page, async (kind) => {
    await fillTask(page, 0);
    if (kind === 'hotspot') {
      await page.locator('.quiz-map .quiz-touch').nth(1).click();
      await expect(page.locator('input[name="spot"]').nth(1)).toBeChecked();
    }
    await send(page);
  });
});

test('every kind is sound before and after its answer, and large enough to touch', async ({ page }, {
  project,
}) => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  const isSound = async (what: string) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, what).toBeLessThanOrEqual(0);
    if (project.name !== 'desktop') return;
    const html = await (await page.request.get(page.url())).text();
    const { results } = await validator.validateString(html, 'page.html');
    const messages = results.flatMap((result) => result.messages);
    expect(
      messages
        // Astro puts one rule for its islands in front of the first of them.
        .filter(({ message }) => !message.startsWith('<style> element is not permitted'))
        .map(({ ruleId, message }) => `${what}: ${ruleId}: ${message}`),
    ).toEqual([]);
  };
  await begin(page);
  await walk(page, async (kind) => {
    await isSound(kind);
    for (const target of await page.locator('.quiz-form label.quiz-option, .quiz-form select').all())
      expect((await target.boundingBox())!.height, kind).toBeGreaterThanOrEqual(44);
    await fillTask(page, 1);
    await send(page);
    await expect(page.locator('#loi-giai')).toBeVisible();
    await isSound(`${kind}, answered`);
  });
  await isSound('result');
});
