const GROUPED_BY_POINT = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const GROUPED_BY_COMMA = /^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:,\d{3}){2,}$/;
const PLAIN = /^\d+(?:[.,]\d+)?$|^[.,]\d+$/;

/** The digits as a computer writes them; null for what is no number. */
function plainDigits(text: string): string | null {
  if (GROUPED_BY_POINT.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (GROUPED_BY_COMMA.test(text)) return text.replaceAll(',', '');
  return PLAIN.test(text) ? text.replace(',', '.') : null;
}

/**
 * A number as people here type it: 1,35 and 1.35; 1.500 and 1 500 for a thousand and a half; with or without the unit behind.
 * @param unit what may stand behind the number; null: nothing
 * @returns null for anything else
 */
export function typedNumber(text: string, unit: string | null): number | null {
  const bare = text.normalize('NFC').trim().toLocaleLowerCase('vi');
  const end = (unit ?? '').normalize('NFC').trim().toLocaleLowerCase('vi');
  const number = end !== '' && bare.endsWith(end) ? bare.slice(0, -end.length) : bare;
  const [, sign, digits] = /^([-−–+]?)(.*)$/s.exec(number.replace(/\s+/g, ''))!;
  const plain = plainDigits(digits!);
  if (plain === null) return null;
  return sign === '' || sign === '+' ? Number(plain) : -Number(plain);
}
