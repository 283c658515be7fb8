import type { Movement } from '#content/schema.ts';
import { writeCalendar, type CalendarEvent } from './icalendar.ts';

export type Deadline = Movement['deadlines'][number];

/** One occurrence of a deadline. `namedOn`: the day the plan names; `lastOn`: the last day that is still in time. */
export type Occurrence = { namedOn: string; lastOn: string };

/** Days before the last day at which a calendar reminds, at 8:00 of that day. */
export const LEAD_DAYS = 14;

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

const occurrenceOn = (namedOn: string, isInclusive: boolean): Occurrence => ({
  namedOn,
  // “Trước ngày 10/12”: what arrives on 10/12 is late.
  lastOn: isInclusive ? namedOn : dayBefore(namedOn),
});

/** The occurrence of a dated deadline that comes once; null for yearly and undated ones. */
export const singleOccurrence = ({ on, isInclusive }: Deadline): Occurrence | null =>
  on === undefined ? null : occurrenceOn(on, isInclusive);

/**
 * The next occurrence of a yearly deadline that can still be met on a day; null for a deadline without a yearly date.
 * It does not know whether the movement still runs: ask `calendarStateOf`.
 */
export function nextOccurrence({ monthDay, isInclusive }: Deadline, day: string): Occurrence | null {
  if (monthDay === undefined) return null;
  const year = Number(day.slice(0, 4));
  const thisYear = occurrenceOn(`${year}-${monthDay}`, isInclusive);
  return thisYear.lastOn >= day ? thisYear : occurrenceOn(`${year + 1}-${monthDay}`, isInclusive);
}

/**
 * What a movement's calendar may hold.
 * - `yearly`: it runs; every yearly deadline repeats without end.
 * - `tentative`: nobody knows whether it runs. A plan without a last day does not end by silence, so its next dates are
 *   worth a reminder; but a date that repeats for ever would make a duty of a guess. So only the next one, marked as
 *   not certain.
 * - `ended`, `undated`: no calendar.
 */
export type CalendarState = 'yearly' | 'tentative' | 'ended' | 'undated';

/** Which calendar a movement has; only dates that come back every year make one. */
export function calendarStateOf({ state, deadlines }: Pick<Movement, 'state' | 'deadlines'>): CalendarState {
  if (state === 'ended') return 'ended';
  if (!deadlines.some(({ monthDay }) => monthDay !== undefined)) return 'undated';
  return state === 'running' ? 'yearly' : 'tentative';
}

/** `2026-12-10` → `10/12`; `12-10` too. */
export const formatMonthDay = (day: string): string => day.slice(-5).split('-').reverse().join('/');

const SPOKEN = { yearly: 'Hạn', tentative: 'Chưa chắc, hãy hỏi lại: hạn' } as const;

/** Day and month of each year on which a yearly deadline can last be met, as RFC 5545 writes the rule. */
function yearlyRule(monthDay: string, isInclusive: boolean): string {
  // “Trước 01/03” ends on 28/02 or 29/02: the last day of its month, whatever the year.
  const isLastOfMonth = !isInclusive && monthDay.endsWith('-01');
  const [, month, day] = occurrenceOn(`2023-${monthDay}`, isInclusive).lastOn.split('-').map(Number);
  return `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${isLastOfMonth ? -1 : day}`;
}

/**
 * The calendar file of a movement (RFC 5545, CRLF, UTF-8); null when it has none.
 * The same movement on the same day gives the same bytes: stamps come from `checkedOn`, identifiers from the file name
 * and the deadline, and one of a year that stays tentative carries that year.
 * @param slug file name of the movement in content/movements
 * @param movement as its file says
 * @param asked what is asked, and when
 * @param asked.pageUrl absolute address of the movement's page
 * @param asked.day the day it is asked for; no event lies before it
 */
export function calendarOf(
  slug: string,
  movement: Movement,
  asked: { pageUrl: string; day: string },
): string | null {
  const kind = calendarStateOf(movement);
  if (kind === 'ended' || kind === 'undated') return null;
  const events = movement.deadlines.flatMap((deadline): CalendarEvent[] => {
    const next = nextOccurrence(deadline, asked.day);
    if (!next) return [];
    const named = `${deadline.isInclusive ? 'chậm nhất ngày' : 'trước ngày'} ${formatMonthDay(next.namedOn)}`;
    return [
      {
        uid: `${slug}.${deadline.id}${kind === 'yearly' ? '' : `.${next.namedOn.slice(0, 4)}`}@chung-duong`,
        on: next.lastOn,
        rule: kind === 'yearly' ? yearlyRule(deadline.monthDay!, deadline.isInclusive) : null,
        isCertain: kind === 'yearly',
        summary: `${SPOKEN[kind]} ${named}: ${deadline.what}`,
        description: [
          `Kế hoạch ghi ${named}, nên ngày cuối còn kịp là ${formatMonthDay(next.lastOn)}.`,
          `Nơi gửi: ${deadline.from}.`,
          `Nơi nhận: ${deadline.to}.`,
          ...(deadline.clause ? [`Mục ${deadline.clause} của kế hoạch.`] : []),
          movement.stateVi,
          'Trang Chung Đường không phải cơ quan nhà nước và không nhận báo cáo.',
        ].join('\n'),
        url: `${asked.pageUrl}#han`,
        alarmDaysBefore: LEAD_DAYS,
      },
    ];
  });
  return writeCalendar({ name: movement.title, stampedOn: movement.checkedOn, events });
}

/** The act a sentence names by its number, e.g. “36/2024/QH15”; undefined when no act of the list stands in it. */
export const actNamedIn = <A extends { number: string }>(text: string, acts: readonly A[]): A | undefined =>
  acts.find(({ number }) => {
    const at = text.indexOf(number);
    return at >= 0 && !/[\p{L}\p{N}/-]/u.test(`${text[at - 1] ?? ''}${text[at + number.length] ?? ''}`);
  });
