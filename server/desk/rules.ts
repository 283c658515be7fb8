/*
 * What somebody's work at the desk looks like, whichever room it comes from. Pure; this file is the door of the room for
 * other rooms and for the screen.
 */

/** Something that waits for whoever asks. */
export type WaitingItem = {
  /** Unique among all rooms. */
  id: string;
  /** Name of the kind of work, in Vietnamese: what the list is filtered by. */
  work: string;
  title: string;
  /** What it is and what is missing, in one short sentence. */
  detail: string;
  /** Since when it waits for somebody. */
  since: Date;
  /** Day by which it should be done, YYYY-MM-DD; null: none was set. */
  dueOn: string | null;
  /** Where the work is done. */
  path: string;
  /** The next step, as a verb. */
  verb: string;
};

/** Something that just happened: `text` says who did what, `title` to what. */
export type Happening = { id: string; at: Date; text: string; title: string; path: string };

/** Days before the due day from which something is due soon. */
const SOON_DAYS = 3;
const DAY_MS = 86_400_000;

/** Calendar days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** How pressing a due day is: `overdue` from the day after it. */
export type Due = { state: 'overdue' | 'soon' | 'later'; days: number };

/** `days`: past the due day when overdue, until it otherwise. null: no day was set. */
export function dueOf(dueOn: string | null, today: string): Due | null {
  if (dueOn === null) return null;
  const days = daysBetween(today, dueOn);
  if (days < 0) return { state: 'overdue', days: -days };
  return { state: days <= SOON_DAYS ? 'soon' : 'later', days };
}

/** Oldest first. */
export const byAge = (a: WaitingItem, b: WaitingItem): number =>
  a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1);
