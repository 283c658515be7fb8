/* Spans of time that figures are published for: months `2026-09`, quarters `2026-Q3`, half-years `2026-H2`. */

export const SPANS = ['month', 'quarter', 'half-year'] as const;
export type Span = (typeof SPANS)[number];

const pad = (month: number): string => String(month).padStart(2, '0');

/** @throws RangeError for what is no period */
export function spanOf(period: string): Span {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return 'month';
  if (/^\d{4}-Q[1-4]$/.test(period)) return 'quarter';
  if (/^\d{4}-H[12]$/.test(period)) return 'half-year';
  throw new RangeError(`No period: ${period}`);
}

/** The period of a span in which a month lies. */
export function periodOf(month: string, span: Span): string {
  const year = month.slice(0, 4);
  const at = Number(month.slice(5)) - 1;
  if (span === 'month') return month;
  return span === 'quarter' ? `${year}-Q${Math.floor(at / 3) + 1}` : `${year}-H${Math.floor(at / 6) + 1}`;
}

/** The months of a period, oldest first. @throws RangeError for what is no period */
export function monthsOf(period: string): string[] {
  const span = spanOf(period);
  if (span === 'month') return [period];
  const length = span === 'quarter' ? 3 : 6;
  const first = (Number(period.slice(6)) - 1) * length + 1;
  return Array.from({ length }, (_, at) => `${period.slice(0, 4)}-${pad(first + at)}`);
}

/** The month so many months later; negative: earlier. */
export function monthAfter(month: string, by = 1): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${pad((at % 12) + 1)}`;
}

/** Last day of a period, `YYYY-MM-DD`. */
export function lastDayOf(period: string): string {
  const last = monthsOf(period).at(-1)!;
  const days = new Date(Date.UTC(Number(last.slice(0, 4)), Number(last.slice(5)), 0)).getUTCDate();
  return `${last}-${pad(days)}`;
}

/** The period as readers say it: `tháng 9/2026`, `quý III/2026`, `6 tháng đầu năm 2026`. */
export function periodWords(period: string): string {
  const year = period.slice(0, 4);
  const span = spanOf(period);
  if (span === 'month') return `tháng ${Number(period.slice(5))}/${year}`;
  const at = Number(period.slice(6));
  if (span === 'quarter') return `quý ${['I', 'II', 'III', 'IV'][at - 1]}/${year}`;
  return at === 1 ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`;
}
