import type { ReactNode } from 'react';

type ChoiceProps<Value extends string> = {
  id: string;
  label: string;
  options: Readonly<Record<Value, string>>;
  value: Value | null;
  onChoose: (value: Value) => void;
  children?: ReactNode;
};

/** A question with one answer out of a few. */
export function Choice<Value extends string>({
  id,
  label,
  options,
  value,
  onChoose,
  children,
}: ChoiceProps<Value>) {
  return (
    <fieldset id={id} className="coach-choice">
      <legend>{label}</legend>
      {children}
      {(Object.keys(options) as Value[]).map((option) => (
        <label key={option} className="coach-option">
          <input
            type="radio"
            name={id}
            value={option}
            checked={value === option}
            onChange={() => onChoose(option)}
          />
          <span>{options[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}

type FieldProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  /** Further lines under the label, from the guide. */
  tips?: readonly string[] | undefined;
  type?: 'text' | 'date' | 'time' | 'area';
  value: string;
  max?: string | undefined;
  onType: (value: string) => void;
};

/** A question answered by typing. It has no name and no form: nothing could send it. */
export function Field({ id, label, hint, tips = [], type = 'text', value, max, onType }: FieldProps) {
  const hintId = `${id}-goi-y`;
  const shared = {
    id: `${id}-o`,
    value,
    autoComplete: 'off',
    'aria-describedby': hint || tips.length > 0 ? hintId : undefined,
    onChange: (event: { currentTarget: { value: string } }) => onType(event.currentTarget.value),
  };
  return (
    <div id={id} className="field">
      <label htmlFor={`${id}-o`}>{label}</label>
      {(hint || tips.length > 0) && (
        <span id={hintId} className="source">
          {[hint, ...tips].filter(Boolean).join(' ')}
        </span>
      )}
      {type === 'area' ? <textarea rows={4} {...shared} /> : <input type={type} max={max} {...shared} />}
    </div>
  );
}

const RANGE = /([\d.,]+–[\d.,]+(?:\u00a0triệu)?(?:\u00a0đồng)?)/;

/** A text in which ranges such as “18–20 triệu đồng” stay on one line. */
export function Figures({ text }: { text: string }) {
  return text.split(RANGE).map((part, index) =>
    index % 2 === 1 ? (
      <span key={part + String(index)} className="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
