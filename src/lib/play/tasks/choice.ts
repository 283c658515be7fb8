import type { TaskResponse } from '#content/schema.ts';
import type { ShownTask } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { h } from '../element.ts';
import { letterOf, markOf, signOf } from '../signs.ts';
import { isOff, sendRow, setOff, type Field, type GiveAnswer } from './field.ts';

type ChoiceTask = Extract<ShownTask, { kind: 'one' | 'several' | 'true-false' }>;

/** Texts of the places of a task whose answer is a place. */
export const textsOf = (task: ChoiceTask): readonly string[] =>
  task.kind === 'true-false' ? [words.isTrue, words.isFalse] : task.options;

/** Places that an answer to such a task names. */
export function placesOf(answer: TaskResponse | null): number[] {
  if (answer?.kind === 'one') return [answer.choice];
  if (answer?.kind === 'several') return answer.choices;
  if (answer?.kind === 'true-false') return [answer.isTrue ? 0 : 1];
  return [];
}

/** Big signs as on the wall. Where one is right a tap is the answer; where several are, they are sent together. */
export function choiceField(task: ChoiceTask, give: GiveAnswer): Field {
  const buttons = textsOf(task).map((text, place) => {
    const button = h(
      'button',
      {
        type: 'button',
        class: `option at-${Math.min(place, 4)}`,
        'aria-pressed': 'false',
        onclick: () => {
          if (!isOff(button)) tap(place);
        },
      },
      signOf(place),
      h('span', { class: 'words' }, h('span', { class: 'hidden' }, `${letterOf(place)}. `), text),
      h('span', { class: 'tag', hidden: true }, markOf('right'), words.chosen),
    );
    return button;
  });
  const pressed = (): number[] =>
    [...buttons.keys()].filter((place) => buttons[place]!.getAttribute('aria-pressed') === 'true');
  const press = (places: readonly number[]) =>
    buttons.forEach((button, place) => {
      const isPressed = places.includes(place);
      button.setAttribute('aria-pressed', String(isPressed));
      button.querySelector<HTMLElement>('.tag')!.hidden = !isPressed;
    });
  const tap = (place: number) => {
    if (task.kind === 'one') return give({ kind: 'one', choice: place });
    if (task.kind === 'true-false') return give({ kind: 'true-false', isTrue: place === 0 });
    const before = pressed();
    press(before.includes(place) ? before.filter((at) => at !== place) : [...before, place]);
  };

  const list = h('ul', { class: 'options' }, ...buttons.map((button) => h('li', {}, button)));
  const send =
    task.kind === 'several'
      ? sendRow(give, () => {
          const choices = pressed();
          return choices.length > 0 ? { kind: 'several', choices } : words.incomplete.several;
        })
      : null;
  return {
    element: h('div', { class: 'field fill' }, list, send && send.element),
    show: (response, isLocked) => {
      if (response) press(placesOf(response));
      list.classList.toggle('is-given', isLocked);
      for (const button of buttons) setOff(button, isLocked);
      send?.lock(isLocked);
    },
  };
}
