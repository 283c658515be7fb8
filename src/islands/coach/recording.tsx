import { useState } from 'react';
import { dayInWords, type Answers, type FileFacts } from '#server/report/rules.ts';
import { Choice } from '#src/islands/coach/fields.tsx';
import type { CoachGuide } from '#src/lib/coach.ts';
import { coachWords as words } from '#src/lib/coach-words.ts';
import { readRecording } from '#src/lib/recording.ts';

type Props = {
  className: string;
  answers: Answers;
  tell: (change: Partial<Answers>) => void;
  guide: CoachGuide | undefined;
  shown: ReadonlySet<string>;
  setShown: (shown: ReadonlySet<string>) => void;
};

const size = new Intl.NumberFormat('vi', { maximumFractionDigits: 1 });

/** Questions on what was recorded, and a look into the file where it is at hand. */
export function Recording({ className, answers, tell, guide, shown, setShown }: Props) {
  const [isReading, setReading] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return tell({ file: null });
    setReading(true);
    tell({ file: await readRecording(file) });
    setReading(false);
  };
  const { file } = answers;
  return (
    <div className={className}>
      <h2>{words.groups.picture}</h2>
      <div className="field">
        <label htmlFor="coach-file">{words.file.label}</label>
        <span id="coach-file-goi-y" className="source">
          {words.file.hint}
        </span>
        <input
          id="coach-file"
          type="file"
          accept="image/*,video/*"
          aria-describedby="coach-file-goi-y"
          onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
        />
        <div role="status" className="coach-facts">
          {isReading && <p>{words.file.reading}</p>}
          {!isReading && file && <Facts file={file} tell={tell} />}
        </div>
      </div>
      <Choice
        id="coach-medium"
        {...words.medium}
        value={answers.medium}
        onChoose={(medium) => tell({ medium })}
      />
      {guide && answers.medium !== 'none' && (
        <>
          <Choice id="coach-seen" {...words.seen} value={answers.seen} onChoose={(seen) => tell({ seen })}>
            <p className="note">{guide.together}</p>
          </Choice>
          {guide.picture.length > 0 && (
            <fieldset className="coach-choice">
              <legend>{words.picture}</legend>
              {guide.picture.map((line) => (
                <label key={line} className="coach-option">
                  <input
                    type="checkbox"
                    checked={shown.has(line)}
                    onChange={({ currentTarget }) => {
                      const after = new Set(shown);
                      if (currentTarget.checked) after.add(line);
                      else after.delete(line);
                      setShown(after);
                    }}
                  />
                  <span>{line}</span>
                </label>
              ))}
            </fieldset>
          )}
          {guide.conduct.length > 0 && <p className="source">{guide.conduct.join(' ')}</p>}
        </>
      )}
      {answers.medium !== 'none' && (
        <Choice
          id="coach-original"
          {...words.original}
          value={answers.original}
          onChoose={(original) => tell({ original })}
        />
      )}
    </div>
  );
}

function Facts({ file, tell }: { file: FileFacts; tell: Props['tell'] }) {
  const { takenAt, takenFrom, durationSeconds, bytes, hasLocation, kind } = file;
  if (kind === 'other') return <p>{words.warnings['file-kind']}</p>;
  if (bytes === 0) return <p>{words.warnings['file-empty']}</p>;
  const [day, clock] = takenAt?.split('T') ?? [];
  return (
    <>
      <p>
        {[
          `${size.format(bytes / 1_000_000)} MB`,
          durationSeconds === null ? null : `${size.format(durationSeconds)} ${words.file.seconds}`,
          hasLocation ? words.file.place : null,
          day && clock && takenFrom ? `${clock}, ${dayInWords(day)} (${words.file.taken[takenFrom]})` : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {day && clock && (
        <button type="button" className="button quiet" onClick={() => tell({ day, clock })}>
          {words.file.use}
        </button>
      )}
    </>
  );
}
