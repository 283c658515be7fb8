import type { StaffContext } from '../context.ts';
import type { Happening, WaitingItem } from './rules.ts';

/** What a room puts on the first page of the desk. Both show nothing outside the scope of whoever asks. */
export type DeskSource = {
  /** What waits for them, in any order. */
  waiting(ctx: StaffContext): Promise<WaitingItem[]>;
  /** What happened last, newest first, at most `limit`. */
  recent(ctx: StaffContext, limit: number): Promise<Happening[]>;
};
