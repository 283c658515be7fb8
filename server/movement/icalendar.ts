/* Calendar files as RFC 5545 wants them. Pure: every stamp is given. */

/** A whole day in a calendar. Days are YYYY-MM-DD. */
export type CalendarEvent = {
  /** Stable over the years: a calendar knows an event again by it. */
  uid: string;
  /** First day of the event. */
  on: string;
  /** RRULE; null: once. */
  rule: string | null;
  /** false: shown as not certain (TENTATIVE). */
  isCertain: boolean;
  summary: string;
  description: string;
  url: string;
  /** Whole days before the event at which it reminds, at 8:00 of that day; at least 1. */
  alarmDaysBefore: number;
};

const LINE_OCTETS = 75;

/** Text value: backslash, semicolon, comma and line breaks are escaped (RFC 5545, 3.3.11). */
export const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // Control signs may not stand in a text at all.
    .replace(/[^\P{Cc}\t]/gu, '');

const octetsOf = (sign: string): number => {
  const point = sign.codePointAt(0)!;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

/** One content line without its end, cut into lines of at most 75 octets; no character is cut (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const size = octetsOf(sign);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += size;
  }
  return folded;
}

const compact = (day: string): string => day.replaceAll('-', '');
const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

function linesOf(event: CalendarEvent, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(event.on)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(event.on))}`,
    ...(event.rule ? [`RRULE:${event.rule}`] : []),
    `SUMMARY:${escapeText(event.summary)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `URL:${event.url}`,
    `STATUS:${event.isCertain ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    // A whole day begins at midnight where the reader is; 16 hours less than the last of the days is 8:00.
    `TRIGGER:-P${event.alarmDaysBefore - 1}DT16H`,
    `DESCRIPTION:${escapeText(event.summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/**
 * Writes a calendar file.
 * @param calendar `stampedOn`: day the data was last checked, stands for when each event was written
 */
export function writeCalendar({
  name,
  stampedOn,
  events,
}: {
  name: string;
  stampedOn: string;
  events: readonly CalendarEvent[];
}): string {
  const stamp = `${compact(stampedOn)}T000000Z`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Chung Duong//Phong trao//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => linesOf(event, stamp)),
    'END:VCALENDAR',
    '',
  ]
    .map(foldLine)
    .join('\r\n');
}
