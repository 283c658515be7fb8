/* Numbers as pages of results say them. */

/**
 * A count or sum as readers see it; `hidden`: “ẩn”; `unpublished`: no release gives it. Words, so that whoever asks by HTTP cannot
 * take one for the other.
 */
export type Figure = number | 'hidden' | 'unpublished';

/** What a cell of a table says; undefined: there is no such cell. */
export const figureOf = (cell: number | null | undefined): Figure =>
  cell ?? (cell === null ? 'hidden' : 'unpublished');

/** null: it is not shown. */
export const countOf = (figure: Figure): number | null => (typeof figure === 'number' ? figure : null);

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

export const HIDDEN_WORD = 'ẩn';
export const UNPUBLISHED_WORD = 'không công bố';

/** `1.234`, or why it is not shown. */
export const shownFigure = (figure: Figure): string =>
  typeof figure === 'number' ? shownCount(figure) : figure === 'hidden' ? HIDDEN_WORD : UNPUBLISHED_WORD;

/** Part of a base in whole hundredths; null where either is not shown, or the base is too small to tell of. */
export function percentOf(part: Figure, base: Figure): number | null {
  if (typeof part !== 'number' || typeof base !== 'number' || base < MIN_BASE) return null;
  return Math.round((part / base) * 100);
}

/** `78 %`, never cut between figure and sign. */
export const shownPercent = (percent: number): string => `${percent}\u00a0%`;

/** A sentence or title begins with a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
