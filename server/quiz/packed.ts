import type { TaskResponse } from '#content/schema.ts';
import { keptText, packText, unpackText } from './packed-text.ts';

/*
 * Answers in an address, written one behind the other: a digit is the option chosen of a task with one right option, `-` is
 * no answer yet; any other kind begins with its letter and ends with `~`.
 */
export const PACKED = /[\d-]|[a-z][\w-]*~/g;

/** Most characters of a short answer in an address, as typed and as packed; twenty of them leave it under 2,000. */
export const MAX_SHORT_LENGTH = 60;
const MAX_PACKED_LENGTH = 80;

/** Whether an answer may stand in an address. */
export const fitsAddress = (response: TaskResponse): boolean =>
  response.kind !== 'short' ||
  (keptText(response.text).length <= MAX_SHORT_LENGTH && packText(response.text).length <= MAX_PACKED_LENGTH);

/** An answer as an address keeps it: short texts without case. */
export const keptResponse = (response: TaskResponse): TaskResponse =>
  response.kind === 'short' ? { ...response, text: keptText(response.text) } : response;

const digit = (place: number): string => place.toString(36);

/** An answer for an address; null: no answer yet. */
export function packResponse(response: TaskResponse | null): string {
  switch (response?.kind) {
    case undefined:
      return '-';
    case 'one':
      return `${response.choice}`;
    case 'several':
      return `s${response.choices.map(digit).join('')}~`;
    case 'true-false':
      return `t${response.isTrue ? 1 : 0}~`;
    case 'ordering':
      return `o${response.places.map(digit).join('')}~`;
    case 'matching':
      return `m${response.rights.map((right) => (right === null ? '-' : digit(right))).join('')}~`;
    case 'number':
      return `n${`${response.value}`.replace('.', '_')}~`;
    case 'short':
      return `w${packText(response.text)}~`;
    case 'hotspot':
      return `h${response.spot}~`;
  }
}

const placesIn = (text: string): number[] => [...text].map((place) => Number.parseInt(place, 36));

const READERS: Record<string, (text: string) => TaskResponse | null> = {
  s: (text) => (/^\d*$/.test(text) ? { kind: 'several', choices: placesIn(text) } : null),
  t: (text) => (/^[01]$/.test(text) ? { kind: 'true-false', isTrue: text === '1' } : null),
  o: (text) => (/^\d+$/.test(text) ? { kind: 'ordering', places: placesIn(text) } : null),
  m: (text) =>
    /^[\da-z-]+$/.test(text)
      ? {
          kind: 'matching',
          rights: [...text].map((right) => (right === '-' ? null : Number.parseInt(right, 36))),
        }
      : null,
  n: (text) =>
    /^-?\d+(?:_\d+)?(?:e-\d+)?$/.test(text)
      ? { kind: 'number', value: Number(text.replace('_', '.')) }
      : null,
  w: (text) => {
    const read = unpackText(text);
    return read === null || read === '' ? null : { kind: 'short', text: read };
  },
  h: (text) => (/^\d$/.test(text) ? { kind: 'hotspot', spot: Number(text) } : null),
};

/** Reads what {@link packResponse} wrote: null is no answer yet, undefined is anything else. */
export function unpackResponse(packed: string): TaskResponse | null | undefined {
  if (packed === '-') return null;
  if (/^\d$/.test(packed)) return { kind: 'one', choice: Number(packed) };
  return READERS[packed.charAt(0)]?.(packed.slice(1, -1)) ?? undefined;
}
