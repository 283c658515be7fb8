import type { PractisedSet } from '#server/quiz/rules.ts';
import { strings } from '#src/lib/strings.ts';

export type { AttemptView, OutcomeView, SetView } from '#server/quiz/service.ts';

/** What is needed of a guide to name its set. */
type NamedGuide = { id: string; data: { title: string; what: string } };

/** Name of a set and one sentence on it; a guide that is not published has its slug for a name. */
export function namesOfSet(
  set: PractisedSet,
  guides: readonly NamedGuide[],
): { title: string; text: string } {
  if (set.kind === 'mixed') return { title: strings.quiz.mixed, text: strings.quiz.mixedText };
  if (set.kind === 'shared')
    return { title: set.titleVi, text: set.byVi === null ? '' : strings.quiz.sharedBy(set.byVi) };
  if (set.kind === 'level')
    return { title: strings.levels[set.level], text: strings.quiz.levelTexts[set.level] };
  const guide = guides.find(({ id }) => id === set.guide);
  return { title: guide?.data.title ?? set.guide, text: guide?.data.what ?? '' };
}

/** Name of the set a game was made from, shipped or not; one that is gone or somebody's own has the name given. */
export function titleOfSet(
  { set, setTitleVi }: { set: string; setTitleVi: string | null },
  shipped: readonly PractisedSet[],
  guides: readonly NamedGuide[],
  otherwise: string,
): string {
  const found = shipped.find(({ id }) => id === set);
  return setTitleVi ?? (found ? namesOfSet(found, guides).title : otherwise);
}

/** Page of a set, and the page on which attempts at it are made. */
export const setPath = (setId: string): string => `${strings.rooms.quiz.path}${setId}/`;
export const attemptPath = (setId: string): string => `${setPath(setId)}bai/`;
