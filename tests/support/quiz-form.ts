import type { Page } from '@playwright/test';

/**
 * Fills in the form of a question of any kind, without sending it.
 * @param place of the option, spot or right side chosen, from 0; items are numbered from there on
 */
export async function fillTask(page: Page, place: number): Promise<void> {
  const form = page.locator('.quiz-form');
  for (const name of ['choice', 'choices', 'spot']) {
    const fields = form.locator(`input[name="${name}"]`);
    const count = await fields.count();
    if (count > 0) await fields.nth(Math.min(place, count - 1)).check();
  }
  const numbers = form.locator('select[name^="place-"]');
  const count = await numbers.count();
  for (let item = 0; item < count; item += 1)
    await numbers.nth(item).selectOption(`${((item + place) % count) + 1}`);
  for (const right of await form.locator('select[name^="right-"]').all())
    await right.selectOption(`${place}`);
  const number = form.locator('input[name="value"]');
  if ((await number.count()) > 0) await number.fill('1,5');
  const text = form.locator('input[name="text"]');
  if ((await text.count()) > 0) await text.fill('không rõ');
}
