import type { Area, Channel, ChannelKind, Contact } from '#content/schema.ts';

/*
 * Which channel a matter belongs to, and what of a channel may be shown. Pure; the directory itself is content.
 */

export const MATTERS = ['danger', 'injury', 'ongoing', 'past', 'road'] as const;
export type Matter = (typeof MATTERS)[number];

/** A province or city, or “elsewhere”: one whose name is not confirmed, or not known to the reader. */
export type Place = Exclude<Area, 'nationwide'> | 'elsewhere';

/** `now`: before anything else. `if-worse`: when it turns dangerous. `then`: the proper channel, or what follows. */
export type Step = 'now' | 'if-worse' | 'then';

type Wanted = { step: Step; kind: ChannelKind; number?: '113' | '114' | '115' };

const PLANS: Record<Matter, readonly Wanted[]> = {
  danger: [
    { step: 'now', kind: 'emergency', number: '113' },
    { step: 'now', kind: 'emergency', number: '114' },
    { step: 'now', kind: 'emergency', number: '115' },
    { step: 'then', kind: 'provincial-traffic-police' },
  ],
  injury: [
    { step: 'now', kind: 'emergency', number: '115' },
    { step: 'now', kind: 'emergency', number: '113' },
    { step: 'now', kind: 'emergency', number: '114' },
    { step: 'then', kind: 'commune-police' },
  ],
  ongoing: [
    { step: 'if-worse', kind: 'emergency', number: '113' },
    { step: 'then', kind: 'provincial-traffic-police' },
    { step: 'then', kind: 'app' },
  ],
  past: [
    { step: 'then', kind: 'provincial-traffic-police' },
    { step: 'then', kind: 'app' },
    { step: 'then', kind: 'traffic-police-department' },
  ],
  road: [
    { step: 'if-worse', kind: 'emergency', number: '113' },
    { step: 'then', kind: 'road-manager' },
    { step: 'then', kind: 'commune-police' },
  ],
};

export type Advice<C> = { step: Step; channel: C };

type Entry = Pick<Channel, 'kind' | 'area' | 'contacts'>;

/**
 * Channels for a matter at a place, in the order in which to use them: emergencies first. The channel of the place
 * stands before the nationwide one of its kind; a kind the directory does not hold is left out.
 */
export function channelsFor<C extends Entry>(
  channels: readonly C[],
  matter: Matter,
  place: Place,
): Advice<C>[] {
  return PLANS[matter].flatMap(({ step, kind, number }) => {
    const ofKind = channels.filter(
      (channel) =>
        channel.kind === kind &&
        (number === undefined || channel.contacts.some(({ value }) => value === number)),
    );
    const channel =
      ofKind.find(({ area }) => area === place) ?? ofKind.find(({ area }) => area === 'nationwide');
    return channel ? [{ step, channel }] : [];
  });
}

/**
 * Where a contact leads when pressed; null for what may only be read. Only verified contacts and the emergency numbers
 * lead anywhere: an address that rests on one source is text.
 */
export function hrefOf({ kind, value, confidence }: Contact): string | null {
  if (confidence === 'single-source') return null;
  if (kind === 'phone') return `tel:${value.replace(/[^\d+]/g, '')}`;
  if (kind === 'url') return /^https:\/\//.test(value) ? value : `https://${value}`;
  return null;
}

/** The emergency number of a channel; null when it is none. */
export const emergencyNumberOf = ({ contacts }: Pick<Channel, 'contacts'>): string | null =>
  contacts.find(({ confidence }) => confidence === 'widely-known')?.value ?? null;

/** True when the day by which an entry had to be checked again has passed. */
export const isOverdue = ({ reviewBy }: Pick<Channel, 'reviewBy'>, day: string): boolean => reviewBy < day;

/** Reads a matter from an address; null when it names none. */
export const readMatter = (given: string | null): Matter | null =>
  MATTERS.find((matter) => matter === given) ?? null;

/** Reads a place from an address; whatever is not in the list is elsewhere. */
export const readPlace = (given: string | null, places: readonly Place[]): Place =>
  places.find((place) => place === given) ?? 'elsewhere';
