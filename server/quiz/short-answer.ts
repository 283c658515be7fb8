/** The two places of a tone in syllables such as hòa and hoà, khỏe and khoẻ, thủy and thuỷ; text is decomposed. */
const EARLY_TONE = /(o)([\u0300\u0301\u0303\u0309\u0323])([ae])|(u)([\u0300\u0301\u0303\u0309\u0323])(y)/g;

/**
 * A short answer as it is compared. Case and blanks do not count, nor how a letter is composed or on which vowel its
 * tone stands (hoà is hòa). The marks themselves do: đèn is not đen.
 */
export const wordsAsTyped = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(EARLY_TONE, '$1$4$3$6$2$5')
    .replace(/\s+/g, '')
    .normalize('NFC');

/**
 * Whether an answer fits what is accepted; each `*` there stands for any text, also for none. Every part between two
 * stars is looked for once, from where the one before ended: no trying again, whatever the pattern.
 * @param typed see {@link wordsAsTyped}
 * @param pattern as its author wrote it
 */
export function matchesPattern(typed: string, pattern: string): boolean {
  const parts = pattern.split('*').map(wordsAsTyped);
  const [first, last] = [parts[0]!, parts.at(-1)!];
  if (parts.length === 1) return typed === first;
  if (!typed.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = typed.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return typed.length - last.length >= from && typed.endsWith(last);
}
