import { Fragment, type ReactNode } from 'react';
import { actIdOf, anchorOf, formatDay, type Segment } from '#server/law/rules.ts';
import { LETTERS } from '#server/quiz/rules.ts';
import type { LawOfAnswer } from '#server/quiz/rules.ts';
import type { OutcomeView } from '#server/quiz/service.ts';
import { Shape } from '#src/islands/quiz-question.tsx';
import { strings } from '#src/lib/strings.ts';

const words = strings.quiz;

/** A tick or a cross; a word always stands beside it. */
export function Verdict({ isRight }: { isRight: boolean }) {
  return (
    <svg className="quiz-verdict" width="20" height="20" viewBox="0 0 18 18" aria-hidden="true">
      <path d={isRight ? 'M2 9.5l5 5L16 4' : 'M3 3l12 12M15 3L3 15'} />
    </svg>
  );
}

function Explanation({ segments }: { segments: Segment[] }) {
  return (
    <p>
      {segments.map((segment, index) => (
        <Fragment key={index}>
          {segment.text}
          {segment.kind === 'figure' && segment.isSingleSource && (
            <>
              {' '}
              <span className="mark">{strings.check}</span>
            </>
          )}
        </Fragment>
      ))}
    </p>
  );
}

/** Where the answer stands in the law: linked, with the day it took effect and the day it was last checked. */
export function LawLine({ law }: { law: LawOfAnswer }) {
  return (
    <p className="source">
      <a href={`/luat/${actIdOf(law.provisionId)}/#${anchorOf(law.provisionId)}`}>{law.citation}</a>
      {law.isSingleSource && (
        <>
          {' '}
          <span className="mark">{strings.check}</span>
        </>
      )}{' '}
      · {words.from} {formatDay(law.from)} · {words.checked} {formatDay(law.checkedOn)}
      {law.noteVi && <span className="quiz-note">{law.noteVi}</span>}
    </p>
  );
}

type Props = {
  outcome: OutcomeView;
  note?: string | null;
  children?: ReactNode;
};

/** A question after its answer: what was chosen, what is right, why, and where the law says so. */
export function QuizOutcome({ outcome, note, children }: Props) {
  const { text, picture, options, chosen, right, explanation, law } = outcome;
  const isRight = chosen === right;
  return (
    <div className="quiz-form">
      <p className="quiz-text">{text}</p>
      <div className="quiz-body">
        {picture && (
          <img className="quiz-picture" src={picture.src} alt={picture.alt} width="480" height="360" />
        )}
        <ul className="quiz-options">
          {options.map((option, index) => {
            const state = index === right ? 'right' : index === chosen ? 'wrong' : '';
            return (
              <li className={`quiz-option ${state}`} key={option}>
                <Shape at={index} />
                <span className="quiz-words">
                  <span>
                    <span className="hidden">{LETTERS[index]}. </span>
                    {option}
                  </span>
                  {state && (
                    <span className="quiz-state">
                      <Verdict isRight={index === right} />
                      {index === right
                        ? `${words.rightOption}${isRight ? `, ${words.chosen.toLowerCase()}` : ''}`
                        : words.chosen}
                    </span>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
      <div className={`quiz-why ${isRight ? 'right' : 'wrong'}`}>
        <h2 tabIndex={-1} id="loi-giai">
          <Verdict isRight={isRight} />
          {isRight ? words.isRight : words.isWrong}
        </h2>
        {note && <p>{note}</p>}
        <Explanation segments={explanation} />
        <LawLine law={law} />
      </div>
      <div className="quiz-send">{children}</div>
    </div>
  );
}
