import type { QuestionTask, Task } from '#content/schema.ts';
import { bindText, plainText, provisionOn, UnknownBindingError, type Registry } from '../law/rules.ts';

const NBSP = '\u00a0';

/** Words as they are set: ranges with a dash, figures on one line with the word after them. */
export const typeset = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(\d)\s*[-–—]\s*(?=\d)/g, '$1–')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(\d) (?=\p{L})/gu, `$1${NBSP}`)
    .replace(/triệu đồng/g, `triệu${NBSP}đồng`);

/** Every text of a task that may hold a figure of law; patterns of short answers hold none. */
export function textsOf(task: QuestionTask): string[] {
  switch (task.kind) {
    case 'one':
    case 'several':
      return task.options.map(({ text }) => text);
    case 'ordering':
      return task.items;
    case 'matching':
      return [...task.pairs.flatMap(({ left, right }) => [left, right]), ...task.extras];
    case 'hotspot':
      return task.spots.map(({ label }) => label);
    case 'number':
      return task.values.flatMap((each) => ('figure' in each ? [`{{value ${each.figure}}}`] : []));
    case 'true-false':
    case 'short':
      return [];
  }
}

/** Texts that stand beside each other, set alike: nothing in blanks, dashes, capitals or full stops tells a bound figure from a typed one. */
function alike(texts: readonly string[]): string[] {
  const isMixed = new Set(texts.map((text) => text.endsWith('.'))).size > 1;
  return texts.map((text) => {
    const whole = isMixed ? text.replace(/\.$/, '') : text;
    return whole.charAt(0).toLocaleUpperCase('vi') + whole.slice(1);
  });
}

/**
 * A task as it is put on a day: words and figures of that day.
 * @throws UnknownBindingError for a figure the registry does not hold, or that is no number where one is asked for
 */
export function boundTask(registry: Registry, task: QuestionTask, day: string): Task {
  const bind = (text: string): string => typeset(plainText(bindText(registry, text, day)));
  switch (task.kind) {
    case 'one': {
      const texts = alike(task.options.map(({ text }) => bind(text)));
      return { ...task, options: task.options.map((option, at) => ({ ...option, text: texts[at]! })) };
    }
    case 'several': {
      const texts = alike(task.options.map(({ text }) => bind(text)));
      return { ...task, options: task.options.map((option, at) => ({ ...option, text: texts[at]! })) };
    }
    case 'ordering':
      return { ...task, items: alike(task.items.map(bind)) };
    case 'matching':
      return {
        ...task,
        pairs: task.pairs.map(({ left, right }) => ({ left: bind(left), right: bind(right) })),
        extras: task.extras.map(bind),
      };
    case 'hotspot':
      return { ...task, spots: task.spots.map((spot) => ({ ...spot, label: bind(spot.label) })) };
    case 'number':
      return { ...task, values: task.values.map((each) => boundValue(registry, each, day)) };
    case 'true-false':
    case 'short':
      return task;
  }
}

type NumberTask = Extract<QuestionTask, { kind: 'number' }>;
type BoundValue = Extract<Task, { kind: 'number' }>['values'][number];

function boundValue(registry: Registry, each: NumberTask['values'][number], day: string): BoundValue {
  if (!('figure' in each)) return each;
  const { figure: name, ...rest } = each;
  const [provisionId, key] = name.split(' ');
  const figure = provisionOn(registry, provisionId!, day)?.period?.figures?.[key ?? ''];
  if (!figure || figure.min !== undefined)
    throw new UnknownBindingError(`{{value ${name}}}: không có một số như vậy trong ngày này`);
  return { ...rest, value: figure.amount };
}
