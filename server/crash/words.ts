import { formatNumber } from '../law/rules.ts';
import type { ChangeInterval, MeasureChange } from './target.ts';

const NBSP = '\u00a0';

/** A change in whole per cent: `giảm 9 %`, `tăng 5 %`, `không đổi`. */
export function changeWords(wholePct: number): string {
  if (wholePct === 0) return 'không đổi';
  return `${wholePct < 0 ? 'giảm' : 'tăng'} ${formatNumber(Math.abs(wholePct))}${NBSP}%`;
}

/** An interval in whole per cent, rounded outwards so that it never says more than is known: `từ giảm 21 % đến tăng 5 %`. */
export function intervalWords({ fromPct, toPct }: ChangeInterval): string {
  const from = changeWords(Math.floor(fromPct));
  return toPct === null ? `từ ${from} trở lên` : `từ ${from} đến ${changeWords(Math.ceil(toPct))}`;
}

/** A number as people say it when it is not exact: two digits count, rounded up. `2.778` → `2.800`. */
export function about(count: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return formatNumber(Math.ceil(count / step) * step);
}

/** What the verdict on a measure says, in a few words. */
export const verdictWords: Record<NonNullable<MeasureChange['verdict']>, string> = {
  met: 'Đạt',
  'met-least': 'Đạt mức thấp nhất',
  missed: 'Chưa đạt',
  open: 'Chưa đủ số để nói',
};
