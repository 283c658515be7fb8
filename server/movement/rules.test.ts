import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Movement } from '#content/schema.ts';
import { escapeText, foldLine } from './icalendar.ts';
import {
  actNamedIn,
  calendarOf,
  calendarStateOf,
  nextOccurrence,
  singleOccurrence,
  type Deadline,
} from './rules.ts';

const deadline = (changes: Partial<Deadline> = {}): Deadline => ({
  id: 'report-10-12',
  textVi: 'Mỗi năm gửi báo cáo một lần.',
  clause: 'IV.1',
  key: 'trước ngày 10/12',
  monthDay: '12-10',
  isInclusive: false,
  from: 'Các phòng; các xã',
  to: 'Giám đốc (qua Văn phòng)',
  what: 'Báo cáo sơ kết, phần trong năm',
  isRecurring: true,
  ...changes,
});

const movement = (changes: Partial<Movement> = {}): Movement => ({
  title: 'Phong trào thử',
  number: null,
  issuer: 'Nơi thử',
  issuedOn: '2023-11',
  province: null,
  successors: [],
  planCode: '000',
  state: 'running',
  stateVi: 'Đang chạy.',
  summaryVi: 'Một phong trào chỉ có trong kiểm thử, để xem tệp lịch.',
  legalBasis: [],
  purposes: [],
  duties: [],
  focus: [],
  taskGroups: [],
  targets: [],
  deadlines: [deadline()],
  rewards: [],
  confidentiality: [],
  channels: [],
  checkedOn: '2026-11-21',
  ...changes,
});

const at = { pageUrl: 'https://chungduong.example/phong-trao/thu/', day: '2026-11-21' };
const unfold = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n');
const field = (file: string, name: string): string[] =>
  unfold(file).filter((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));

describe('“before a day”', () => {
  test.each([
    ['the day before the last one', '2026-12-08', '2026-12-09'],
    ['the last day that counts', '2026-12-09', '2026-12-09'],
    ['the named day, which is too late', '2026-12-10', '2027-12-09'],
  ])('asked on %s', (_, day, lastOn) => {
    expect(nextOccurrence(deadline(), day)!.lastOn).toBe(lastOn);
  });

  test('an inclusive deadline still counts on its day', () => {
    expect(nextOccurrence(deadline({ isInclusive: true }), '2026-12-10')).toEqual({
      namedOn: '2026-12-10',
      lastOn: '2026-12-10',
    });
  });

  test('before 1 January is the last day of the year before', () => {
    expect(nextOccurrence(deadline({ monthDay: '01-01' }), '2026-12-31')).toEqual({
      namedOn: '2027-01-01',
      lastOn: '2026-12-31',
    });
  });

  test('before 1 March follows the leap year', () => {
    expect(nextOccurrence(deadline({ monthDay: '03-01' }), '2028-02-29')!.lastOn).toBe('2028-02-29');
    expect(nextOccurrence(deadline({ monthDay: '03-01' }), '2027-01-01')!.lastOn).toBe('2027-02-28');
  });

  test('a deadline of one year is no yearly one, and the other way round', () => {
    const { monthDay: _, ...undated } = deadline();
    const once = { ...undated, on: '2023-11-05' };
    expect(nextOccurrence(once, at.day)).toBeNull();
    expect(singleOccurrence(once)).toEqual({ namedOn: '2023-11-05', lastOn: '2023-11-04' });
    expect(singleOccurrence(deadline())).toBeNull();
  });

  test('the next occurrence is never past and never more than a year ahead', () => {
    const days = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const monthDays = fc
      .date({ min: new Date('2023-01-01'), max: new Date('2023-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(5, 10));
    fc.assert(
      fc.property(days, monthDays, fc.boolean(), (day, monthDay, isInclusive) => {
        const { lastOn } = nextOccurrence(deadline({ monthDay, isInclusive }), day)!;
        expect(lastOn >= day).toBe(true);
        expect(Date.parse(lastOn) - Date.parse(day)).toBeLessThanOrEqual(366 * 86_400_000);
      }),
    );
  });
});

describe('the calendar of a running movement', () => {
  const file = calendarOf('thu', movement(), at)!;

  test('repeats every year on the last day that counts', () => {
    expect(field(file, 'DTSTART')).toEqual(['DTSTART;VALUE=DATE:20261209']);
    expect(field(file, 'DTEND')).toEqual(['DTEND;VALUE=DATE:20261210']);
    expect(field(file, 'RRULE')).toEqual(['RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=9']);
    expect(field(file, 'STATUS')).toEqual(['STATUS:CONFIRMED']);
  });

  test('reminds at 8:00, fourteen days before', () => {
    expect(field(file, 'TRIGGER')).toEqual(['TRIGGER:-P13DT16H']);
    expect(unfold(file).filter((line) => line === 'BEGIN:VALARM')).toHaveLength(1);
  });

  test('is stamped by the data, so that two readings give the same bytes', () => {
    expect(field(file, 'DTSTAMP')).toEqual(['DTSTAMP:20261121T000000Z']);
    expect(calendarOf('thu', movement(), at)).toBe(file);
  });

  test('keeps its identifiers over the years', () => {
    const later = calendarOf('thu', movement(), { ...at, day: '2031-03-01' })!;
    expect(field(later, 'UID')).toEqual(field(file, 'UID'));
    expect(field(file, 'UID')).toEqual(['UID:thu.report-10-12@chung-duong']);
  });

  test('escapes what has a meaning in a calendar, and opens and closes what it must', () => {
    expect(field(file, 'SUMMARY')).toEqual([
      'SUMMARY:Hạn trước ngày 10/12: Báo cáo sơ kết\\, phần trong năm',
    ]);
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:.+\r\n/);
    expect(file.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(unfold(file).find((line) => line.startsWith('DESCRIPTION:Kế hoạch'))).toContain(
      'Các phòng\\; các xã',
    );
  });

  test('says before 1 March as the last day of February', () => {
    const march = calendarOf('thu', movement({ deadlines: [deadline({ monthDay: '03-01' })] }), at)!;
    expect(field(march, 'RRULE')).toEqual(['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1']);
  });
});

describe('other states', () => {
  test('nobody knows whether it runs: only the next date, not certain, another identifier each year', () => {
    const file = calendarOf('thu', movement({ state: 'unknown' }), at)!;
    expect(field(file, 'RRULE')).toEqual([]);
    expect(field(file, 'STATUS')).toEqual(['STATUS:TENTATIVE']);
    expect(field(file, 'UID')).toEqual(['UID:thu.report-10-12.2026@chung-duong']);
    expect(field(file, 'SUMMARY')[0]).toMatch(/^SUMMARY:Chưa chắc/);
  });

  test('an ended movement has no calendar, on whatever day it is asked for', () => {
    const ended = movement({ state: 'ended', endedOn: '2024-12-31' });
    expect(calendarStateOf(ended)).toBe('ended');
    expect(
      ['2020-01-01', '2024-12-31', '2026-11-21'].map((day) => calendarOf('thu', ended, { ...at, day })),
    ).toEqual([null, null, null]);
  });

  test('a running movement without a yearly date has none either', () => {
    const { monthDay: _, ...undated } = deadline();
    expect(calendarStateOf(movement({ deadlines: [undated] }))).toBe('undated');
    expect(calendarOf('thu', movement({ deadlines: [] }), at)).toBeNull();
  });
});

describe('a content line', () => {
  const octets = (text: string) => new TextEncoder().encode(text).length;

  test.each([74, 75, 76])('of %i octets', (length) => {
    expect(foldLine('a'.repeat(length)).split('\r\n ')).toHaveLength(length > 75 ? 2 : 1);
  });

  test('is never longer than 75 octets, never cut inside a character, and comes back whole', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(
        fc.oneof(
          words,
          words.map((text) => `Ấ Ẫ Ộ ượ ${text}`.repeat(4)),
        ),
        (line) => {
          const folded = foldLine(line);
          expect(Math.max(...folded.split('\r\n').map(octets))).toBeLessThanOrEqual(75);
          expect(folded.replaceAll('\r\n ', '')).toBe(line);
        },
      ),
    );
  });

  test('has its text escaped so that it can be read back', () => {
    expect(escapeText('a;b,c\\d\r\ne\nf\u0007')).toBe('a\\;b\\,c\\\\d\\ne\\nf');
  });
});

test('an act is found by its whole number only', () => {
  const acts = [{ number: '48/NQ-CP' }, { number: '36/2024/QH15' }];
  expect(actNamedIn('Luật 36/2024/QH15, Điều 4', acts)).toBe(acts[1]);
  expect(actNamedIn('Nghị quyết 148/NQ-CP', acts)).toBeUndefined();
  expect(actNamedIn('Nghị quyết 48/NQ-CPX', acts)).toBeUndefined();
});
