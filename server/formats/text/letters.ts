import { fold } from '#server/search/rules.ts';
import { tidyText } from './tidy.ts';

/** One letter, or several parted by signs or “và”; without anything between them they must be capitals: “AC” but not “ai”. */
const LETTERS = /^(?:[A-Z]+|[A-Za-z](?:(?: ?[,;/&+] ?| và | )[A-Za-z])*)$/;
/** All letters there are, each with a long sign between them. */
const MAX_LENGTH = 120;

/** Places of the options that a text names by their letters, 0 for A, each once and in the order named; null for other texts. */
export function lettersIn(text: string): number[] | null {
  if (text.length > MAX_LENGTH) return null;
  const bare = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/\.? ?$/, '')
    .replace(/^ ?\(([^()]*)\)$/, '$1')
    .trim();
  if (!LETTERS.test(bare)) return null;
  const letters = bare.replaceAll(' và ', ' ').match(/[A-Za-z]/g) ?? [];
  return [...new Set(letters.map(letterIndex))];
}

/** The options that an answer names, by their letters or by the words of one of them; null when it names none of these. */
export function namedIn(answer: string, options: readonly string[]): number[] | null {
  const letters = lettersIn(answer);
  if (letters?.every((place) => place < options.length)) return letters;
  const words = fold(tidyText(answer));
  const same = options.findIndex((option) => fold(tidyText(option)) === words);
  return same < 0 ? null : [same];
}

/** 0 for A and a. */
export const letterIndex = (letter: string): number => letter.toUpperCase().charCodeAt(0) - 65;

/** A for 0. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);
