import type { Level } from '#content/schema.ts';

/** A set of questions that can be taken. Its name on the screen comes from the guide or the level. */
export type QuizSet =
  | { id: string; kind: 'mixed' }
  | { id: string; kind: 'level'; level: Level }
  | { id: string; kind: 'guide'; guide: string };

/** A set that can be practised: shipped, or one of another source under the name its makers gave it. */
export type PractisedSet = QuizSet | { id: string; kind: 'shared'; titleVi: string; byVi: string | null };

/** By what a question belongs to sets. */
type Sorted = { levels: readonly Level[]; guides: readonly string[] };

const MIXED: QuizSet = { id: 'tong-hop', kind: 'mixed' };
const LEVELS: readonly QuizSet[] = [
  { id: 'tieu-hoc', kind: 'level', level: 'primary' },
  { id: 'thcs', kind: 'level', level: 'lower-secondary' },
  { id: 'thpt', kind: 'level', level: 'upper-secondary' },
  { id: 'nguoi-lon', kind: 'level', level: 'adult' },
];

/** How many questions one attempt at a set has at most. */
export const sizeOf = (set: QuizSet): number => (set.kind === 'mixed' ? 20 : 10);

/** The set of a guide; the guide's slug is its name in the address. */
const guideSet = (guide: string): QuizSet => ({ id: guide, kind: 'guide', guide });

/** Every set these questions make: mixed, levels from the youngest up, guides by slug. A set without questions is none. */
export function setsOf(questions: readonly Sorted[]): QuizSet[] {
  const guides = [...new Set(questions.flatMap((question) => question.guides))].sort();
  return [MIXED, ...LEVELS, ...guides.map(guideSet)].filter((set) => poolOf(questions, set).length > 0);
}

/** The questions of a set. */
export function poolOf<Q extends Sorted>(questions: readonly Q[], set: QuizSet): Q[] {
  return questions.filter(
    ({ levels, guides }) =>
      set.kind === 'mixed' ||
      (set.kind === 'level' ? levels.includes(set.level) : guides.includes(set.guide)),
  );
}
