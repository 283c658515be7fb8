import type { HostEntry } from '#server/classroom/service.ts';

/*
 * What a device needs to lead a class. It is kept until the game ends, then only as long as the tab is open, so that the
 * results can be asked for. Where a browser keeps nothing, it lasts as long as the page.
 */

const NAME = 'chung-duong-lop';
const stores = (): Storage[] => {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
};

/** Keeps a class on this device, for this tab and every other one. */
export function keepEntry(entry: HostEntry): void {
  for (const store of stores())
    try {
      store.setItem(NAME, JSON.stringify(entry));
    } catch {
      // A full or forbidden store: the other one may do.
    }
}

/** The class this device leads: that of this tab before that of any other. */
export function readEntry(): HostEntry | null {
  for (const store of stores())
    try {
      const text = store.getItem(NAME);
      if (text !== null) return JSON.parse(text) as HostEntry;
    } catch {
      continue;
    }
  return null;
}

/**
 * Forgets a class.
 * @param isGone the game is deleted: the tab forgets it too
 */
export function dropEntry({ gameId }: HostEntry, isGone: boolean): void {
  for (const store of isGone ? stores() : stores().slice(1))
    try {
      const kept = JSON.parse(store.getItem(NAME) ?? 'null') as HostEntry | null;
      if (kept?.gameId === gameId) store.removeItem(NAME);
    } catch {
      continue;
    }
}
