import { excerptOf } from '../question.ts';

/*
 * Numbers as GIFT writes them, with a decimal point. Middles and halves are taken in decimals: 3.141..3.142 is 3.1415 ± 0.0005
 * and not what binary fractions make of it.
 */

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
/** Longer ones are no measure of anything. */
const MAX_LENGTH = 40;

export type Interval = { value: number; tolerance: number };

/** The interval that an answer names: `value`, `value:tolerance` or `min..max`; or why it names none. */
export function intervalOf(answer: string): { ok: true; interval: Interval } | { ok: false; reason: string } {
  const range = answer.indexOf('..');
  if (range > 0) {
    const [min, max] = [answer.slice(0, range).trim(), answer.slice(range + 2).trim()];
    const bad = problemOf(min) ?? problemOf(max);
    if (bad !== undefined) return { ok: false, reason: bad };
    if (Number(min) > Number(max))
      return { ok: false, reason: 'Khoảng số viết ngược. Hãy viết số bé trước.' };
    return { ok: true, interval: { value: middleOf(min, max), tolerance: halfOf(min, max) } };
  }
  const colon = answer.indexOf(':');
  const value = (colon > 0 ? answer.slice(0, colon) : answer).trim();
  const tolerance = colon > 0 ? answer.slice(colon + 1).trim() : '0';
  const bad = problemOf(value) ?? problemOf(tolerance);
  if (bad !== undefined) return { ok: false, reason: bad };
  if (Number(tolerance) < 0) return { ok: false, reason: 'Sai số âm. Hãy viết sai số từ 0 trở lên.' };
  // Minus nought is nought.
  return { ok: true, interval: { value: Number(value) + 0, tolerance: Number(tolerance) + 0 } };
}

function problemOf(text: string): string | undefined {
  if (text.length <= MAX_LENGTH && NUMBER.test(text) && Number.isFinite(Number(text))) return undefined;
  if (text === '') return 'Thiếu đáp số. Hãy viết một số.';
  if (/^[+-]?\d+,\d+$/.test(text)) return `Số “${text}” dùng dấu phẩy. Hãy viết dấu chấm thập phân.`;
  if (text === '*') return 'Đáp số “*” nhận mọi số. Hãy viết một số.';
  return `“${excerptOf(text)}” không phải là số. Hãy chỉ viết số, đơn vị để ở lời câu hỏi.`;
}

type Decimal = { digits: bigint; places: number };

function decimalOf(text: string): Decimal {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e') as [string, string?];
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?];
  const places = fraction.length - Number(exponent);
  const digits = BigInt(`${whole.replace('+', '').replace(/^-?$/, '$&0')}${fraction}`);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

/** Half of the sum or of the difference, as the number nearest to it. */
function half(min: string, max: string, sign: 1n | -1n): number {
  const [low, high] = [decimalOf(min), decimalOf(max)];
  const places = Math.max(low.places, high.places);
  const scaled = ({ digits, places: own }: Decimal): bigint => digits * 10n ** BigInt(places - own);
  const sum = scaled(high) + sign * scaled(low);
  // Half of n is 5n with one place more.
  return Number(`${sum * 5n}e-${places + 1}`) + 0;
}

const middleOf = (min: string, max: string): number => half(min, max, 1n);
const halfOf = (min: string, max: string): number => half(min, max, -1n);

/** A number without an exponent, for places where GIFT knows digits and a point only. */
export function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const { digits, places } = decimalOf(text);
  const sign = digits < 0n ? '-' : '';
  const all = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  return places === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -places)}.${all.slice(-places)}`;
}
