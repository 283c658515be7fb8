import type { TaskResponse } from '#content/schema.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { h } from '../element.ts';

/** Where a task of one kind is answered. */
export type Field = {
  element: HTMLElement;
  /**
   * Shows what was answered and whether anything can still be.
   * @param response null: nothing so far; what was begun stays
   */
  show: (response: TaskResponse | null, isLocked: boolean) => void;
};
export type GiveAnswer = (response: TaskResponse) => void;

/** A button that is not taken off the page while it does nothing: whoever hears the page still finds it. */
export function setOff(button: HTMLElement, isOff: boolean): void {
  if (isOff) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
}
export const isOff = (button: HTMLElement): boolean => button.getAttribute('aria-disabled') === 'true';

/** The send button of kinds that are put together first, with the sentence of what is missing. */
export function sendRow(
  give: GiveAnswer,
  read: () => TaskResponse | string,
  ...more: HTMLElement[]
): { element: HTMLElement; lock: (isLocked: boolean) => void } {
  const missing = h('p', { class: 'problem', role: 'alert', hidden: true });
  const say = (sentence: string) => {
    missing.textContent = sentence;
    missing.hidden = sentence === '';
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: () => {
        if (isOff(button)) return;
        const response = read();
        say(typeof response === 'string' ? response : '');
        if (typeof response !== 'string') give(response);
      },
    },
    words.send,
  );
  const element = h('div', { class: 'send' }, missing, button, ...more);
  return {
    element,
    lock: (isLocked) => {
      setOff(button, isLocked);
      if (isLocked) say('');
      element.hidden = isLocked;
    },
  };
}
