import { plainText, type Segment } from '#server/law/rules.ts';
import { sortRecord } from '#server/report/rules.ts';
import { bound, type GuideEntry } from '#src/lib/guides.ts';
import { strings } from '#src/lib/strings.ts';

/** What the coach shows of a guide, its figures of law already put in. */
export type CoachGuide = {
  slug: string;
  title: string;
  /** What must be seen together. */
  together: string;
  /** What to say when it is going on. */
  now: string;
  /** What the recording should show. */
  picture: string[];
  plate: string[];
  place: string[];
  time: string[];
  /** What not to film, and how to stay safe. */
  conduct: string[];
};

/** Texts of a guide that the coach shows, for the law to put its figures in. */
export const coachTextsOf = ({ data }: GuideEntry): string[] => [
  data.together,
  data.now,
  ...data.record,
  ...data.safety,
];

/** A text with its figures; what rests on one source says so. */
const inWords = (segments: readonly Segment[]): string =>
  segments
    .map((segment) =>
      plainText([segment]).concat(
        segment.kind === 'figure' && segment.isSingleSource ? ` (${strings.check})` : '',
      ),
    )
    .join('');

/** The guides as the coach shows them, from their texts as the law has bound them. */
export function coachGuides(
  guides: readonly GuideEntry[],
  texts: readonly string[],
  segments: readonly Segment[][],
): CoachGuide[] {
  const boundText = bound(texts, segments);
  const say = (text: string) => inWords(boundText(text));
  return guides.map(({ id, data }) => {
    const { conduct, ...record } = sortRecord(data.record.map(say));
    return {
      slug: id,
      title: data.title,
      together: say(data.together),
      now: say(data.now),
      ...record,
      conduct: [...conduct, ...data.safety.map(say)],
    };
  });
}
