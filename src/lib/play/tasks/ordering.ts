import type { ShownTask } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { h } from '../element.ts';
import { isOff, sendRow, setOff, type Field, type GiveAnswer } from './field.ts';

/** Things are tapped in their order and get its numbers; a second tap takes a number back. */
export function orderingField(task: Extract<ShownTask, { kind: 'ordering' }>, give: GiveAnswer): Field {
  let places: number[] = [];
  const items = task.items.map((text, place) => {
    const badge = h('span', { class: 'badge' });
    const button = h(
      'button',
      {
        type: 'button',
        class: 'row',
        onclick: () => {
          if (isOff(button)) return;
          places = places.includes(place) ? places.filter((at) => at !== place) : [...places, place];
          draw();
        },
      },
      badge,
      h('span', {}, text),
    );
    return { button, badge };
  });
  const draw = () =>
    items.forEach(({ button, badge }, place) => {
      const at = places.indexOf(place);
      badge.replaceChildren(
        ...(at < 0
          ? []
          : [
              h('span', { class: 'hidden' }, words.order(at + 1)),
              h('span', { 'aria-hidden': 'true' }, String(at + 1)),
            ]),
      );
      button.classList.toggle('is-chosen', at >= 0);
      button.setAttribute('aria-pressed', String(at >= 0));
    });
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'button quiet',
      onclick: () => {
        places = [];
        draw();
      },
    },
    words.clear,
  );
  const send = sendRow(
    give,
    () => (places.length === task.items.length ? { kind: 'ordering', places } : words.incomplete.ordering),
    clear,
  );
  draw();
  return {
    element: h(
      'div',
      { class: 'field' },
      h('ol', { class: 'rows' }, ...items.map(({ button }) => h('li', {}, button))),
      send.element,
    ),
    show: (response, isLocked) => {
      if (response?.kind === 'ordering') places = response.places;
      draw();
      for (const { button } of items) setOff(button, isLocked);
      send.lock(isLocked);
    },
  };
}
