import type { ReactNode, SubmitEvent } from 'react';
import { LETTERS } from '#server/quiz/rules.ts';
import type { QuestionView } from '#server/quiz/service.ts';
import { strings } from '#src/lib/strings.ts';

const words = strings.quiz;
const FIGURES = [
  <path key="a" d="M22 4L41 38H3Z" className="shape-a" />,
  <circle key="b" cx="22" cy="22" r="19" className="shape-b" />,
  <rect key="c" x="4" y="4" width="36" height="36" rx="3" className="shape-c" />,
  <path key="d" d="M14 3.5h16L40.5 14v16L30 40.5H14L3.5 30V14Z" className="shape-d" />,
];

/** Letter of an option in the shape of a road sign; none is red or green, which mean wrong and right. */
export function Shape({ at }: { at: number }) {
  return (
    <svg className="quiz-shape" width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      {FIGURES[at]}
      <text x="22" y={at === 0 ? 33 : 29} textAnchor="middle" className={`letter-${at}`}>
        {LETTERS[at]}
      </text>
    </svg>
  );
}

/** How far one is: as words, and as dashes of the centre line. */
export function Progress({ number, total }: { number: number; total: number }) {
  return (
    <span className="quiz-progress">
      {words.progress(number, total)}
      <svg
        width={total * 16}
        height="6"
        viewBox={`0 0 ${total * 16} 6`}
        preserveAspectRatio="xMinYMid"
        aria-hidden="true"
      >
        {Array.from({ length: total }, (_, index) => (
          <rect
            key={index}
            x={index * 16}
            width="12"
            height="6"
            className={index < number ? 'done' : 'todo'}
          />
        ))}
      </svg>
    </span>
  );
}

type Props = {
  /** Where the form is sent: the page of attempts at this set. */
  action: string;
  token: string;
  question: QuestionView;
  total: number;
  problem?: string | null;
  isSending?: boolean;
  children?: ReactNode;
  onSubmit?: (event: SubmitEvent<HTMLFormElement>) => void;
};

/** One question as a plain form: it works without JavaScript, and an island may take its submission over. */
export function QuizQuestion({
  action,
  token,
  question,
  total,
  problem,
  isSending,
  children,
  onSubmit,
}: Props) {
  const { number, text, picture, options } = question;
  return (
    <form className="quiz-form" method="post" action={action} onSubmit={onSubmit}>
      <input type="hidden" name="lan" value={token} />
      <input type="hidden" name="cau" value={number} />
      <fieldset>
        <legend tabIndex={-1}>
          <Progress number={number} total={total} />
          <span className="quiz-text">{text}</span>
        </legend>
        {problem && (
          <p className="quiz-problem" role="alert">
            {problem}
          </p>
        )}
        <div className="quiz-body">
          {picture && (
            <img className="quiz-picture" src={picture.src} alt={picture.alt} width="480" height="360" />
          )}
          <div className="quiz-options">
            {options.map((option, index) => (
              <label className="quiz-option" key={option}>
                <input type="radio" name="chon" value={index} required />
                <Shape at={index} />
                <span>
                  <span className="hidden">{LETTERS[index]}. </span>
                  {option}
                </span>
              </label>
            ))}
          </div>
        </div>
      </fieldset>
      <div className="quiz-send">
        <button className="button" type="submit" aria-disabled={isSending ? true : undefined}>
          {isSending ? words.sending : words.see}
        </button>
        {children}
      </div>
    </form>
  );
}
