import type { TaskResponse } from '#content/schema.ts';
import type { ShownTask } from './task.ts';
import { typedNumber } from './typed-number.ts';

/*
 * The form of a task and the answer in it. Names of its fields: `choice` of one option, or whether a sentence is true;
 * `choices` of several; `place-0`, `place-1`, … the number an item is given, from 1; `right-0`, `right-1`, … the right side
 * of each left one; `value`, `text`, `spot`.
 */

/** What stands in the fields of a form, by name, so that a form that was refused comes back as it was sent. */
export type Given = Readonly<Record<string, readonly string[]>>;

const FIELD = /^(?:choice|choices|place-\d|right-\d|value|text|spot)$/;

/** What the fields of a task hold in a form that was sent. */
export function givenIn(form: FormData): Given {
  const given: Record<string, string[]> = {};
  for (const [name, value] of form)
    if (FIELD.test(name) && typeof value === 'string') (given[name] ??= []).push(value);
  return given;
}

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** A place as a field holds it; null for an empty or foreign one. */
const placeIn = (text: string): number | null => (/^\d{1,2}$/.test(text) ? Number(text) : null);

/** Items in the order their numbers say; null when a number is missing or stands twice. */
function placesIn(form: FormData, items: readonly string[]): number[] | null {
  const numbers = items.map((_, item) => placeIn(textIn(form, `place-${item}`)));
  const places = items.map((_, at) => numbers.indexOf(at + 1));
  return places.includes(-1) ? null : places;
}

/** Texts and numbers beyond these are no answers, see `TaskResponse`. */
const MAX_TEXT = 200;
const MAX_NUMBER = 1e12;

/**
 * The answer in a form that was sent.
 * @returns null when it is not whole: nothing chosen or typed, a number that is none, one place of an ordering given twice.
 *   Whether the places exist is for `isAnswerTo` to say.
 */
export function responseFrom(form: FormData, task: ShownTask): TaskResponse | null {
  switch (task.kind) {
    case 'one': {
      const choice = placeIn(textIn(form, 'choice'));
      return choice === null ? null : { kind: 'one', choice };
    }
    case 'several': {
      const choices = form
        .getAll('choices')
        .map((value) => (typeof value === 'string' ? placeIn(value) : null) ?? -1);
      return choices.length === 0 || choices.includes(-1) ? null : { kind: 'several', choices };
    }
    case 'true-false': {
      const choice = textIn(form, 'choice');
      const isKnown = choice === 'true' || choice === 'false';
      return isKnown ? { kind: 'true-false', isTrue: choice === 'true' } : null;
    }
    case 'ordering': {
      const places = placesIn(form, task.items);
      return places && { kind: 'ordering', places };
    }
    case 'matching': {
      const rights = task.lefts.map((_, left) => placeIn(textIn(form, `right-${left}`)));
      return rights.every((right) => right === null) ? null : { kind: 'matching', rights };
    }
    case 'number': {
      const value = typedNumber(textIn(form, 'value'), task.unit);
      return value === null || Math.abs(value) > MAX_NUMBER ? null : { kind: 'number', value };
    }
    case 'short': {
      const text = textIn(form, 'text').normalize('NFC').trim();
      return text === '' || text.length > MAX_TEXT ? null : { kind: 'short', text };
    }
    case 'hotspot': {
      const spot = placeIn(textIn(form, 'spot'));
      return spot === null ? null : { kind: 'hotspot', spot };
    }
  }
}
