import { LETTERS } from '#server/quiz/rules.ts';

const FIGURES = [
  <path key="a" d="M22 4L41 38H3Z" className="shape-a" />,
  <circle key="b" cx="22" cy="22" r="19" className="shape-b" />,
  <rect key="c" x="4" y="4" width="36" height="36" rx="3" className="shape-c" />,
  <path key="d" d="M14 3.5h16L40.5 14v16L30 40.5H14L3.5 30V14Z" className="shape-d" />,
];

/**
 * Letter of an option, the first four in the shapes of road signs; none is red or green, which mean wrong and right.
 * @param at place of the option, from 0
 * @param isBare without the letter
 */
export function Shape({ at, isBare = false }: { at: number; isBare?: boolean }) {
  if (isBare && at >= FIGURES.length) return null;
  return (
    <svg className="quiz-shape" width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      {FIGURES[at]}
      {!isBare && (
        <text x="22" y={at === 0 ? 33 : 29} textAnchor="middle" className={`letter-${Math.min(at, 4)}`}>
          {LETTERS[at]}
        </text>
      )}
    </svg>
  );
}
