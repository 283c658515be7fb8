/*
 * The rules of notices: what their text may carry and what they refer to. Pure; this file is the door of the room for other
 * rooms and for the screen.
 */
import { actIdOf, citationOf, provisionOn, standingWords, type Registry } from '../law/rules.ts';

export { readMarkdown, type Block, type Inline } from './markdown.ts';

/** What a notice holds beside its title. */
export type NoticeData = {
  /** What it is about in one or two sentences. */
  lead: string;
  /** See {@link readMarkdown}. */
  body: string;
  /** Slugs of guides. */
  guides: string[];
  /** Ids of provisions. */
  cites: string[];
  /** Id of an uploaded picture; null: it has none. */
  picture: string | null;
};

/**
 * What keeps a notice from being confirmed: provisions or guides that do not exist, provisions that do not plainly hold.
 * @param registry the law of today
 * @param notice what it refers to
 * @param knownGuides slugs of the guides there are
 * @param day the day it must hold on
 */
export function noticeProblems(
  registry: Registry,
  notice: Pick<NoticeData, 'guides' | 'cites'>,
  knownGuides: ReadonlySet<string>,
  day: string,
): string[] {
  const { guides, cites } = notice;
  const unknownGuides = guides
    .filter((slug) => !knownGuides.has(slug))
    .map((slug) => `Không có bài cẩm nang “${slug}”.`);
  const badCites = cites.flatMap((id) => {
    const on = provisionOn(registry, id, day);
    if (!on) return `Không có điều khoản “${id}” trong sổ luật. Ví dụ đúng: nd-168-2024:6.9.d.`;
    if (on.standing === 'in-force') return [];
    return `${citationOf(id, registry.acts.get(actIdOf(id)))} ${standingWords[on.standing]}, chưa dẫn được.`;
  });
  return [...unknownGuides, ...badCites];
}
