import type { StaffContext } from '../context.ts';
import { byAge, type Happening, type WaitingItem } from './rules.ts';

const MAX_RECENT = 8;

/** `waiting` in the order of age, the oldest first; `recent` newest first. */
export type DeskHome = { waiting: WaitingItem[]; recent: Happening[] };

/** What waits for whoever asks in any room, and what just happened within their scope. */
export async function readHome(ctx: StaffContext): Promise<DeskHome> {
  const { deskSources } = ctx;
  const waiting = await Promise.all(deskSources.map((source) => source.waiting(ctx)));
  const recent = await Promise.all(deskSources.map((source) => source.recent(ctx, MAX_RECENT)));
  return {
    waiting: waiting.flat().sort(byAge),
    recent: recent
      .flat()
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, MAX_RECENT),
  };
}
