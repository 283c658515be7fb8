import { Fragment } from 'react';
import { actIdOf, anchorOf, formatDay, type Segment } from '#server/law/rules.ts';
import type { LawOfAnswer, Verdict as Worth } from '#server/quiz/rules.ts';
import { Verdict } from '#src/islands/quiz/verdict.tsx';
import { strings } from '#src/lib/strings.ts';

const words = strings.quiz;

function Explanation({ segments }: { segments: readonly Segment[] }) {
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
  verdict: Worth;
  feedback: string | null;
  explanation: readonly Segment[];
  law: LawOfAnswer;
  note?: string | null;
  headingId: string;
};

/** What the answer was worth, why, and where the law says so. */
export function Why({ verdict, feedback, explanation, law, note, headingId }: Props) {
  return (
    <div className={`quiz-why ${verdict}`}>
      <h2 tabIndex={-1} id={headingId}>
        <Verdict worth={verdict} />
        {words.verdicts[verdict]}
      </h2>
      {note && <p>{note}</p>}
      {feedback && <p>{feedback}</p>}
      <Explanation segments={explanation} />
      <LawLine law={law} />
    </div>
  );
}
