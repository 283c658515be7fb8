import type { ReactNode } from 'react';
import { LETTERS, type Given, type QuestionPicture, type ShownTask } from '#server/quiz/rules.ts';
import { Shape } from '#src/islands/quiz/shape.tsx';
import { spotId, TaskPicture } from '#src/islands/quiz/task-picture.tsx';
import { taskWords as words } from '#src/lib/task-words.ts';

type Props = {
  task: ShownTask;
  picture: QuestionPicture | null;
  /** Sets the ids of this task apart from others of the page. */
  idPrefix?: string;
  /** What a form that was refused held, so that nothing typed is lost. */
  given?: Given;
  /** Most characters of a short answer. */
  maxTextLength?: number;
};

type FieldProps = Required<Pick<Props, 'idPrefix' | 'given' | 'maxTextLength'>> & {
  /** Options carry shapes only. */
  isBare: boolean;
};
type Kind<K extends ShownTask['kind']> = Extract<ShownTask, { kind: K }>;

/** One option of a row that may be chosen: the whole row is its label. */
function Choice({
  type,
  name,
  value,
  given,
  id,
  children,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  given: Given;
  id?: string;
  children: ReactNode;
}) {
  return (
    <label className="quiz-option">
      <input
        {...{ type, name, value, id }}
        required={type === 'radio'}
        defaultChecked={given[name]?.includes(value)}
      />
      {children}
    </label>
  );
}

function Options({ task, given, isBare }: { task: Kind<'one' | 'several'> } & FieldProps) {
  const [type, name] =
    task.kind === 'one' ? (['radio', 'choice'] as const) : (['checkbox', 'choices'] as const);
  return (
    <div className="quiz-options">
      {task.options.map((option, at) => (
        <Choice key={at} value={`${at}`} {...{ type, name, given }}>
          <Shape at={at} isBare={isBare} />
          <span>
            {!isBare && <span className="hidden">{LETTERS[at]}. </span>}
            {option}
          </span>
        </Choice>
      ))}
    </div>
  );
}

function TrueOrFalse({ given }: FieldProps) {
  return (
    <div className="quiz-options plain two">
      {(['true', 'false'] as const).map((value) => (
        <Choice key={value} type="radio" name="choice" {...{ value, given }}>
          <span>{value === 'true' ? words.isTrue : words.isFalse}</span>
        </Choice>
      ))}
    </div>
  );
}

function Ordering({ task, given }: { task: Kind<'ordering'> } & FieldProps) {
  return (
    <div className="quiz-rows">
      {task.items.map((item, at) => (
        <label key={at} className="quiz-row numbered">
          <select name={`place-${at}`} required defaultValue={given[`place-${at}`]?.[0] ?? ''}>
            <option value="">{words.pick}</option>
            {task.items.map((_, place) => (
              <option key={place} value={place + 1}>
                {place + 1}
              </option>
            ))}
          </select>
          <span>{item}</span>
        </label>
      ))}
    </div>
  );
}

function Matching({ task, given }: { task: Kind<'matching'> } & FieldProps) {
  return (
    <div className="quiz-rows">
      {task.lefts.map((left, at) => (
        <label key={at} className="quiz-row matched">
          <span>{left}</span>
          <select name={`right-${at}`} required defaultValue={given[`right-${at}`]?.[0] ?? ''}>
            <option value="">{words.pick}</option>
            {task.rights.map((right, place) => (
              <option key={place} value={place}>
                {right}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

function Typed({ task, idPrefix, given, maxTextLength }: { task: Kind<'number' | 'short'> } & FieldProps) {
  const isNumber = task.kind === 'number';
  const name = isNumber ? 'value' : 'text';
  return (
    <div className="quiz-typed">
      <label htmlFor={`${idPrefix}-${name}`}>{words.yourAnswer}</label>
      <span className="quiz-entry">
        <input
          className={isNumber ? 'short' : undefined}
          id={`${idPrefix}-${name}`}
          type="text"
          name={name}
          required
          autoComplete="off"
          inputMode={isNumber ? 'decimal' : 'text'}
          maxLength={isNumber ? 30 : maxTextLength}
          defaultValue={given[name]?.[0] ?? ''}
          aria-describedby={isNumber && task.unit !== null ? `${idPrefix}-unit` : undefined}
        />
        {isNumber && task.unit !== null && <span id={`${idPrefix}-unit`}>{task.unit}</span>}
      </span>
    </div>
  );
}

function Spots({ task, idPrefix, given }: { task: Kind<'hotspot'> } & FieldProps) {
  return (
    <div className="quiz-options">
      {task.spots.map(({ label }, at) => (
        <Choice key={at} type="radio" name="spot" id={spotId(idPrefix, at)} value={`${at}`} given={given}>
          <span className="quiz-number">{at + 1}</span>
          <span>{label}</span>
        </Choice>
      ))}
    </div>
  );
}

function fieldsOf(task: ShownTask, props: FieldProps): ReactNode {
  switch (task.kind) {
    case 'one':
    case 'several':
      return <Options task={task} {...props} />;
    case 'true-false':
      return <TrueOrFalse {...props} />;
    case 'ordering':
      return <Ordering task={task} {...props} />;
    case 'matching':
      return <Matching task={task} {...props} />;
    case 'number':
    case 'short':
      return <Typed task={task} {...props} />;
    case 'hotspot':
      return <Spots task={task} {...props} />;
  }
}

/** The picture and the plain form fields of a task of any kind; `responseFrom` reads them back. Works without JavaScript. */
export function TaskFields({ task, picture, idPrefix = 'cau', given = {}, maxTextLength = 200 }: Props) {
  const hint = words.hints[task.kind];
  return (
    <div className="quiz-body">
      {picture && <TaskPicture {...{ task, picture, idPrefix }} />}
      <div className="quiz-fields">
        {hint && <p className="quiz-hint">{hint}</p>}
        {fieldsOf(task, { idPrefix, given, maxTextLength, isBare: picture?.hasLetters === true })}
      </div>
    </div>
  );
}
