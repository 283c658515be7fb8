import type { ShownTask } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { h } from '../element.ts';
import { sendRow, type Field, type GiveAnswer } from './field.ts';

/** Each left side with a list of the right ones. */
export function matchingField(task: Extract<ShownTask, { kind: 'matching' }>, give: GiveAnswer): Field {
  const selects = task.lefts.map((_, at) =>
    h(
      'select',
      { id: `ve-${at}` },
      h('option', { value: '' }, words.choose),
      ...task.rights.map((right, place) => h('option', { value: place }, right)),
    ),
  );
  const send = sendRow(give, () => {
    const rights = selects.map(({ value }) => (value === '' ? null : Number(value)));
    return rights.some((right) => right !== null) ? { kind: 'matching', rights } : words.incomplete.matching;
  });
  return {
    element: h(
      'div',
      { class: 'field' },
      ...task.lefts.map((left, at) =>
        h('div', { class: 'pair' }, h('label', { for: `ve-${at}` }, left), selects[at]!),
      ),
      send.element,
    ),
    show: (response, isLocked) => {
      selects.forEach((select, at) => {
        if (response?.kind === 'matching') select.value = String(response.rights[at] ?? '');
        select.disabled = isLocked;
      });
      send.lock(isLocked);
    },
  };
}
