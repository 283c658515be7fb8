import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { MISSING, PAGES } from '#tests/support/pages.ts';

const WIDE = new Set<string>([
  '/',
  '/cam-nang/',
  '/cam-nang/di-nguoc-chieu/',
  '/luat/',
  '/phong-trao/thanh-pho-kon-tum-2023/',
  '/kenh-tiep-nhan/',
  '/hoc-va-thi/',
  '/ghi-nhan/',
  '/tim-kiem/?q=den+do',
]);
const validator = new HtmlValidate(new FileSystemConfigLoader());

for (const path of [...PAGES, MISSING]) {
  test(`${path} is sound`, async ({ page, request }, { project }) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && path !== MISSING) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));

    const response = await page.goto(path);
    expect(response!.status()).toBe(path === MISSING ? 404 : 200);
    await expect(page.locator('h1')).toHaveCount(1);
    // Not the window's own width: an emulated phone widens it to what overflows.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()!.width,
    );

    // The wide layout differs from the narrow one on these; axe takes seconds a page.
    if (project.name === 'phone' || WIDE.has(path)) {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    }
    expect(errors).toEqual([]);

    if (project.name === 'desktop') {
      const report = await validator.validateString(await (await request.get(path)).text(), 'page.html');
      expect(
        report.results.flatMap(({ messages }) =>
          messages
            // Astro puts one rule for its islands in front of the first of them.
            .filter(({ message }) => !message.startsWith('<style> element is not permitted'))
            .map((m) => `${m.line}: ${m.ruleId}: ${m.message}`),
        ),
      ).toEqual([]);
    }
  });
}

test('the dark scheme is as sound as the light one', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of ['/', '/cam-nang/di-nguoc-chieu/', '/luat/']) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  }
});

test(
  'every link of the site leads to a page, every address to a place on it',
  { tag: '@once' },
  async ({ request }) => {
    test.setTimeout(180_000);
    const bodies = new Map<string, string>();
    const read = async (path: string) => {
      if (!bodies.has(path)) {
        const response = await request.get(path);
        bodies.set(path, response.ok() ? await response.text() : '');
      }
      return bodies.get(path)!;
    };
    const broken: string[] = [];
    const queue = ['/'];
    const seen = new Set(queue);
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (const [, href] of (await read(from)).matchAll(/(?:href|src)="(\/[^"]*)"/g)) {
        const [path, anchor] = href!.replaceAll('&amp;', '&').split('#') as [string, string | undefined];
        const body = await read(path);
        if (body === '') broken.push(`${from} → ${href}`);
        else if (anchor && !body.includes(`id="${anchor}"`)) broken.push(`${from} → ${href}`);
        if (!seen.has(path) && path.endsWith('/')) {
          seen.add(path);
          queue.push(path);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(120);
    expect(broken).toEqual([]);
  },
);
