import type { ClientDirective } from 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:act'?: boolean;
  }
}

/** Loads an island when the reader first puts the focus or the pointer into it. */
const act: ClientDirective = (load, _options, element) => {
  const start = () => {
    element.removeEventListener('focusin', start);
    element.removeEventListener('pointerdown', start);
    void load().then((hydrate) => hydrate());
  };
  element.addEventListener('focusin', start);
  element.addEventListener('pointerdown', start);
};

export default act;
