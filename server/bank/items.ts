/** A question in a set: one of the set's owner, or one that this site ships. */
export type SetItem = { from: 'own' | 'shipped'; id: string };

const ITEM = /^(own|shipped):([a-z0-9-]{1,80})$/;

/** An item as it is kept and posted: `own:<id>`, `shipped:<id>`. */
export const formatItem = ({ from, id }: SetItem): string => `${from}:${id}`;

/** Reads what {@link formatItem} wrote; null for anything else. */
export function parseItem(text: string): SetItem | null {
  const [, from, id] = ITEM.exec(text) ?? [];
  return from === undefined ? null : { from: from as SetItem['from'], id: id! };
}

/** A list with one member a place earlier (-1) or later (1); the same list at its ends, or for what is not in it. */
export function moved(items: readonly string[], item: string, by: 1 | -1): string[] {
  const at = items.indexOf(item);
  const to = at + by;
  if (at < 0 || to < 0 || to >= items.length) return [...items];
  return items.with(at, items[to]!).with(to, item);
}

/** How the name of a set of the bank begins; no shipped set begins so. */
export const SET_PREFIX = 'bo-';
/** Whether a name can be one of a set of the bank: `bo-` and eight letters or digits. */
export const isSetCode = (text: string): boolean => /^bo-[a-z0-9]{8}$/.test(text);

/** Questions of one set at most. */
export const MAX_ITEMS = 100;
