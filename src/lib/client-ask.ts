import type { ClientDirective } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:ask'?: boolean;
  }
}

/** Loads an island when the reader presses a button in it, not before. */
const ask: ClientDirective = (load, _options, element) => {
  const start = (event: Event) => {
    if (!(event.target instanceof Element) || !event.target.closest('button')) return;
    element.removeEventListener('click', start);
    element.setAttribute('aria-busy', 'true');
    load()
      .then((hydrate) => hydrate())
      // Offline: the still chart stays, and the button can be pressed again.
      .catch(() => element.addEventListener('click', start))
      .finally(() => element.removeAttribute('aria-busy'));
  };
  element.addEventListener('click', start);
};

export default ask;
