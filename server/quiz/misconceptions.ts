/** An answer as far as it tells a belief. */
export type BeliefAnswer = {
  question: string;
  provision: string;
  /** The false belief behind what was chosen; null: right, or no belief is known. */
  misconception: string | null;
  /** The same for one person within these answers; need not tell who it is. */
  person: string;
};

/** What people believe about a provision, or why it is not said. */
export type Beliefs =
  | {
      kind: 'counted';
      provision: string;
      /** Who answered a question on it. */
      people: number;
      /** The most chosen first; a person counts once for each belief. */
      beliefs: { misconception: string; people: number }[];
    }
  | { kind: 'withheld'; provision: string };

/** Beyond a class, nothing is said about fewer. */
const MIN_PEOPLE_SHOWN = 20;

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const peopleIn = (rows: readonly BeliefAnswer[]): number => new Set(rows.map(({ person }) => person)).size;

/**
 * The false beliefs behind the answers, by provision, the provision with the most chosen one first. A class sees its own;
 * what comes from several classes is withheld for a provision that fewer than 20 people answered.
 */
export function beliefsByProvision(
  rows: readonly BeliefAnswer[],
  { isOwnClass }: { isOwnClass: boolean },
): Beliefs[] {
  const all = [...grouped(rows, ({ provision }) => provision)].map(([provision, answers]): Beliefs => {
    const people = peopleIn(answers);
    if (!isOwnClass && people < MIN_PEOPLE_SHOWN) return { kind: 'withheld', provision };
    const wrong = answers.filter(({ misconception }) => misconception !== null);
    const beliefs = [...grouped(wrong, ({ misconception }) => misconception!)].map(
      ([misconception, own]) => ({
        misconception,
        people: peopleIn(own),
      }),
    );
    beliefs.sort((a, b) => b.people - a.people || (a.misconception < b.misconception ? -1 : 1));
    return { kind: 'counted', provision, people, beliefs };
  });
  const mostOf = (beliefs: Beliefs) => (beliefs.kind === 'counted' ? (beliefs.beliefs[0]?.people ?? 0) : -1);
  return all.sort((a, b) => mostOf(b) - mostOf(a) || (a.provision < b.provision ? -1 : 1));
}

/** The most chosen false belief of each provision about which something may be said and somebody holds one. */
export const mostChosenMisconceptions = (
  rows: readonly BeliefAnswer[],
  view: { isOwnClass: boolean },
): { provision: string; misconception: string; people: number; of: number }[] =>
  beliefsByProvision(rows, view).flatMap((each) =>
    each.kind === 'counted' && each.beliefs[0]
      ? { provision: each.provision, ...each.beliefs[0], of: each.people }
      : [],
  );
