/** A day chosen in the address. `isChosen` false: today; `error`: what was typed cannot be read. */
export type ChosenDay = { value: string; isChosen: boolean; error: string | null };

/** Reads `YYYY-MM-DD` or `D/M/YYYY` from the address; today when absent or unreadable. */
export function readDay(url: URL, name: string, today: string): ChosenDay {
  const given = (url.searchParams.get(name) ?? '').trim();
  if (given === '') return { value: today, isChosen: false, error: null };
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(given);
  const day = typed ? `${typed[3]}-${typed[2]!.padStart(2, '0')}-${typed[1]!.padStart(2, '0')}` : given;
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    !Number.isNaN(Date.parse(day)) &&
    new Date(day).toISOString().startsWith(day);
  return isDay
    ? { value: day, isChosen: true, error: null }
    : {
        value: today,
        isChosen: false,
        error: `Không đọc được ngày “${given.slice(0, 20)}”. Hãy ghi ngày/tháng/năm, ví dụ 15/08/2026.`,
      };
}

const INSTANT = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant as day and time of Vietnam: 21/11/2026 12:00:05. */
export function shownInstant(at: Date): string {
  const part = Object.fromEntries(INSTANT.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part['day']}/${part['month']}/${part['year']} ${part['hour']}:${part['minute']}:${part['second']}`;
}

/** The day of an instant in Vietnam: 21/11/2026. */
export const shownDay = (at: Date): string => shownInstant(at).split(' ')[0]!;
