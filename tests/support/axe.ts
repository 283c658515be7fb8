import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with a page once it is loaded whole: rule and elements, as text. */
export async function axeFaults(page: Page): Promise<string[]> {
  // A click only waits until the next page begins; without its styles every target is small.
  await page.waitForLoadState();
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
