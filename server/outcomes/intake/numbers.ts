/* Numbers and months as Vietnamese tables write them. What could mean two things means nothing. Pure. */
import { lastDayOf } from '../periods.ts';
import { fold } from '../../search/rules.ts';

/** A text as names are compared: without marks, case and signs. */
export const nameKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const GROUPED = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:[ \u00a0\u202f]\d{3})+$/;

const digitsOf = (text: string): string => text.replace(/[.\s\u00a0\u202f]/g, '');

/** Cells that say “nothing” without being empty. */
const NOTHING = /^[-–—]$/;

export type ReadNumber = { ok: true; value: number | null } | { ok: false; sentence: string };

const shown = (text: string): string => `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;

/**
 * A whole number ≥ 0: `1234`, `1.234`, `1 234`; null for an empty cell or a dash.
 * @param most the largest that is believed
 */
export function readCount(text: string, most = 1_000_000): ReadNumber {
  if (text === '' || NOTHING.test(text)) return { ok: true, value: null };
  if (/^\d{1,15}$/.test(text) || GROUPED.test(text)) {
    const value = Number(digitsOf(text));
    return value <= most
      ? { ok: true, value }
      : { ok: false, sentence: `${shown(text)} lớn quá mức có thể. Hãy xem lại.` };
  }
  if (/^\d{1,3}(?:,\d{3})+$/.test(text))
    return {
      ok: false,
      sentence: `${shown(text)} không rõ là số nguyên hay số lẻ. Hãy ghi ${text.replaceAll(',', '.')} hoặc ${text.replaceAll(',', '')}.`,
    };
  if (/^-\s*\d/.test(text)) return { ok: false, sentence: `${shown(text)} là số âm. Hãy xem lại.` };
  return { ok: false, sentence: `${shown(text)} không phải số nguyên. Hãy ghi như 1234 hoặc 1.234.` };
}

/** A number ≥ 0 that may have a fraction after a comma: `12,5`, `1.234,5`; null for an empty cell or a dash. */
export function readDecimal(text: string, most = 1e13): ReadNumber {
  const [whole = '', fraction, ...more] = text.split(',');
  const isRead = more.length === 0 && fraction !== undefined && /^\d{1,9}$/.test(fraction);
  if (!isRead || !(/^\d{1,15}$/.test(whole) || GROUPED.test(whole))) {
    const read = readCount(text, most);
    return read.ok || /lớn quá|là số âm/.test(read.sentence)
      ? read
      : { ok: false, sentence: `${shown(text)} không phải số. Hãy ghi số lẻ sau dấu phẩy, như 12,5.` };
  }
  const value = Number(`${digitsOf(whole)}.${fraction}`);
  return value <= most
    ? { ok: true, value }
    : { ok: false, sentence: `${shown(text)} lớn quá mức có thể. Hãy xem lại.` };
}

export type ReadMonth = { ok: true; month: string } | { ok: false; sentence: string };

/**
 * A month: `9/2026`, `tháng 9 năm 2026`, `T9/2026`, `2026-09`, or its first or last day as a date.
 * @param lastMonth the newest that can be over, `YYYY-MM`
 */
export function readMonth(text: string, lastMonth: string): ReadMonth {
  const folded = fold(text);
  const turned = /^(?:thang|t)?[\s.]*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(folded);
  const said = /^(?:thang|t)\s*(\d{1,2})\s*(?:,\s*)?nam\s*(\d{4})$/.exec(folded);
  const plain = /^(\d{4})\s*[/.-]\s*(\d{1,2})$/.exec(folded);
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(folded);
  const turnedDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(folded);
  const parts = turned
    ? [turned[2], turned[1]]
    : said
      ? [said[2], said[1]]
      : plain
        ? [plain[1], plain[2]]
        : day
          ? [day[1], day[2], day[3]]
          : turnedDay
            ? [turnedDay[3], turnedDay[2], turnedDay[1]]
            : null;
  if (!parts) {
    return /^(?:thang|t)?\s*\d{1,2}$/.test(folded)
      ? { ok: false, sentence: `${shown(text)} thiếu năm. Hãy ghi như 9/2026.` }
      : { ok: false, sentence: `${shown(text)} không phải tháng. Hãy ghi như 9/2026.` };
  }
  const [year, monthOfYear, dayOfMonth] = parts.map(Number);
  if (monthOfYear! < 1 || monthOfYear! > 12 || year! < 2015)
    return { ok: false, sentence: `${shown(text)} không phải tháng. Hãy ghi như 9/2026.` };
  const month = `${year}-${String(monthOfYear).padStart(2, '0')}`;
  if (dayOfMonth !== undefined && dayOfMonth !== 1 && dayOfMonth !== Number(lastDayOf(month).slice(8)))
    return { ok: false, sentence: 'Ô này là một ngày. Trang chỉ nhận số liệu cả tháng; hãy ghi như 9/2026.' };
  if (month > lastMonth)
    return { ok: false, sentence: `Tháng ${monthOfYear}/${year} chưa kết thúc nên chưa nhận số liệu.` };
  return { ok: true, month };
}

/** The month that a title speaks of; null: none, or several. */
export function monthInTitle(texts: readonly string[], lastMonth: string): string | null {
  const months = new Set(
    texts.flatMap((text) =>
      [...fold(text).matchAll(/thang\s*(\d{1,2})\s*(?:nam|[/.-])\s*(\d{4})(?!\d)/g)].flatMap(([said]) => {
        const read = readMonth(said, lastMonth);
        return read.ok ? [read.month] : [];
      }),
    ),
  );
  return months.size === 1 ? [...months][0]! : null;
}

/** By how much amounts under a head are to be multiplied to be đồng. */
export function dongScale(header: string): number {
  const folded = nameKey(header);
  if (/\bty dong\b|\bty$/.test(folded)) return 1e9;
  if (/\btrieu\b|\btr dong\b|\btrd\b/.test(folded)) return 1e6;
  return /\b(?:nghin|ngan)\b/.test(folded) ? 1e3 : 1;
}
