import type { QuizSet } from '#server/quiz/rules.ts';
import { strings } from '#src/lib/strings.ts';

export type { AttemptView, OutcomeView, SetView } from '#server/quiz/service.ts';

/** What is needed of a guide to name its set. */
type NamedGuide = { id: string; data: { title: string; what: string } };

/** Name of a set and one sentence on it; a guide that is not published has its slug for a name. */
export function namesOfSet(set: QuizSet, guides: readonly NamedGuide[]): { title: string; text: string } {
  if (set.kind === 'mixed') return { title: strings.quiz.mixed, text: strings.quiz.mixedText };
  if (set.kind === 'level')
    return { title: strings.levels[set.level], text: strings.quiz.levelTexts[set.level] };
  const guide = guides.find(({ id }) => id === set.guide);
  return { title: guide?.data.title ?? set.guide, text: guide?.data.what ?? '' };
}

/** Page of a set, and the page on which attempts at it are made. */
export const setPath = (setId: string): string => `${strings.rooms.quiz.path}${setId}/`;
export const attemptPath = (setId: string): string => `${setPath(setId)}bai/`;
