import { LEVELS, moved } from '#server/bank/rules.ts';

/** The words of a set as they stand in its form. */
export type TypedSet = { title: string; description: string; levels: string[] };

type Form = { text(name: string): string; all(name: string): string[] };

/** Reads the words of a posted form; empty ones while nothing was posted. */
export const typedSet = (form: Form | null): TypedSet => ({
  title: form?.text('ten') ?? '',
  description: form?.text('gioi-thieu') ?? '',
  levels: form?.all('cap') ?? [],
});

/** The words of a set as the procedures take them. */
export const setInput = ({ title, description, levels }: TypedSet) => ({
  title,
  description,
  levels: LEVELS.filter((level) => levels.includes(level)),
});

/**
 * The items of a set after what a button asks for: `len:<item>`, `xuong:<item>`, `bo:<item>`, `them:<item>`.
 * @returns null for anything else
 */
export function itemsAfter(items: readonly string[], asked: string): string[] | null {
  const [, verb, item] = /^(len|xuong|bo|them):(.+)$/.exec(asked) ?? [];
  if (item === undefined) return null;
  if (verb === 'len') return moved(items, item, -1);
  if (verb === 'xuong') return moved(items, item, 1);
  return verb === 'bo' ? items.filter((each) => each !== item) : [...items, item];
}
