import type { Signer } from '../keys/store.ts';
import type { AskedQuestion } from '../quiz/rules.ts';
import type { QuestionSource } from '../quiz/source.ts';
import { JUNCTION_SET, shippedIds } from './generate.ts';
import { citesOf, picturePath, questionOf, type JunctionQuestion } from './question.ts';

const TITLE = 'Ai đi trước?';
const SIZE = 10;

/** A junction as any other question: its proof is the explanation, and it rests on every provision of the proof. */
function askedOf(signer: Signer, junction: JunctionQuestion): AskedQuestion {
  const { id, text, task, explanation, levels, difficulty, pictureVi, decision } = junction;
  const [provision, ...cites] = citesOf(junction);
  const rules = new Set(decision.proof.map(({ because }) => because.rule));
  return {
    ref: signer.sign(`question ${JSON.stringify([id, text, task])}`).slice(0, 6),
    ...{ id, text, task, levels, difficulty, cites, provision: provision! },
    about: `${JUNCTION_SET} ${[...rules].sort().join(' ')}`,
    explanation: explanation.map((step) => step.text).join(' '),
    guides: [],
    picture: { src: picturePath(id), alt: pictureVi, hasLetters: true },
  };
}

/** The junctions the site asks by itself, as a set of questions. Worked out when first asked for. */
export function junctionSource(signer: Signer): QuestionSource {
  let questions: readonly AskedQuestion[] | null = null;
  const all = () => (questions ??= shippedIds().map((id) => askedOf(signer, questionOf(id)!)));
  return {
    findSet: (id) =>
      Promise.resolve(
        id === JUNCTION_SET ? { id, titleVi: TITLE, questions: all(), size: SIZE, isOrdered: false } : null,
      ),
    publicSets: () =>
      Promise.resolve([
        {
          ...{ id: JUNCTION_SET, titleVi: TITLE, size: SIZE, byVi: null },
          levels: ['lower-secondary', 'upper-secondary', 'adult'],
          questions: shippedIds().length,
        },
      ]),
  };
}
