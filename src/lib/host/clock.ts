import type { HostView } from '#server/classroom/service.ts';

/** A view as it came in: how far this device's clock is behind the server's, ms. */
export type Seen = { view: HostView; aheadMs: number };
export const seenNow = (view: HostView): Seen => ({ view, aheadMs: view.now - Date.now() });

/** What is left of everybody's window; null when no question runs. */
export function timeLeft({ view, aheadMs }: Seen): { seconds: number; share: number } | null {
  const { window: clock } = view;
  if (!clock) return null;
  const hand = clock.pausedAt ?? Date.now() + aheadMs;
  const leftMs = Math.max(0, clock.closesAt - hand);
  return {
    seconds: Math.ceil(leftMs / 1000),
    share: Math.min(1, leftMs / Math.max(1, clock.closesAt - clock.opensAt)),
  };
}
