export {};

/*
 * A page about work under way shows how far it is without loading anew, so that the focus stays on its button; when the work has
 * come to another phase, the page does load. Without this the page asks for itself again.
 */
const EVERY_MS = 700;

const shown = document.querySelector<HTMLElement>('[data-work]');
if (shown) void follow(shown);

async function follow(place: HTMLElement): Promise<void> {
  const lost = place.querySelector<HTMLElement>('[data-work-lost]');
  for (;;) {
    await new Promise((later) => setTimeout(later, EVERY_MS));
    const page = await fetch(location.href, { credentials: 'same-origin' }).then(
      (answer) => answer.text(),
      () => null,
    );
    if (lost) lost.hidden = page !== null;
    if (page === null) continue;
    const now = new DOMParser().parseFromString(page, 'text/html').querySelector<HTMLElement>('[data-work]');
    if (now?.dataset['work'] !== place.dataset['work']) return location.replace(location.href);
    const said = place.querySelector('[data-work-said]');
    const saidNow = now?.querySelector('[data-work-said]')?.textContent ?? '';
    if (said && said.textContent !== saidNow) said.textContent = saidNow;
    const bar = place.querySelector('progress');
    const value = now?.querySelector('progress')?.getAttribute('value');
    if (bar && value) bar.value = Number(value);
  }
}
