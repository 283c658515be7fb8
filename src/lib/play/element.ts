type Value = string | number | boolean | null | undefined | ((event: Event) => void);
export type Child = Node | string | null | false;

/**
 * An element with attributes and children. `true` is an empty attribute, `false` and null none; a function under `onclick`
 * and its like listens.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** A drawing of the page's own; never with anything in it that somebody typed. */
export function drawing(markup: string): SVGElement {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content.firstElementChild as SVGElement;
}

/** The element of the page with an id, which stands there from the start. */
export const part = (id: string): HTMLElement => document.getElementById(id)!;
