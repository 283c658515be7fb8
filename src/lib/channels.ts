import { getCollection, type CollectionEntry } from 'astro:content';
import { Area, ChannelKind, type Claim } from '#content/schema.ts';
import type { Place } from '#server/channel/rules.ts';

export type ChannelEntry = CollectionEntry<'channels'>;
export type ClaimEntry = CollectionEntry<'claims'>;

const collator = new Intl.Collator('vi');
const rankOf = (kind: ChannelKind) => ChannelKind.options.indexOf(kind);

/** All channels: by competence, emergencies first; the nationwide one before those of a province; then by name. */
export async function listChannels(): Promise<ChannelEntry[]> {
  return (await getCollection('channels')).sort(
    ({ data: a }, { data: b }) =>
      rankOf(a.kind) - rankOf(b.kind) ||
      Number(b.area === 'nationwide') - Number(a.area === 'nationwide') ||
      collator.compare(a.nameVi, b.nameVi),
  );
}

/** A channel by its slug; undefined when there is none. */
export const readChannel = async (slug: string | undefined): Promise<ChannelEntry | undefined> =>
  (await getCollection('channels')).find(({ id }) => id === slug);

/** Every text of a channel in which figures of law may stand. */
export const channelTexts = ({ data }: ChannelEntry): string[] => [
  ...data.takes,
  ...data.notTakes,
  data.hours,
  ...data.findVi,
  ...(data.noteVi ? [data.noteVi] : []),
];

/** What people say, in the order in which it is shown: rewards, false reports, rumours, conduct. */
export async function listClaims(): Promise<ClaimEntry[]> {
  return (await getCollection('claims')).sort((a, b) => a.data.order - b.data.order);
}

/** Every text of a claim in which figures of law may stand. */
export const claimTexts = ({ data }: { data: Claim }): string[] => [
  data.answerVi,
  ...data.known.map(({ textVi }) => textVi),
  ...data.unknown,
  data.doVi,
];

/** Places that can be chosen; the last one stands for every other. */
export const places: Place[] = [...Area.options.filter((area) => area !== 'nationwide'), 'elsewhere'];
