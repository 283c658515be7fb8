import type { ReactNode, SubmitEvent } from 'react';
import { MAX_SHORT_LENGTH, type Given } from '#server/quiz/rules.ts';
import type { QuestionView } from '#server/quiz/service.ts';
import { TaskFields } from '#src/islands/quiz/task-fields.tsx';
import { strings } from '#src/lib/strings.ts';

export { Shape } from '#src/islands/quiz/shape.tsx';

const words = strings.quiz;

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
  /** What a form that was refused held. */
  given?: Given;
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
  given = {},
  isSending,
  children,
  onSubmit,
}: Props) {
  const { number, text, picture, task } = question;
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
        <TaskFields
          {...{ task, picture, given }}
          idPrefix={`cau-${number}`}
          maxTextLength={MAX_SHORT_LENGTH}
        />
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
