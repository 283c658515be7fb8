import type { ReactNode } from 'react';
import type { TaskResponse } from '#content/schema.ts';
import type { Segment } from '#server/law/rules.ts';
import type { LawOfAnswer, QuestionPicture, RightAnswer, ShownTask, Verdict } from '#server/quiz/rules.ts';
import { TaskOutcome } from '#src/islands/quiz/task-outcome.tsx';
import { Why } from '#src/islands/quiz/why.tsx';

export type OutcomeProps = {
  text: string;
  picture: QuestionPicture | null;
  task: ShownTask;
  /** null: nothing was answered. */
  response: TaskResponse | null;
  right: RightAnswer;
  verdict: Verdict;
  feedback: string | null;
  explanation: readonly Segment[];
  law: LawOfAnswer;
};

type Props = {
  outcome: OutcomeProps;
  note?: string | null;
  /** Id of the heading that says what the answer was worth. */
  headingId?: string;
  children?: ReactNode;
};

/** A question after its answer: what was answered, what is right, why, and where the law says so. */
export function QuizOutcome({ outcome, note, headingId = 'loi-giai', children }: Props) {
  const { text, picture, task, response, right, verdict, feedback, explanation, law } = outcome;
  return (
    <div className="quiz-form">
      <p className="quiz-text">{text}</p>
      <TaskOutcome {...{ task, picture, response, right, verdict }} />
      <Why {...{ verdict, feedback, explanation, law, headingId }} note={note ?? null} />
      {children && <div className="quiz-send">{children}</div>}
    </div>
  );
}
