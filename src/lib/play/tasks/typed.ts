import type { TaskResponse } from '#content/schema.ts';
import type { ShownTask } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { readNumber } from '../answer-words.ts';
import { h } from '../element.ts';
import { sendRow, type Field, type GiveAnswer } from './field.ts';

/** A number or a few words. */
export function typedField(task: Extract<ShownTask, { kind: 'number' | 'short' }>, give: GiveAnswer): Field {
  const isNumber = task.kind === 'number';
  const input = h('input', {
    id: 'cau-tra-loi',
    autocomplete: 'off',
    maxlength: isNumber ? 20 : 200,
    inputmode: isNumber ? 'decimal' : 'text',
    enterkeyhint: 'send',
    autocapitalize: 'off',
  });
  const read = (): TaskResponse | string => {
    if (!isNumber) {
      const text = input.value.trim().normalize('NFC');
      return text === '' ? words.incomplete.short : { kind: 'short', text };
    }
    const value = readNumber(input.value);
    return value === null ? words.incomplete.number : { kind: 'number', value };
  };
  const send = sendRow(give, read);
  const unit = isNumber ? task.unit : null;
  return {
    element: h(
      'form',
      {
        class: 'field',
        onsubmit: (event) => {
          event.preventDefault();
          send.element.querySelector('button')!.click();
        },
      },
      h('label', { for: 'cau-tra-loi' }, words.answer, unit !== null && ` (${unit})`),
      input,
      send.element,
    ),
    show: (response, isLocked) => {
      if (response?.kind === 'number') input.value = String(response.value).replace('.', ',');
      if (response?.kind === 'short') input.value = response.text;
      input.disabled = isLocked;
      send.lock(isLocked);
    },
  };
}
