/* Numbers as pages of results say them. */

const COUNT = new Intl.NumberFormat('vi-VN');

/** The smallest base of which a share is told (P-6). */
export const MIN_BASE = 40;

/** `1.234` */
export const shownCount = (count: number): string => COUNT.format(count);

/** A sum in đồng in the unit it is read in: `39,3 tỷ đồng`, `850 triệu đồng`. */
export function shownVnd(amountVnd: number): string {
  const [divisor, unit] = amountVnd >= 1e9 ? [1e9, 'tỷ đồng'] : [1e6, 'triệu đồng'];
  return `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(amountVnd / divisor)}\u00a0${unit}`;
}

/** Part of a base in whole hundredths; null where either is hidden, or the base is too small to tell of. */
export function percentOf(part: number | null | undefined, base: number | null | undefined): number | null {
  if (part == null || base == null || base < MIN_BASE) return null;
  return Math.round((part / base) * 100);
}

/** `78 %`, never cut between figure and sign. */
export const shownPercent = (percent: number): string => `${percent}\u00a0%`;

/** A sentence or title begins with a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
