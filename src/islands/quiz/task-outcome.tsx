import { Fragment, type ReactNode } from 'react';
import type { TaskResponse } from '#content/schema.ts';
import {
  LETTERS,
  type QuestionPicture,
  type RightAnswer,
  type ShownTask,
  type Verdict as Worth,
} from '#server/quiz/rules.ts';
import { Shape } from '#src/islands/quiz/shape.tsx';
import { TaskPicture } from '#src/islands/quiz/task-picture.tsx';
import { Verdict } from '#src/islands/quiz/verdict.tsx';
import { taskWords as words } from '#src/lib/task-words.ts';

type Props = {
  task: ShownTask;
  picture: QuestionPicture | null;
  /** null: nothing was answered. */
  response: TaskResponse | null;
  right: RightAnswer;
  verdict: Worth;
};
type Kind<T extends { kind: string }, K extends T['kind']> = Extract<T, { kind: K }>;
type State = 'right' | 'wrong' | '';

const stateOf = (isRight: boolean, isPicked: boolean): State => (isRight ? 'right' : isPicked ? 'wrong' : '');

/** What stands beside an option: whether it is right, and whether it was chosen. */
function wordsOf(isRight: boolean, isPicked: boolean, isMissable: boolean): string {
  if (!isRight) return words.picked;
  if (isPicked) return words.rightAndPicked;
  return isMissable ? words.missed : words.right;
}

type Row = { key: number; mark: ReactNode; text: string; isRight: boolean; isPicked: boolean };

function Rows({
  rows,
  isMissable = false,
  isPlain = false,
}: {
  rows: Row[];
  isMissable?: boolean;
  isPlain?: boolean;
}) {
  return (
    <ul className={`quiz-options${isPlain ? ' plain' : ''}`}>
      {rows.map(({ key, mark, text, isRight, isPicked }) => (
        <li className={`quiz-option ${stateOf(isRight, isPicked)}`} key={key}>
          {mark}
          <span className="quiz-words">
            <span>{text}</span>
            {stateOf(isRight, isPicked) && (
              <span className="quiz-state">
                <Verdict worth={isRight ? 'right' : 'wrong'} />
                {wordsOf(isRight, isPicked, isMissable)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One answer in a frame, with a name above it. */
function Framed({ name, worth, children }: { name: string; worth: Worth | null; children: ReactNode }) {
  return (
    <div className={`quiz-answer ${worth === 'partly' ? 'quiz-partly' : (worth ?? '')}`}>
      <p className="name">
        {worth && <Verdict worth={worth} />}
        {name}
      </p>
      {children}
    </div>
  );
}

/** What was answered, and, unless it was right, the right answer below. */
function Pair({
  names,
  worth,
  given,
  right,
}: {
  names: [string, string];
  worth: Worth;
  given: ReactNode;
  right: ReactNode;
}) {
  return (
    <div className="quiz-answers">
      {given === null ? (
        <p>{words.none}.</p>
      ) : (
        <Framed name={names[0]} worth={worth}>
          {given}
        </Framed>
      )}
      {worth !== 'right' && (
        <Framed name={names[1]} worth="right">
          {right}
        </Framed>
      )}
    </div>
  );
}

type Of<K extends ShownTask['kind']> = {
  task: Kind<ShownTask, K>;
  response: Kind<TaskResponse, K> | null;
  right: Kind<RightAnswer, K>;
  verdict: Worth;
};

const markOf = (at: number, isBare: boolean): ReactNode => (
  <span className="quiz-mark">
    <Shape at={at} isBare={isBare} />
    {!isBare && <span className="hidden">{LETTERS[at]}. </span>}
  </span>
);

function Options({
  task,
  picked,
  right,
  isBare,
}: {
  task: Kind<ShownTask, 'one' | 'several'>;
  picked: number[];
  right: number[];
  isBare: boolean;
}) {
  const rows = task.options.map((text, at) => ({
    ...{ key: at, text, mark: markOf(at, isBare) },
    isRight: right.includes(at),
    isPicked: picked.includes(at),
  }));
  return <Rows rows={rows} isMissable={task.kind === 'several'} />;
}

function TrueOrFalse({ response, right }: Of<'true-false'>) {
  const rows = [true, false].map((isTrue, at) => ({
    ...{ key: at, mark: null, text: isTrue ? words.isTrue : words.isFalse },
    isRight: right.isTrue === isTrue,
    isPicked: response?.isTrue === isTrue,
  }));
  return <Rows rows={rows} isPlain />;
}

function Ordering({ task, response, right, verdict }: Of<'ordering'>) {
  const list = (places: readonly number[]) => (
    <ol>
      {places.map((place) => (
        <li key={place}>{task.items[place]}</li>
      ))}
    </ol>
  );
  return (
    <Pair
      names={[verdict === 'right' ? words.rightOrder : words.ordered, words.rightOrder]}
      worth={verdict}
      given={response && list(response.places)}
      right={list(right.places)}
    />
  );
}

function Matching({ task, response, right }: Of<'matching'>) {
  return (
    <ul className="quiz-rows">
      {task.lefts.map((left, at) => {
        const given = response?.rights[at] ?? null;
        const wanted = right.rights[at]!;
        const isRight = given === wanted;
        return (
          <li key={at} className={`quiz-answer ${isRight ? 'right' : 'wrong'}`}>
            <p>
              <strong>{left}</strong>
            </p>
            {isRight ? null : (
              <p className="name">
                <Verdict worth="wrong" />
                {words.picked}: {given === null ? words.left : task.rights[given]}
              </p>
            )}
            <p className="name">
              <Verdict worth="right" />
              {isRight ? words.rightAndPicked : words.right}: {task.rights[wanted]}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function TypedNumber({ task, response, right, verdict }: Of<'number'>) {
  const shown = (value: number) => words.number(value, task.unit);
  const { value, tolerance } = right;
  return (
    <Pair
      names={[words.typed, words.right]}
      worth={verdict}
      given={response && <p>{shown(response.value)}</p>}
      right={
        <p>
          {shown(value)}
          {tolerance > 0 && ` (${words.between(shown(value - tolerance), shown(value + tolerance))})`}
        </p>
      }
    />
  );
}

function Typed({ response, right, verdict }: Of<'short'>) {
  return (
    <Pair
      names={[words.typed, words.right]}
      worth={verdict}
      given={response && <p>“{response.text}”</p>}
      right={<p>“{words.pattern(right.text)}”</p>}
    />
  );
}

function Spots({ task, response, right }: Of<'hotspot'>) {
  const rows = task.spots.map(({ label }, at) => ({
    ...{ key: at, text: label, mark: <span className="quiz-number">{at + 1}</span> },
    isRight: right.spot === at,
    isPicked: response?.spot === at,
  }));
  return <Rows rows={rows} />;
}

/** The parts of an outcome, all of one kind: the server made them of one task. */
function bodyOf({ task, picture, response, right, verdict }: Props): ReactNode {
  const isBare = picture?.hasLetters === true;
  const parts = { task, response, right, verdict };
  switch (right.kind) {
    case 'one': {
      const { task, response } = parts as Of<'one'>;
      return (
        <Options
          task={task}
          picked={response ? [response.choice] : []}
          right={[right.choice]}
          isBare={isBare}
        />
      );
    }
    case 'several': {
      const { task, response } = parts as Of<'several'>;
      return <Options task={task} picked={response?.choices ?? []} right={right.choices} isBare={isBare} />;
    }
    case 'true-false':
      return <TrueOrFalse {...(parts as Of<'true-false'>)} />;
    case 'ordering':
      return <Ordering {...(parts as Of<'ordering'>)} />;
    case 'matching':
      return <Matching {...(parts as Of<'matching'>)} />;
    case 'number':
      return <TypedNumber {...(parts as Of<'number'>)} />;
    case 'short':
      return <Typed {...(parts as Of<'short'>)} />;
    case 'hotspot':
      return <Spots {...(parts as Of<'hotspot'>)} />;
  }
}

/** State of each spot of a picture, after the answer. */
function spotStates({ task, response, right }: Props): State[] {
  if (task.kind !== 'hotspot' || right.kind !== 'hotspot') return [];
  const picked = response?.kind === 'hotspot' ? response.spot : -1;
  return task.spots.map((_, at) => stateOf(right.spot === at, picked === at));
}

/** The picture of a question with what was answered and what is right, for all kinds. */
export function TaskOutcome(props: Props) {
  const { task, picture } = props;
  return (
    <div className="quiz-body">
      {picture && <TaskPicture {...{ task, picture }} states={spotStates(props)} />}
      <Fragment>{bodyOf(props)}</Fragment>
    </div>
  );
}
