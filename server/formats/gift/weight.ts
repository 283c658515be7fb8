import { excerptOf } from '../question.ts';
import { cut, trimmed, type Slice } from './source.ts';

/** Percent, between -100 and 100; null where none is written. */
export type Weight = number | null;

/** What to do with a weight beyond 100: leave the question out, or take 100. */
export type Overweight = 'error' | 'nearest';

/** Moodle's own pattern: any number of signs and digits, one optional point. Whatever else stands between percent signs is text. */
const WEIGHT = /^%(-*)(\d+\.?\d*)%/;

type Weighed = { ok: true; weight: Weight; rest: Slice } | { ok: false; message: string };

/** The weight at the beginning of an option, and the option without it. */
export function weightOf(slice: Slice, overweight: Overweight, notes: string[]): Weighed {
  const option = trimmed(slice);
  const found = WEIGHT.exec(option.mask);
  if (!found) {
    const odd = /^%[^%\n]{0,12}%/.exec(option.mask);
    if (odd) notes.push(`“${odd[0]}” không phải trọng số nên được giữ như chữ thường.`);
    return { ok: true, weight: null, rest: option };
  }
  const [all, signs, digits] = found;
  if (signs!.length > 1)
    return { ok: false, message: `Trọng số ${excerptOf(all)} có thừa dấu trừ. Hãy sửa lại.` };
  const value = Number(digits) * (signs === '-' ? -1 : 1) + 0;
  const rest = cut(option, all.length);
  if (Math.abs(value) <= 100) return { ok: true, weight: value, rest };
  if (overweight === 'error')
    return {
      ok: false,
      message: `Trọng số ${excerptOf(all)} vượt quá 100. Hãy sửa lại, hoặc chọn lấy số gần nhất.`,
    };
  notes.push(`Trọng số ${excerptOf(all)} vượt quá 100 nên được lấy là ${Math.sign(value) * 100} %.`);
  return { ok: true, weight: Math.sign(value) * 100, rest };
}
