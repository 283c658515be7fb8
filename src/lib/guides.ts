import { getCollection, getEntry, type CollectionEntry } from 'astro:content';
import type { Level, Priority } from '#content/schema.ts';
import { matches } from '#server/search/rules.ts';
import { vehicleNames, type PenaltyOn, type Segment } from '#server/law/rules.ts';

export type GuideEntry = CollectionEntry<'guides'>;
export type SceneEntry = CollectionEntry<'scenes'>;

const collator = new Intl.Collator('vi');

/** All guides in Vietnamese order of their titles. */
export async function listGuides(): Promise<GuideEntry[]> {
  return (await getCollection('guides')).sort((a, b) => collator.compare(a.data.title, b.data.title));
}

/** A guide by its slug; undefined when there is none. */
export const readGuide = async (slug: string | undefined): Promise<GuideEntry | undefined> =>
  (await getCollection('guides')).find(({ id }) => id === slug);

/** Scenes by id, in that order. @throws Error when one is missing: the content tests keep that from happening */
export async function readScenes(ids: readonly string[]): Promise<SceneEntry[]> {
  return Promise.all(
    ids.map(async (id) => {
      const scene = await getEntry('scenes', id);
      if (!scene) throw new Error(`no scene ${id}`);
      return scene;
    }),
  );
}

/** Paragraphs of a guide's body. Bodies are plain text, so that figures in them can be bound. */
export const paragraphsOf = (guide: GuideEntry): string[] =>
  (guide.body ?? '')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

/** Every text of a guide in which figures of law may stand. */
export function textsOf(guide: GuideEntry): string[] {
  const { data } = guide;
  const points = [...data.signs, ...data.lawful, ...data.notEnough].flatMap(({ title, text }) => [
    title,
    text,
  ]);
  const lessons = data.lessons.flatMap(({ aim, steps, question, answer }) => [
    aim,
    ...steps,
    question,
    answer,
  ]);
  return [
    data.what,
    data.verdict,
    data.together,
    data.danger,
    data.now,
    data.past,
    ...(data.police ? [data.police] : []),
    ...points,
    ...data.record,
    ...data.safety,
    ...data.family,
    ...lessons,
    ...paragraphsOf(guide),
  ];
}

/** Every provision a guide names. */
export const citesOf = ({ data }: GuideEntry): string[] => [
  ...new Set([
    ...data.rests,
    ...[...data.signs, ...data.lawful, ...data.notEnough].flatMap(({ cites }) => cites),
  ]),
];

/** Looks up the bound form of a text. */
export function bound(texts: readonly string[], segments: readonly Segment[][]): (text: string) => Segment[] {
  const byText = new Map(texts.map((text, index) => [text, segments[index]!]));
  return (text) => byText.get(text) ?? [{ kind: 'text', text }];
}

/** What to call each row where few words fit: the vehicle, or the offence when two rows are about one vehicle. */
export function labelsOf(rows: readonly PenaltyOn[]): string[] {
  const names = rows.map(({ penalty }) =>
    penalty.role === 'driver' ? vehicleNames[penalty.vehicle]! : penalty.titleVi,
  );
  const isUnique = new Set(names).size === names.length;
  return isUnique ? names : rows.map(({ penalty }) => penalty.titleVi);
}

export type GuideFilter = {
  query: string;
  priority: Priority | null;
  level: Level | null;
  vehicle: string | null;
};

const priorityRank: Record<Priority, number> = {
  'crash-cause': 16,
  'public-concern': 8,
  congestion: 4,
  'road-damage': 2,
  environment: 1,
};

/** Guides that fit a filter. Sorted by what the plans put first: crash causes, then what worries people, and so on. */
export function filterGuides(
  guides: readonly GuideEntry[],
  vehiclesOfBehaviour: ReadonlyMap<string, readonly string[]>,
  { query, priority, level, vehicle }: GuideFilter,
): GuideEntry[] {
  const vehiclesOf = (guide: GuideEntry) =>
    guide.data.behaviours.flatMap((id) => vehiclesOfBehaviour.get(id) ?? []);
  const weight = (guide: GuideEntry) =>
    guide.data.priorities.reduce((sum, name) => sum + priorityRank[name], 0);
  return guides
    .filter(
      (guide) =>
        (priority === null || guide.data.priorities.includes(priority)) &&
        (level === null || guide.data.levels.includes(level)) &&
        (vehicle === null || vehiclesOf(guide).some((name) => name === vehicle || name === 'any')) &&
        matches([guide.data.title, ...guide.data.searchTerms, guide.data.what].join(' '), query),
    )
    .sort((a, b) => weight(b) - weight(a) || collator.compare(a.data.title, b.data.title));
}
